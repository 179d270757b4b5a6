package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/process"
)

// warnRequirements warns of a package that can never be tabled because of what
// it waits for.
func (f *file) warnRequirements(ps *problems, b *model.Bargain, i int) {
	if first, why := f.earliest(b, i); first > float64(f.Clock.Rounds.value-1) {
		ps.at(f.Packages.keys[i].at, fmt.Errorf("the package %s can never be tabled: %s", f.Packages.keys[i].name, why))
	}
}

// earliest is the first round in which package i can be tabled, as far as
// meetings and requirements say, and which of them says so; +Inf if none.
func (f *file) earliest(b *model.Bargain, i int) (round float64, why string) {
	p := f.Packages.values[i]
	round = math.Ceil(p.Meetings.least())
	why = fmt.Sprintf("it waits for %s meetings, of which each round has one at most", model.FormatNumber(round))
	later := func(r float64, format string, args ...any) {
		if r = math.Ceil(r); r > round {
			round, why = r, fmt.Sprintf(format, args...)
		}
	}
	if k := p.After.index(); k >= 0 {
		first, _ := f.earliest(b, k)
		later(first+1, "%s", waitingFor(p.After.name, first))
	}
	for _, r := range p.Requires.items {
		kind, of, _ := r.kind()
		switch kind {
		case model.InForce, model.SignedOnce:
			first, _ := f.earliest(b, of.index())
			if kept := r.KeptFor.least(); kept > 1 && !math.IsInf(first, 1) {
				later(first+kept, "it waits until %s, which is tabled in round %s at the earliest, has been kept for %s rounds: until round %s",
					of.name, model.FormatNumber(first), model.FormatNumber(math.Ceil(kept)), model.FormatNumber(math.Ceil(first+kept)))
				continue
			}
			later(first+1, "%s", waitingFor(of.name, first))
		case model.MeetingsHeld:
			room, n := sortedIndices(r.Meetings.Between.items), r.Meetings.Held.least()
			later(f.afterMeetings(b, room, n), "it waits for %s meetings of just %s, and the calendar has %d",
				model.FormatNumber(n), f.parties(room), f.planned(b, room, int(f.Clock.Rounds.value)))
		case model.RoundReached:
			later(r.Round.least(), "it waits for round %s, and the last one is round %d", model.FormatNumber(r.Round.least()), f.Clock.Rounds.value-1)
		case model.DeadlinePassed:
			at := f.Deadlines.values[of.index()].Round.least()
			later(at, "it waits for the deadline %s in round %s", of.name, model.FormatNumber(at))
		case model.LeverCarriedOut:
			if !carriedOut(b, of.index()) {
				later(math.Inf(1), "it waits until %s is carried out, which waits for no refusal, violation or deadline", of.name)
			}
		}
	}
	return round, why
}

// waitingFor says since when a package can be waited for that is tabled in the
// given round at the earliest.
func waitingFor(name string, first float64) string {
	if math.IsInf(first, 1) {
		return fmt.Sprintf("it waits for %s, which can never be tabled", name)
	}
	return fmt.Sprintf("it waits for %s, which cannot be in force before the talks of round %s", name, model.FormatNumber(first+1))
}

// planned is how many meetings of just these parties the rounds before the given
// one can have.
func (f *file) planned(b *model.Bargain, room []int, before int) int {
	m, n := meetingsOf(b), 0
	for round := range before {
		if m == nil && len(room) == len(b.Parties) || m != nil && m.CanHold(room, round) {
			n++
		}
	}
	return n
}

// afterMeetings is the first round before which so many meetings of just these
// parties can have been held; +Inf if none.
func (f *file) afterMeetings(b *model.Bargain, room []int, n float64) float64 {
	for round := range int(f.Clock.Rounds.value) {
		if float64(f.planned(b, room, round)) >= n {
			return float64(round)
		}
	}
	return math.Inf(1)
}

// parties names the parties of a room.
func (f *file) parties(room []int) string {
	var names []string
	for _, i := range room {
		names = append(names, f.Parties.keys[i].name)
	}
	return strings.Join(names, " and ")
}

// meetingsOf is the calendar of b; nil: everyone meets in every round.
func meetingsOf(b *model.Bargain) *process.Meetings {
	if b.Processes == nil {
		return nil
	}
	for _, p := range b.Processes(b) {
		if m, ok := p.(*process.Meetings); ok {
			return m
		}
	}
	return nil
}

// carriedOut reports whether something triggers the lever.
func carriedOut(b *model.Bargain, lever int) bool {
	for i := range b.Parties {
		if slices.Contains(b.Parties[i].OnLeaving, lever) {
			return true
		}
	}
	for i := range b.Deadlines {
		if slices.Contains(b.Deadlines[i].Carries, lever) {
			return true
		}
	}
	return b.Levers[lever].ReactsTo(model.OnRefusal, model.OnViolation)
}

// warnMeetings warns of meetings that wait for meetings that are not planned.
func (f *file) warnMeetings(ps *problems, b *model.Bargain, root *node) {
	m, held := meetingsOf(b), below(root, "processes", "meetings", "held")
	if m == nil || held == nil {
		return
	}
	for i := range m.Held {
		for j, r := range m.Held[i].Requires {
			if r.Kind == model.MeetingsHeld && f.planned(b, b.Rooms[r.Of], int(f.Clock.Rounds.value)) == 0 {
				ps.at(held.items[i].get("requires").items[j], fmt.Errorf("this meeting is never held: no other is of just %s", f.parties(b.Rooms[r.Of])))
			}
		}
	}
}
