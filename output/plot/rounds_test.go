package plot

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// TestGoalsCountDraws holds the curves of time to agreement against counting
// the draws one by one.
func TestGoalsCountDraws(t *testing.T) {
	r := play(overRounds(summit(1).Scenario.Bargain, 26), 500) // all of them are in the sample
	names := []string{"settlement", "ceasefire", "any deal"}
	if gs := goals(r.Scenario.Bargain); len(gs) != len(names) {
		t.Fatalf("%d goals", len(gs))
	}
	for i, g := range goals(r.Scenario.Bargain) {
		if g.name != names[i] {
			t.Errorf("goal %d is %q", i, g.name)
		}
		for theory := range r.Tally.Theories {
			counts := g.reached(r.Tally.Theories[theory].ByRound)
			for round, got := range counts {
				want, kept := 0, 0
				for _, o := range r.Sample.Outcomes[theory] {
					if slices.ContainsFunc(o.Path.Class[:round+1], func(c model.Class) bool { return slices.Contains(g.classes, c) }) {
						want++
					}
					if slices.Contains(g.classes, o.Class) {
						kept++
					}
				}
				if got != want || g.kept(&r.Tally.Theories[theory]) != kept {
					t.Fatalf("%s, theory %d, round %d: %d reached, %d kept, want %d and %d", g.name, theory, round, got, g.kept(&r.Tally.Theories[theory]), want, kept)
				}
			}
		}
	}
}

// TestBlockedRounds checks mean and error against the draws one by one.
func TestBlockedRounds(t *testing.T) {
	r := play(overRounds(summit(1).Scenario.Bargain, 26), 400)
	for party := range r.Scenario.Bargain.Parties {
		var rounds []float64
		for _, o := range r.Sample.Outcomes[1] {
			rounds = append(rounds, float64(o.Blocks[party]))
		}
		got, want := blockedRounds(r, 1, party), montecarlo.Mean(rounds)
		if math.Abs(got.Value-want.Value) > 1e-12 || math.Abs(got.Error-want.Error) > 1e-12 || want.Value == 0 {
			t.Errorf("party %d: %+v, want %+v", party, got, want)
		}
	}
	r.Sample = nil
	if e := blockedRounds(r, 1, 0); !math.IsNaN(e.Error) || e.Value == 0 {
		t.Errorf("without a sample: %+v", e)
	}
}

// TestDealsAreNotMinorPackages checks that a draw in which only a package that
// ends no fighting is signed counts as one without a deal.
func TestDealsAreNotMinorPackages(t *testing.T) {
	b := summit(1).Scenario.Bargain
	deal := model.NewOutcome(4, 14)
	deal.Class, deal.Package, deal.Reason = model.Partial, 2, model.EmptyZone
	minor := deal
	minor.Class, minor.Package = model.Stalemate, 3
	if g := groupOf(&deal); g.pack != 2 || g.reason != model.NoReason || g.name(b) != "strikes moratorium (partial)" {
		t.Errorf("%+v: %s", g, g.name(b))
	}
	if g := groupOf(&minor); g.pack >= 0 || g.name(b) != "no zone: no terms suit all at once; only humanitarian signed" {
		t.Errorf("%+v: %s", g, g.name(b))
	}
}

// TestHatchOverSteps checks that hatch lines over steps are those of the
// steps' rectangles, in fewer pieces.
func TestHatchOverSteps(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	length := func(lines [][2]point) float64 {
		sum := 0.0
		for _, l := range lines {
			sum += math.Hypot(l[1].x-l[0].x, l[1].y-l[0].y)
		}
		return sum
	}
	for _, p := range []pattern{rising, falling, crossed, level} {
		const n = 20
		lower, upper := make([]float64, n), make([]float64, n)
		for i := range n {
			lower[i] = 0.2 * rng.Float64()
			upper[i] = 0.4 + 0.3*rng.Float64()
		}
		c := newChart(box{64, 40, 64 + 17*n, 240}, n, 0, 1)
		var s canvas
		c.hatch(&s, lower, upper, fill{blue, p, white})
		var merged, whole [][2]point
		for _, l := range s.marks[0].outline {
			merged = append(merged, [2]point{l[0], l[1]})
		}
		for i := range n {
			whole = append(whole, hatchLines(box{c.x.at(float64(i) + 0.5), c.y.at(upper[i]), c.x.at(float64(i) + 1.5), c.y.at(lower[i])}, p)...)
		}
		if a, b := length(merged), length(whole); math.Abs(a-b) > 1e-6*b || a == 0 {
			t.Errorf("pattern %d: %.3f units of lines, want %.3f", p, a, b)
		}
		if 2*len(merged) > len(whole) {
			t.Errorf("pattern %d: %d pieces of %d", p, len(merged), len(whole))
		}
	}
}

func TestRoundTicks(t *testing.T) {
	for _, c := range []struct {
		n, most int
		want    []float64
	}{
		{1, 8, []float64{1}},
		{4, 8, []float64{1, 2, 3, 4}},
		{12, 8, []float64{1, 2, 4, 6, 8, 10, 12}},
		{26, 8, []float64{1, 5, 10, 15, 20, 25}},
		{26, 3, []float64{1, 10, 20}},
		{520, 8, []float64{1, 100, 200, 300, 400, 500}},
	} {
		if got := roundTicks(c.n, c.most); !slices.Equal(got, c.want) {
			t.Errorf("%d rounds, %d ticks: %v, want %v", c.n, c.most, got, c.want)
		}
	}
	if got := wholeTicks(axis{0, 17, 0, 1}, 8); !slices.Equal(got, []float64{0, 5, 10, 15}) {
		t.Errorf("after signing: %v", got)
	}
}

// TestFanFades checks that the fan is palest outside, constant between the rims
// and darkest within the middle half, and that its polygons nest.
func TestFanFades(t *testing.T) {
	last := 0.0
	for mass := 0.999; mass > 0; mass -= 0.001 {
		d := fanDepth(mass)
		if d < last || d > 1 {
			t.Errorf("depth %g at %g after %g", d, mass, last)
		}
		last = d
	}
	if fanDepth(0.96) != 0 || fanDepth(0.84) != fanDepth(0.56) || fanDepth(0.84) == 0 || fanDepth(0.45) != fanDepth(0.01) || fanDepth(0.01) <= fanDepth(0.7) {
		t.Error("the bands are not even")
	}
	strips := make([]montecarlo.Strip, 5)
	for i := range strips {
		for j := range 1000 {
			strips[i].Put(0.5 + float64(i+1)*0.09*(float64(j)/999-0.5))
		}
	}
	c := newChart(box{0, 0, 100, 100}, len(strips), 0, 1)
	var s canvas
	fan{c, func(i int) *montecarlo.Strip { return &strips[i] }, func(x float64) float64 { return x }, len(strips)}.draw(&s, blue)
	height := func(m mark) float64 {
		top, bottom := math.Inf(1), math.Inf(-1)
		for _, p := range m.outline[0] {
			top, bottom = min(top, p.y), max(bottom, p.y)
		}
		return bottom - top
	}
	for i, m := range s.marks[1:] {
		if height(m) > height(s.marks[i])+1e-9 || luminance(m.pen.colour) > luminance(s.marks[i].pen.colour)+1e-9 {
			t.Errorf("layer %d is wider or paler than the one below", i+1)
		}
	}
	// Of values spread evenly over 0.45, the dark band is half as wide.
	if got := height(s.marks[len(s.marks)-1]); math.Abs(got-0.45*45) > 2.5 {
		t.Errorf("the innermost layer is %g units tall", got)
	}
}

// TestCaptionsNeverTouch places random words beside an axis.
func TestCaptionsNeverTouch(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	for range 80 {
		n := 1 + rng.IntN(14)
		at, words := make([]float64, n), make([]string, n)
		for i := range at {
			at[i] = 100 + 200*rng.Float64()
			words[i] = []string{"short", "a name of a point that needs two lines of text"}[rng.IntN(2)]
		}
		var s canvas
		s.captionsBeside(smallStyle, 600, 150, 100, 300, at, words)
		if len(s.texts) == 0 {
			t.Error("nothing was written")
		}
		for i, b := range s.texts {
			if b.top < 98 || b.bottom > 302 || b.left < 600 || b.right > 750 {
				t.Errorf("%v leaves its place", b)
			}
			for _, o := range s.texts[:i] {
				if b.overlaps(o) {
					t.Errorf("%v touches %v", b, o)
				}
			}
		}
	}
}
