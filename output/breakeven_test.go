package output_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/output"
)

// wanted is what it takes for half of the draws to settle, of which 30% do.
func wanted() *output.Breakeven {
	b := &output.Breakeven{
		Study: made(), Measure: scenario.Measure{Text: `share("settlement")`, Share: true}, Goal: analysis.Goal{Value: 0.5}, PairDraws: 512,
		Levers: []output.Knob{{Lever: "guard", Now: 0, Written: "0"}, {Lever: "push", Now: 0.4, Written: "0.4"}},
		Now:    []montecarlo.Estimate{of(4096, 0.3, 0.01)}, Pairs: make([][]output.PairScan, 1),
	}
	b.Scans = [][]output.Scan{{
		{Best: analysis.Reading{At: 1, Estimate: of(4096, 0.45, 0.01)}}, {Best: analysis.Reading{At: 0.777, Estimate: of(4096, 0.49, 0.01)}},
	}}
	return b
}

// The smallest change counts, not the smallest weight: 0.3 from 0.4 to 0.7 takes
// less than 0.6 from none. Where none reaches the goal, the one that gets farthest.
func TestBreakevenVerdict(t *testing.T) {
	crossing := func(at, lower, upper float64, lasts bool) *analysis.Crossing {
		return &analysis.Crossing{Reading: analysis.Reading{At: at}, Lower: lower, Upper: upper, Lasts: lasts}
	}
	b := wanted()
	if got, want := b.Verdict(0), "no lever does; farthest gets push at 0.78: 49 ± 1 %, within two errors of the goal"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if b.Smallest(0) != -1 || b.Farthest(0) != 1 || b.SmallestPair(0) != nil || b.PairsText() != "" {
		t.Errorf("smallest %d, farthest %d, pairs %q", b.Smallest(0), b.Farthest(0), b.PairsText())
	}
	b.Scans[0][0].Needed = crossing(0.6, 0.6, 0.604, true)
	b.Scans[0][0].Best.Value = 0.8
	if got, want := b.Verdict(0), "guard from 0 to 0.6"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	b.Scans[0][1].Needed = crossing(0.7, 0.65, 0.76, false)
	if got, want := b.Verdict(0), "push from 0.4 to 0.7 (0.65 to 0.76), but not all the way on, within two errors of the goal"; b.Smallest(0) != 1 || got != want {
		t.Errorf("lever %d: %q, want %q", b.Smallest(0), got, want)
	}
	b.Now[0] = of(4096, 0.5, 0.01)
	if got, want := b.Verdict(0), "reached as it is: 50 ± 1 %"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for i := range b.Scans[0] {
		b.Scans[0][i].Best.Estimate = unknown()
	}
	if b.Farthest(0) != -1 {
		t.Error("what has no value gets far")
	}
}

func TestBreakevenWords(t *testing.T) {
	b := wanted()
	if got, want := b.GoalText(), "settlement at least 50 % of draws"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, c := range []struct {
		e    montecarlo.Estimate
		want string
	}{{of(4096, 0.3, 0.01), "30 ± 1 %"}, {montecarlo.Share(0, 4096), "<0.1 %"}, {unknown(), "–"}} {
		if got := b.Figure(c.e); got != c.want {
			t.Errorf("%+v: %q, want %q", c.e, got, c.want)
		}
	}
	b.Goal = analysis.Goal{Value: 12.5, AtMost: true}
	for _, c := range []struct{ text, unit, want string }{
		{"terms.aid", "coins", "mean of terms.aid at most 12.5 coins"},
		{"terms.aid", "coins a head, over ten years", "mean of terms.aid at most 12.5"}, // too long for a sentence
		{`share("a") + share("b")`, "", `mean of share("a") + share("b") at most 12.5`},
	} {
		b.Measure = scenario.Measure{Text: c.text, Unit: c.unit}
		if got := b.GoalText(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := b.Figure(of(4096, 12.3, 0.4)); got != "12.3 ± 0.4" {
		t.Errorf("in its own unit: %q", got)
	}
}

// Of a square with both levers moved only its far corner counts: it gets to 0.49
// with an error of 0.02, so it may reach the goal of 0.5, and not one of 0.55.
func TestPairs(t *testing.T) {
	b := wanted()
	square := func(corner montecarlo.Estimate) *analysis.Square {
		return &analysis.Square{At: [2][]float64{{0, 1}, {0.4, 1}}, Figures: [][]montecarlo.Estimate{{of(512, 0.9, 0.02), of(512, 0.9, 0.02)}, {of(512, 0.9, 0.02), corner}}}
	}
	pair := func(corner montecarlo.Estimate, fate output.PairFate, size float64) output.PairScan {
		p := output.PairScan{Levers: [2]int{0, 1}, Now: [2]float64{0, 0.4}, Square: square(corner), Fate: fate}
		if size > 0 {
			p.Found = &analysis.Mixture{Way: analysis.Way{Now: p.Now, End: [2]float64{1, 1}, First: 0.75}, Size: size, Lower: size - 0.1, Upper: size + 0.1}
		}
		return p
	}
	p := pair(of(512, 0.49, 0.02), output.PairShort, 0)
	if !p.MayReach(b.Goal) || p.MayReach(analysis.Goal{Value: 0.55}) {
		t.Error("two errors decide whether a pair may reach the goal")
	}
	if at, e := p.Best(b.Goal); at != [2]float64{1, 1} || e.Value != 0.49 {
		t.Errorf("gets farthest at %v: %+v", at, e)
	}
	none := pair(unknown(), output.PairShort, 0)
	if _, e := none.Best(b.Goal); none.MayReach(b.Goal) || !math.IsNaN(e.Value) {
		t.Errorf("without a value: %+v", e)
	}

	b.Pairs[0] = []output.PairScan{
		pair(of(512, 0.3, 0.02), output.PairShort, 0), pair(of(512, 0.4, 0.02), output.PairShort, 0), pair(of(512, 0.48, 0.02), output.PairLeft, 0),
		pair(of(512, 0.5, 0.02), output.PairFalls, 0), pair(of(512, 0.6, 0.02), output.PairReaches, 0.8), pair(of(512, 0.7, 0.02), output.PairReaches, 0.4), pair(of(512, 0.51, 0.02), output.PairLarger, 0),
	}
	sorted := func(g analysis.Goal) (values []float64) {
		output.SortPairs(b.Pairs[0], g)
		for i := range b.Pairs[0] {
			_, e := b.Pairs[0][i].Best(g)
			values = append(values, e.Value)
		}
		return values
	}
	if got, want := sorted(b.Goal), []float64{0.7, 0.6, 0.51, 0.5, 0.48, 0.4, 0.3}; !slices.Equal(got, want) {
		t.Errorf("sorted %v, want %v", got, want)
	}
	// Three quarters of the change fall on the first lever: 0.3 of 0.4.
	if got, want := b.Verdict(0), "no single lever does; two together: guard from 0 to 0.3 and push from 0.4 to 0.5, by 0.4 (0.3 to 0.5) in all; 1 pair more may reach it and was not followed"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	b.Pairs[0][0].Found.Lower, b.Pairs[0][0].Found.Upper = 0.4, 0.401
	if got := b.Pairs[0][0].SizeRange(); got != "0.4" {
		t.Errorf("a size that is known is written %q", got)
	}
	if got := sorted(analysis.Goal{AtMost: true}); !slices.Equal(got[5:], []float64{0.3, 0.4}) {
		t.Errorf("of a goal from above the lower comes first: %v", got)
	}
	b.Pairs[0] = append(b.Pairs[0][2:], pair(of(512, 0.48, 0.02), output.PairLeft, 0))
	if got, want := b.Verdict(0), "no lever does, nor do two together (all 6 pairs); 2 pairs more may reach it and were not followed; farthest"; !strings.HasPrefix(got, want) {
		t.Errorf("%q, want %q …", got, want)
	}
	if got := b.PairsText(); !strings.HasPrefix(got, "All 6 pairs of levers were searched") || !strings.Contains(got, "512 draws") {
		t.Error(got)
	}
	b.Pairs[0] = b.Pairs[0][:1]
	if got := b.PairsText(); !strings.HasPrefix(got, "The only two levers were searched") {
		t.Error(got)
	}
}
