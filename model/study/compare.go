package study

import (
	"context"
	"slices"

	"sim/model"
	"sim/model/analysis"
)

// CompareOptions control how subjects are compared. The zero value simulates
// all of them under the theories of the first.
type CompareOptions struct {
	// OwnTheories makes every subject keep its own theories. Otherwise subjects
	// without stored draws are simulated under the theories of the base.
	OwnTheories bool
	Watch       Watch // receives the part: the subject, from 1
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
// them. The error is an *UnlikeError, a *TooManyDrawsError, a Replay's or the
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
	sides, err := c.sides(ctx, stored < 0, o.Watch)
	if err != nil {
		return nil, err
	}
	for i := range sides[1:] {
		c.Variants = append(c.Variants, analysis.Compare(sides[0], sides[i+1], MinimumDraws))
		c.remarkUnshared(0, i+1)
	}
	return c, nil
}

// sides computes the headline quantities of each draw of each subject.
// overRounds includes those that stored draws do not hold.
func (c *Comparison) sides(ctx context.Context, overRounds bool, watch Watch) ([]analysis.Side, error) {
	sides, measures, each := make([]analysis.Side, len(c.Subjects)), make([][]func(*model.Outcome) float64, len(c.Subjects)), 0
	for i, s := range c.Subjects {
		sides[i].Bargain = s.Scenario.Bargain
		sides[i].Figures, measures[i] = analysis.Headlines(s.Scenario.Bargain, overRounds)
		each += len(measures[i]) * len(s.Theories)
	}
	if err := c.Subjects[0].Config.checkCapacity(each); err != nil {
		return nil, err
	}
	for i, s := range c.Subjects {
		kept, err := s.Config.kept(false, measures[i]...)
		if err != nil {
			return nil, err
		}
		if err := s.deliver(ctx, watch.part(i+1, len(c.Subjects)), kept); err != nil {
			return nil, err
		}
		sides[i].Kept = kept
	}
	return sides, nil
}
