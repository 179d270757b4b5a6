package process_test

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sim/model"
	"sim/model/process"
)

// A deadline shifts what no deal is worth from its round on, whatever a truce
// relieves, and a stated reservation value as well.
func TestDeadlineShifts(t *testing.T) {
	b := bare(0.2, 4)
	b.Packages = []model.Package{{ID: "never", Outcome: model.Ceasefire, Relieves: model.Known(1), Requires: []model.Requirement{{Kind: model.RoundReached, Number: model.Known(9)}}}}
	b.Deadlines = []model.Deadline{
		{ID: "one", Round: model.Known(1), Shifts: []model.Shift{{Party: 0, By: model.Size{Amount: model.Known(-0.1)}}}},
		{ID: "two", Round: model.Known(2.5), Shifts: []model.Shift{{Party: 0, By: model.Size{Amount: model.Known(0.3)}}}},
	}
	expect(t, "two shifts", reservations(b, 0), -0.2, -0.3, -0.3, 0)
	expect(t, "the other party", reservations(b, 1), -0.2, -0.2, -0.2, -0.2)
	b.Parties[0].Stated, b.Parties[0].ReservationValue = true, model.Known(0.4)
	expect(t, "a stated value", reservations(b, 0), 0.4, 0.3, 0.3, 0.6)
}

// A deadline takes a package off the table, and nobody waits for a round in which
// it is off: a party that would wait for recovery signs in the round before.
func TestDeadlineEnds(t *testing.T) {
	for _, c := range []struct {
		name  string
		round float64
		wait  bool
		sign  int
	}{
		{"ended at once", 0, false, -1},
		{"after it is signed", 1, false, 0},
		{"the last chance", 1, true, 0},
		{"one round to wait", 2, true, 1},
		{"late", 9, true, 3},
	} {
		recovery := recovering(0)
		if c.wait {
			recovery = recovering(0.3) // so that it waits until round 3
		}
		b := bare(0.5, 5, process.Stocks{recovery}, &process.Delay{})
		b.Packages = []model.Package{truce}
		b.Deadlines = []model.Deadline{{ID: "date", Round: model.Known(c.round), Ends: []int{0}}}
		out := outcome(b, model.MedianEvents{})
		if got := out.First[model.Ceasefire]; got != c.sign {
			t.Errorf("%s: signed in round %d, want %d", c.name, got, c.sign)
		}
		if c.sign < 0 && out.Reason != model.PastDeadline {
			t.Errorf("%s: reason %v", c.name, out.Reason)
		}
	}
}

// A package that waits at first and that a deadline then ends fails by the deadline.
func TestDeadlineEndsTheWait(t *testing.T) {
	for round, want := range map[float64]model.Reason{1: model.PastDeadline, 9: model.WaitsFor} {
		b := bare(0.5, 5)
		late := truce
		late.Requires = []model.Requirement{{Kind: model.RoundReached, Number: model.Known(9)}}
		b.Packages = []model.Package{late}
		b.Deadlines = []model.Deadline{{ID: "date", Round: model.Known(round), Ends: []int{0}}}
		if out := outcome(b, model.MedianEvents{}); out.Reason != want {
			t.Errorf("a deadline in round %g: reason %v, want %v", round, out.Reason, want)
		}
	}
}

// A deadline has a lever carried out as often as it is followed through: from then
// on its target bears it, and belief in it rises; where it lapses, belief falls.
func TestDeadlineCarriesOut(t *testing.T) {
	for follow, want := range map[float64][]float64{0.6: {0, 0, -0.5}, 0.4: {0, 0, 0}} {
		lever := pressure(0, 1, model.OnDeadline)
		lever.ID, lever.FollowThrough = "tariffs", model.Known(follow)
		beliefs := &process.Credibility{Memory: model.Known(1)}
		var belief []float64
		see := &watching{func(g *model.Game) { belief = append(belief, g.Now().Credibility[0]) }}
		b := bare(0, 3, beliefs, see)
		b.Levers = []model.Lever{lever}
		b.Levers[0].Credibility = model.Known(0.5)
		b.Packages = []model.Package{{ID: "never", Outcome: model.Ceasefire, Requires: []model.Requirement{{Kind: model.DeadlinePassed, Of: 0}, {Kind: model.RoundReached, Number: model.Known(9)}}}}
		b.Deadlines = []model.Deadline{{ID: "date", Round: model.Known(2), Carries: []int{0}}}
		expect(t, "target", reservations(b, 1), want...)
		if then := belief[2] - belief[1]; (then > 0) != (follow > 0.5) || math.Abs(then) != 0.25 {
			t.Errorf("follow-through %g: belief %v", follow, belief)
		}
	}
}

type watching struct{ see func(*model.Game) }

func (w *watching) Begin(*model.Game)  {}
func (w *watching) Move(g *model.Game) { w.see(g) }
func (*watching) Follow(*model.Game)   {}

// A deadline without consequences changes nothing, bit for bit (test 63).
func TestIdleDeadline(t *testing.T) {
	play := func(deadlines ...model.Deadline) (all []*model.Outcome) {
		for draw := range 50 {
			b := frontline(0.55, 0.02, 0.1, 0.2, 0.97, 20, &process.Delay{Called: number(0.1)})
			lever := pressure(0, 1, model.OnRefusal)
			lever.ID, lever.FollowThrough = "force", model.Known(0.5)
			b.Levers, b.Deadlines = []model.Lever{lever}, deadlines
			all = append(all, outcome(b, events{uint64(draw)}))
		}
		return all
	}
	same := cmp.Comparer(func(x, y float64) bool { return math.Float64bits(x) == math.Float64bits(y) })
	if diff := cmp.Diff(play(), play(model.Deadline{ID: "date", Round: model.Known(4)}), same); diff != "" {
		t.Errorf("without and with a deadline:\n%s", diff)
	}
	shifted := play(model.Deadline{ID: "date", Round: model.Known(0), Shifts: []model.Shift{{Party: 0, By: model.Size{Amount: model.Known(0.2)}}}})
	if slices.EqualFunc(play(), shifted, func(x, y *model.Outcome) bool { return x.Terms[0] == y.Terms[0] }) {
		t.Error("a deadline with a consequence changes nothing either")
	}
}

// A deadline says where an issue ends without a deal from its round on: 0.3 of the
// pie for party a and 0.7 for b, and after a later one 0.9 and 0.1; what is agreed
// holds whatever the deadline says.
func TestDeadlineEndsIssue(t *testing.T) {
	b := divided(4)
	for i := range b.Parties {
		b.Parties[i].Prospects = nil
	}
	b.Packages = []model.Package{{ID: "never", Outcome: model.Ceasefire, Issues: []int{0}, Requires: []model.Requirement{{Kind: model.RoundReached, Number: model.Known(9)}}}}
	ends := func(id string, round, term float64) model.Deadline {
		return model.Deadline{ID: id, Round: model.Known(round), NoDeal: []model.Ending{{Issue: 0, Term: model.Known(term)}}}
	}
	b.Deadlines = []model.Deadline{ends("a later one", 3, 0.9), ends("first", 1, 0.3)}
	b.Issues[0].Scale = model.Scale{}
	expect(t, "party a", reservations(b, 0), 0.5, 0.3, 0.3, 0.9)
	expect(t, "party b", reservations(b, 1), 0.5, 0.7, 0.7, 0.1)
	b.Packages[0].Requires = nil // signed at once, where the issue is held
	b.Packages = append(b.Packages, model.Package{ID: "other", Outcome: model.Ceasefire})
	if out := outcome(b, model.MedianEvents{}); out.Utility[0] != 0.5 || out.First[model.Ceasefire] != 0 {
		t.Errorf("signed in round %d, worth %g to a at the end", out.First[model.Ceasefire], out.Utility[0])
	}
	b.Packages = b.Packages[1:]
	b.Packages[0].Requires = []model.Requirement{{Kind: model.RoundReached, Number: model.Known(9)}}
	if out := outcome(b, model.MedianEvents{}); out.Utility[0] != 0.9 {
		t.Errorf("without a deal worth %g to a at the end, want 0.9", out.Utility[0])
	}
}

// Who looks a round ahead sees where an issue will end: a party that would have less
// next round without a deal has less to gain from waiting for one.
func TestDeadlineIsForeseen(t *testing.T) {
	payoff := func(deadlines ...model.Deadline) (ahead []float64) {
		see := &responding{func(g *model.Game, i, pkg int) {
			if next, _, ok := g.Ahead(i, pkg); ok && i == 0 {
				ahead = append(ahead, next)
			}
		}}
		b := frontline(0.5, 0, 0.1, 0.1, 0.97, 3, see)
		b.Issues[0].HasNoDeal, b.Issues[0].NoDeal, b.Deadlines = true, model.Known(0.5), deadlines
		b.Processes = func(*model.Bargain) []model.Process { return []model.Process{see} }
		outcome(b, model.MedianEvents{})
		return ahead
	}
	date := model.Deadline{ID: "date", Round: model.Known(1), NoDeal: []model.Ending{{Issue: 0, Term: model.Known(0.3)}}}
	expect(t, "nothing ahead", payoff()[:1], 0.5)
	expect(t, "an end ahead", payoff(date)[:1], 0.3)
	expect(t, "a shift ahead", payoff(model.Deadline{ID: "date", Round: model.Known(1), Shifts: []model.Shift{{Party: 0, By: model.Size{Amount: model.Known(-0.4)}}}})[:1], 0.3)
}

type responding struct {
	see func(g *model.Game, i, pkg int)
}

func (*responding) Begin(*model.Game)  {}
func (*responding) Move(*model.Game)   {}
func (*responding) Follow(*model.Game) {}

func (r *responding) Respond(g *model.Game, i, pkg int, _ float64) model.Action {
	r.see(g, i, pkg)
	return model.Accept
}
