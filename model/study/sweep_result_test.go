package study

import (
	"math"
	"slices"
	"testing"

	"sim/model"
)

// Two points are told apart by the draws that end otherwise, not by the errors
// of their two shares: McNemar's error of 30 draws in 1,000 that are gained is
// √(0.03·(1 − 0.03)/1000), a fifth of what the shares' own errors make of it.
func TestSweepPairs(t *testing.T) {
	ends := func(settled int) [][]byte {
		es := make([]byte, 1000)
		for i := range es {
			if es[i] = byte(model.Stalemate); i < settled {
				es[i] = byte(model.Settlement)
			}
		}
		return [][]byte{es}
	}
	s := &SweepResult{
		Subject: &Subject{Config: Config{Draws: 1000, Sampler: "random"}},
		Points:  []Point{{Endings: ends(500)}, {Endings: ends(530)}, {}},
	}
	p, ok := s.Pair(0, 1, 0, model.Settlement)
	if want := math.Sqrt(0.03 * 0.97 / 1000); !ok || math.Abs(p.Difference.Value-0.03) > 1e-12 || math.Abs(p.Difference.Error-want) > 1e-9 || p.Noise() {
		t.Errorf("difference %g ± %g, want 0.03 ± %g", p.Difference.Value, p.Difference.Error, want)
	}
	if p.OnlyA != 0 || p.OnlyB != 30 {
		t.Errorf("%d draws lost and %d gained", p.OnlyA, p.OnlyB)
	}
	if _, ok := s.Pair(0, 2, 0, model.Settlement); ok {
		t.Error("draws that are not kept are paired")
	}
}

// Points of a grid of 2 × 3 values: the last axis changes fastest.
func TestSweepGrid(t *testing.T) {
	s := &SweepResult{
		Subject: &Subject{Theories: []model.Theory{{Name: "weighted_mean"}, {Name: "nash"}}},
		Axes:    []Axis{{Path: "a.b", Values: []float64{1, 2}}, {Path: "c.d", Values: []float64{5, 6, 7}}},
	}
	for point := range 6 {
		row := Row{Protocol: "nash", Quantity: "share", Key: "settlement", N: 400, Value: float64(point)}
		s.Points = append(s.Points, Point{Rows: []Row{{Protocol: "weighted_mean", Quantity: "share", Key: "stalemate"}, row}})
	}
	s.Points[4].Rows = s.Points[4].Rows[1:] // a point that lacks a row
	for point, want := range [][]float64{{1, 5}, {1, 6}, {1, 7}, {2, 5}, {2, 6}, {2, 7}} {
		if got := s.Values(point); !slices.Equal(got, want) || s.Index(point/3, point%3) != point {
			t.Errorf("point %d has the values %v, want %v", point, got, want)
		}
		if r := s.At(point, 1, "share", "settlement"); r.Value != float64(point) || r.N != 400 {
			t.Errorf("point %d: %+v", point, r)
		}
	}
	if r := s.At(0, 1, "share", "escalation"); r.N != 0 {
		t.Errorf("a figure that is not there: %+v", r)
	}
	if got := s.ClassesShown(); !slices.Equal(got, []model.Class{model.Settlement}) {
		t.Errorf("classes %v", got)
	}
}
