package analysis

import (
	"slices"

	"sim/model"
	"sim/model/montecarlo"
)

// SaltelliPlan is a montecarlo.Plan for indices of influence: two samples A and B of
// all inputs, and for every group the sample A with that group's inputs from B,
// and B with those from A (Saltelli et al. 2010). A is what a run with the same
// sampler and seed plays; with the sampler sobol A and B are halves of one
// sequence of twice as many dimensions. Chance is a group as the others are: the
// draws of A meet events of their own, those of B others.
type SaltelliPlan struct {
	Groups []Group
	Size   int // draws in a sample

	a, b  montecarlo.Source
	group []int // by column; −1: none, always from A
}

// NewSaltelliPlan plans the indices of groups, which should not share inputs. Inputs
// that go together must stand in one group, see Independent. The error is the
// sampler's: it cannot do that many draws or dimensions.
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

// uniformTwin is the bargain with beliefs that are nothing but their uniforms; a
// second one has numbers of its own, in dimensions after those of the first.
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

// uniform is the belief whose quantile at u is u.
type uniform struct{}

func (uniform) Quantile(u float64) float64 { return u }

// Draws is how many draws there are: those of A, of B, and for each group of
// both with that group from the other.
func (p *SaltelliPlan) Draws() int { return p.Size * SaltelliPerDraw(len(p.Groups)) }

// SaltelliPerDraw is how many draws Swaps plays of so many groups for each of a
// sample.
func SaltelliPerDraw(groups int) int { return 2 + 2*groups }

// second reports whether a block takes from B what is in question: inputs, or
// events, of which group says whether they belong to group g.
func (p *SaltelliPlan) second(block int, group func(g int) bool) bool {
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
		if p.second(block, func(g int) bool { return p.group[column] == g }) {
			p.b.Fill(u[:n], column, j)
		} else {
			p.a.Fill(u[:n], column, j)
		}
		u, first = u[n:], first+n
	}
}

// Event is the draw whose events draw i meets.
func (p *SaltelliPlan) Event(i int) int {
	block, j := i/p.Size, i%p.Size
	if p.second(block, func(g int) bool { return p.Groups[g].Chance }) {
		return p.Size + j
	}
	return j
}
