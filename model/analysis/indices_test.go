package analysis

import (
	"fmt"
	"math"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// inputs is a bargain of nothing but d inputs.
func inputs(d int) *model.Bargain {
	b := &model.Bargain{Columns: d}
	for c := range d {
		b.Inputs = append(b.Inputs, model.Input{Path: fmt.Sprintf("x%d", c+1), Dist: uniform{}, Column: c})
	}
	return b
}

// play works f out for all draws of a plan; events tells draws with the same
// chance.
func play(p montecarlo.Plan, d int, f func(u []float64, event int) float64) []float64 {
	n := p.Draws()
	columns := make([][]float64, d)
	for c := range columns {
		columns[c] = make([]float64, n)
		for first := 0; first < n; first += 512 { // as chunks ask
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
// exact indices at 4,096 draws, and within 0.005 at 4,096 points of each of the
// eight sequences.
func TestIndices(t *testing.T) {
	for _, f := range functions {
		d := len(f.first)
		for _, n := range []int{4096, 8 * 4096} {
			is := swapped(t, d, n, 2, f.f)
			for g := range d {
				for name, x := range map[string]struct {
					e     montecarlo.Estimate
					exact float64
				}{"first": {is[g].First, f.first[g]}, "total": {is[g].Total, f.total[g]}, "jansen": {is[g].Jansen, f.first[g]}} {
					off := math.Abs(x.e.Value - x.exact)
					if !(off <= 3*x.e.Error) || n > 4096 && off >= 0.005 || !(x.e.Lower < x.e.Value && x.e.Value < x.e.Upper) {
						t.Errorf("%s, %d draws: %s of x%d is %g ± %g, want %g", f.name, n, name, g+1, x.e.Value, x.e.Error, x.exact)
					}
				}
			}
			// Nothing happens by chance in these functions.
			if c := is[d]; c.First.Value != 0 || c.Total.Value != 0 {
				t.Errorf("%s: chance has %g and %g", f.name, c.First.Value, c.Total.Value)
			}
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
	p, err := NewSwaps(b, montecarlo.Config{Draws: draws, Seed: seed, Sampler: "sobol"}, groups)
	if err != nil {
		t.Fatal(err)
	}
	return p.Indices(play(p, d, f))
}

// What happens within a draw counts as one more group. Of y = x₁ + e with e
// uniform as x₁ is, chance accounts for half.
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

// The oracles sobol.estimator of model.md 4.8: direct arithmetic.
func TestIndexOf(t *testing.T) {
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
		i := indexOf(x.a, x.b, x.ab, 0, 1)
		for name, v := range map[string][2]float64{"first": {i.first, x.first}, "jansen": {i.jansen, x.jansen}, "total": {i.total, x.total}} {
			if math.Abs(v[0]-v[1]) > 1e-12 {
				t.Errorf("%s = %g, want %g", name, v[0], v[1])
			}
		}
	}
	if i := indexOf([]float64{1, 1}, []float64{1, 1}, []float64{1, 1}, 0, 1); !math.IsNaN(i.first) || !math.IsNaN(i.total) {
		t.Error("a measure that never varies has indices")
	}
}

// Sample A is what a run with the same seed plays, and of what a swap takes
// from B only the group's inputs differ.
func TestSwaps(t *testing.T) {
	b := correlated(3, 0.5)
	cfg := montecarlo.Config{Draws: 1000, Seed: 5}
	own, err := montecarlo.NewDraws(b, cfg)
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewSwaps(b, cfg, []Group{{Name: "two", Columns: []int{0, 1}}, {Name: "one", Columns: []int{2}}, {Name: "chance", Chance: true}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.Draws() {
		block, j := i/1000, i%1000
		u := make([]float64, 1)
		for c := range 3 {
			p.Fill(u, c, i)
			a := own.Uniforms(j)[c]
			if swapped := block == 1 || block == 2 && c < 2 || block == 3 && c == 2; swapped != (u[0] != a) {
				t.Fatalf("block %d, draw %d, input %d: %g, in the run %g", block, j, c, u[0], a)
			}
		}
		if other := p.Event(i) != j; other != (block == 1 || block == 4) {
			t.Fatalf("block %d, draw %d meets the events of %d", block, j, p.Event(i))
		}
	}
}
