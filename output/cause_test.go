package output_test

import (
	"math"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// twins is a run of a made-up bargain in which Nash agrees in the first 300 of 400
// draws. The vote refuses the first lost of these; where both agree, the border
// lies 0 or, in every other draw, twice shift further, and the first party gets as
// much more.
func twins(lost int, shift float64) *output.Result {
	m := made()
	b := m.Scenario.Bargain
	b.Issues = []model.Issue{{ID: "border", Unit: "km"}}
	b.Issues[0].Stances = make([]model.Stance, 2)
	b.Theories[0].Predicts = true
	b.Theories[1].Family = "complete_information"
	b.Theories = append(b.Theories, model.Theory{Name: "two_level", Title: "vote", Family: "two_level", Twin: "nash"})
	tally := montecarlo.NewTally(b)
	for j := range 400 {
		c := montecarlo.Chunk{First: j, N: 1}
		for m := range b.Theories {
			o := b.NewOutcome()
			o.Class, o.Package, o.Terms[0] = model.Stalemate, -1, math.NaN()
			switch {
			case m == 0:
				o.Class = model.Prediction
			case j < 300 && (m == 1 || j >= lost):
				o.Class, o.Package, o.Terms[0] = model.Settlement, 0, 0.5
				if m == 2 && j%2 == 1 {
					o.Terms[0] += 2 * shift
					o.Payoff[0] += 2 * shift
				}
			}
			c.Outcomes = append(c.Outcomes, []model.Outcome{o})
		}
		tally.Add(&c)
	}
	return &output.Result{Result: &study.Result{Scenario: m.Scenario, Tally: tally, Config: m.Config, Rows: study.Summarise(b, tally)}}
}

// What a cause does is said against the same rule without it: how many draws, on
// which terms, for whom, and how much of the variance lies between causes.
func TestCauseEffects(t *testing.T) {
	r := twins(100, 0.1)
	effects := r.CauseEffects()
	if len(effects) != 1 {
		t.Fatalf("%d effects of one cause", len(effects))
	}
	// 0 or 0.2 in 200 draws: an error of 0.1/√200, rounded up.
	if got, want := r.TermShifts(&effects[0]), "border +0.100 ± 0.008 km"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := r.PayoffShifts(&effects[0]), "North +0.100 ± 0.008"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	e, ok := r.Ensemble()
	if !ok {
		t.Fatal("two theories are not pooled")
	}
	// Shares of 3/4 and 1/2: of a variance of 5/8·3/8 they differ by 1/64, which is 7%.
	if got, want := output.CausesShare(e.Classes[model.Settlement]), "7%"; got != want {
		t.Errorf("%q lies between causes, want %q", got, want)
	}
	if got, want := r.NestedSplit(e), "Share of the variance that lies between causes, and between theories of one cause (the rest is inputs and chance): settlement 7% and 0% · stalemate 7% and 0%"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got, want := output.FamilyOf(&r.Scenario.Bargain.Theories[2]), "two level"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// A cause that does nothing, and one of which too little is known.
func TestNoCauseEffects(t *testing.T) {
	r := twins(0, 0)
	effects := r.CauseEffects()
	if got := r.TermShifts(&effects[0]) + r.PayoffShifts(&effects[0]); got != "~~" {
		t.Errorf("an idle cause shifts %q", got)
	}
	e, _ := r.Ensemble()
	if got, want := r.NestedSplit(e), "Less than 1% of the variance of how draws end lies between theories; the rest is inputs and chance"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	few := twins(250, 0.1)
	if effects = few.CauseEffects(); few.TermShifts(&effects[0]) != "–" {
		t.Errorf("50 draws show %q", few.TermShifts(&effects[0]))
	}
	if (&output.Result{Result: &study.Result{}}).CauseEffects() != nil {
		t.Error("no run has effects")
	}
}

// The theories of a run divide into those whose draws have an outcome and those
// that ask nobody.
func TestPlayed(t *testing.T) {
	r := twins(100, 0)
	played, ok := r.Played()
	if !ok || len(played.Tally.Theories) != 2 || played.Scenario.Bargain.Theories[0].Name != "nash" {
		t.Errorf("%v: %+v", ok, played)
	}
	if of := r.Predicting(); len(of) != 1 || of[0] != 0 {
		t.Errorf("%v ask nobody", of)
	}
	if again, ok := played.Played(); !ok || again != played {
		t.Error("nothing is left out of what was played")
	}
	if e, ok := r.RefusedBy(0, &r.Scenario.Bargain.Parties[0]); ok && e.N == 0 {
		t.Errorf("%+v", e)
	}
}

// A requirement says in words what must come first.
func TestRequirement(t *testing.T) {
	b := made().Scenario.Bargain
	b.Rooms = [][]int{{0, 1}}
	b.Deadlines = []model.Deadline{{ID: "season"}}
	b.Levers = []model.Lever{{ID: "embargo"}}
	for want, r := range map[string]model.Requirement{
		"all in force":                        {Kind: model.InForce},
		"all in force, kept for 3 rounds":     {Kind: model.InForce, Number: model.Known(2.5)},
		"all signed once":                     {Kind: model.SignedOnce},
		"2 meetings of North and south coast": {Kind: model.MeetingsHeld, Number: model.Known(2)},
		"round 4, counted from 0":             {Kind: model.RoundReached, Number: model.Known(4)},
		"the deadline season to pass":         {Kind: model.DeadlinePassed},
		"embargo carried out":                 {Kind: model.LeverCarriedOut},
	} {
		if got := output.Requirement(b, &r, nil); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
