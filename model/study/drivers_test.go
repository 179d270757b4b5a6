package study

import (
	"math"
	"testing"

	"sim/model"
)

// The shares are those of the draws whose input is in the lowest and the highest
// three sixteenths, counted one by one.
func TestDriversAsCounted(t *testing.T) {
	r := leverRun(t, "wage-round", RunOptions{}, func(s *Subject) { s.Config.Draws = 512 }) // all of them in the sample
	d := r.Drivers()
	if d.Outcome != model.Settlement || len(d.Inputs) != r.Scenario.Bargain.Columns || len(d.Theories) != 2 {
		t.Fatalf("%+v", d)
	}
	inputs, compared := r.Scenario.Bargain.Varying(), 0
	for i := range d.Inputs {
		in := &d.Inputs[i]
		dist := inputs[in.Column].Dist
		low, high := dist.Quantile(3.0/16), dist.Quantile(13.0/16)
		for j, theory := range d.Theories {
			var n, hits [2]int
			for draw, x := range r.Sample.Inputs[in.Column] {
				for end, inside := range [2]bool{x < low, x > high} {
					if inside {
						n[end]++
						if r.Sample.Outcomes[theory][draw].Class == model.Settlement {
							hits[end]++
						}
					}
				}
			}
			for end, got := range [2]Estimate{in.Responses[j].Low, in.Responses[j].High} {
				// A distribution with steps may put draws at a bound.
				if got.N != n[end] {
					continue
				}
				compared++
				if math.Abs(got.Value*float64(n[end])-float64(hits[end])) > 1e-9 {
					t.Errorf("%s, end %d: %+v, want %d of %d", inputs[in.Column].Path, end, got, hits[end], n[end])
				}
			}
		}
	}
	if compared < len(d.Inputs) {
		t.Errorf("only %d shares could be counted", compared)
	}
}

// Significant inputs come first, the largest difference first.
func TestLargestDrivers(t *testing.T) {
	d := leverRun(t, "wage-round", RunOptions{}, func(s *Subject) { s.Config.Draws = 2048 }).Drivers()
	for i, in := range d.Largest(5) {
		if more, fewer := in.Counts(); !in.Significant || more+fewer == 0 || i > 0 && math.Abs(in.Responses[d.Lead].Difference.Value) > math.Abs(d.Inputs[i-1].Responses[d.Lead].Difference.Value) {
			t.Errorf("driver %d: %+v", i, in)
		}
	}
	if len(d.Largest(5)) == 0 {
		t.Error("nothing drives the wage round")
	}
}

// Theories that ask nobody have no outcomes that anything could drive.
func TestNoDrivers(t *testing.T) {
	r := leverRun(t, "wage-round", RunOptions{}, func(s *Subject) {
		if err := s.Choose("median"); err != nil {
			t.Fatal(err)
		}
	})
	if d := r.Drivers(); d != nil || d.Largest(5) != nil {
		t.Errorf("%+v", d)
	}
}
