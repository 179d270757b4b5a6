package output_test

import (
	"strings"
	"testing"

	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// wanted is what it takes for half of the draws to settle, of which 30% do.
func wanted() *output.Breakeven {
	st := made()
	b := &output.Breakeven{Study: st, BreakevenResult: &study.BreakevenResult{
		Subject: st.Subject, Measure: study.Measure{Text: `share("settlement")`, Share: true}, Goal: analysis.Goal{Value: 0.5}, PairDraws: 512,
		Levers: []study.LeverWeight{{Lever: "guard", Now: 0, Written: "0"}, {Lever: "push", Now: 0.4, Written: "0.4"}},
		Now:    []montecarlo.Estimate{of(4096, 0.3, 0.01)}, Pairs: make([][]study.PairScan, 1),
	}}
	b.Scans = [][]study.LeverScan{{
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
	if got, want := b.Verdict(0), "no lever does; farthest gets push at 0.78: 49 ± 1%, within two errors of the goal"; got != want {
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
	if got, want := b.Verdict(0), "reached as it is: 50 ± 1%"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for i := range b.Scans[0] {
		b.Scans[0][i].Best.Estimate = unknown()
	}
	if b.Farthest(0) != -1 {
		t.Error("what has no value gets far")
	}
}

// What a surface estimates is not said as if it was found.
func TestBreakevenBySurface(t *testing.T) {
	b := wanted()
	if got := b.SearchText(); !strings.HasPrefix(got, "Weights were looked at in steps (0, 0.25, 0.5, 0.75, 1); ") {
		t.Errorf("%q", got)
	}
	b.SurfaceDraws, b.Followed, b.Off = 8192, 9, 0.016
	if got, want := b.Verdict(0), "no lever does, as far as a response surface tells; it puts farthest push at 0.78: 49 ± 1%, within two errors of the goal"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := b.SearchText(); !strings.Contains(got, "fitted to 8,192 draws") || !strings.Contains(got, "At the 9 weights that were followed with all draws the surface was off by at most 1.6 points.") {
		t.Errorf("%q", got)
	}
	b.Pairs[0] = []study.PairScan{{}, {}}
	if got := b.PairsText(); !strings.Contains(got, "All 2 pairs of levers were read off the surface") {
		t.Errorf("%q", got)
	}
	b.Measure, b.Followed = study.Measure{Text: "terms.aid", Unit: "coins"}, 0
	if got := b.SearchText(); strings.Contains(got, "off by at most") {
		t.Errorf("%q", got)
	}
}

func TestBreakevenWords(t *testing.T) {
	b := wanted()
	if got, want := b.GoalText(), "settlement at least 50% of draws"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, c := range []struct {
		e    montecarlo.Estimate
		want string
	}{{of(4096, 0.3, 0.01), "30 ± 1%"}, {montecarlo.Share(0, 4096), "<0.1%"}, {unknown(), "–"}} {
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
		b.Measure = study.Measure{Text: c.text, Unit: c.unit}
		if got := b.GoalText(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	if got := b.Figure(of(4096, 12.3, 0.4)); got != "12.3 ± 0.4" {
		t.Errorf("in its own unit: %q", got)
	}
}

// Of two levers together, three quarters of the change fall on the first: 0.3 of 0.4.
func TestVerdictOnPairs(t *testing.T) {
	b := wanted()
	pair := func(status study.PairStatus) study.PairScan {
		p := study.PairScan{Levers: [2]int{0, 1}, Now: [2]float64{0, 0.4}, Status: status}
		if status == study.PairReaches {
			p.Found = &analysis.MixedChange{Path: analysis.Path{Now: p.Now, End: [2]float64{1, 1}, First: 0.75}, Size: 0.4, Lower: 0.3, Upper: 0.5}
		}
		return p
	}
	// As study sorts them: the smallest change first.
	b.Pairs[0] = []study.PairScan{
		pair(study.PairReaches), pair(study.PairReaches), pair(study.PairLarger), pair(study.PairFails),
		pair(study.PairNotFollowed), pair(study.PairOutOfReach), pair(study.PairOutOfReach),
	}
	b.Pairs[0][1].Found.Size = 0.8
	if got, want := b.Verdict(0), "no single lever does; two together: guard from 0 to 0.3 and push from 0.4 to 0.5, by 0.4 (0.3 to 0.5) in all; 1 pair more may reach it and was not followed"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	b.Pairs[0][0].Found.Lower, b.Pairs[0][0].Found.Upper = 0.4, 0.401
	if got := output.SizeRange(b.Pairs[0][0].Found); got != "0.4" {
		t.Errorf("a size that is known is written %q", got)
	}
	b.Pairs[0] = append(b.Pairs[0][2:], pair(study.PairNotFollowed))
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

// Of three levers together it says what each moves to, or how many may do it; the
// farthest single lever is then read off a surface.
func TestVerdictOnThrees(t *testing.T) {
	b := wanted()
	b.Levers = append(b.Levers, study.LeverWeight{Lever: "wait", Now: 1, Written: "1"})
	b.Scans[0] = append(b.Scans[0], study.LeverScan{Best: analysis.Reading{At: 1, Estimate: of(4096, 0.3, 0.01)}})
	b.Threes, b.ThreeDraws = []*study.ThreeScan{{Threes: 1, Near: 1, Followed: 1}}, 2048
	if got, want := b.Verdict(0), "no lever does, nor do three (1 three), as far as a response surface tells; it puts farthest push at 0.78"; !strings.HasPrefix(got, want) {
		t.Errorf("%q, want %q …", got, want)
	}
	b.Threes[0].Near = 3
	b.Pairs[0] = []study.PairScan{{Status: study.PairNotFollowed}}
	if got, want := b.Verdict(0), "tells; 1 pair and 2 threes more may reach it and were not followed; it puts"; !strings.Contains(got, want) {
		t.Errorf("%q, want … %q …", got, want)
	}
	b.Threes[0].Found = &study.ThreeChange{Levers: [3]int{0, 1, 2}, At: [3]float64{0.5, 0.6, 0.25}, Size: 1.45, Lower: 1.4, Upper: 1.5}
	if got, want := b.Verdict(0), "no single lever does, nor do two; three together: guard from 0 to 0.5, push from 0.4 to 0.6 and wait from 1 to 0.25, by 1.45 (1.4 to 1.5) in all; 1 pair and 2 threes more may reach it and were not followed"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := b.ThreesText(); !strings.Contains(got, "fitted to 2,048 draws") {
		t.Errorf("%q", got)
	}
}
