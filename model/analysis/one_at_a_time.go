package analysis

import (
	"slices"

	"sim/model"
	"sim/model/montecarlo"
)

// Low and High are the quantiles of the uncertainty range at which a
// OneAtATimePlan fixes inputs.
const (
	Low  = 0.1
	High = 0.9
)

// A OneAtATimePlan is a montecarlo.Plan for one-at-a-time sensitivity: the
// draws of a run, then for each of some inputs the same draws twice more, with
// that input at its low and at its high quantile. With common random numbers
// only that input differs.
type OneAtATimePlan struct {
	Columns []int
	Size    int // number of draws of the run
	base    montecarlo.Source
}

// NewOneAtATimePlan plans the draws of a run with cfg and their variations of
// the inputs in the given columns. The error is the sampler's.
func NewOneAtATimePlan(b *model.Bargain, cfg montecarlo.Config, columns []int) (*OneAtATimePlan, error) {
	base, err := montecarlo.NewDraws(uniformTwin(b, false), cfg)
	return &OneAtATimePlan{Columns: columns, Size: cfg.Draws, base: base}, err
}

// Draws returns the number of draws.
func (p *OneAtATimePlan) Draws() int { return p.Size * (1 + 2*len(p.Columns)) }

// Event returns the draw of the run whose events draw i uses.
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

// At returns the values of a measure with the k-th input at its low and at its
// high quantile, given the values in all draws of the plan.
func (p *OneAtATimePlan) At(values []float64, k int) (low, high []float64) {
	at := (1 + 2*k) * p.Size
	return values[at : at+p.Size], values[at+p.Size : at+2*p.Size]
}
