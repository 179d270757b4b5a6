package analysis

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"
)

// sample generates n points of d uniforms and evaluates f at each.
func sample(n, d int, seed uint64, f func(u []float64, _ int) float64) (columns [][]float64, y []float64) {
	g := rand.New(rand.NewPCG(seed, 1))
	columns, y = make([][]float64, d), make([]float64, n)
	u := make([]float64, d)
	for i := range y {
		for c := range u {
			u[c] = g.Float64()
			columns[c] = append(columns[c], u[c])
		}
		y[i] = f(u, i)
	}
	return columns, y
}

// Sections 6.1 and 6.2 of the Monte Carlo oracles: first-order indices from
// plain draws are within three errors of the exact ones.
func TestRankFirstOrder(t *testing.T) {
	for _, f := range functions {
		columns, y := sample(16384, len(f.first), 3, f.f)
		for c, r := range Rank(columns, [][]float64{y}, 0)[0] {
			if off := math.Abs(r.FirstOrder.Value - f.first[c]); !(off <= 3*r.FirstOrder.Error) || r.FirstOrder.Error > 0.01 || r.Column != c || r.N != len(y) {
				t.Errorf("%s: x%d explains %g ± %g, want %g", f.name, c+1, r.FirstOrder.Value, r.FirstOrder.Error, f.first[c])
			}
		}
	}
}

// The error matches the standard deviation of estimates over sets of draws: for
// a strong input, a weak one, one that affects the variance only, and none; for
// a number and for an indicator.
func TestRankErrors(t *testing.T) {
	const sets = 200
	for name, f := range map[string]func(u []float64, _ int) float64{
		"ishigami": ishigami,
		"above 5": func(u []float64, i int) float64 {
			if ishigami(u, i) > 5 {
				return 1
			}
			return 0
		},
	} {
		var values, claimed, told, toldClaimed [4][]float64
		for seed := range uint64(sets) {
			columns, y := sample(1000, 4, seed, f)
			for c, r := range Rank(columns, [][]float64{y}, 0)[0] {
				values[c], claimed[c] = append(values[c], r.FirstOrder.Value), append(claimed[c], r.FirstOrder.Error)
				told[c], toldClaimed[c] = append(told[c], r.Xi.Value), append(toldClaimed[c], r.Xi.Error)
			}
		}
		for c := range values {
			sd, mean := stat.StdDev(values[c], nil), stat.Mean(claimed[c], nil)
			if ratio := mean / sd; ratio < 0.85 || ratio > 1.3 {
				t.Errorf("%s: x%d has an error of %g and claims %g", name, c+1, sd, mean)
			}
			if sd, mean := stat.StdDev(told[c], nil), stat.Mean(toldClaimed[c], nil); mean < 0.85*sd || mean > 1.3*sd {
				t.Errorf("%s: ξ of x%d has an error of %g and claims %g", name, c+1, sd, mean)
			}
		}
	}
}

// Normals with correlation ρ have Spearman's 6/π·asin(ρ/2) (section 6.7) and
// the first-order index ρ².
func TestRankOfNormals(t *testing.T) {
	for rho, want := range map[float64]float64{0.3: .287564, 0.7: .682911, -0.9: -.891456} {
		g := rand.New(rand.NewPCG(4, 4))
		draw := gaussians(g, rho)
		x, y := make([]float64, 8192), make([]float64, 8192)
		for i := range x {
			x[i], y[i] = draw()
		}
		r := Rank([][]float64{x}, [][]float64{y}, 0)[0][0]
		if e := r.Rank; !(math.Abs(e.Value-want) <= 3*e.Error && e.Lower < want && want < e.Upper) {
			t.Errorf("ρ = %g: rank correlation %g ± %g, want %g", rho, e.Value, e.Error, want)
		}
		if e := r.FirstOrder; !(math.Abs(e.Value-rho*rho) <= 3*e.Error) {
			t.Errorf("ρ = %g: explains %g ± %g, want %g", rho, e.Value, e.Error, rho*rho)
		}
	}
}

// Chatterjee's ξ of normals with correlation ρ is 3/π·asin((1+ρ²)/2) − ½
// (Dette, Siburg & Stoimenov 2013); of a measure that is 1 with probability u
// it is the first-order index, ⅓; of two independent variables it is 0.
func TestRankXi(t *testing.T) {
	g := rand.New(rand.NewPCG(5, 5))
	const n = 8192
	for name, x := range map[string]struct {
		draw func() (x, y float64)
		want float64
	}{
		"0.3":  {gaussians(g, 0.3), 3/math.Pi*math.Asin((1+0.09)/2) - 0.5},
		"0.7":  {gaussians(g, 0.7), 3/math.Pi*math.Asin((1+0.49)/2) - 0.5},
		"-0.9": {gaussians(g, -0.9), 3/math.Pi*math.Asin((1+0.81)/2) - 0.5},
		"none": {gaussians(g, 0), 0},
		"wave": {func() (float64, float64) { u := g.Float64(); return u, math.Sin(20 * u) }, 1},
		"two values": {func() (float64, float64) {
			u := g.Float64()
			if g.Float64() < u {
				return u, 1
			}
			return u, 0
		}, 1.0 / 3},
	} {
		xs, ys := make([]float64, n), make([]float64, n)
		for i := range xs {
			xs[i], ys[i] = x.draw()
		}
		e := Rank([][]float64{xs}, [][]float64{ys}, 0)[0][0].Xi
		if !(math.Abs(e.Value-x.want) <= 3*e.Error+40.0/n) || e.Error > 0.02 || !(e.Lower < e.Value && e.Value < e.Upper) {
			t.Errorf("%s: ξ = %g ± %g, want %g", name, e.Value, e.Error, x.want)
		}
	}
	// Exactly (n − 2)/(n + 1) if the input determines the measure, without
	// ties.
	rising := make([]float64, 100)
	for i := range rising {
		rising[i] = float64(i * i)
	}
	if e := Rank([][]float64{rising}, [][]float64{rising}, 0)[0][0].Xi; math.Abs(e.Value-98.0/101) > 1e-12 {
		t.Errorf("ξ = %g of 100 rising values, want 98/101", e.Value)
	}
}

func gaussians(g *rand.Rand, rho float64) func() (float64, float64) {
	return func() (float64, float64) {
		a, b := g.NormFloat64(), g.NormFloat64()
		return a, rho*a + math.Sqrt(1-rho*rho)*b
	}
}

// Only the order of values matters, ties are equal, and missing values are
// ignored.
func TestRankProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(fewestDraws, 200).Draw(t, "n")
		x := rapid.SliceOfN(rapid.Float64Range(-3, 3), n, n).Draw(t, "x")
		y := rapid.SliceOfN(rapid.SampledFrom([]float64{0, 1, 2, math.NaN()}), n, n).Draw(t, "y")
		stretched, mirrored := make([]float64, n), make([]float64, n)
		var left, right []float64
		for i := range x {
			stretched[i], mirrored[i] = math.Exp(x[i]), -x[i]
			if !math.IsNaN(y[i]) {
				left, right = append(left, x[i]), append(right, y[i])
			}
		}
		rs := Rank([][]float64{x, stretched, mirrored}, [][]float64{y}, 0)[0]
		own := Rank([][]float64{left}, [][]float64{right}, 0)[0][0]
		same := func(a, b float64) bool { return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) < 1e-9 }
		if len(left) >= fewestDraws && (!same(rs[0].Rank.Value, own.Rank.Value) || !same(rs[0].FirstOrder.Value, own.FirstOrder.Value) || own.N != rs[0].N) {
			t.Errorf("draws without a value count: %+v, without them %+v", rs[0], own)
		}
		if !same(rs[0].Rank.Value, -rs[2].Rank.Value) {
			t.Errorf("mirrored: %+v, was %+v", rs[2], rs[0])
		}
		distinct := map[float64]bool{}
		for _, v := range stretched {
			distinct[v] = true
		}
		if len(distinct) == n && (!same(rs[0].Rank.Value, rs[1].Rank.Value) || !same(rs[0].FirstOrder.Value, rs[1].FirstOrder.Value)) {
			t.Errorf("stretched: %+v, was %+v", rs[1], rs[0])
		}
	})
}

// Ranks with ties: R's cor(c(1,2,2,3,…), method = "spearman") uses mid-ranks.
func TestRankTies(t *testing.T) {
	var x, y, rx, ry []float64
	for i := range 40 {
		x, y = append(x, float64(i/4)), append(y, float64((i*7)%5))
	}
	middle := func(xs []float64) (out []float64) {
		for _, v := range xs {
			below, equal := 0.0, 0.0
			for _, w := range xs {
				if w < v {
					below++
				} else if w == v {
					equal++
				}
			}
			out = append(out, below+(equal+1)/2)
		}
		return out
	}
	rx, ry = middle(x), middle(y)
	if r, want := Rank([][]float64{x}, [][]float64{y}, 0)[0][0].Rank.Value, stat.Correlation(rx, ry, nil); math.Abs(r-want) > 1e-12 {
		t.Errorf("rank correlation %g, want %g", r, want)
	}
}

func TestRankOfNothing(t *testing.T) {
	still, moving := make([]float64, 50), make([]float64, 50)
	for i := range moving {
		moving[i] = float64(i)
	}
	for _, x := range []struct{ x, y []float64 }{{still, moving}, {moving, still}, {moving[:20], moving[:20]}, {nil, nil}} {
		if r := Rank([][]float64{x.x}, [][]float64{x.y}, 0)[0][0]; !math.IsNaN(r.Rank.Value) || !math.IsNaN(r.FirstOrder.Value) {
			t.Errorf("%v and %v: %+v", x.x, x.y, r)
		}
	}
}

// The cost of a ranking per input, measure and draw.
func BenchmarkRank(b *testing.B) {
	columns, y := sample(4096, 32, 1, func(u []float64, _ int) float64 { return u[0] + u[1] })
	ys := [][]float64{y, y, y, y}
	for b.Loop() {
		Rank(columns, ys, 0)
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*32*4*4096), "ns/value")
}

// Of 33 draws in which a measure rises with its input, except that the first and
// the last have changed places, the squared differences of ranks sum to 2·32² =
// 2,048: ρ = 1 − 6·2048/(33·(33² − 1)) = 0.65775. Fisher's z has the error √((1 + ρ²/2)/(33 − 3))
// = 0.20136 (Bonett & Wright 2000), which is 1 − ρ² = 0.56736 times that in ρ.
func TestRankCorrelationByHand(t *testing.T) {
	x, y := make([]float64, 33), make([]float64, 33)
	for i := range x {
		x[i], y[i] = float64(i), float64(i)
	}
	y[0], y[32] = 32, 0
	got := Rank([][]float64{x}, [][]float64{y}, 0)[0][0].Rank
	for _, c := range []struct {
		name      string
		got, want float64
	}{{"ρ", got.Value, 0.657754}, {"error", got.Error, 0.114241}, {"lower end", got.Lower, 0.374971}, {"upper end", got.Upper, 0.828550}} {
		if math.Abs(c.got-c.want) > 1e-6 {
			t.Errorf("%s %.6f, want %.6f", c.name, c.got, c.want)
		}
	}
}
