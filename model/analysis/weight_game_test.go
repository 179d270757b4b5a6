package analysis

import "testing"

// gameOf is the game of two holders with one weight each, of which the payoffs are
// given.
func gameOf(payoffs ...func(x []float64) float64) *WeightGame {
	g := new(WeightGame)
	for h, f := range payoffs {
		ws, ys := spread(1024, len(payoffs), 0, f)
		g.Payoffs, g.Own = append(g.Payoffs, FitResponses(ws, [][]float64{ys}, 20)[0]), append(g.Own, []int{h})
	}
	return g
}

// Cournot (1838): with a price of 1 − x − y and a cost of 0.1 a unit each offers
// (1 − 0.1)/3, from wherever they start.
func TestWeightGameOfCournot(t *testing.T) {
	g := gameOf(
		func(x []float64) float64 { return x[0]*(1-x[0]-x[1]) - 0.1*x[0] },
		func(x []float64) float64 { return x[1]*(1-x[0]-x[1]) - 0.1*x[1] },
	)
	for _, start := range [][]float64{{0, 0}, {1, 1}, {0.5, 0}} {
		e := g.Play(start)
		if e.Kind != EndsAtRest || e.Damped {
			t.Fatalf("from %v: %+v", start, e)
		}
		near(t, "first", e.At[0], 0.3, 1e-4)
		near(t, "second", e.At[1], 0.3, 1e-4)
	}
}

// Matching pennies: one wants both weights alike, the other unlike. Plain replies
// cycle through the corners; at 0.5 and 0.25 nobody gains by any weight.
func TestWeightGameOfPennies(t *testing.T) {
	g := gameOf(
		func(x []float64) float64 { return x[0] * (x[1] - 0.25) },
		func(x []float64) float64 { return -x[1] * (x[0] - 0.5) },
	)
	e := g.Play([]float64{0, 0})
	if e.Kind != EndsInCycle || len(e.Cycle) < 2 || !e.Damped || e.At == nil {
		t.Fatalf("%+v", e)
	}
	near(t, "first", e.At[0], 0.5, 1e-6)
	near(t, "second", e.At[1], 0.25, 1e-6)
}

// If the first gains from either end and the second always wants another weight
// than the first has, replies come to rest nowhere: the point between is the worst
// for the first.
func TestWeightGameOfConvex(t *testing.T) {
	g := gameOf(
		func(x []float64) float64 { return x[0]*x[0] + x[0]*(2*x[1]-2) },
		func(x []float64) float64 { return -(x[1] + x[0] - 1) * (x[1] + x[0] - 1) },
	)
	if e := g.Play([]float64{0.3, 0.3}); e.Kind == EndsAtRest || e.At != nil {
		t.Errorf("%+v", e)
	}
}

// Two that want alike weights have two equilibria, and where one starts decides.
func TestWeightGameOfTwoEquilibria(t *testing.T) {
	alike := func(x []float64) float64 { return (x[0] - 0.5) * (x[1] - 0.5) }
	g := gameOf(alike, func(x []float64) float64 { return alike(x) })
	for start, want := range map[float64]float64{0.1: 0, 0.9: 1} {
		e := g.Play([]float64{start, start})
		if e.Kind != EndsAtRest || e.At[0] != want || e.At[1] != want {
			t.Errorf("from %g: %+v", start, e)
		}
	}
}

// Where gains are none by what counts, holders stay where they are: replies that go
// round for the sake of such gains come to rest at the start.
func TestWeightGameOfSmallGains(t *testing.T) {
	g := gameOf(
		func(x []float64) float64 { return 1e-5 * x[0] * (x[1] - 0.25) },
		func(x []float64) float64 { return -1e-5 * x[1] * (x[0] - 0.5) },
	)
	start := []float64{0.9, 0.1}
	if e := g.Play(start); e.Kind != EndsInCycle {
		t.Errorf("where every gain counts: %+v", e)
	}
	g.Least = 2e-5
	if e := g.Play(start); e.Kind != EndsAtRest || apart(e.At, start) > 0 || e.Damped {
		t.Errorf("%+v", e)
	}
}
