package analysis

import (
	"slices"

	"sim/model"
	"sim/model/montecarlo"
)

// Low and High are where Ends holds inputs: the 10 % and the 90 % quantile of
// their ranges of belief.
const (
	Low  = 0.1
	High = 0.9
)

// OneAtATimePlan is a montecarlo.Plan that plays a run's draws as they are, and then for
// each of some inputs again with that input at the low and at the high end of
// its range, all else as it was: by common random numbers only the input differs.
type OneAtATimePlan struct {
	Columns []int
	Size    int // draws of the run
	base    montecarlo.Source
}

// NewOneAtATimePlan plans the ends of the inputs in the given columns, for the draws that
// a run with cfg meets. The error is the sampler's.
func NewOneAtATimePlan(b *model.Bargain, cfg montecarlo.Config, columns []int) (*OneAtATimePlan, error) {
	base, err := montecarlo.NewDraws(uniformTwin(b, false), cfg)
	return &OneAtATimePlan{Columns: columns, Size: cfg.Draws, base: base}, err
}

// Draws is how many draws there are.
func (p *OneAtATimePlan) Draws() int { return p.Size * (1 + 2*len(p.Columns)) }

// Event is the draw whose events draw i meets.
func (p *OneAtATimePlan) Event(i int) int { return i % p.Size }

// Fill sets u to the uniforms of a column.
func (p *OneAtATimePlan) Fill(u []float64, column, first int) {
	held := slices.Index(p.Columns, column)
	for len(u) > 0 {
		block, j := first/p.Size, first%p.Size
		n := min(len(u), p.Size-j)
		switch {
		case held >= 0 && block == 1+2*held:
			fill(u[:n], Low)
		case held >= 0 && block == 2+2*held:
			fill(u[:n], High)
		default:
			p.base.Fill(u[:n], column, j)
		}
		u, first = u[n:], first+n
	}
}

func fill(u []float64, x float64) {
	for j := range u {
		u[j] = x
	}
}

// At is the values of a measure with the k-th input at its low and at its high end.
func (p *OneAtATimePlan) At(values []float64, k int) (low, high []float64) {
	at := (1 + 2*k) * p.Size
	return values[at : at+p.Size], values[at+p.Size : at+2*p.Size]
}
