package main

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"sim/model"
	"sim/model/protocol"
	"sim/model/scenario"
	"sim/scenarios"
)

// Every theory holds a meeting of every shipped scenario that it accepts, at the
// ends and in the middle of the ranges, or says why it cannot. No number stands
// where the theory has none: terms only of an agreement, or of what falls below
// a reservation value; nothing that JSON has no word for.
func TestSolveEverything(t *testing.T) {
	held, refused := 0, 0
	for _, name := range libraryNames() {
		s, err := scenario.Load(name+".yaml", scenario.Options{FS: scenarios.FS})
		if err != nil {
			t.Fatal(err)
		}
		consenting := 0
		for i := range s.Bargain.Parties {
			if s.Bargain.Parties[i].Seat != model.Observer {
				consenting++
			}
		}
		for _, e := range protocol.All {
			th, err := e.Default()
			if err != nil {
				t.Fatal(err)
			}
			at, err := theory(s, e.Name)
			if err != nil {
				refused++
				lacks := th.Consent && consenting < th.MinParties || len(s.Bargain.Issues) < th.MinIssues || len(s.Bargain.Parties) < th.MinParties
				if !lacks || !strings.Contains(err.Error(), e.Name+" needs") {
					t.Errorf("%s, %s: %v", name, e.Name, err)
				}
				continue
			}
			for _, u := range []float64{0.05, 0.5, 0.95} {
				in := model.CentralValues(s.Bargain)
				for _, v := range s.Bargain.Varying() {
					in[v.Column] = v.Dist.Quantile(u)
				}
				held++
				m := model.Meet(s.Bargain, at, in)
				sane(t, name+", "+e.Name, s.Bargain, &m, newAnswer(s, at, &m))
			}
		}
	}
	if held < 500 || refused == 0 {
		t.Errorf("%d meetings held, %d refused", held, refused)
	}
}

// sane checks what a meeting came to, and what is printed of it.
func sane(t *testing.T, what string, b *model.Bargain, m *model.Meeting, a *answer) {
	t.Helper()
	if _, err := json.Marshal(a); err != nil {
		t.Errorf("%s: %v", what, err)
	}
	agreed, reason := m.Offer.Status.Agreed(), m.Offer.Reason
	if agreed != (reason == model.NoReason) {
		t.Errorf("%s: %v, because: %v", what, m.Offer.Status, reason)
	}
	if terms := agreed || reason == model.Refused; terms != (len(a.Terms) > 0) || terms != (len(a.Surplus) > 0) {
		t.Errorf("%s: %v (%v) with terms %v", what, m.Offer.Status, reason, a.Terms)
	}
	if (a.LogProduct != nil) && !agreed {
		t.Errorf("%s: a product of surpluses without an agreement", what)
	}
	for id, x := range a.Terms {
		for k := range b.Issues {
			if low, high := b.Issues[k].Scale.Bounds(); b.Issues[k].ID == id && !(x >= low-1e-9 && x <= high+1e-9) {
				t.Errorf("%s: %s ends at %g", what, id, x)
			}
		}
	}
	for i := range b.Parties {
		id := b.Parties[i].ID
		if u := a.Utility[id]; math.IsNaN(u) || math.Abs(u) > 4 {
			t.Errorf("%s: utility %g of %s", what, u, id)
		}
		if s, ok := a.Surplus[id]; ok && agreed && m.Problem.Consent[i] && s < -1e-8 {
			t.Errorf("%s: %s agrees to lose %g", what, id, -s)
		}
	}
	sum := 0.0
	for _, share := range m.Offer.Share {
		sum += share
	}
	blamed := reason == model.EmptyZone || reason == model.Unreachable || reason == model.Refused || reason == model.Deadline
	if agreed && sum != 0 || blamed && math.Abs(sum-1) > 1e-9 {
		t.Errorf("%s: %v (%v), shares sum to %g", what, m.Offer.Status, reason, sum)
	}
}
