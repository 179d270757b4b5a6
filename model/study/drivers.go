package study

import (
	"cmp"
	"math"
	"slices"

	"sim/model"
	"sim/model/analysis"
)

// A DriverTable says how the share of draws that end in one outcome depends on
// each varying input alone, from the run's own draws.
type DriverTable struct {
	Outcome  model.Class
	Theories []int // Representatives, as indices in the theories of the run
	Lead     int   // index in Theories of the one that Inputs are sorted by: the leading theory, if it has outcomes
	// Inputs are all varying inputs: the significant ones by the size of the
	// difference under Lead, then the others likewise.
	Inputs []Driver
}

// A Driver is how the outcome depends on one input.
type Driver struct {
	Column      int
	Significant bool // under Lead, beyond what chance does to the largest of so many inputs (Bonferroni)
	Responses   []DriverResponse
}

// A DriverResponse is the share of draws around an input's 10% point, between,
// and around its 90% point, under one theory; see FirstOrderIndices.Along.
type DriverResponse struct{ Low, Middle, High, Difference Estimate }

// Drivers computes the drivers of the headline outcome; nil if no theory of the
// run has outcomes, or nothing varies.
func (r *Result) Drivers() *DriverTable {
	b := r.Scenario.Bargain
	t := &DriverTable{Outcome: r.HeadlineOutcome(), Theories: Representatives(b, r.Scenario.Lead())}
	if r.Tally == nil || r.Tally.FirstOrder == nil || b.Columns == 0 || b.Theories[t.Theories[0]].Predicts {
		return nil
	}
	t.Lead = max(0, slices.Index(t.Theories, r.Scenario.Lead()))
	least := analysis.BonferroniZ(b.Columns)
	for c := range b.Columns {
		d := Driver{Column: c}
		for _, theory := range t.Theories {
			var x DriverResponse
			x.Low, x.Middle, x.High, x.Difference = r.Tally.FirstOrder.Along(c, theory, t.Outcome)
			d.Responses = append(d.Responses, x)
		}
		e := d.Responses[t.Lead].Difference
		d.Significant = min(d.Responses[t.Lead].Low.N, d.Responses[t.Lead].High.N) >= MinimumDraws && math.Abs(e.Value) > least*e.Error
		t.Inputs = append(t.Inputs, d)
	}
	size := func(d *Driver) float64 { return math.Abs(d.Responses[t.Lead].Difference.Value) }
	slices.SortStableFunc(t.Inputs, func(x, y Driver) int {
		if x.Significant != y.Significant {
			if x.Significant {
				return -1
			}
			return 1
		}
		return cmp.Compare(size(&y), size(&x))
	})
	return t
}

// Largest returns up to n significant drivers, the largest first; none of a nil
// table.
func (t *DriverTable) Largest(n int) []Driver {
	if t == nil {
		return nil
	}
	for i := range t.Inputs {
		if i == n || !t.Inputs[i].Significant {
			return t.Inputs[:i]
		}
	}
	return t.Inputs
}

// Counts returns in how many of the theories the share is larger around the
// input's 90% point than around its 10% point, and in how many smaller, beyond
// two errors.
func (d *Driver) Counts() (more, fewer int) {
	for i := range d.Responses {
		switch e := d.Responses[i].Difference; {
		case !analysis.Clear(e):
		case e.Value > 0:
			more++
		default:
			fewer++
		}
	}
	return more, fewer
}
