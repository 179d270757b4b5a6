package analysis

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sim/model/montecarlo"
)

// A path ends in its corner, the size of each step is as stated, and every
// point between now and the corner is on some path.
func TestPath(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.Float64Range(0.01, 0.99)
		now := [2]float64{part.Draw(t, "now"), part.Draw(t, "now too")}
		for _, end := range corners(now) {
			w := Path{now, end, rapid.Float64Range(0, 1).Draw(t, "first")}
			size := w.Length() * rapid.Float64Range(0, 1).Draw(t, "size")
			x := w.At(size)
			if moved := math.Abs(x[0]-now[0]) + math.Abs(x[1]-now[1]); math.Abs(moved-size) > 1e-12 {
				t.Fatalf("moved %g by a change of %g", moved, size)
			}
			if c := w.At(w.Length()); math.Hypot(c[0]-end[0], c[1]-end[1]) > 1e-12 {
				t.Fatalf("ends at %v, want %v", c, end)
			}
			for k := range x {
				if (x[k]-now[k])*(end[k]-now[k]) < 0 || math.Abs(x[k]-now[k]) > math.Abs(end[k]-now[k])+1e-12 {
					t.Fatalf("%v is not between %v and %v", x, now, end)
				}
			}
		}
	})
}

// known is the surface of a known function, in quarters, with an error of 0.02.
func known(f func(a, b float64) float64) *ResponseSurface {
	places := []float64{0, 0.25, 0.5, 0.75, 1}
	q := &ResponseSurface{At: [2][]float64{places, places}}
	for _, a := range places {
		var row []montecarlo.Estimate
		for _, b := range places {
			row = append(row, montecarlo.Estimate{N: 256, Value: f(a, b), Error: 0.02})
		}
		q.Figures = append(q.Figures, row)
	}
	return q
}

// The smallest change of two levers matches brute force on a grid of
// hundredths, for measures that are linear, curved in either direction, and not
// monotone.
func TestSmallestMixedChange(t *testing.T) {
	for _, c := range []struct {
		name string
		f    func(a, b float64) float64
		now  [2]float64
		goal Goal
	}{
		{"a plane", func(a, b float64) float64 { return 0.2*a + 0.6*b }, [2]float64{0, 0}, Goal{Value: 0.7}},
		{"a plane, down", func(a, b float64) float64 { return 0.2*a + 0.6*b }, [2]float64{1, 0.5}, Goal{Value: 0.15, AtMost: true}},
		{"both are needed", func(a, b float64) float64 { return a * b }, [2]float64{0.1, 0}, Goal{Value: 0.3}},
		{"either serves", math.Hypot, [2]float64{0, 0}, Goal{Value: 1.1}},
		{"a hill", func(a, b float64) float64 { return 1 - 2*(a-0.7)*(a-0.7) - 3*(b-0.3)*(b-0.3) }, [2]float64{0.2, 0.9}, Goal{Value: 0.95}},
		{"opposite corners", func(a, b float64) float64 { return math.Abs(a + b - 0.9) }, [2]float64{0.5, 0.3}, Goal{Value: 0.85}},
	} {
		want := math.Inf(1)
		for i := range 101 {
			for j := range 101 {
				a, b := float64(i)/100, float64(j)/100
				if c.goal.Met(c.f(a, b)) && a != c.now[0] && b != c.now[1] {
					want = min(want, math.Abs(a-c.now[0])+math.Abs(b-c.now[1]))
				}
			}
		}
		reads := 0
		got, ok, err := c.goal.SmallestMixedChange(known(c.f), c.now, math.Inf(1), 0.008, func(x [2]float64) (montecarlo.Estimate, error) {
			reads++
			return montecarlo.Estimate{N: 1000, Value: c.f(x[0], x[1]), Error: 0.01}, nil
		})
		if !ok || err != nil || math.Abs(got.Size-want) > 0.025 || !c.goal.Met(got.Figure.Value) || got.Lower > got.Size || got.Upper < got.Size {
			t.Errorf("%s: %v, %v, %+v at %v; want a change of %g", c.name, ok, err, got, got.At(got.Size), want)
		}
		if reads > 80 {
			t.Errorf("%s: %d readings", c.name, reads)
		}
		// No smaller change reaches the goal.
		if _, ok, _ := c.goal.SmallestMixedChange(known(c.f), c.now, want-0.02, 0.008, func(x [2]float64) (montecarlo.Estimate, error) {
			return montecarlo.Estimate{N: 1000, Value: c.f(x[0], x[1]), Error: 0.01}, nil
		}); ok {
			t.Errorf("%s: found below the smallest", c.name)
		}
		if about, least := c.goal.Least(known(c.f), c.now); least > about || math.Abs(least-want) > 0.25 {
			t.Errorf("%s: about %g, at least %g, want %g", c.name, about, least, want)
		}
	}
	boom := errors.New("boom")
	plane := known(func(a, b float64) float64 { return a + b })
	if _, ok, err := (Goal{Value: 1.5}).SmallestMixedChange(plane, [2]float64{0, 0}, math.Inf(1), 0.008, func([2]float64) (montecarlo.Estimate, error) { return montecarlo.Estimate{}, boom }); ok || !errors.Is(err, boom) {
		t.Errorf("a failed reading: %v, %v", ok, err)
	}
	if _, ok, _ := (Goal{Value: 2.5}).SmallestMixedChange(plane, [2]float64{0, 0}, math.Inf(1), 0.008, nil); ok {
		t.Error("out of reach is reached")
	}
}

// Interaction is exact if the effects of two levers are additive draw by draw,
// whatever the few draws are, and includes their interaction otherwise. Its
// error is that of the draws' contributions to all means.
func TestInteraction(t *testing.T) {
	var alone [3][]float64
	var both []float64
	for i := range 256 {
		x := float64(i % 7)
		alone[0], alone[1], alone[2] = append(alone[0], x), append(alone[1], x+1), append(alone[2], x+2)
		if i < 64 {
			both = append(both, x+3+0.25)
		}
	}
	all := montecarlo.Mean(alone[0])
	got := Interaction(alone, both, false, 0)
	near(t, "value", got.Value, all.Value+3.25, 1e-12)
	near(t, "error", got.Error, all.Error, 1e-12)
	for i := range both {
		both[i] += float64(i%8) - 3.5
	}
	// Each of the few draws stands for four: a variance of 5.25·4 more, as the
	// remainders of division by 7 and by 8 are all but independent.
	near(t, "error with an interaction", Interaction(alone, both, false, 0).Error, math.Sqrt(all.Error*all.Error+5.25*4/255), 0.004)
	between := Interaction(alone, both, false, 8)
	near(t, "error between replicates", between.Error, math.Sqrt(6)/math.Sqrt(8), 0.03) // the sample variance of 0 … 7 is 6
	if got := Interaction(alone, slices.Repeat([]float64{math.NaN()}, 64), false, 0); !math.IsNaN(got.Value) {
		t.Errorf("no value: %+v", got)
	}
	// No draw of the few shows an interaction of the shares.
	for k := range alone {
		for i := range alone[k] {
			alone[k][i] = float64(i % 2)
		}
	}
	share := Interaction(alone, alone[0][:64], true, 0)
	near(t, "error of a share", share.Error, math.Hypot(montecarlo.Mean(alone[0]).Error, montecarlo.Share(0, 64).Error), 1e-12)
}
