package study

import (
	"context"
	"slices"

	"sim/model/analysis"
)

// CompareOptions control how subjects are compared. The zero value simulates
// all of them under the theories of the first.
type CompareOptions struct {
	// OwnTheories makes every subject keep its own theories. Otherwise subjects
	// without stored draws are simulated under the theories of the base.
	OwnTheories bool
	Watch       Watch // receives the draws of all subjects together
}

// A Comparison is the differences of the headline quantities of variants from
// those of a base, on the same draws.
type Comparison struct {
	Subjects []*Subject             // the base, then the variants
	Variants []*analysis.Comparison // variant i is subject i+1
	Remarks  []CompareRemark        // what could not be compared, or not as requested
}

// Compare compares the first subject with each of the others, draw by draw on
// the same draws (common random numbers). Stored draws cannot be changed, so
// all subjects take the draws, seed and sampler of the first one that has
// stored draws, or else of the first, and its theories as far as they accept
// them. The error is an *UnlikeError, a Replay's or the
// context's.
func Compare(ctx context.Context, subjects []*Subject, o CompareOptions) (*Comparison, error) {
	c := &Comparison{Subjects: subjects}
	for i := range subjects[1:] {
		if !related(subjects[0].Scenario.Bargain, subjects[i+1].Scenario.Bargain) {
			return nil, &UnlikeError{0, i + 1, NothingInCommon}
		}
	}
	if err := c.align(o.OwnTheories); err != nil {
		return nil, err
	}
	stored := slices.IndexFunc(subjects, func(s *Subject) bool { return s.Replay != nil })
	if stored >= 0 && subjects[0].Scenario.Bargain.Clock.Rounds > 0 {
		c.remark(CompareRemark{Kind: RoundsNotStored, Subject: stored})
	}
	replicates, err := subjects[0].Config.Replicates()
	if err != nil {
		return nil, err
	}
	l := newLockstep(subjects, stored < 0)
	for i := range subjects[1:] {
		v := analysis.NewComparison(l.sides[0].Side, l.sides[i+1].Side, replicates)
		c.Variants = append(c.Variants, v)
	}
	err = l.run(ctx, o.Watch, func(draws [][][][]float64) {
		for i, v := range c.Variants {
			v.Add(draws[0], draws[i+1])
		}
	})
	if err != nil {
		return nil, err
	}
	for i, v := range c.Variants {
		v.Finish(MinimumDraws)
		c.remarkUnshared(0, i+1)
	}
	return c, nil
}
