package process

import (
	"slices"
	"testing"

	"sim/model"
)

// meeting plays rounds of a bargain of two signatories and a sponsor, whose
// consent the second package needs, under the processes, and returns what happened.
func meeting(rounds int, ev chances, packages []model.Package, processes ...model.Process) (events []model.Event, out model.Outcome) {
	party := func(id string, seat model.Seat) model.Party {
		return model.Party{ID: id, Seat: seat, Power: model.Known(1), Patience: model.Known(0.9)}
	}
	b := &model.Bargain{
		Parties: []model.Party{party("a", model.Signatory), party("b", model.Signatory), party("sponsor", model.Sponsor)},
		Issues: []model.Issue{{
			ID: "aid", StatusQuo: model.Known(0.5), Curvature: model.Known(1), LossAversion: model.Known(1), Carriers: []model.Carrier{{Party: 2, Share: model.Known(1), Credibility: model.Known(1)}},
			Stances: make([]model.Stance, 3),
		}},
		Packages:  packages,
		Theories:  []model.Theory{{Name: "stub", New: func() model.Protocol { return agreeable{} }}},
		Clock:     model.Clock{Rounds: rounds},
		Processes: func(*model.Bargain) []model.Process { return processes },
	}
	out = b.NewOutcome()
	model.Narrate(b, 0, nil, ev, &out, func(e model.Event) {
		e.Room, e.Terms, e.Payoff = nil, nil, nil
		events = append(events, e)
	})
	return events, out
}

// when lists the rounds in which events of the kind happened.
func when(events []model.Event, kind model.EventKind) (rounds []int) {
	for _, e := range events {
		if e.Kind == kind {
			rounds = append(rounds, e.Round)
		}
	}
	return rounds
}

func ceasefire(meetings float64, issues ...int) model.Package {
	return model.Package{ID: "ceasefire", Outcome: model.Ceasefire, Issues: issues, Relieves: model.Known(1), Meetings: model.Known(meetings)}
}

// A package is tabled once the meetings that it needs have been held, in a
// room that holds everyone who must consent and can decide it; single meetings
// go before a series.
func TestWhoMeets(t *testing.T) {
	all, two := []int{0, 1, 2}, []int{0, 1}
	for _, c := range []struct {
		name string
		held []Slot
		pkg  model.Package
		met  []int
		sign int // round; −1: never
	}{
		{"series", []Slot{{At: -1, Every: 2, From: 1, Until: 5, Between: two}}, ceasefire(0), []int{1, 3}, 1},
		{"preparation", []Slot{{At: -1, Every: 1, Between: two}}, ceasefire(3), []int{0, 1, 2, 3, 4, 5}, 3},
		{"sponsor away", []Slot{{At: -1, Every: 1, Between: two}}, ceasefire(0, 0), []int{0, 1, 2, 3, 4, 5}, -1},
		{"sponsor comes late", []Slot{{At: 4, Between: all}, {At: -1, Every: 1, Between: two}}, ceasefire(0, 0), []int{0, 1, 2, 3, 4, 5}, 4},
		{"nothing to decide", []Slot{{At: 0, Between: all, Decides: []int{}}, {At: 2, Between: all, Decides: []int{0}}}, ceasefire(0, 0), []int{0, 2}, 2},
	} {
		events, _ := meeting(6, chances{}, []model.Package{c.pkg}, &Meetings{Held: c.held})
		if got := when(events, model.MeetingHeld); !slices.Equal(got, c.met) {
			t.Errorf("%s: meetings in rounds %v, want %v", c.name, got, c.met)
		}
		want := []int{c.sign}
		if c.sign < 0 {
			want = nil
		}
		if got := when(events, model.PackageSigned); !slices.Equal(got, want) {
			t.Errorf("%s: signed in rounds %v, want %v", c.name, got, want)
		}
	}
}

// A party that refuses to come is recorded as not consenting as often as that
// counts, as long as the meeting could have brought anything.
func TestRefusingToMeet(t *testing.T) {
	refusing := func(noshow float64) *Meetings {
		return &Meetings{
			Held:    []Slot{{At: -1, Every: 1, Between: []int{0, 1, 2}}},
			Refusal: []Refusal{{Party: 1, Chance: model.Parameter{Number: model.Known(0.6)}}},
			NoShow:  model.Known(noshow),
		}
	}
	pkgs := []model.Package{ceasefire(0, 0)}
	for _, c := range []struct {
		noshow, u      float64
		away, recorded int
	}{{0.6, 0.5, 3, 3}, {0.4, 0.5, 3, 0}, {0.6, 0.3, 0, 0}} {
		events, out := meeting(3, chances{model.Key("meetings/refusal/b"): c.u}, pkgs, refusing(c.noshow))
		if got := len(when(events, model.MeetingRefused)); got != c.away {
			t.Errorf("%+v: stayed away %d times", c, got)
		}
		if out.Blocks[1] != c.recorded {
			t.Errorf("%+v: recorded %d times", c, out.Blocks[1])
		}
	}
	// A party that has left the talks keeps nobody from meeting.
	gone := &script{move: func(g *model.Game) { g.Now().Gone[1] = true }}
	if events, _ := meeting(3, chances{model.Key("meetings/refusal/b"): 0.5}, pkgs, gone, refusing(1)); len(when(events, model.MeetingRefused)) > 0 {
		t.Error("a party that has left refuses to meet")
	}
	// Under a settlement there is nothing to refuse.
	settled := pkgs[0]
	settled.Outcome = model.Settlement
	late := refusing(1)
	late.Held = []Slot{{At: 0, Between: []int{0, 1, 2}}, {At: -1, Every: 1, From: 1, Between: []int{0, 1, 2}}}
	_, out := meeting(3, chances{model.Key("meetings/refusal/b"): 0.3}, []model.Package{settled}, late)
	if out.Class != model.Settlement {
		t.Fatalf("ends in %v", out.Class)
	}
	events, out := meeting(3, chances{}, []model.Package{settled}, &script{move: func(g *model.Game) {
		late.Refusal[0].Chance.Number = model.Known(float64(min(g.Round, 1)))
	}}, late)
	if got := when(events, model.MeetingRefused); !slices.Equal(got, []int{1, 2}) || out.Blocks[1] != 0 {
		t.Errorf("stayed away in %v, recorded %d times", got, out.Blocks[1])
	}
}

// script is a process that does one thing before the talks.
type script struct {
	model.BaseProcess
	move func(g *model.Game)
}

func (s *script) Move(g *model.Game) { s.move(g) }

// Talks end only where something was tabled and nothing signed, and open again.
func TestBreakdown(t *testing.T) {
	no := refuser{}
	every := &Meetings{Held: []Slot{{At: -1, Every: 1, Between: []int{0, 1}}}}
	sure, never := model.Parameter{Number: model.Known(50)}, model.Parameter{Number: model.Known(0)}
	pkgs := []model.Package{ceasefire(1)}
	events, out := meeting(5, chances{}, pkgs, &Breakdown{Hazard: sure, Reopen: never}, no, every)
	if got := when(events, model.TalksEnded); !slices.Equal(got, []int{1}) {
		t.Errorf("talks end in %v, want round 1: nothing can be tabled before", got)
	}
	if got := when(events, model.MeetingHeld); !slices.Equal(got, []int{0, 1}) || out.Reason != model.Breakdown || out.Class != model.Stalemate {
		t.Errorf("meetings in %v, ends in %v for %v", got, out.Class, out.Reason)
	}
	events, _ = meeting(5, chances{}, pkgs, &Breakdown{Hazard: sure, Reopen: model.Parameter{Number: model.Known(1)}}, no, every)
	if got := when(events, model.MeetingHeld); !slices.Equal(got, []int{0, 1, 2, 3, 4}) {
		t.Errorf("with talks that open again: meetings in %v", got)
	}
	events, _ = meeting(5, chances{}, pkgs, &Breakdown{Hazard: sure, Reopen: never}, every)
	if got := when(events, model.TalksEnded); got != nil {
		t.Errorf("talks end in %v though the package is signed", got)
	}
}

// refuser is a process that ratifies nothing.
type refuser struct{ model.BaseProcess }

func (refuser) Ratify(*model.Game, int, *model.Offer) bool { return false }

// A dispute escalates as far as nothing relieves it.
func TestEscalationNeedsADispute(t *testing.T) {
	every := &Meetings{Held: []Slot{{At: 1, Between: []int{0, 1}}}}
	for _, c := range []struct {
		hazard float64
		want   model.Class
	}{{0, model.Ceasefire}, {0.5, model.Ceasefire}, {0.8, model.Escalation}} { // the median of chance: 1 − e^−h against one half
		_, out := meeting(4, chances{}, []model.Package{ceasefire(0)}, &Escalation{Hazard: model.Parameter{Number: model.Known(c.hazard)}}, every)
		if out.Class != c.want {
			t.Errorf("hazard %g: ends in %v, want %v", c.hazard, out.Class, c.want)
		}
	}
	late := &Escalation{}
	_, out := meeting(4, chances{}, []model.Package{ceasefire(0)}, &script{move: func(g *model.Game) {
		late.Hazard.Number = model.Known(100 * float64(g.Round/2)) // from round 2 on, after the ceasefire of round 1
	}}, late, every)
	if out.Class != model.Ceasefire {
		t.Errorf("escalates though all is relieved: ends in %v", out.Class)
	}
}
