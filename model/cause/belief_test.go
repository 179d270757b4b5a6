package cause

import (
	"math"
	"math/rand/v2"
	"testing"
)

// What was seen changes a belief by Bayes' rule, in any order, and not at all if
// every type makes it equally likely.
func TestNews(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	const cells = 50
	mean, flat := make([]float64, cells+1), make([]float64, cells+1)
	for b := range mean {
		mean[b], flat[b] = 0.02*float64(b)/cells, 0.01
	}
	for range 200 {
		seen := []float64{random.NormFloat64() * 0.1, random.NormFloat64() * 0.1, random.NormFloat64() * 0.1}
		var there, back Belief
		there.Begin(cells, nil)
		back.Begin(cells, nil)
		for n := range seen {
			there.News(seen[n], mean, 0.05)
			there.News(seen[n], flat, 0.05)
			back.News(seen[len(seen)-1-n], mean, 0.05)
		}
		a, b := there.weights(), back.weights()
		direct, sum := make([]float64, cells), 0.0
		for c := range direct {
			direct[c] = 1
			for _, x := range seen {
				z := (x - (mean[c]+mean[c+1])/2) / 0.05
				direct[c] *= math.Exp(-z * z / 2)
			}
			sum += direct[c]
		}
		for c := range a {
			if math.Abs(a[c]-b[c]) > 1e-14 || math.Abs(a[c]-direct[c]/sum) > 1e-14 {
				t.Fatalf("cell %d: %g, in reverse %g, directly %g", c, a[c], b[c], direct[c]/sum)
			}
		}
	}
}

// The mean of posterior means is the mean of the prior: nobody can expect to be
// surprised in one direction.
func TestMartingale(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	const cells, draws = 64, 20_000
	mean, types := make([]float64, cells+1), make([]float64, cells+1)
	for b := range mean {
		types[b] = 0.35 + 0.35*float64(b)/cells
		mean[b] = 0.1 * (2*types[b] - 1)
	}
	var b Belief
	sum, squares := 0.0, 0.0
	for range draws {
		b.Begin(cells, nil)
		p := at(types, cells*random.Float64())
		for range 10 {
			b.News(0.1*(2*p-1)+0.05*random.NormFloat64(), mean, 0.05)
		}
		m := b.Mean(types)
		sum, squares = sum+m, squares+m*m
	}
	average := sum / draws
	deviation := math.Sqrt((squares/draws - average*average) / draws)
	if deviation == 0 || math.Abs(average-0.525) > 4*deviation {
		t.Errorf("mean of posterior means %g ± %g, prior mean 0.525", average, deviation)
	}
}

// However unlikely what was seen, and however often, the belief stays one; a
// very small standard deviation finds the type.
func TestUnlikelyNews(t *testing.T) {
	var b Belief
	mean := []float64{0, 1, 2, 3, 4}
	b.Begin(4, nil)
	for range 100 {
		b.News(-1000, mean, 0.5)
	}
	if w := b.weights(); math.Abs(w[0]-1) > 1e-12 {
		t.Errorf("%v", w)
	}
	b.RuleOut(1) // what is left was far from likely
	if w := b.weights(); w[0] != 0 || math.Abs(w[1]-1) > 1e-12 {
		t.Errorf("%v after the likely types refused", w)
	}
	b.Begin(4, nil)
	b.News(2.4, mean, 0)
	if w := b.weights(); w[2] != 1 {
		t.Errorf("%v", w)
	}
}

// A refusal cuts inside a cell, and what is left of it counts as what it is.
func TestRefusedInsideCell(t *testing.T) {
	var b Belief
	b.Begin(4, []float64{1, 1, 1, 3})
	b.RuleOut(2.25)
	if w := b.weights(); w[0] != 0 || w[1] != 0 || w[2] != 0.2 || w[3] != 0.8 {
		t.Errorf("%v", w)
	}
	if m := b.Mean([]float64{0, 1, 2, 3, 4}); math.Abs(m-(0.2*2.625+0.8*3.5)) > 1e-15 {
		t.Errorf("mean %g", m)
	}
	b.RuleOut(1)
	if b.low != 2.25 {
		t.Errorf("low %g", b.low)
	}
	b.RuleOut(4)
	if !b.Surprised() || b.Mean([]float64{0, 1, 2, 3, 4}) != 4 {
		t.Error("not surprised")
	}
	b.Begin(4, []float64{1, 1, 0, 0})
	b.RuleOut(1.5)
	if b.Surprised() {
		t.Error("surprised too soon")
	}
	b.RuleOut(2)
	if w := b.weights(); !b.Surprised() || w[3] != 0 {
		t.Errorf("only impossible types are left: %v", w)
	}
}

func TestPositionOf(t *testing.T) {
	for _, c := range []struct {
		boundaries  []float64
		value, want float64
	}{
		{[]float64{1, 2, 4}, 3, 1.5},
		{[]float64{4, 2, 1}, 3, 0.5},
		{[]float64{1, 2, 4}, 0, 0},
		{[]float64{1, 2, 4}, 9, 2},
		{[]float64{4, 2, 1}, 9, 0},
		{[]float64{1, 2, 2, 4}, 2, 1},
		{[]float64{1, 1, 1}, 1, 0},
	} {
		if got := PositionOf(c.boundaries, c.value); got != c.want {
			t.Errorf("%g in %v: %g, want %g", c.value, c.boundaries, got, c.want)
		}
	}
}

// weights is the belief, the share of each cell. All are 0 if the proposer is
// surprised.
func (b *Belief) weights() []float64 {
	dst := make([]float64, b.cells)
	total := 0.0
	for c := range dst {
		if !b.Surprised() {
			dst[c] = b.left(c)
		}
		total += dst[c]
	}
	if total > 0 {
		for c := range dst {
			dst[c] /= total
		}
	}
	return dst
}
