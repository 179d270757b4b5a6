package protocol

import (
	"testing"

	"sim/model"
)

// The sum alone chooses, among options and counts as among divisible terms: the terms
// at which the first party gets 0.2 of the 0.3 that it needs have the largest sum.
func TestUtilitarianAsksNobody(t *testing.T) {
	divisible := func() *model.Problem { return opposed([]float64{0.2, 0.8}, []float64{0.18, 0.82}, 0.3, 0.05, 0.5) }
	counted := divisible()
	counted.Whole = []float64{0.25, 0.25}
	chosen := divisible()
	var at, constants [][]float64
	var weights [][][]float64
	one := [][]float64{{1, 1}, {1, 1}}
	for _, x := range []float64{0, 0.6, 0.75, 1} {
		for _, y := range []float64{0, 0.5, 0.75, 1} {
			at, constants, weights = append(at, []float64{x, y}), append(constants, chosen.Constant), append(weights, one)
		}
	}
	chosen.SetLevels([]int{0, 1}, at, constants, weights, weights)
	for name, p := range map[string]*model.Problem{"divisible": divisible(), "counted": counted, "options": chosen} {
		out := solved(t, "utilitarian", p)
		if out.Status != model.None || out.Reason != model.Refused || out.Terms[0] != 1 || out.Terms[1] != 0 || out.Share[0] != 1 {
			t.Errorf("%s: %v (%v) at %v, shares %v", name, out.Status, out.Reason, out.Terms, out.Share)
		}
	}
	out := solved(t, "utilitarian", two(2, 1.1, 0.1)) // no terms give the first what it needs
	if out.Status != model.None || out.Reason != model.Refused || out.Terms[0] != 0.5 || out.Share[0] != 1 {
		t.Errorf("%v (%v) at %v, shares %v", out.Status, out.Reason, out.Terms, out.Share)
	}
}
