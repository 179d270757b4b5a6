package table

import (
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// Over three values of a weight the share of settlements under Nash rises from
// 20% to 60% of 100 draws; under the baseline it stays at 50%. Errors of the two
// shares are 4.0 and 4.9 points, and 6.3 together; on the same draws, of which 40
// are gained and none is lost, √(0.4 − 0.4²)/10 = 4.9.
func TestSweepTables(t *testing.T) {
	ends := func(settled int) []byte {
		return slices.Concat(slices.Repeat([]byte{byte(model.Settlement)}, settled), slices.Repeat([]byte{byte(model.Stalemate)}, 100-settled))
	}
	st := land()
	s := &output.Sweep{Study: st, SweepResult: &study.SweepResult{
		Subject: st.Subject, Measure: &study.Measure{Text: "utility.north"},
		Axes: []study.Axis{{Path: "levers.push.weight", Values: []float64{0, 0.5, 1}, Base: 0.4, Written: "0.2 to 0.6"}},
	}}
	s.Config.Draws = 100
	var endings [][][]byte // by point, by theory
	for i, settled := range []int{20, 40, 60} {
		var point []study.Row
		add := func(theory, quantity, key string, e montecarlo.Estimate) {
			point = append(point, study.Row{Protocol: theory, Quantity: quantity, Key: key, N: e.N, Value: e.Value, Error: e.Error, Lower: e.Lower, Upper: e.Upper})
		}
		for theory, settled := range map[string]int{"weighted_mean": 50, "nash": settled} {
			add(theory, "share", "settlement", montecarlo.Share(settled, 100))
			add(theory, "share", "stalemate", montecarlo.Share(100-settled, 100))
			add(theory, study.MeasureMean, "utility.north", of([]int{100, 99, 100}[i], 0.5, 0.01))
		}
		s.Points = append(s.Points, study.Point{Rows: point})
		endings = append(endings, [][]byte{ends(50), ends(settled)})
	}
	rows(t, "along the axis", SweepTables(s)[0],
		[]string{"0", "20 ± 4%", "80 ± 4%", "0.50 ± 0.01"},
		[]string{"0.5", "40 ± 5%", "60 ± 5%", "–"}, // 99 draws are too few
		[]string{"1", "60 ± 5%", "40 ± 5%", "0.50 ± 0.01"})
	extremes := func(none, together string) [][]string {
		return [][]string{
			{"weighted mean (baseline)", "settlement", "50 ± 5%", "~", "50 ± 5%", "~", none},
			{"", "stalemate", "50 ± 5%", "~", "50 ± 5%", "~", none},
			{"Nash", "settlement", "20 ± 4%", "0", "60 ± 5%", "1", together},
			{"", "stalemate", "40 ± 5%", "1", "80 ± 4%", "0", together},
		}
	}
	rows(t, "draws not kept", SweepTables(s)[1], extremes("~", "+40 ± 7")...)
	for i := range s.Points {
		s.Points[i].Endings = endings[i]
	}
	rows(t, "draws kept", SweepTables(s)[1], extremes("none", "+40 ± 5")...)

	d := Sweep(s)
	if want := "Land · 100 draws × 2 theories · seed 7 · random sampler · 3 points"; d.Title != want {
		t.Errorf("title %q, want %q", d.Title, want)
	}
	if want := []string{"Least and most were picked among 3 points; the more points, the farther apart they lie by luck alone.", "levers.push.weight is 0.2 to 0.6 in the scenario."}; !slices.Equal(d.Lines, want) {
		t.Errorf("lines %q, want %q", d.Lines, want)
	}

	// With a second axis of one value, points have two values and no axis is followed.
	s.Axes = append(s.Axes, study.Axis{Path: "clock.hold", Values: []float64{2.5}, Base: math.NaN()})
	s.Measure.Share = true
	if tabs := SweepTables(s); len(tabs) != 1 || tabs[0].Rows[2][5] != "1, 2.5" {
		t.Errorf("%d tables, %q", len(tabs), tabs[0].Rows[2])
	}
	if got := measured(s, 0, 1); got != "50 ± 1%" {
		t.Errorf("a share that was asked for is written %q", got)
	}
}

// changed is a comparison in which a weight is turned to 1. Under the baseline
// 10 points of the draws go from stalemate to settlement; under Nash the
// settlements are as many, up to one error, and stalemates gain 5 points.
func changed() *output.Comparison {
	st := land()
	b := st.Scenario.Bargain
	c := &analysis.Comparison{Theories: b.Theories, Weights: []float64{0.5, 0.5}, A: analysis.Side{Bargain: b}, B: analysis.Side{Bargain: b}, Paired: make([][]analysis.Paired, 2)}
	add := func(quantity, key string, under [2]analysis.Paired) {
		c.Quantities = append(c.Quantities, analysis.Headline{Quantity: quantity, Key: key})
		var effects, errors []float64
		for m, p := range under {
			c.Paired[m] = append(c.Paired[m], p)
			effects, errors = append(effects, p.Difference.Value), append(errors, p.Difference.Error)
		}
		c.Effects = append(c.Effects, analysis.NewEffects(effects, errors, c.Weights))
	}
	pair := func(n int, a, b, each, err, gain float64) analysis.Paired {
		return analysis.Paired{A: of(n, a, each), B: of(n, b, each), Difference: of(n, b-a, err), Gain: gain, Same: a == b && err == 0}
	}
	nothing := pair(4096, 0, 0, 0, 0, math.NaN())
	for class := range model.Class(model.Classes) {
		under := [2]analysis.Paired{nothing, nothing}
		switch class { //nolint:exhaustive // the others never occur
		case model.Settlement:
			under = [2]analysis.Paired{pair(4096, 0.4, 0.5, 0.01, 0.01, 4), pair(4096, 0.5, 0.51, 0.01, 0.01, 1.1)}
			under[0].OnlyA, under[0].OnlyB = 10, 1420
		case model.Stalemate:
			under = [2]analysis.Paired{pair(4096, 0.6, 0.5, 0.01, 0.01, 2), pair(4096, 0.4, 0.45, 0.01, 0.01, 1.5)}
		}
		add("share", class.String(), under)
	}
	add("terms_p50", "border_line", [2]analysis.Paired{pair(99, 120, 150, 10, 12, 1), pair(1200, 120, 150, 10, 12, 1)})
	add("utility_mean", "north", [2]analysis.Paired{nothing, pair(4096, 0.5, 0.6, 0.01, 0.02, 1)})
	add("reservation_value_mean", "north", [2]analysis.Paired{nothing, pair(4096, 0.3, 0.3, 0.01, 0, 1)})
	return &output.Comparison{
		Study: st, Base: "land.yaml", Remarks: []string{"a remark"},
		Variants: []output.Variant{{Name: "levers.push.weight=1", Comparison: c}},
	}
}

func TestComparisonTables(t *testing.T) {
	c := changed()
	v := &c.Variants[0]
	shares := ComparedShares(c, v)
	rows(t, "shares", shares,
		[]string{"weighted mean (baseline)", "+10 ± 1", "-10 ± 1"},
		[]string{"Nash", "~", "+5 ± 1"},
		[]string{"theories together", "only some", "contested"})
	if want := []string{"theory", "settlement", "stalemate"}; !slices.Equal(shares.Head, want) || shares.Title != "levers.push.weight=1 against land.yaml" {
		t.Errorf("head %q, title %q", shares.Head, shares.Title)
	}
	rows(t, "draws", ComparedDraws(c, v), []string{"weighted mean (baseline)", "10 / 1,420", "0 / 0"}, []string{"Nash", "0 / 0", "0 / 0"})
	rows(t, "parties", ComparedParties(c, v), []string{"North", "0.50", "0.60", "+0.10 ± 0.02", "0.30", "0.30", "none"}) // nothing is known of the other
	rows(t, "terms", ComparedTerms(c, v), []string{"border line (km)", "120", "150", "+30 ± 20", "1,200", "1,200"})

	d := Comparison(c)
	if len(d.Tables) != 3 || d.Lines[len(d.Lines)-1] != "a remark" {
		t.Errorf("%d tables, lines %q", len(d.Tables), d.Lines)
	}
	c.Lead = 0 // whose terms rest on 99 draws
	if tab := ComparedTerms(c, v); tab != nil {
		t.Errorf("terms of 99 draws: %q", tab.Rows)
	}
	v.Quantities[len(v.Quantities)-1].Key, v.Quantities[len(v.Quantities)-2].Key = "a stranger", "a stranger"
	if tab := ComparedParties(c, v); tab != nil || len(Comparison(c).Tables) != 1 {
		t.Errorf("parties that only one run has: %q", tab.Rows)
	}
}

// The pairing bought as much as the ratio of the variances: from 1.1 to 4 times.
func TestBought(t *testing.T) {
	c := changed()
	v := &c.Variants[0]
	gains := func(gain float64) {
		for m := range v.Paired {
			for f := range v.Paired[m] {
				v.Paired[m][f].Gain = gain
			}
		}
	}
	const name = "levers.push.weight=1: "
	if got, want := Bought(c, v), name+"for the same errors of the shares, independent runs would need about 1.1 to 4.0 times as many draws."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for gain, want := range map[float64]string{
		3: "for the same errors of the shares, independent runs would need about 3.0 times as many draws.",
		1: "pairing the draws gave almost no gain in precision.",
	} {
		if gains(gain); Bought(c, v) != name+want {
			t.Errorf("gain %g: %q", gain, Bought(c, v))
		}
	}
	if gains(math.NaN()); Bought(c, v) != name+"no draw changed outcome." {
		t.Errorf("no gain: %q", Bought(c, v))
	}
}

// wanted is what it takes for half of the draws to settle: under Nash, where 30%
// do, a weight of 0.8 of one of two levers; under the baseline they do already.
func wanted() *output.Breakeven {
	st := land()
	b := &output.Breakeven{Study: st, BreakevenResult: &study.BreakevenResult{
		Subject: st.Subject, Measure: study.Measure{Text: `share("settlement")`, Share: true}, Goal: analysis.Goal{Value: 0.5}, PairDraws: 512,
		Levers: []study.LeverWeight{{Lever: "guard", Now: 0, Written: "0"}, {Lever: "push", Now: 0.4, Written: "0.2 to 0.6"}},
		Now:    []montecarlo.Estimate{of(4096, 0.55, 0.01), of(4096, 0.3, 0.01)},
		Pairs:  make([][]study.PairScan, 2),
	}}
	change := func(by float64) analysis.Paired { return analysis.Paired{Difference: of(4096, by, 0.02)} }
	b.Scans = [][]study.LeverScan{make([]study.LeverScan, 2), {
		{Best: analysis.Reading{At: 1, Estimate: of(4096, 0.45, 0.01)}, Change: change(0.15)},
		{
			Best: analysis.Reading{At: 1, Estimate: of(4096, 0.6, 0.01)}, Change: change(0.3),
			Needed: &analysis.Crossing{Reading: analysis.Reading{At: 0.8}, Lower: 0.75, Upper: 0.86, Lasts: true},
		},
	}}
	return b
}

func TestBreakevenTables(t *testing.T) {
	b := wanted()
	tabs := BreakevenTables(b)
	if len(tabs) != 1 || tabs[0].Title != "settlement at least 50% of draws, under Nash, now 30 ± 1%" {
		t.Errorf("%d tables, %q", len(tabs), tabs[0].Title)
	}
	rows(t, "levers", tabs[0],
		[]string{"push", "0.2 to 0.6", "0.8 (0.75 to 0.86)", "60 ± 1%", "1", "+30 ± 2"},
		[]string{"guard", "0", "none of the weights tried (0, 0.25, 0.5, 0.75, 1) does", "45 ± 1%", "1", "+15 ± 2"})
	b.Scans[1][1].Needed.Lasts = false
	if got := BreakevenTables(b)[0].Rows[0][2]; got != "0.8 (0.75 to 0.86), not beyond" {
		t.Errorf("needed %q", got)
	}
	d := Breakeven(b)
	if want := []string{
		"What it would take for settlement at least 50% of draws:",
		"  weighted mean (baseline), now 55 ± 1%: reached as it is: 55 ± 1%",
		"  Nash, now 30 ± 1%: push from 0.2 to 0.6 to 0.8 (0.75 to 0.86), but not all the way on",
	}; !slices.Equal(d.Lines[:3], want) {
		t.Errorf("lines %q, want %q", d.Lines, want)
	}

	// At most half: the lever that gets lowest comes first, in the measure's own unit.
	b.Goal.AtMost, b.Measure, b.Scans[1][1].Needed = true, study.Measure{Text: "utility.north"}, nil
	rows(t, "at most", BreakevenTables(b)[0],
		[]string{"guard", "0", "none of the weights tried (0, 0.25, 0.5, 0.75, 1) does", "0.45 ± 0.01", "1", "+0.15 ± 0.02"},
		[]string{"push", "0.2 to 0.6", "none of the weights tried (0, 0.25, 0.5, 0.75, 1) does", "0.60 ± 0.01", "1", "+0.30 ± 0.02"})
}

// Of two levers together, half of the change falls on each: 0.6 in all takes
// them from 0.4 and 0 to 0.7 and 0.3.
func TestPairsTable(t *testing.T) {
	b := wanted()
	b.Scans[1][1].Needed = nil
	square := &analysis.ResponseSurface{At: [2][]float64{{0, 0.4, 1}, {0, 1}}, Figures: [][]montecarlo.Estimate{
		{of(512, 0.1, 0.03), of(512, 0.2, 0.03)}, {of(512, 0.3, 0.03), of(512, 0.9, 0.03)}, {of(512, 0.9, 0.03), of(512, 0.7, 0.03)},
	}}
	pair := study.PairScan{Levers: [2]int{1, 0}, Now: [2]float64{0.4, 0}, Surface: square}
	for status := study.PairOutOfReach; status <= study.PairNotFollowed; status++ {
		pair.Status = status
		b.Pairs[1] = append(b.Pairs[1], pair)
	}
	b.Pairs[1][study.PairReaches].Found = &analysis.MixedChange{
		Path: analysis.Path{Now: pair.Now, End: [2]float64{1, 1}, First: 0.5}, Size: 0.6, Lower: 0.55, Upper: 0.65,
	}
	row := func(needed, size string) []string {
		return []string{"push + guard", "0.4, 0", needed, size, "70 ± 3%", "1, 1"}
	}
	rows(t, "pairs", BreakevenTables(b)[1],
		row("not enough", "–"), row("0.7, 0.3", "0.6 (0.55 to 0.65)"), row("not enough with all draws", "–"), row("a larger change, if any", "–"), row("not followed", "–"))

	b.Pairs[1] = slices.Repeat(b.Pairs[1], 4)
	if tab := BreakevenTables(b)[1]; len(tab.Rows) != pairsShown || tab.Title != "Two levers at once; how far they get is an estimate from 512 draws; breakeven.csv has 5 more" {
		t.Errorf("%d rows, title %q", len(tab.Rows), tab.Title)
	}
	if d := Breakeven(b); !strings.HasPrefix(d.Lines[3], "All 20 pairs of levers were searched together") {
		t.Errorf("lines %q", d.Lines)
	}
}

// A box holds 812 of 1,034 draws; the limit on the second of its inputs is
// found again in 24 of 30 resamples.
func TestDiscoveryTables(t *testing.T) {
	st := land()
	st.Config.Sampler = "sobol"
	d := &output.Discovery{Study: st, Discovery: &study.Discovery{
		Subject: st.Subject, Where: study.Where{Text: `outcome == "settlement"`}, Resamples: 30, Density: 0.9,
		Found: &analysis.Discovery{Draws: 4096, Hits: 1034, Boxes: []analysis.FoundBox{{
			Box: analysis.Box{Inside: 1000, Hits: 812, Limits: []analysis.Limit{
				{Column: 0, Low: 1.5, High: math.Inf(1), Chance: 1e-9}, {Column: 1, Low: 0.25, High: 0.35, Chance: 0.012},
			}},
			Coverage: 812. / 1034, Reproduced: []float64{1, 0.8}, LeftOut: 200, LeftOutHits: 150, LeftOutInterest: 200,
		}}},
		Counts: []study.BoxCounts{{Draws: 4096, Hits: 2048, Inside: 1000, InsideHits: 250}, {Draws: 4096, Hits: 1034, Inside: 1000, InsideHits: 812}},
	}}
	tabs := BoxTables(d)
	rows(t, "limits", tabs[0],
		[]string{"parties.north.power", "1 to 2", "above 1.5", "<0.0001", "in 30 of 30"},
		[]string{"levers.push.weight", "0.2 to 0.6", "between 0.25 and 0.35", "0.012", "in 24 of 30"})
	if want := "Box 1: 812 of 1,034 draws that end in settlement, among 1,000 draws within its limits"; tabs[0].Title != want {
		t.Errorf("title %q, want %q", tabs[0].Title, want)
	}
	rows(t, "theories", BoxTheories(d),
		[]string{"weighted mean (baseline)", "50%", "25%", "12%"}, // 250 of 2,048
		[]string{"Nash", "25%", "81%", "79%"})
	doc := Discovery(d)
	if len(doc.Tables) != 2 || len(doc.Lines) != 4 || !strings.HasPrefix(doc.Lines[1], "No box of limits") || !strings.HasPrefix(doc.Lines[3], "These draws are spread by sobol") {
		t.Errorf("%d tables, lines %q", len(doc.Tables), doc.Lines)
	}
	d.Found.Boxes[0].Reproduced = nil
	if got := BoxTables(d)[0].Head; slices.Contains(got, "found again") {
		t.Errorf("head without resamples: %q", got)
	}
	d.Found.Boxes = nil
	if doc := Discovery(d); doc.Tables != nil || len(doc.Lines) != 1 || !strings.HasPrefix(doc.Lines[0], "No box:") {
		t.Errorf("without a box: %d tables, lines %q", len(doc.Tables), doc.Lines)
	}
}
