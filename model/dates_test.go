package model

import (
	"math"
	"testing"
)

// A dated lever acts within its rounds and grows over those it is phased over.
func TestReach(t *testing.T) {
	for _, c := range []struct {
		from, until, over float64
		want              []float64 // by round
	}{
		{0, 0, 0, []float64{1, 1, 1, 1}},
		{2, 0, 0, []float64{0, 0, 1, 1}},
		{0, 2, 0, []float64{1, 1, 0, 0}},
		{1, 0, 4, []float64{0, 0.25, 0.5, 0.75, 1, 1}},
		{1, 3, 4, []float64{0, 0.25, 0.5, 0}},
	} {
		l := Lever{FromRound: Known(c.from), UntilRound: Known(c.until), PhasedOver: Known(c.over)}
		for round, want := range c.want {
			if got := l.reach(round, nil); got != want {
				t.Errorf("from %g until %g over %g: round %d: got %g, want %g", c.from, c.until, c.over, round, got, want)
			}
		}
	}
}

// An inducement that snaps back is taken back, as a cost of the same size, in
// the world in which its target has violated the agreement, and only there.
func TestSnapBack(t *testing.T) {
	bargain := func(back bool) *Bargain {
		relief := always("relief", 0.6, Effect{Does: Rewards, Party: 0, By: Size{Amount: Known(0.4)}})
		relief.Holder, relief.Target, relief.When, relief.SnapsBack = 1, 0, []Moment{{OnAgreement, -1}}, back
		return &Bargain{
			Parties:  []Party{player("a"), player("b")},
			Packages: []Package{{ID: "deal", Relieves: Known(1), Share: Known(1)}},
			Levers:   []Lever{relief},
		}
	}
	plain, back := tableOf(bargain(false)), tableOf(bargain(true))
	violated := worldViolated(0, 2)
	if got := plain.disagreement(0, violated); got != 0 {
		t.Errorf("without snap-back: violating pays %g, want 0", got)
	}
	if got, want := back.disagreement(0, violated), -0.4*0.6; math.Abs(got-want) > 1e-15 {
		t.Errorf("with snap-back: violating pays %g, want %g", got, want)
	}
	if got := plain.Problem(0).Constant[0]; math.Abs(got-0.4*0.6) > 1e-15 {
		t.Errorf("the agreement pays %g, want %g", got, 0.4*0.6)
	}
	if err := near(plain.Problem(0), back.Problem(0), 0); err != nil {
		t.Errorf("snap-back changed what an agreement or no deal is worth: %v", err)
	}
}

// stubborn is a stub theory that never finds terms and puts that down to party 0.
type stubborn struct{}

func (stubborn) Solve(p *Problem, _ *Stream, out *Offer) {
	out.Reset(p.Parties, p.Issues)
	out.Status, out.Reason = None, Unreachable
	out.Share[0] = 1
}

// A lever that waits for a refusal comes to its moment when its party is
// recorded as not consenting, is carried out as often as it says, and acts
// from then on; a lapsed one never does.
func TestCarriedOut(t *testing.T) {
	sanction := always("sanction", 1, Effect{Does: Presses, Party: 0, By: Size{Amount: Known(0.3)}})
	sanction.Holder, sanction.Credibility, sanction.When = 1, Known(0.5), []Moment{{OnRefusal, 0}, {OnViolation, 0}}
	b := &Bargain{
		Parties:  []Party{player("a"), player("b")},
		Packages: []Package{{ID: "deal", Relieves: Known(1), Share: Known(1)}},
		Theories: []Theory{{Name: "stub", New: func() Protocol { return stubborn{} }}},
		Clock:    Clock{Rounds: 3},
		Levers:   []Lever{sanction},
	}
	b.Parties[1].Seat = Observer
	carried := func(b *Bargain) (events []EventKind, reservation []float64) {
		out := b.NewOutcome()
		Narrate(b, 0, nil, MedianEvents{}, &out, func(e Event) {
			if e.Kind == LeverCarried || e.Kind == LeverAnnounced {
				events = append(events, e.Kind)
			}
		})
		for t := range out.Path.Line {
			r := out.Path.Reservation(t)
			reservation = append(reservation, r[0])
		}
		if out.Class != Stalemate || out.Blocks[0] != 3 || out.NotConsenting != 0 {
			t.Errorf("ended in %v, %d rounds recorded", out.Class, out.Blocks[0])
		}
		return events, reservation
	}
	events, d := carried(b)
	if len(events) != 1 || events[0] != LeverCarried {
		t.Errorf("events %v, want one lever carried out", events)
	}
	// Refusing costs a believed half of 0.3 at first, and all of it once it is in force.
	if math.Abs(d[0]+0.15) > 1e-15 || math.Abs(d[1]+0.3) > 1e-15 || math.Abs(d[2]+0.3) > 1e-15 {
		t.Errorf("reservation values %v, want −0.15, −0.3, −0.3", d)
	}
	b.Levers[0].FollowThrough = Known(0.2)
	if events, _ := carried(b); len(events) != 3 || events[0] != LeverAnnounced {
		t.Errorf("events %v, want three announcements", events)
	}
	b.Levers[0].UntilRound = Known(1)
	if events, _ := carried(b); len(events) != 1 {
		t.Errorf("events %v, want one before the deadline", events)
	}
}
