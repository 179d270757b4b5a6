package answer

import (
	"math"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// result is a run of 1,000 draws whose theories ended as counted.
func result(t *testing.T, classes ...[model.Classes]int) *output.Result {
	t.Helper()
	b := &model.Bargain{Title: "By hand", Packages: []model.Package{{Outcome: model.Settlement}}, Parties: []model.Party{{ID: "a", Name: "A"}, {ID: "b", Name: "B"}}}
	tally := &montecarlo.Tally{Draws: 1000}
	for i := range classes {
		b.Theories = append(b.Theories, model.Theory{Name: string(rune('p' + i)), Family: string(rune('f' + i))})
		tally.Theories = append(tally.Theories, montecarlo.TheoryTally{Classes: classes[i], NotConsenting: []int{20 * (i + 1), 300}})
	}
	return &output.Result{Result: &study.Result{Scenario: &scenario.Scenario{Bargain: b}, Tally: tally}}
}

// The finding has the range over the theories of the first outcome, of all deals and
// of none: by hand from 280 and 620 settlements, 720 in all with ceasefires, of 1,000.
func TestFindingByHand(t *testing.T) {
	r := result(t, [model.Classes]int{model.Settlement: 280, model.Stalemate: 720}, [model.Classes]int{model.Settlement: 620, model.Ceasefire: 100, model.Escalation: 280})
	a := New(r)
	const want = "Under these assumptions 28 to 62 of 100 imagined runs end in a settlement, 28 to 72 with some deal in force and 28 to 72 without a deal. " +
		"Which of 2 theories of bargaining is used decides where in between."
	if a.Finding != want {
		t.Errorf("%s", a.Finding)
	}
	if a.Blocked != "Most often not consenting, of 100 runs: B (30), A (2 to 4)." {
		t.Errorf("%s", a.Blocked)
	}
	if o := a.Outcomes[0]; o.Range != "28 to 62" || o.Lower != 0.28 || o.Upper != 0.62 || len(o.ByFamily) != 2 || o.ByFamily[1] != 0.62 {
		t.Errorf("%+v", o)
	}
	common, rest := a.Common(2)
	if len(common) != 2 || common[0].Name != "settlement" || common[1].Name != "stalemate" || rest != "ceasefire 0 to 10, escalation 0 to 28" {
		t.Errorf("%+v, %s", common, rest)
	}
	same := New(result(t, [model.Classes]int{model.Settlement: 500, model.Stalemate: 500}, [model.Classes]int{model.Settlement: 510, model.Stalemate: 490}))
	if !strings.HasSuffix(same.Finding, "50 to 51 of 100 imagined runs end in a settlement and 49 to 50 without a deal. The 2 theories hardly differ.") {
		t.Errorf("%s", same.Finding)
	}
}

// Of fewer than 100 draws nothing is said of 100 runs: 30 of 99 are counted of 99.
func TestFewDrawsAreCounted(t *testing.T) {
	for _, c := range []struct {
		draws               int
		of, finding, blocks string
	}{
		{99, "99", "30 of 99 draws end in a settlement", "of 99 runs: "},
		{100, "100", "30 of 100 imagined runs end in a settlement", "of 100 runs: "},
	} {
		r := result(t, [model.Classes]int{model.Settlement: 30, model.Stalemate: c.draws - 30})
		r.Tally.Draws = c.draws
		r.Tally.Theories[0].NotConsenting = []int{c.draws - 30, 0}
		a := New(r)
		if a.Of != c.of || !strings.Contains(a.Finding, c.finding) || !strings.Contains(a.Blocked, c.blocks) {
			t.Errorf("%d draws, counted of %s: %s %s", c.draws, a.Of, a.Finding, a.Blocked)
		}
	}
}

// A share that is not none never reads as none, nor one that is not all as all.
func TestCount(t *testing.T) {
	r := result(t, [model.Classes]int{})
	for _, c := range []struct {
		lower, upper float64
		want         string
	}{
		{0, 0, "0"}, {0.001, 0.002, "fewer than 1"}, {0, 0.001, "fewer than 1"}, {0.001, 0.2, "0 to 20"}, {0.998, 1, "more than 99"}, {1, 1, "100"}, {0.155, 0.155, "16"},
	} {
		if got := counts(r, c.lower, c.upper); got != c.want {
			t.Errorf("%g to %g: %s, want %s", c.lower, c.upper, got, c.want)
		}
	}
}

// Levers that do nothing have a reason, which names whom none reaches; one that does
// something is shown from end to end, and in the middle where its response bends.
func TestLeverWords(t *testing.T) {
	r := result(t, [model.Classes]int{model.Settlement: 500, model.Stalemate: 500})
	b := r.Scenario.Bargain
	b.Levers = []model.Lever{{ID: "aid_cutoff", Title: "Cut off aid", Holder: 0}}
	flat := make([]float64, 100)
	half := append(make([]float64, 50), flat[:50]...)
	for i := range half[:50] {
		half[i] = 1
	}
	table := func(off, now, full []float64, moved bool) {
		value := study.LeverResponse{}
		value.Whole.Same = !moved
		e := study.LeverEffect{Quantities: []study.LeverQuantity{
			{Quantity: "share", Key: "settlement", Responses: []study.LeverResponse{study.Respond(true, off, now, full, 0)}},
			{Quantity: "reservation_value", Key: "a", Responses: []study.LeverResponse{value}},
			{Quantity: "reservation_value", Key: "b", Responses: []study.LeverResponse{{}}},
		}}
		r.Levers = &study.LeverTable{Draws: 100, Theories: []int{0}, Levers: []study.LeverEffect{e}}
	}
	table(half, half, half, false)
	if a := New(r); a.Levers != nil || a.Changing != "No single lever of this file, off or full, changes how many draws end in settlement beyond the error of 100 draws: none changes what no deal is worth to A." {
		t.Errorf("%s", a.Changing)
	}
	table(flat, half, half, true)
	a := New(r)
	if a.Changing != "No single lever takes that outside 0 to 50 under p (100 draws)." || len(a.Levers) != 1 || a.Levers[0].Counts != "0 → 50" || a.Levers[0].Name != "A: Cut off aid" {
		t.Errorf("%s %+v", a.Changing, a.Levers)
	}
	if got := a.Next("alaska"); got != "Try: sim compare alaska --with levers.aid_cutoff.weight=1 · sim serve alaska" {
		t.Errorf("%s", got)
	}
	table(half, flat, append(half[:50:50], half[:50]...), true)
	if a := New(r); len(a.Levers) != 1 || a.Levers[0].Counts != "50 → 0 → 100" || a.Levers[0].Ends != "off → as is → full" || math.IsNaN(r.Levers.Levers[0].Quantities[0].Responses[0].Whole.Difference.Error) {
		t.Errorf("%+v", a.Levers)
	}
}
