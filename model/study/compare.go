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
	// Decompose attributes the differences to the changes: see ChangeEffect. It
	// needs subjects without stored draws.
	Decompose bool
	Watch     Watch // receives the draws of all subjects together
}

// A Comparison is the differences of the headline quantities of variants from
// those of a base, on the same draws.
type Comparison struct {
	Subjects []*Subject             // the base, then the variants
	Variants []*analysis.Comparison // variant i is subject i+1
	Effects  [][]ChangeEffect       // of variant i; nil unless CompareOptions.Decompose
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
	p := pairedRun{subjects: slices.Clone(subjects)}
	for i := range subjects[1:] {
		p.pair(0, i+1)
	}
	if o.Decompose {
		if stored >= 0 {
			return nil, &UnlikeError{0, stored, DrawsStored}
		}
		for i := range subjects[1:] {
			c.Effects = append(c.Effects, p.decompose(subjects[0], i+1))
		}
	}
	if err := p.run(ctx, o.Watch, stored < 0, replicates); err != nil {
		return nil, err
	}
	c.Variants = p.found[:len(subjects)-1]
	for i := range c.Effects {
		for j := range c.Effects[i] {
			c.Effects[i][j].take(p.found)
		}
	}
	for i := range c.Variants {
		c.remarkUnshared(0, i+1)
	}
	return c, nil
}

// A pairedRun simulates subjects on the same draws and compares some of them.
type pairedRun struct {
	subjects []*Subject
	pairs    [][2]int               // indices in subjects: from, to
	found    []*analysis.Comparison // by pair
}

// pair asks for a comparison of two subjects and returns its index.
func (p *pairedRun) pair(from, to int) int {
	p.pairs = append(p.pairs, [2]int{from, to})
	return len(p.pairs) - 1
}

func (p *pairedRun) run(ctx context.Context, watch Watch, overRounds bool, replicates int) error {
	l := newLockstep(p.subjects, overRounds)
	for _, ends := range p.pairs {
		p.found = append(p.found, analysis.NewComparison(l.sides[ends[0]].Side, l.sides[ends[1]].Side, replicates))
	}
	err := l.run(ctx, watch, func(draws [][][][]float64) {
		for i, ends := range p.pairs {
			p.found[i].Add(draws[ends[0]], draws[ends[1]])
		}
	})
	for _, v := range p.found {
		v.Finish(MinimumDraws)
	}
	return err
}
