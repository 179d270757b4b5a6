package study_test

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"sim/model/study"
)

// memory is a PointStore that holds some points at first.
type memory struct {
	known    map[int]study.Point
	finished []int
	err      error // of Finished
}

func (m *memory) Known(int) (map[int]study.Point, error) { return m.known, nil }

func (m *memory) Finished(number int, _ study.Point) error {
	m.finished = append(m.finished, number)
	return m.err
}

// A sweep follows the closed form, simulates only points that the store does not
// know, tells the store the others, and comes to the same with the rest known.
func TestSweepContinues(t *testing.T) {
	s := giftsSubject(t)
	o := study.SweepOptions{Of: "agreement_payoff.north", Axes: []study.Axis{
		{Path: "levers.gift.weight", Values: []float64{0, 0.5, 1}},
		{Path: "levers.grant.weight", Values: []float64{0, 1}},
	}}
	store := &memory{}
	o.Store = store
	var last study.Progress
	inside := false // told of a point before any was finished
	o.Watch = func(p study.Progress) {
		last, inside = p, inside || p.Points == 0 && p.Running > 0
		if done := float64(p.Points) + p.Running; done > float64(p.TotalPoints)+1e-9 {
			t.Errorf("told %g of %d points", done, p.TotalPoints)
		}
	}
	whole, err := study.Sweep(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	for point := range whole.Points {
		x := whole.Values(point)
		row := whole.At(point, 0, study.MeasureMean, "agreement_payoff.north")
		want := 0.525 + 0.15*(x[0]+x[1])
		if math.Abs(row.Value-want) > 4*row.Error {
			t.Errorf("at %v: %g ± %g, want %g", x, row.Value, row.Error, want)
		}
	}
	if slices.Sort(store.finished); !slices.Equal(store.finished, []int{0, 1, 2, 3, 4, 5}) || last.Points != 6 || last.TotalPoints != 6 || last.Running > 1e-9 || !inside {
		t.Errorf("finished %v, told %d of %d points, %g unfinished; within points: %v", store.finished, last.Points, last.TotalPoints, last.Running, inside)
	}
	if a := whole.Axes[0]; a.Base != 0.25 || a.Written != "0.25" {
		t.Errorf("the axis is at %g, written %q", a.Base, a.Written)
	}

	rest := &memory{known: map[int]study.Point{1: whole.Points[1], 4: whole.Points[4]}}
	o.Store = rest
	again, err := study.Sweep(t.Context(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	if slices.Sort(rest.finished); !slices.Equal(rest.finished, []int{0, 2, 3, 5}) {
		t.Errorf("finished %v", rest.finished)
	}
	for point := range whole.Points {
		if !reflect.DeepEqual(finite(whole.Points[point].Rows), finite(again.Points[point].Rows)) {
			t.Errorf("point %d differs", point)
		}
	}
}

// finite leaves out figures without a value, which equal nothing.
func finite(rows []study.Row) []study.Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r study.Row) bool { return math.IsNaN(r.Value + r.Error + r.Lower + r.Upper) })
}

func TestSweepErrors(t *testing.T) {
	full := errors.New("disk full")
	weight := study.Axis{Path: "levers.gift.weight", Values: []float64{0, 1}}
	for _, c := range []struct {
		name string
		o    study.SweepOptions
		is   func(error) bool
	}{
		{"words", study.SweepOptions{Axes: []study.Axis{{Path: "title", Values: []float64{0, 1}}}}, as[*study.WordsError]},
		{"out of its domain", study.SweepOptions{Axes: []study.Axis{{Path: "levers.gift.weight", Values: []float64{0, 2}}}}, as[*study.PointError]},
		{"no such measure", study.SweepOptions{Axes: []study.Axis{weight}, Of: "utility.nobody"}, as[*study.OptionError]},
		{"measure of one theory", study.SweepOptions{Axes: []study.Axis{weight}, Of: `share("settlement", "weighted_mean")`}, as[*study.OneTheoryError]},
		{"the store's", study.SweepOptions{Axes: []study.Axis{weight}, Store: &memory{err: full}}, func(err error) bool { return errors.Is(err, full) }},
	} {
		if r, err := study.Sweep(t.Context(), giftsSubject(t), c.o); !c.is(err) || r != nil {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
