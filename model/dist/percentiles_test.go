package dist

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

var nowhere = [2]float64{math.Inf(-1), math.Inf(1)}

func expert(t testing.TB, q [3]float64, bounds [2]float64) percentiles {
	t.Helper()
	return build(t, "percentiles", percentilesParams{q[0], q[1], q[2], bounds[0], bounds[1]}).(percentiles)
}

// The published quantiles of a pert and of a beta distribution (table 6.7 of
// the Monte Carlo oracles) lead back to them.
func TestPercentilesOfKnownShapes(t *testing.T) {
	p := expert(t, [3]float64{.0957042835292, .350999484949, .691551017712}, nowhere)
	within(t, "min", p.lower, 0, 1e-9)
	within(t, "max", p.upper, 1, 1e-9)
	within(t, "mode", p.lower+(p.upper-p.lower)*(p.a-1)/4, 0.3, 1e-9)
	within(t, "mean", p.Mean(), .3666666667, 1e-9)
	within(t, "sd", math.Sqrt(p.Variance()), .182138966656, 1e-9)
	b := expert(t, [3]float64{.0976114628864, .385727568132, .75139537427}, [2]float64{0, 1})
	within(t, "a", b.a, 2, 1e-7)
	within(t, "b", b.b, 3, 1e-7)
	within(t, "miss", Misses(b), 0, 1e-9)
	// On the issue's own scale it is the same shape.
	c := expert(t, [3]float64{4 + 6*.0976114628864, 4 + 6*.385727568132, 4 + 6*.75139537427}, [2]float64{4, 10})
	within(t, "scaled mean", c.Mean(), 4+6*.4, 1e-7)
	// Figures that no pert meets: the nearest has its mode on a bound.
	far := expert(t, [3]float64{1, 2, 9}, nowhere)
	within(t, "mode of the farthest", far.a, 1, 1e-9)
	if m := Misses(far); m < 0.05 {
		t.Errorf("the miss of 1, 2, 9 is %g", m)
	}
}

// No shape beside the one that was fitted is nearer: others of the same kind
// are tried around it.
func TestPercentilesAreNearest(t *testing.T) {
	squares := func(d model.Dist, asked [3]float64) (sum float64) {
		for i, u := range [3]float64{0.05, 0.5, 0.95} {
			sum += math.Pow(d.Quantile(u)-asked[i], 2)
		}
		return sum
	}
	rapid.Check(t, func(rt *rapid.T) {
		low := rapid.Float64Range(0.02, 0.4).Draw(rt, "p5")
		mid := low + rapid.Float64Range(0.01, 0.3).Draw(rt, "p50 above")
		asked := [3]float64{low, mid, mid + rapid.Float64Range(0.01, 0.98-mid).Draw(rt, "p95 above")}
		step := func(name string) float64 { return rapid.Float64Range(-1, 1).Draw(rt, name) }
		size := math.Pow(10, rapid.Float64Range(-4, -1).Draw(rt, "size"))

		p := expert(t, asked, nowhere)
		mode := p.lower + (p.upper-p.lower)*(p.a-1)/4
		w := size * (p.upper - p.lower)
		from, over, to := p.lower+w*step("min"), mode+w*step("mode"), p.upper+w*step("max")
		if from <= over && over <= to && from < to {
			other := build(t, "pert", pertParams{from, over, to, 4})
			if got, best := squares(other, asked), squares(p, asked); got < best*(1-1e-9)-1e-18 {
				rt.Errorf("pert %g, %g, %g misses by %g, the fit %g, %g, %g by %g", from, over, to, got, p.lower, mode, p.upper, best)
			}
		}

		b := expert(t, asked, [2]float64{0, 1})
		a2, b2 := b.a*math.Exp(size*step("a")), b.b*math.Exp(size*step("b"))
		if got, best := squares(beta{a2, b2, 0, 1}, asked), squares(b, asked); got < best*(1-1e-6)-1e-18 {
			rt.Errorf("Beta(%g, %g) misses by %g, the fit Beta(%g, %g) by %g", a2, b2, got, b.a, b.b, best)
		}
	})
}
