package analysis

import (
	"context"
	"math"
	"slices"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// corner is section 6.9 of the Monte Carlo oracles: five uniform inputs, of
// interest if the first is above 0.7 and the second below 0.3.
func corner(n int, seed uint64) (columns [][]float64, hits []bool) {
	columns, y := sample(n, 5, seed, func(u []float64, _ int) float64 { return 0 })
	hits = make([]bool, len(y))
	for i := range hits {
		hits[i] = columns[0][i] > 0.7 && columns[1][i] < 0.3
	}
	return columns, hits
}

func TestDiscoverCorner(t *testing.T) {
	for seed := range uint64(3) {
		columns, hits := corner(5000, seed)
		d, err := Discover(context.Background(), columns, hits, Search{Seed: 1, Resamples: 20, Workers: 2, Most: 3})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Boxes) == 0 {
			t.Fatal("no box")
		}
		b := d.Boxes[0]
		if b.Coverage < 0.95 || b.Density() < 0.99 || len(b.Limits) != 2 {
			t.Errorf("coverage %g at density %g with %d limits: %+v", b.Coverage, b.Density(), len(b.Limits), b.Limits)
		}
		want := []Limit{{Column: 0, Low: 0.7, High: math.Inf(1)}, {Column: 1, Low: math.Inf(-1), High: 0.3}}
		for k, l := range b.Limits {
			near := func(a, b float64) bool { return a == b || math.Abs(a-b) < 0.02 }
			if k < len(want) && (l.Column != want[k].Column || !near(l.Low, want[k].Low) || !near(l.High, want[k].High) || l.Chance > 1e-6 || b.Reproduced[k] < 0.99) {
				t.Errorf("limit %+v, want %+v, found again in %g", l, want[k], b.Reproduced[k])
			}
		}
		if inside, hit := b.Count(columns, hits); inside != b.Inside || hit != b.Hits || d.Hits == 0 {
			t.Errorf("the box holds %d of %d, and says %d of %d", hit, inside, b.Hits, b.Inside)
		}
		if b.OutOfSampleDensity() < 0.9 || b.OutOfSampleCoverage() < 0.85 {
			t.Errorf("elsewhere: density %g, coverage %g", b.OutOfSampleDensity(), b.OutOfSampleCoverage())
		}
		for k, s := range d.Trajectory {
			if k > 0 && (s.Inside >= d.Trajectory[k-1].Inside || s.Hits > d.Trajectory[k-1].Hits) {
				t.Errorf("step %d goes from %d of %d to %d of %d", k, d.Trajectory[k-1].Hits, d.Trajectory[k-1].Inside, s.Hits, s.Inside)
			}
			if inside, hit := s.Count(columns, hits); inside != s.Inside || hit != s.Hits {
				t.Errorf("step %d holds %d of %d, and says %d of %d", k, hit, inside, s.Hits, s.Inside)
			}
		}
	}
}

// Two regions of interest give two boxes; random hits give none.
func TestDiscoverBoxes(t *testing.T) {
	columns, _ := sample(6000, 20, 5, func([]float64, int) float64 { return 0 })
	hits := make([]bool, 6000)
	for i := range hits {
		x, y, z, w := columns[3][i], columns[7][i], columns[11][i], columns[12][i]
		hits[i] = x < 0.3 && y < 0.3 || z > 0.75 && w > 0.8
	}
	search := Search{Seed: 1, Resamples: 2, Workers: 2, Most: 4}
	d, err := Discover(context.Background(), columns, hits, search)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Boxes) != 2 {
		t.Fatalf("%d boxes: %+v", len(d.Boxes), d.Boxes)
	}
	for k, b := range d.Boxes {
		if len(b.Limits) != 2 || b.Limits[0].Column != []int{3, 11}[k] || b.Limits[1].Column != []int{7, 12}[k] || b.Density() < 0.98 {
			t.Errorf("box %+v", b)
		}
	}
	if c := d.Boxes[0].Coverage + d.Boxes[1].Coverage; c < 0.9 {
		t.Errorf("together they cover %g", c)
	}
	for i := range hits {
		hits[i] = columns[0][(i*17+5)%6000] > 0.8
	}
	if d, err = Discover(context.Background(), columns, hits, search); err != nil || len(d.Boxes) != 0 {
		t.Errorf("luck makes %d boxes: %+v, %v", len(d.Boxes), d.Boxes, err)
	}
}

// A minimum density is reached, at the cost of coverage.
func TestDiscoverDensity(t *testing.T) {
	columns, y := sample(8000, 4, 2, func(u []float64, _ int) float64 {
		return u[0] + 0.5*u[1] + 0.3*distuv.UnitNormal.Quantile(u[3])
	})
	hits := make([]bool, len(y))
	for i := range y {
		hits[i] = y[i] > 1
	}
	last := 2.0
	for _, density := range []float64{0.5, 0.7, 0.9} {
		d, err := Discover(context.Background(), columns, hits, Search{Density: density, Resamples: 1, Workers: 1, Most: 1})
		if err != nil || len(d.Boxes) != 1 {
			t.Fatalf("%+v, %v", d, err)
		}
		b := d.Boxes[0]
		if math.Abs(b.Density()-density) > 0.05 || b.Coverage >= last {
			t.Errorf("asked for %g: density %g, coverage %g after %g", density, b.Density(), b.Coverage, last)
		}
		last = b.Coverage
	}
}

// Discrete inputs are peeled value by value, and no input causes a panic.
func TestDiscoverAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 300).Draw(t, "n")
		columns := make([][]float64, 3)
		for c := range columns {
			columns[c] = rapid.SliceOfN(rapid.SampledFrom([]float64{0, 0.5, 1, 2}), n, n).Draw(t, "x")
		}
		hits := rapid.SliceOfN(rapid.Bool(), n, n).Draw(t, "hits")
		for i := range hits {
			hits[i] = hits[i] && columns[0][i] > 0.5
		}
		d, err := Discover(context.Background(), columns, hits, Search{Resamples: 2, Workers: 2, Most: 2})
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range d.Boxes {
			if b.Hits > b.Inside || b.Hits == 0 || !slices.IsSortedFunc(b.Limits, func(x, y Limit) int { return x.Column - y.Column }) {
				t.Errorf("%+v", b)
			}
		}
	})
}

// The quasi-p-value equals the sum of the binomial's terms.
func TestAtLeast(t *testing.T) {
	for _, x := range []struct {
		k, n int
		q    float64
	}{{0, 5, 0.2}, {1, 5, 0.2}, {4, 9, 0.3}, {9, 9, 0.5}, {30, 100, 0.2}} {
		want := 0.0
		for k := x.k; k <= x.n; k++ {
			want += distuv.Binomial{N: float64(x.n), P: x.q}.Prob(float64(k))
		}
		if got := atLeast(x.k, x.n, x.q); math.Abs(got-want) > 1e-12 {
			t.Errorf("at least %d of %d: %g, want %g", x.k, x.n, got, want)
		}
	}
}
