package model

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// stir changes the circumstances somewhat, as rounds do.
func stir(t *rapid.T, b *Bargain, now *Circumstances) {
	maybe := func() bool { return rapid.IntRange(0, 3).Draw(t, "changes") == 0 }
	share := func() float64 { return rapid.Float64Range(0, 1).Draw(t, "to") }
	if maybe() {
		now.Reset()
	}
	if maybe() {
		now.Intensity, now.Freeze = share(), share()
	}
	for _, xs := range [][]float64{now.StatusQuo, now.CostPush, now.ProspectsPush, now.CompliancePush, now.Called, now.Survival, now.Credibility, now.Reach} {
		for i := range xs {
			if maybe() {
				xs[i] = share()
			}
		}
	}
	for l := range b.Levers {
		if maybe() {
			now.Carried[l] = !now.Carried[l]
		}
		if b.Levers[l].SnapsBack && maybe() {
			now.Snapped[l] = !now.Snapped[l]
		}
	}
}

// What a Table caches between rounds and look-aheads changes nothing: every
// number is that of a Table that recomputes everything, to the last bit.
func TestScenesForgetNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBargain(t)
		for i := range b.Levers {
			b.Levers[i].SnapsBack = rapid.Bool().Draw(t, "snaps back")
		}
		b.Parties[0].Stated = rapid.IntRange(0, 9).Draw(t, "stated") == 0
		kept := NewTable(b)
		kept.SetInputs(nil, MedianEvents{})
		seen := make([]*Problem, len(b.Packages))
		for g := range seen {
			seen[g] = NewProblem(len(b.Parties), len(b.Issues))
		}
		for range rapid.IntRange(2, 8).Draw(t, "rounds") {
			if rapid.IntRange(0, 5).Draw(t, "a new draw") == 0 {
				kept.SetInputs(nil, MedianEvents{})
			}
			at := kept
			if rapid.Bool().Draw(t, "looks ahead") {
				at = kept.ahead
			}
			stir(t, b, at.now)
			at.Rebuild()
			anew := NewTable(b)
			anew.SetInputs(nil, MedianEvents{})
			anew.now.copyFrom(at.now)
			anew.here.forget()
			anew.Rebuild()
			for g := range b.Packages {
				anew.Pose(g, seen[g])
				if err := near(at.Problem(g), seen[g], 0); err != nil {
					t.Fatalf("package %d: %v", g, err)
				}
				for i := range b.Parties {
					x := seen[g].StatusQuo
					if got, want := at.Problem(g).Payoff(i, x), seen[g].Payoff(i, x); got != want {
						t.Fatalf("party %d at the status quo: %v against %v", i, got, want)
					}
				}
			}
			for i := range b.Parties {
				for w := range at.worlds {
					got, want := at.disagreement(i, w, at.now.Intensity, at.now.Freeze), anew.disagreement(i, w, at.now.Intensity, at.now.Freeze)
					if got != want {
						t.Fatalf("party %d in world %d: %v against %v", i, w, got, want)
					}
				}
				if got, want := fmt.Sprint(at.Reservation(i), at.Patience(i)), fmt.Sprint(anew.Reservation(i), anew.Patience(i)); got != want {
					t.Fatalf("party %d: %s against %s", i, got, want)
				}
			}
		}
	})
}
