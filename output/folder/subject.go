package folder

import (
	"fmt"
	"slices"
	"strings"

	"sim/model/study"
)

// Subject returns the scenario as it was played in dir, under the theories and with the
// weights and draws of the run. Its draws are yet to be read, or simulated again. The
// error says why this program cannot read what was played.
func (r *Run) Subject(dir string) (*study.Subject, error) {
	s, err := study.New(study.Source{Path: r.Scenario.Name + ".yaml", Text: []byte(r.Scenario.Text)})
	if err != nil {
		return nil, fmt.Errorf("%s: this program cannot read the scenario that was played: %w", dir, err)
	}
	if s.Scenario.Digest != r.Scenario.Digest {
		return nil, fmt.Errorf("%s: the scenario in %s is not the one that was played: its digest differs", dir, RunFile)
	}
	if r.Chosen != nil {
		if err := s.Choose(r.Chosen...); err != nil {
			return nil, fmt.Errorf("%s: %w", dir, study.Unprefixed(err))
		}
	}
	if err := chooseAgain(s, r.Theories); err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	if r.Weights != nil {
		if err := s.Weigh(r.Weights); err != nil {
			return nil, fmt.Errorf("%s: weights in %s: %w", dir, RunFile, err)
		}
	}
	s.Config = study.Config{Draws: r.Draws, Seed: r.Seed, Sampler: r.Sampler}
	return s, nil
}

// chooseAgain has s simulated under the theories of a finished run.
func chooseAgain(s *study.Subject, names []string) error {
	if slices.Equal(s.TheoryNames(), names) {
		return nil
	}
	chosen := slices.Clone(names)
	if len(chosen) > 1 && s.Theories[0].Baseline && chosen[0] == s.Theories[0].Name {
		chosen = chosen[1:] // it stands first by itself; the one after it leads
	}
	if err := s.Choose(chosen...); err != nil {
		return study.Unprefixed(err)
	}
	if !slices.Equal(s.TheoryNames(), names) {
		return fmt.Errorf("this program cannot play the run's theories %s", strings.Join(names, ", "))
	}
	return nil
}
