package analysis

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/stat"
	"pgregory.net/rapid"

	"sim/model"
	"sim/model/montecarlo"
)

// inputs is a bargain that consists of d inputs.
func inputs(d int) *model.Bargain {
	b := &model.Bargain{Columns: d}
	for c := range d {
		b.Inputs = append(b.Inputs, model.Input{Path: fmt.Sprintf("x%d", c+1), Dist: uniform{}, Column: c})
	}
	return b
}

// play evaluates f in all draws of a plan; draws with the same event share all
// random numbers other than inputs.
func play(p montecarlo.Plan, d int, f func(u []float64, event int) float64) []float64 {
	n := p.Draws()
	columns := make([][]float64, d)
	for c := range columns {
		columns[c] = make([]float64, n)
		for first := 0; first < n; first += 512 { // in chunks, as in a run
			p.Fill(columns[c][first:min(n, first+512)], c, first)
		}
	}
	y, u := make([]float64, n), make([]float64, d)
	for i := range y {
		for c := range u {
			u[c] = columns[c][i]
		}
		y[i] = f(u, p.Event(i))
	}
	return y
}

func ishigami(u []float64, _ int) float64 {
	x := func(i int) float64 { return math.Pi * (2*u[i] - 1) }
	s := math.Sin(x(1))
	return math.Sin(x(0)) + 7*s*s + 0.1*math.Pow(x(2), 4)*math.Sin(x(0))
}

func gFunction(a []float64) func(u []float64, _ int) float64 {
	return func(u []float64, _ int) float64 {
		y := 1.0
		for i, a := range a {
			y *= (math.Abs(4*u[i]-2) + a) / (1 + a)
		}
		return y
	}
}

var functions = []struct {
	name         string
	f            func(u []float64, _ int) float64
	first, total []float64
}{
	{
		"ishigami", ishigami,
		[]float64{0.3139051911478115, 0.4424111447900408, 0},
		[]float64{0.5575888552099592, 0.4424111447900408, 0.2436836640621477},
	},
	{
		"g", gFunction([]float64{0, 1, 4.5, 9, 99, 99, 99, 99}),
		[]float64{0.716192168879, 0.17904804222, 0.0236757741778, 0.00716192168879, 7.16192168879e-5, 7.16192168879e-5, 7.16192168879e-5, 7.16192168879e-5},
		[]float64{0.787144126659, 0.242198192818, 0.0343169101541, 0.0104603870652, 1.0494905192e-4, 1.0494905192e-4, 1.0494905192e-4, 1.0494905192e-4},
	},
}

// Section 6.1 and 6.2 of the Monte Carlo oracles: within three errors of the
// exact indices at 4,096 draws, and within 0.005 from 8,192 draws on, which are
// 1,024 points of each of the eight scrambled sequences. Over 40 seeds the
// largest error of all indices has a root mean square, for Ishigami's function
// and Sobol's g, of 0.0095 and 0.0034 at 4,096 draws, 0.0025 and 0.0012 at
// 8,192, 0.0013 and 0.0005 at 8·4,096. A single scrambled sequence of 4,096
// points, as in section 6.3, gives no error estimate; with the estimators used
// there its root mean square is 0.0054 and 0.0034, far more than the 0.0008 of
// the one seed reported.
func TestIndices(t *testing.T) {
	for _, f := range functions {
		d := len(f.first)
		figures, wide := 0, 0
		for _, x := range []struct {
			draws int
			seed  uint64
		}{{4096, 1}, {4096, 2}, {8192, 1}, {8192, 2}, {8192, 3}, {8 * 4096, 1}} {
			is := swapped(t, d, x.draws, x.seed, f.f)
			for g := range d {
				for name, y := range map[string]struct {
					e     montecarlo.Estimate
					exact float64
				}{"first": {is[g].First, f.first[g]}, "total": {is[g].Total, f.total[g]}} {
					figures++
					off := math.Abs(y.e.Value - y.exact)
					if off > 3*y.e.Error {
						wide++
					}
					if x.draws > 4096 && off >= 0.005 || off > 5*y.e.Error || x.seed == 1 && off > 3*y.e.Error || !(y.e.Lower < y.e.Value && y.e.Value < y.e.Upper) {
						t.Errorf("%s, %d draws, seed %d: %s of x%d is %g ± %g, want %g", f.name, x.draws, x.seed, name, g+1, y.e.Value, y.e.Error, y.exact)
					}
				}
				if x.seed != 1 {
					continue
				}
				for _, e := range []montecarlo.Estimate{is[g].Saltelli, is[g].Jansen} {
					if off := math.Abs(e.Value - f.first[g]); !(off <= 3*e.Error) {
						t.Errorf("%s, %d draws: x%d is %g ± %g by another estimator, want %g", f.name, x.draws, g+1, e.Value, e.Error, f.first[g])
					}
				}
			}
			// These functions do not depend on chance.
			if c := is[d]; c.First.Value != 0 || c.Total.Value != 0 {
				t.Errorf("%s: chance has %g and %g", f.name, c.First.Value, c.Total.Value)
			}
		}
		// Errors are between eight sequences: 2% of Student's t with 7 degrees
		// of freedom are beyond 3.
		if wide > 1+figures/20 {
			t.Errorf("%s: %d of %d figures are more than three errors off", f.name, wide, figures)
		}
	}
}

func swapped(t *testing.T, d, draws int, seed uint64, f func(u []float64, event int) float64) []Index {
	t.Helper()
	b := inputs(d)
	groups, err := GroupBy(b, "input")
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewSaltelliPlan(b, montecarlo.Config{Draws: draws, Seed: seed, Sampler: "sobol"}, groups)
	if err != nil {
		t.Fatal(err)
	}
	return p.Indices(play(p, d, f))
}

// Chance is one more group. In y = x₁ + e with e distributed as x₁, it accounts
// for half of the variance.
func TestIndicesOfChance(t *testing.T) {
	is := swapped(t, 2, 4096, 1, func(u []float64, event int) float64 {
		return u[0] + montecarlo.NewEvents(1, event).Uniform(model.Key("test"), 0, 0)
	})
	for g, want := range []float64{0.5, 0, 0.5} {
		for _, e := range []montecarlo.Estimate{is[g].First, is[g].Total} {
			if !(math.Abs(e.Value-want) <= 3*e.Error) || e.Error > 0.03 {
				t.Errorf("group %d: %g ± %g, want %g", g, e.Value, e.Error, want)
			}
		}
	}
}

// If no row shows an effect of a group in both A and B, its first-order index
// is 0 but its error is not: here for an input with an effect only where chance
// leaves room for it, in one draw of fifty. A group without influence has an
// error of 0.
func TestIndicesOfLittle(t *testing.T) {
	is := swapped(t, 2, 512, 1, func(u []float64, event int) float64 {
		e := montecarlo.NewEvents(1, event).Uniform(model.Key("test"), 0, 0)
		if e < 0.02 && u[0] > 0.5 || e > 0.5 {
			return 1
		}
		return 0
	})
	if e := is[0].First; e.Value != 0 || !(e.Error > 0.0001 && e.Error < 0.01) || !(e.Lower < 0 && e.Upper > 0) {
		t.Errorf("little on its own: %+v", e)
	}
	if e := is[1].First; e.Value != 0 || e.Error != 0 || is[1].Total.Value != 0 {
		t.Errorf("nothing on its own: %+v", e)
	}
}

// The oracles sobol.estimator of model 4.8: direct arithmetic.
func TestIndexFrom(t *testing.T) {
	for _, x := range []struct {
		a, b, ab             []float64
		first, jansen, total float64
	}{
		{
			[]float64{1, 2, 0.5, 3},
			[]float64{2, 1, 1.5, 2.5},
			[]float64{1.2, 1.8, 0.9, 2},
			-0.27672955974842767, 0.6196226415094339, 0.24955974842767295,
		},
		{[]float64{0, 1}, []float64{1, 0}, []float64{1, 0}, 2, 1, 2},
	} {
		i := indexFrom(x.a, x.b, x.ab, 0, 1)
		for name, v := range map[string][2]float64{"first": {i.first, x.first}, "jansen": {i.jansen, x.jansen}, "total": {i.total, x.total}} {
			if math.Abs(v[0]-v[1]) > 1e-12 {
				t.Errorf("%s = %g, want %g", name, v[0], v[1])
			}
		}
	}
	still := []float64{1, 1}
	if i := indexOf(still, still, still, still, 0, 1); !math.IsNaN(i.first) || !math.IsNaN(i.total) || !math.IsNaN(i.jansen) {
		t.Error("a measure that never varies has indices")
	}
}

// For every function of two bits, the estimates over all four values are the
// exact indices, from variances of conditional means.
func TestIndexOfBits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.SliceOfN(rapid.Float64Range(-3, 3), 4, 4).Draw(t, "f") // indexed by 2·x + y
		var a, b, ab, ba []float64
		for i := range 16 {
			x, y, u, v := i>>3&1, i>>2&1, i>>1&1, i&1
			a, b = append(a, f[2*x+y]), append(b, f[2*u+v])
			ab, ba = append(ab, f[2*u+y]), append(ba, f[2*x+v])
		}
		got := indexOf(a, b, ab, ba, 0, 1)
		variance := stat.PopVariance(f, nil)
		if variance < 1e-6 {
			return
		}
		alone := func(i, j, k, l int) float64 {
			return stat.PopVariance([]float64{(f[i] + f[j]) / 2, (f[k] + f[l]) / 2}, nil) / variance
		}
		first, total := alone(0, 1, 2, 3), 1-alone(0, 2, 1, 3)
		for name, v := range map[string][2]float64{"first": {got.first, first}, "total": {got.total, total}, "saltelli": {got.saltelli, first}, "jansen": {got.jansen, first}} {
			if math.Abs(v[0]-v[1]) > 1e-9 {
				t.Fatalf("%s = %g, want %g", name, v[0], v[1])
			}
		}
	})
}

// Sample A has the draws of a run with the same seed, and A_B differs from A in
// the group's inputs only.
func TestSaltelliPlan(t *testing.T) {
	b := correlated(3, 0.5)
	cfg := montecarlo.Config{Draws: 1000, Seed: 5}
	own, err := montecarlo.NewDraws(b, cfg)
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewSaltelliPlan(b, cfg, []Group{{Name: "two", Columns: []int{0, 1}}, {Name: "one", Columns: []int{2}}, {Name: "chance", Chance: true}})
	if err != nil {
		t.Fatal(err)
	}
	// By block: the sample of each input and of the events.
	from := [][4]bool{
		{},
		{true, true, true, true},
		{true, true, false, false},
		{false, false, true, true},
		{false, false, true, false},
		{true, true, false, true},
		{false, false, false, true},
		{true, true, true, false},
	}
	if p.Draws() != len(from)*1000 {
		t.Fatalf("%d draws", p.Draws())
	}
	u, other := make([]float64, 1), make([]float64, 1)
	for i := range p.Draws() {
		block, j := i/1000, i%1000
		for c := range 3 {
			p.Fill(u, c, i)
			want := own.Uniforms(j)[c]
			if from[block][c] {
				p.Fill(other, c, 1000+j)
				if other[0] == want {
					t.Fatalf("draw %d has the same input %d in both samples", j, c)
				}
				want = other[0]
			}
			if u[0] != want {
				t.Fatalf("block %d, draw %d, input %d: %g, want %g", block, j, c, u[0], want)
			}
		}
		want := j
		if from[block][3] {
			want += 1000
		}
		if p.Event(i) != want {
			t.Fatalf("block %d, draw %d meets the events of %d", block, j, p.Event(i))
		}
	}
}
