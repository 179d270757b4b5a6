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

// An inducement that snaps back is taken back, as pressure of the same size,
// in the world in which its target has violated the agreement, and only there.
func TestSnapBack(t *testing.T) {
	bargain := func(back bool) *Bargain {
		party := func(other int) Party {
			return Party{
				Power: Known(1), Patience: Known(0.9), ExpectedCompliance: Known(0.5), CountsOn: other,
				PressureCap: Known(0.5), InducementCap: Known(0.4),
			}
		}
		return &Bargain{
			Parties:  []Party{party(1), party(0)},
			Packages: []Package{{ID: "deal", Relief: Known(1), Share: Known(1), Stake: Known(1)}},
			Levers: []Lever{{
				ID: "relief", Holder: 1, Target: 0, Weight: Known(0.6), Intensity: Known(1), Credibility: Known(1), PassThrough: Known(1),
				When: OnAgreement, SnapsBack: back, Effects: []Effect{{Moves: MovesInducement, Party: 0}},
			}},
		}
	}
	plain, back := NewTable(bargain(false)), NewTable(bargain(true))
	plain.SetInputs(nil, MedianEvents{})
	back.SetInputs(nil, MedianEvents{})
	if got := plain.Violating(0); got != 0 {
		t.Errorf("without snap-back: violating pays %g, want 0", got)
	}
	if got, want := back.Violating(0), -0.5*0.6; math.Abs(got-want) > 1e-15 {
		t.Errorf("with snap-back: violating pays %g, want %g", got, want)
	}
	p, q := NewProblem(2, 0), NewProblem(2, 0)
	plain.Pose(0, p)
	back.Pose(0, q)
	if p.PayoffConstant[0] != q.PayoffConstant[0] || p.Reservation[0] != q.Reservation[0] {
		t.Error("snap-back changed what an agreement or no deal is worth to the target")
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
	b := &Bargain{
		Parties: []Party{
			{ID: "a", Power: Known(1), Patience: Known(0.9), ExpectedCompliance: Known(1), CountsOn: -1, PressureCap: Known(1)},
			{ID: "b", Seat: Observer, Power: Known(1), Patience: Known(0.9), ExpectedCompliance: Known(1), CountsOn: -1},
		},
		Packages: []Package{{ID: "deal", Relief: Known(1), Share: Known(1), Stake: Known(1)}},
		Theories: []Theory{{Name: "stub", New: func() Protocol { return stubborn{} }}},
		Clock:    Clock{Rounds: 3},
		Levers: []Lever{{
			ID: "sanction", Holder: 1, Target: 0, Weight: Known(1), Intensity: Known(0.3), Credibility: Known(0.5), PassThrough: Known(1),
			FollowThrough: Known(1), When: OnRefusal, WhenParty: 0, Effects: []Effect{{Moves: MovesPressure, Party: 0}},
		}},
	}
	carried := func(b *Bargain) (events []EventKind, talking []float64) {
		out := b.NewOutcome()
		Narrate(b, 0, nil, MedianEvents{}, &out, func(e Event) {
			if e.Kind == LeverCarried || e.Kind == LeverAnnounced {
				events = append(events, e.Kind)
			}
		})
		for _, r := range out.Path.Reservation {
			talking = append(talking, r[0])
		}
		if out.Class != Stalemate || out.Blocks[0] != 3 || out.NotConsenting != 0 {
			t.Errorf("ended in %v, %d rounds recorded", out.Class, out.Blocks[0])
		}
		return events, talking
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
