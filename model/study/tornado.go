package study

import (
	"context"
	"math"
	"slices"

	"sim/model"
	"sim/model/analysis"
)

// A Tornado is a one-at-a-time analysis: a measure with one input or lever at
// either end of its range and everything else as in the scenario, on the same
// draws.
type Tornado struct {
	Draws  int     // number of draws simulated for it
	Inputs []Swing // the leading inputs, in the order of the ranking
	Levers []Swing // all levers, in the scenario's order
}

// A Swing is a measure with one input or lever at each of its two ends.
type Swing struct {
	Name string // the input's path or the lever's name
	// Low and High are the two values: the 10% and the 90% quantile of an
	// input; 0 and 1 for a lever's weight.
	Low, High float64
	Paired    []analysis.Paired // by theory: A at the low end, B at the high end
}

// tornado simulates the leading inputs and all levers at both ends.
func (a *sensitivityAnalysis) tornado(ctx context.Context) (*Tornado, error) {
	out := new(Tornado)
	columns := a.RankedInputs(a.Subject.Lead)
	if err := a.swingInputs(ctx, out, columns[:min(a.Top, len(columns))]); err != nil {
		return nil, err
	}
	for _, k := range a.Subject.Scenario.Bargain.ListedLevers() {
		if err := a.swingLever(ctx, out, k); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// swingInputs adds the swings of the inputs in the given columns.
func (a *sensitivityAnalysis) swingInputs(ctx context.Context, out *Tornado, columns []int) error {
	s, b := a.Subject, a.Subject.Scenario.Bargain
	plan, err := analysis.NewOneAtATimePlan(b, s.Config.engine(s.tables), columns)
	if err != nil {
		return err
	}
	ys, err := a.simulatePlan(ctx, s, plan, Progress{Stage: InputEnds})
	if err != nil {
		return err
	}
	out.Draws += plan.Draws()
	inputs := b.Varying()
	for k, column := range columns {
		in := inputs[column]
		w := Swing{Name: in.Path, Low: in.Dist.Quantile(analysis.Low), High: in.Dist.Quantile(analysis.High)}
		for _, y := range ys {
			w.Paired = append(w.Paired, a.pair(plan.At(y, k)))
		}
		out.Inputs = append(out.Inputs, w)
	}
	return nil
}

// swingLever adds the swing of lever k.
func (a *sensitivityAnalysis) swingLever(ctx context.Context, out *Tornado, k int) error {
	s, b := a.Subject, a.Subject.Scenario.Bargain
	w := Swing{Name: b.Levers[k].ID, Low: 0, High: 1}
	var ends [2][][]float64
	for end, weight := range []float64{w.Low, w.High} {
		plan, err := analysis.NewOneAtATimePlan(b, s.Config.engine(s.tables), nil)
		if err != nil {
			return err
		}
		at := Progress{Stage: LeverEnds, Part: k + 1, Parts: len(b.Levers)}
		if ends[end], err = a.simulatePlan(ctx, s.withWeight(k, weight), plan, at); err != nil {
			return err
		}
		out.Draws += plan.Draws()
	}
	for t := range b.Theories {
		w.Paired = append(w.Paired, a.pair(ends[0][t], ends[1][t]))
	}
	out.Levers = append(out.Levers, w)
	return nil
}

// withWeight returns the subject with lever k at a known weight.
func (s *Subject) withWeight(k int, weight float64) *Subject {
	b := *s.Scenario.Bargain
	b.Levers = slices.Clone(b.Levers)
	b.Levers[k].Weight = model.Known(weight)
	sc := *s.Scenario
	sc.Bargain = &b
	changed := *s
	changed.Scenario = &sc
	return &changed
}

// Widest returns the swings sorted by the difference of the measure between
// their ends under theory t, the widest first.
func Widest(swings []Swing, t int) []*Swing {
	var out []*Swing
	for _, k := range largestFirst(len(swings), func(k int) float64 { return math.Abs(swings[k].Paired[t].Difference.Value) }) {
		out = append(out, &swings[k])
	}
	return out
}
