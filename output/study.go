package output

import (
	"fmt"

	"sim/model/study"
)

// A Study is an analysis as it is shown: what it is about, what it is called and
// where its numbers come from. What it found stands beside it.
type Study struct {
	*study.Subject
	Name   string // of the command: compare, sweep …
	Source string // where the numbers come from, in a sentence

	Version string // of the program
	Command string // as typed; only run.json and report.html may show it
}

// samplerRemark warns of draws that are not independent; empty if they are.
func (s *Study) samplerRemark() string {
	if s.Config.Independent() {
		return ""
	}
	return fmt.Sprintf("These draws are spread by %s, not drawn at random: with many inputs, one can look a little as if it did what another does, and the errors of shares of variance are upper bounds. Name the scenario, or --sampler random, to check.", s.Config.Sampler)
}

// Line says in a line what was simulated.
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
