package output

import (
	"fmt"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// A Study is what an analysis of a scenario is about: what was played, how, and
// where its figures come from. What it found stands beside it.
type Study struct {
	Name     string // of the command: compare, sweep …
	Scenario *scenario.Scenario
	Config   montecarlo.Config
	Theories []model.Theory // whose figures are shown
	Lead     int            // the one of them that is meant where one is
	Source   string         // where the figures come from, in a sentence

	Version string // of the program
	Command string // as typed; only run.json and report.html may show it
}

// Line says in a line what was played.
func (s *Study) Line() string {
	theories := "theories"
	if len(s.Theories) == 1 {
		theories = "theory"
	}
	draws := "draws"
	if s.Config.Draws == 1 {
		draws = "draw"
	}
	line := fmt.Sprintf("%s · %s %s × %d %s · seed %d", Printable(s.Scenario.Bargain.Title), FormatCount(s.Config.Draws), draws, len(s.Theories), theories, s.Config.Seed)
	if s.Config.Sampler != "" {
		line += " · " + s.Config.Sampler + " sampler"
	}
	return line
}
