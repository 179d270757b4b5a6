package table

import (
	"strings"
	"testing"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// written is the text that write leaves.
func written(t *testing.T, write func(w *strings.Builder) error) string {
	t.Helper()
	var w strings.Builder
	if err := write(&w); err != nil {
		t.Fatal(err)
	}
	return w.String()
}

// solved is a meeting of land under Nash with an offer: the border at ridge, 0.7
// of the scale; north is 0.15 above its reservation value of 0.4, the other party
// 0.25 above 0.3. Aid is not in the package.
func solved(status model.Status, reason model.Reason) *study.Solution {
	st := land()
	b := st.Scenario.Bargain
	st.Scenario.Name = "land"
	s := &study.Solution{Subject: st.Subject, Theory: &b.Theories[1], Package: &b.Packages[0], Problem: model.NewProblem(2, 2)}
	copy(s.Problem.Reservation, []float64{0.4, 0.3})
	s.Problem.InPackage[1] = false
	s.Offer = model.Offer{
		Status: status, Reason: reason,
		Terms: []float64{0.7, 0}, Payoff: []float64{0.55, 0.55}, Surplus: []float64{0.15, 0.25}, Share: []float64{0, 0},
	}
	return s
}

func TestWriteSolution(t *testing.T) {
	got := written(t, func(w *strings.Builder) error {
		return WriteSolution(w, solved(model.Agreement, model.NoReason), Plain)
	})
	if want := `land · nash · package all · one meeting at central values
ILLUSTRATION, NOT PREDICTION

Status: agreement.

party        payoff  reservation value  surplus
North          0.55                0.4     0.15
south coast    0.55                0.3     0.25

issue        terms  on the scale  unit
border line    0.7  ridge         km
`; got != want {
		t.Errorf("have\n%s\nwant\n%s", got, want)
	}

	// Without terms a party has neither payoff nor surplus.
	s := solved(model.None, model.EmptyZone)
	rows(t, "parties", solvedParties(s), []string{"North", "–", "0.4", "–"}, []string{"south coast", "–", "0.3", "–"})
	if got := written(t, func(w *strings.Builder) error { return WriteSolution(w, s, Plain) }); !strings.HasSuffix(got, "\nsouth coast       –                0.3        –\n") {
		t.Errorf("the parties do not come last in\n%s", got)
	}
	for writes := range 5 {
		if WriteSolution(&failing{n: 1 - writes}, solved(model.Agreement, model.NoReason), Plain) == nil {
			t.Errorf("what cannot be written after %d writes is no error", writes)
		}
	}
}

// An ending says its status, its reason, who stands in its way, whether it
// rests on a tie, and whether its terms are an agreement.
func TestEndingOf(t *testing.T) {
	for _, c := range []struct {
		status  model.Status
		reason  model.Reason
		flags   model.Flags
		ordered bool
		share   []float64
		want    string
	}{
		{model.KnifeEdge, model.NoReason, 0, true, nil, "Status: knife_edge. No other terms are acceptable, and nobody gains by these."},
		{model.Agreement, model.NoReason, model.Tied, false, nil, "Status: agreement. It rests on a tie: of equals the first by name was taken; in draws chance decides."},
		{model.Agreement, model.NoReason, model.Tied | model.AtBound, true, nil, "Status: agreement. It rests on a tie: equals were taken in the order that the scenario gives."},
		{model.Undecided, model.NotDecided, 0, false, nil, "Status: undecided, because: the solver could not tell."},
		{model.Agreement, model.NoReason, model.Rounded, false, nil, "Status: agreement. Counts are " + output.CountsFound + "."},
		{model.Undecided, model.NotDecided, model.Rounded, false, nil, "Status: undecided, because: the solver could not tell. None of the counts that were tried is acceptable: those next to the divided terms, and others around them. There may be some farther away."},
		{model.None, model.Indivisible, model.Rounded, false, nil, "Status: none, because: terms would be acceptable if what cannot be split could be. No counts are acceptable, of all that totals leave."},
		{model.None, model.EmptyZone, 0, false, []float64{0.25, 0.75}, "Status: none, because: no terms give every party at least its reservation value. Standing in its way: north, south_coast."},
		{model.None, model.Refused, 0, false, []float64{0, 1}, "Status: none, because: the theory's terms fall below a party's reservation value. Standing in its way: south_coast. The terms below are what the theory arrives at, not an agreement."},
	} {
		s := solved(c.status, c.reason)
		s.Offer.Flags, s.Theory.Ordered = c.flags, c.ordered
		copy(s.Offer.Share, c.share)
		if got := endingOf(s); got != c.want {
			t.Errorf("have %s\nwant %s", got, c.want)
		}
	}
}

// Every reason for no agreement has its words.
func TestReasonWords(t *testing.T) {
	for reason := model.NoReason + 1; int(reason) < len(model.ReasonNames); reason++ {
		if reasonWords[reason] == "" {
			t.Errorf("%s has no words", model.ReasonNames[reason])
		}
	}
}

func TestWriteFrontier(t *testing.T) {
	st := land()
	st.Scenario.Name = "land"
	f := &study.Frontier{
		Parties: [2]int{1, 0}, Alone: [][2]float64{{0.1, 0.9}, {0.95, 0.2}}, Reservation: [2]float64{0.3, 0.4},
		Points: []study.TheoryPayoffs{{Theory: &model.Theory{Title: "Nash"}, Simulated: true, Consent: true, Payoff: [2]float64{0.6, 0.65}}},
	}
	got := written(t, func(w *strings.Builder) error { return WriteFrontier(w, st.Subject, f, Plain) })
	if want := `land · package all · one meeting at central values
ILLUSTRATION, NOT PREDICTION

terms of              south coast  North  remarks
Nash                         0.60   0.65
best for south coast         0.95   0.20
best for North               0.10   0.90
reservation values           0.30   0.40
`; got != want {
		t.Errorf("have\n%s\nwant\n%s", got, want)
	}
	if WriteFrontier(&failing{n: 1}, st.Subject, f, Plain) == nil {
		t.Error("what cannot be written is no error")
	}
}
