package artifact

import (
	"fmt"
	"slices"

	"sim/model/study"
	"sim/output"
	"sim/output/folder"
)

// Played returns the scenario of the run in dir, whose draws are to be read again by
// this version of the program. The error is that of folder.Run.Subject, or says that
// another program played them, or that there are none or more than most.
func Played(r *folder.Run, dir, version string, most int) (*study.Subject, error) {
	if r.Program != folder.Program() {
		return nil, fmt.Errorf("%s: its draws were played by another program: %s, and this is %s. Name its scenario instead, to play it anew",
			dir, folder.ProgramWords(r.Version, r.Program), folder.ProgramWords(version, folder.Program()))
	}
	if r.Draws < 1 || r.Draws > most {
		return nil, fmt.Errorf("%s: %s draws, as %s says, are no run's: expected 1 to %s", dir, output.FormatCount(r.Draws), folder.RunFile, output.FormatCount(most))
	}
	return r.Subject(dir)
}

// Holds reports whether a run left the draws that simulating the subject would give:
// the same text, draws, seed, sampler, theories and program.
func Holds(r *folder.Run, s *study.Subject) bool {
	return r.Analysis == "" && r.Scenario.Digest == s.Scenario.Digest && r.Program == folder.Program() &&
		r.Draws == s.Config.Draws && r.Seed == s.Config.Seed && r.Sampler == s.Config.Sampler && slices.Equal(r.Theories, s.TheoryNames()) &&
		(slices.Contains(r.Files, "outcomes.parquet") || slices.Contains(r.Files, "outcomes.csv"))
}
