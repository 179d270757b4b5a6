package table

import (
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// voted is a run of land in which Nash agrees in the first 800 of 1,000 draws,
// with the border at 0.25 or 0.5. A theory about a cause fails in the first lost
// of these and agrees in gained of the others; where both agree, it puts the
// border further by the shift, twice that, or not at all in turn, and south coast
// gets as much less.
func voted(t *testing.T, lost, gained int, shift float64) *output.Result {
	t.Helper()
	st := land()
	b := st.Scenario.Bargain
	b.Theories = append(b.Theories, model.Theory{Name: "two_level", Title: "unforeseen vote", Family: "two_level", Twin: "nash"})
	tally := montecarlo.NewTally(b)
	for j := range 1000 {
		c := montecarlo.Chunk{First: j, N: 1}
		for m := range b.Theories {
			o := b.NewOutcome()
			o.Class, o.Package, o.Terms[0], o.Terms[1] = model.Stalemate, -1, math.NaN(), math.NaN()
			if m == 1 && j < 800 || m == 2 && j >= lost && j < 800+gained {
				o.Class, o.Package, o.Terms[0], o.Terms[1] = model.Settlement, 0, 0.25*float64(1+j%2), 0.5
				if m == 2 {
					o.Terms[0] += shift * float64(j%3)
					o.Payoff[1] -= shift * float64(j%3)
				}
			}
			c.Outcomes = append(c.Outcomes, []model.Outcome{o})
		}
		tally.Add(&c)
	}
	return &output.Result{Result: &study.Result{Scenario: st.Scenario, Tally: tally, Config: st.Config, Rows: study.Summarise(b, tally)}}
}

// 200 of 1,000 draws fail only because of the vote, none agrees only with it:
// error √(0.2·0.8/1000) = 0.0126. In 600 draws the border is 0, 0.1 or 0.2
// further: error √(2/3)·0.1/√600 = 0.0033.
func TestCauses(t *testing.T) {
	r := voted(t, 200, 0, 0.1)
	rows(t, "causes", Causes(r), []string{"unforeseen vote", "Nash", "20%", "<0.4%", "-20 ± 2"})
	rows(t, "shifts", CauseShifts(r), []string{"unforeseen vote", "600", "border line +0.100 ± 0.004 km", "south coast -0.100 ± 0.004"})
	text := summaryText(t, r)
	for _, want := range []string{"What each cause does, against the same rule without it", "A draw agrees that ends with a settlement or ceasefire in force.", "between causes, and between theories of one cause"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	// As many agree as fail only because of it; too few draws for terms.
	rows(t, "as many", Causes(voted(t, 100, 100, 0)), []string{"unforeseen vote", "Nash", "10%", "10%", "~"})
	rows(t, "too few", CauseShifts(voted(t, 710, 0, 0.1)), []string{"unforeseen vote", "90", "–", "–"})
}

// A cause that does nothing does none, and moves nothing.
func TestCauseWithoutEffect(t *testing.T) {
	r := voted(t, 0, 0, 0)
	rows(t, "causes", Causes(r), []string{"unforeseen vote", "Nash", "<0.4%", "<0.4%", "none"})
	rows(t, "shifts", CauseShifts(r), []string{"unforeseen vote", "800", "~", "~"})
}

// Without a theory about a cause nothing is said; settlements are set apart
// where a cause does something else to them.
func TestCausesApart(t *testing.T) {
	if r := landed(t); Causes(r) != nil || CauseShifts(r) != nil || strings.Contains(summaryText(t, r), "cause does") {
		t.Error("causes are shown without a theory about one")
	}
	r := voted(t, 200, 0, 0)
	r.Tally.Theories[2].Twin.Settlements.OnlyTwin = 300
	got := Causes(r)
	if !slices.Equal(got.Head[5:], []string{"net of settlements alone"}) || len(got.Rows[0]) != 6 || !strings.HasPrefix(got.Rows[0][5], "-30") {
		t.Errorf("%q %q", got.Head, got.Rows)
	}
}

func summaryText(t *testing.T, r *output.Result) string {
	t.Helper()
	var w strings.Builder
	if err := Summary(r).Text(&w, Plain); err != nil {
		t.Fatal(err)
	}
	return w.String()
}
