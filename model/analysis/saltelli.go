package analysis

import (
	"slices"

	"sim/model"
	"sim/model/montecarlo"
)

// A SaltelliPlan is a montecarlo.Plan for Sobol indices: two samples A and B of
// all inputs and, for every group, A_B (A with that group's inputs from B) and
// B_A (Saltelli et al. 2010). A has the draws of a run with the same sampler
// and seed; with the sampler sobol, A and B are halves of one sequence of twice
// the dimension. Chance is a group like the others: A and B use different
// events.
type SaltelliPlan struct {
	Groups []Group
	Size   int // number of draws in each sample

	a, b  montecarlo.Source
	group []int // by column; −1: in no group, always from A
}

// NewSaltelliPlan plans the indices of groups that do not share inputs. Coupled
// inputs must be in the same group, see Independent. The error is the
// sampler's, for example for too many dimensions.
func NewSaltelliPlan(b *model.Bargain, cfg montecarlo.Config, groups []Group) (*SaltelliPlan, error) {
	p := &SaltelliPlan{Groups: groups, Size: cfg.Draws, group: make([]int, b.Columns)}
	for c := range p.group {
		p.group[c] = slices.IndexFunc(groups, func(g Group) bool { return slices.Contains(g.Columns, c) })
	}
	var err error
	if p.a, err = montecarlo.NewDraws(uniformTwin(b, false), cfg); err != nil {
		return nil, err
	}
	p.b, err = montecarlo.NewDraws(uniformTwin(b, true), cfg)
	return p, err
}

// uniformTwin returns the bargain with all uncertainty ranges replaced by their
// uniforms. A second twin has different numbers, in dimensions after those of
// the first.
func uniformTwin(b *model.Bargain, second bool) *model.Bargain {
	c := *b
	c.Inputs = slices.Clone(b.Inputs)
	most := 0
	for _, in := range b.Varying() {
		most = max(most, in.Dimension, in.Column+1)
	}
	for i := range c.Inputs {
		in := &c.Inputs[i]
		if in.Column < 0 {
			continue
		}
		in.Dist = uniform{}
		if second {
			if in.Dimension == 0 {
				in.Dimension = in.Column + 1
			}
			in.Path, in.Dimension = "second/"+in.Path, in.Dimension+most
		}
	}
	return &c
}

// uniform is the distribution whose quantile at u is u.
type uniform struct{}

func (uniform) Quantile(u float64) float64 { return u }

// Draws returns the number of draws: A, B, and A_B and B_A for each group.
func (p *SaltelliPlan) Draws() int { return p.Size * SaltelliPerDraw(len(p.Groups)) }

// SaltelliPerDraw returns how many draws a SaltelliPlan of the given number of
// groups has per draw of a sample.
func SaltelliPerDraw(groups int) int { return 2 + 2*groups }

// fromB reports whether a block takes some inputs or events from B. group
// reports whether they belong to group g.
func (p *SaltelliPlan) fromB(block int, group func(g int) bool) bool {
	if block < 2 {
		return block == 1
	}
	return (block%2 == 1) != group((block-2)/2)
}

// Fill sets u to the uniforms of a column.
func (p *SaltelliPlan) Fill(u []float64, column, first int) {
	for len(u) > 0 {
		block, j := first/p.Size, first%p.Size
		n := min(len(u), p.Size-j)
		if p.fromB(block, func(g int) bool { return p.group[column] == g }) {
			p.b.Fill(u[:n], column, j)
		} else {
			p.a.Fill(u[:n], column, j)
		}
		u, first = u[n:], first+n
	}
}

// Event returns the draw whose events draw i uses.
func (p *SaltelliPlan) Event(i int) int {
	block, j := i/p.Size, i%p.Size
	if p.fromB(block, func(g int) bool { return p.Groups[g].Chance }) {
		return p.Size + j
	}
	return j
}
