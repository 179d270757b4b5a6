package study

import (
	"io/fs"
	"math"
	"strings"
	"testing"

	"sim/model"
	"sim/model/theory"
	"sim/scenarios"
)

// Every theory holds a meeting of every shipped scenario that it accepts, at the
// ends and in the middle of the ranges, or says why it cannot. No number stands
// where the theory has none: terms only of an agreement, or of what falls below
// a reservation value; nothing that JSON has no word for.
func TestSolveEverything(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	held, refused := 0, 0
	files, err := fs.Glob(scenarios.FS, "*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(file, ".yaml")
		s := shipped(t, name)
		b := s.Scenario.Bargain
		consenting := 0
		for i := range b.Parties {
			if b.Parties[i].Seat != model.Observer {
				consenting++
			}
		}
		for _, e := range theory.All {
			th, err := e.Default()
			if err != nil {
				t.Fatal(err)
			}
			if err := s.Choose(e.Name); err != nil {
				refused++
				lacks := th.Consent && consenting < th.MinParties || len(b.Issues) < th.MinIssues || len(b.Parties) < th.MinParties
				totals := len(b.Totals) > 0 && !th.Totals && strings.Contains(err.Error(), e.Name+" cannot keep totals")
				data := th.Lacks != nil && th.Lacks(b) != "" && strings.Contains(err.Error(), e.Name+" needs "+th.Lacks(b))
				if !totals && !data && (!lacks || !strings.Contains(err.Error(), e.Name+" needs")) {
					t.Errorf("%s, %s: %v", name, e.Name, err)
				}
				continue
			}
			for _, u := range []float64{0.05, 0.5, 0.95} {
				in := model.CentralValues(b)
				for _, v := range b.Varying() {
					in[v.Column] = v.Dist.Quantile(u)
				}
				held++
				sane(t, name+", "+e.Name, solveAt(s, s.indexOf(e.Name), in))
			}
		}
	}
	if held < 500 || refused == 0 {
		t.Errorf("%d meetings held, %d refused", held, refused)
	}
}

// sane checks what a meeting came to.
func sane(t *testing.T, what string, s *Solution) {
	t.Helper()
	b, offer := s.Subject.Scenario.Bargain, &s.Offer
	agreed, reason := offer.Status.Agreed(), offer.Reason
	if (agreed || offer.Status == model.Predicted) != (reason == model.NoReason) {
		t.Errorf("%s: %v, because: %v", what, offer.Status, reason)
	}
	terms := 0
	for k := range b.Issues {
		x, ok := s.Terms(k)
		if !ok {
			continue
		}
		terms++
		if low, high := b.Issues[k].Scale.Bounds(); !(x >= low-1e-9 && x <= high+1e-9) {
			t.Errorf("%s: %s ends at %g", what, b.Issues[k].ID, x)
		}
	}
	if tabled := offer.HasTerms(); tabled != s.Tabled() || tabled != (terms > 0) {
		t.Errorf("%s: %v (%v) with terms on %d issues", what, offer.Status, reason, terms)
	}
	if finite(offer.LogProduct) && !agreed {
		t.Errorf("%s: a product of surpluses without an agreement", what)
	}
	for i := range b.Parties {
		id := b.Parties[i].ID
		if a := s.Payoff(i); math.IsNaN(a) == s.Tabled() || math.Abs(a) > 4 {
			t.Errorf("%s: payoff %g of %s", what, a, id)
		}
		if !finite(s.Problem.Reservation[i]) || s.Tabled() && !finite(offer.Surplus[i]) {
			t.Errorf("%s: reservation value %g, surplus %g of %s", what, s.Problem.Reservation[i], offer.Surplus[i], id)
		}
		if surplus := offer.Surplus[i]; agreed && s.Problem.Consent[i] && surplus < -1e-8 {
			t.Errorf("%s: %s agrees to lose %g", what, id, -surplus)
		}
	}
	sum := 0.0
	for _, share := range offer.Share {
		sum += share
	}
	blamed := reason == model.EmptyZone || reason == model.Unreachable || reason == model.Refused || reason == model.PastDeadline
	if agreed && sum != 0 || blamed && math.Abs(sum-1) > 1e-9 {
		t.Errorf("%s: %v (%v), shares sum to %g", what, offer.Status, reason, sum)
	}
	if agreed && s.NotConsenting() != nil {
		t.Errorf("%s: an agreement that %v stand in the way of", what, s.NotConsenting())
	}
}
