package citation

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// A Run is what the citation of a run names.
type Run struct {
	Version  string // of the program
	Year     string // in which it was played; empty: that of the release
	Scenario string // name
	Title    string
	Digest   string // SHA-256 of its text, in hex
	Draws    int
	Seed     uint64
	Sampler  string
	Theories []model.Theory
}

// Of is what the citation of a run of the subject by a version of the program names.
func Of(s *study.Subject, version, year string) *Run {
	return &Run{
		Version: version, Year: year, Scenario: s.Scenario.Name, Title: s.Scenario.Bargain.Title, Digest: s.Scenario.Digest,
		Draws: s.Config.Draws, Seed: s.Config.Seed, Sampler: s.Config.Sampler, Theories: s.Theories,
	}
}

// released is the year of the release.
const released = "2026"

// Sentence cites the run: the program, the scenario, the draws and the theories, each
// with its sources.
func (r *Run) Sentence() string {
	var theories []string
	for i := range r.Theories {
		name := output.TheoryTitle(&r.Theories[i])
		var sources []string
		for _, w := range works(r.Theories[i : i+1]) {
			sources = append(sources, w.Short())
		}
		if sources != nil {
			name += " (" + strings.Join(sources, "; ") + ")"
		}
		theories = append(theories, name)
	}
	return fmt.Sprintf("Simulated with sim %s: scenario %s (%s, SHA-256 %s), %s draws, seed %d, %s sampler, under %s. %s.",
		r.Version, r.Scenario, r.Title, r.Digest, output.FormatCount(r.Draws), r.Seed, r.Sampler, strings.Join(theories, ", "), output.Notice)
}

// BibTeX has entries for the program and for the sources of the theories.
func (r *Run) BibTeX() string {
	return Program(r.Version, r.Year) + BibTeX(works(r.Theories))
}

// Program is the entry of the program.
func Program(version, year string) string {
	if year == "" {
		year = released
	}
	return Entry("software", "sim", [][2]string{
		{"title", "{sim: a scenario simulator for negotiation outcomes}"}, {"version", version}, {"year", year}, {"note", output.Notice},
	})
}

// works are the sources of theories.
func works(theories []model.Theory) (all []Work) {
	for i := range theories {
		for _, source := range study.Sources(&theories[i]) {
			all = append(all, Works(source)...)
		}
	}
	return all
}
