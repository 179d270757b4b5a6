package analysis

import (
	"fmt"
	"math"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"sim/model"
	"sim/model/dist"
	"sim/model/montecarlo"
)

// normals is a bargain of coupled inputs with the given correlations of
// normals.
func normals(r [][]float64) *model.Bargain {
	b := inputs(len(r))
	c, err := dist.NewCopula(r)
	if err != nil {
		panic(err)
	}
	b.Coupling = &model.Coupling{Copula: c}
	for i := range r {
		b.Coupling.Columns = append(b.Coupling.Columns, i)
		for j := range i {
			b.Coupling.Pairs = append(b.Coupling.Pairs, model.Correlation{Columns: [2]int{j, i}, Rank: dist.Spearman(r[i][j])})
		}
	}
	return b
}

// correlated is a bargain of d inputs of which the first two are coupled.
func correlated(d int, r float64) *model.Bargain {
	b := normals([][]float64{{1, r}, {r, 1}})
	for c := 2; c < d; c++ {
		b.Inputs = append(b.Inputs, model.Input{Path: fmt.Sprintf("x%d", c+1), Dist: uniform{}, Column: c})
	}
	b.Columns = d
	return b
}

// exactShapley computes the Shapley effects of y = βᵀx for normal x, from the
// conditional variances given all subsets (Owen 2014; Owen & Prieur 2017).
func exactShapley(beta []float64, sigma [][]float64) []float64 {
	d := len(beta)
	explained := make([]float64, 1<<d) // by subset: the variance of the mean given it
	total := 0.0
	for i := range d {
		for j := range d {
			total += beta[i] * sigma[i][j] * beta[j]
		}
	}
	for u := 1; u < 1<<d; u++ {
		var in []int
		for i := range d {
			if u>>i&1 == 1 {
				in = append(in, i)
			}
		}
		a, c := mat.NewSymDense(len(in), nil), mat.NewVecDense(len(in), nil)
		for k, i := range in {
			for l := range k + 1 {
				a.SetSym(k, l, sigma[i][in[l]])
			}
			with := 0.0
			for j := range d {
				with += sigma[i][j] * beta[j]
			}
			c.SetVec(k, with)
		}
		var x mat.VecDense
		if err := x.SolveVec(a, c); err != nil {
			panic(err)
		}
		explained[u] = mat.Dot(&x, c)
	}
	factorial := func(n int) float64 { return math.Gamma(float64(n) + 1) }
	effects := make([]float64, d)
	for i := range d {
		for u := range 1 << d {
			if u>>i&1 == 1 {
				continue
			}
			k := 0
			for j := range d {
				k += u >> j & 1
			}
			effects[i] += factorial(k) * factorial(d-1-k) / factorial(d) * (explained[u|1<<i] - explained[u]) / total
		}
	}
	return effects
}

// linearShapley estimates the Shapley effects of y = βᵀx for normal x from draws.
func linearShapley(t *testing.T, betas []float64, sigma [][]float64) []montecarlo.Estimate {
	t.Helper()
	d := len(betas)
	r := make([][]float64, d)
	for i := range r {
		r[i] = make([]float64, d)
		for j := range r[i] {
			r[i][j] = sigma[i][j] / math.Sqrt(sigma[i][i]*sigma[j][j])
		}
		r[i][i] = 1
	}
	for i := range r {
		for j := range i {
			r[i][j] = r[j][i]
		}
	}
	b := normals(r)
	groups, _ := GroupBy(b, "input")
	p, err := NewShapleyPlan(b, montecarlo.Config{Draws: 2048, Seed: 3}, groups)
	if err != nil {
		t.Fatal(err)
	}
	return p.Shapley(play(p, d, func(u []float64, _ int) float64 {
		y := 0.0
		for i, beta := range betas {
			y += beta * math.Sqrt(sigma[i][i]) * distuv.UnitNormal.Quantile(u[i])
		}
		return y
	}))
}

// The oracles shapley.linear_gaussian of model 4.9, and a case in which an
// input without influence has a share because it is coupled with one that has.
func TestShapley(t *testing.T) {
	for _, x := range []struct {
		name  string
		beta  []float64
		sigma [][]float64
		want  []float64
	}{
		{"two", []float64{1, 2}, [][]float64{{1, .5}, {.5, 1}}, []float64{0.3392857142857143, 0.6607142857142857}},
		{"three_b", []float64{1, -0.5, 0.7}, [][]float64{{1, .3, -.2}, {.3, 2, .4}, {-.2, .4, 1.5}}, []float64{0.49705936475078244, 0.1763221855109599, 0.32661844973825754}},
		{"no effect", []float64{1, 0}, [][]float64{{1, .8}, {.8, 1}}, []float64{1 - 0.32, 0.32}}, // ρ²/2
	} {
		exact := exactShapley(x.beta, x.sigma)
		for i := range exact {
			if math.Abs(exact[i]-x.want[i]) > 1e-10 {
				t.Errorf("%s: the formula gives %v, want %v", x.name, exact, x.want)
			}
		}
		d := len(x.beta)
		effects := linearShapley(t, x.beta, x.sigma)
		sum := 0.0
		for g, e := range effects {
			sum += e.Value
			want := 0.0 // of the group of chance
			if g < d {
				want = x.want[g]
			}
			if !(math.Abs(e.Value-want) <= 3*e.Error+1e-12) || e.Error > 0.025 {
				t.Errorf("%s: group %d has %g ± %g, want %g", x.name, g, e.Value, e.Error, want)
			}
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("%s: effects sum to %g", x.name, sum)
		}
	}
}

// Without coupling, and with chance, the effects of an additive measure are its
// first-order indices.
func TestShapleyIndependent(t *testing.T) {
	b := inputs(2)
	groups, _ := GroupBy(b, "input")
	p, err := NewShapleyPlan(b, montecarlo.Config{Draws: 2048, Seed: 1}, groups)
	if err != nil {
		t.Fatal(err)
	}
	effects := p.Shapley(play(p, 2, func(u []float64, event int) float64 {
		return 2*u[0] + u[1] + montecarlo.NewEvents(1, event).Uniform(model.Key("test"), 0, 0)
	}))
	for g, want := range []float64{4. / 6, 1. / 6, 1. / 6} {
		if e := effects[g]; !(math.Abs(e.Value-want) <= 3*e.Error) || e.Error > 0.03 {
			t.Errorf("group %d: %g ± %g, want %g", g, e.Value, e.Error, want)
		}
	}
	for _, e := range p.Shapley(make([]float64, p.Draws())) {
		if !math.IsNaN(e.Value) {
			t.Error("a measure that never varies has effects")
		}
	}
}

// Draws of a step share the fixed inputs, and the varying inputs have the
// distribution of a run, coupling included.
func TestShapleyPlan(t *testing.T) {
	b := correlated(3, 0.7)
	groups, _ := GroupBy(b, "input")
	p, err := NewShapleyPlan(b, montecarlo.Config{Draws: 512, Seed: 8}, groups)
	if err != nil {
		t.Fatal(err)
	}
	n := p.Draws()
	u := make([][]float64, 3)
	for c := range u {
		u[c] = make([]float64, n)
		p.Fill(u[c], c, 0)
	}
	product, count := 0.0, 0.0
	for i := p.Size; i < n; i++ {
		varies, _, _ := p.step(i)
		for c := range u {
			vary := false
			for _, g := range varies {
				vary = vary || g == c
			}
			if (i-p.Size)%innerSize > 0 && vary == (u[c][i] == u[c][i-1]) {
				t.Fatalf("draw %d varies %v, and input %d has %g after %g", i, varies, c, u[c][i], u[c][i-1])
			}
		}
		product += distuv.UnitNormal.Quantile(u[0][i]) * distuv.UnitNormal.Quantile(u[1][i])
		count++
	}
	// Draws of a step are correlated: the error is about that of a third as
	// many.
	if r, e := product/count, math.Sqrt(3*(1+0.49)/count); math.Abs(r-0.7) > 3*e {
		t.Errorf("the correlation is %g ± %g, want 0.7", r, e)
	}
}

// A one-at-a-time plan fixes one input; all others are those of the run.
func TestOneAtATimePlan(t *testing.T) {
	b := correlated(3, 0.7)
	cfg := montecarlo.Config{Draws: 700, Seed: 2}
	own, err := montecarlo.NewDraws(b, cfg)
	if err != nil {
		t.Fatal(err)
	}
	p, err := NewOneAtATimePlan(b, cfg, []int{2, 0})
	if err != nil {
		t.Fatal(err)
	}
	index := make([]float64, p.Draws())
	for i := range index {
		index[i] = float64(i)
		held, want := -1, math.NaN()
		switch i / 700 {
		case 1, 2:
			held, want = 2, []float64{Low, High}[i/700-1]
		case 3, 4:
			held, want = 0, []float64{Low, High}[i/700-3]
		}
		u := make([]float64, 1)
		for c := range 3 {
			p.Fill(u, c, i)
			x := own.Uniforms(i % 700)[c]
			if c == held {
				x = want
			}
			if u[0] != x {
				t.Fatalf("draw %d, input %d: %g, want %g", i, c, u[0], x)
			}
		}
		if p.Event(i) != i%700 {
			t.Fatalf("draw %d meets the events of %d", i, p.Event(i))
		}
	}
	low, high := p.At(index, 1)
	if index[0] != 0 || low[0] != 2100 || high[0] != 2800 || len(high) != 700 {
		t.Errorf("input 1 is read from %g and %g on", low[0], high[0])
	}
}
