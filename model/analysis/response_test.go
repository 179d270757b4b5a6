package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// spread returns n draws of so many weights, evenly spread but often 0, and the
// values of f at them with noise of a standard deviation.
func spread(n, weights int, noise float64, f func(x []float64) float64) (ws [][]float64, ys []float64) {
	rng := rand.New(rand.NewPCG(11, 12))
	ws, ys = make([][]float64, weights), make([]float64, n)
	x := make([]float64, weights)
	for k := range ws {
		ws[k] = make([]float64, n)
	}
	for d := range n {
		for k := range ws {
			if x[k] = rng.Float64(); x[k] < 0.1 {
				x[k] = 0
			}
			ws[k][d] = x[k]
		}
		ys[d] = f(x) + noise*rng.NormFloat64()
	}
	return ws, ys
}

// Of a quadratic without noise every term is found: its values, its maximum over
// one weight and that over two. 1 + 0.3x − x² + 0.5xy − y² is highest over x at
// x = 0.15 + 0.25y, and over both at x = 0.16, y = 0.04.
func TestResponseOfQuadratic(t *testing.T) {
	f := func(x []float64) float64 {
		return 1 + 0.3*x[0] - x[0]*x[0] + 0.5*x[0]*x[1] - x[1]*x[1]
	}
	ws, ys := spread(512, 2, 0, f)
	r := FitResponses(ws, [][]float64{ys}, 20)[0]
	for _, x := range [][]float64{{0, 0}, {1, 0.5}, {0.3, 0.9}} {
		near(t, "value", r.At(x), f(x), 1e-9)
	}
	change, e := r.Change([]float64{0, 0}, []float64{1, 1})
	near(t, "change", change, f([]float64{1, 1})-1, 1e-9)
	near(t, "its error", e, 0, 1e-9)
	near(t, "explained", r.Explains(), 1, 1e-9)
	near(t, "best x", r.Highest([]float64{0.9, 0.6}, []int{0})[0], 0.3, 1e-6)
	both := r.Highest([]float64{0.9, 0.6}, []int{0, 1})
	near(t, "best x of both", both[0], 0.16, 1e-5)
	near(t, "best y of both", both[1], 0.04, 1e-5)
}

// Where values lie off the parabola, a corner may be best: of a convex response
// the better end is found from wherever one starts.
func TestResponseOfConvex(t *testing.T) {
	f := func(x []float64) float64 { return (x[0] - 0.4) * (x[0] - 0.4) }
	ws, ys := spread(512, 1, 0, f)
	r := FitResponses(ws, [][]float64{ys}, 20)[0]
	for _, from := range []float64{0, 0.2, 0.9} {
		if got := r.Highest([]float64{from}, []int{0}); got[0] != 1 {
			t.Errorf("from %g to %g", from, got[0])
		}
	}
}

// With noise the error of a change is that with which it misses the truth, over
// many noises; and noise alone explains nothing and takes a short polynomial.
func TestResponseError(t *testing.T) {
	f := func(x []float64) float64 { return 0.2*x[0] - 0.1*x[1]*x[2] }
	rng := rand.New(rand.NewPCG(3, 1))
	ws, clean := spread(2048, 3, 0, f)
	from, to := []float64{0, 0, 0}, []float64{1, 0.5, 1}
	var values [][]float64
	for range 40 {
		ys := slices.Clone(clean)
		for i := range ys {
			ys[i] += 0.3 * rng.NormFloat64()
		}
		values = append(values, ys)
	}
	missed, said := 0.0, 0.0
	for _, r := range FitResponses(ws, values, 20) {
		v, e := r.Change(from, to)
		missed += (v - 0.15) * (v - 0.15)
		said += e * e
		near(t, "noise left", math.Sqrt(r.Missed), 0.3, 0.03)
	}
	if ratio := math.Sqrt(said / missed); ratio < 0.7 || ratio > 1.5 {
		t.Errorf("the errors are %.2f of the misses", ratio)
	}
	ws, ys := spread(2048, 3, 1, func([]float64) float64 { return 0 })
	if r := FitResponses(ws, [][]float64{ys}, 20)[0]; r.Explains() > 0.01 || r.Degree > 2 {
		t.Errorf("noise: explains %g by degree %d", r.Explains(), r.Degree)
	}
}

// Draws without a value are left out, and too few have no response.
func TestResponseOfSomeDraws(t *testing.T) {
	ws, ys := spread(1024, 2, 0, func(x []float64) float64 { return x[0] })
	half, none := slices.Clone(ys), slices.Clone(ys)
	for i := range ys {
		if i%3 > 0 {
			half[i] = math.NaN()
		}
		if i > 20 {
			none[i] = math.NaN()
		}
	}
	rs := FitResponses(ws, [][]float64{half, ys, none}, 20)
	if rs[0].N != 342 || rs[1].N != 1024 || rs[2] != nil {
		t.Fatalf("%+v", rs)
	}
	near(t, "from a third of the draws", rs[0].At([]float64{0.25, 0.5}), 0.25, 1e-9)
}

// There are as many terms as are counted, and the polynomials among them are
// orthogonal with mean square 1.
func TestBasis(t *testing.T) {
	for _, c := range [][4]int{{20, 2, 4, 291}, {2, 6, 6, 30}, {3, 3, 5, 29}, {1, 4, 4, 6}} {
		b := newBasis(c[0], c[1], c[2])
		if len(b.terms) != c[3] || countTerms(c[0], c[1], c[2]) != c[3] {
			t.Errorf("%v: %d terms, %d counted", c, len(b.terms), countTerms(c[0], c[1], c[2]))
		}
	}
	const n = 2000
	p, sums := make([]float64, 6), [5][5]float64{}
	for i := range n {
		factors(p, (float64(i)+0.5)/n)
		for a := range 5 {
			for b := range 5 {
				sums[a][b] += p[a] * p[b] / n
			}
		}
	}
	for a := range sums {
		for b := range sums {
			want := 0.0
			if a == b {
				want = 1
			}
			near(t, "product", sums[a][b], want, 1e-4)
		}
	}
}

// A lever that is not used at all may differ from one that hardly is.
func TestResponseOfStep(t *testing.T) {
	f := func(x []float64) float64 {
		if x[0] == 0 {
			return 1
		}
		return x[0]
	}
	ws, ys := spread(1024, 2, 0, f)
	r := FitResponses(ws, [][]float64{ys}, 20)[0]
	near(t, "none", r.At([]float64{0, 0.5}), 1, 1e-9)
	near(t, "little", r.At([]float64{0.001, 0.5}), 0.001, 1e-9)
	if got := r.Highest([]float64{0.5, 0.5}, []int{0}); got[0] != 1 && got[0] != 0 {
		t.Errorf("highest at %g", got[0])
	}
}
