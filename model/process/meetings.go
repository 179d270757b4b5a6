package process

import (
	"slices"

	"sim/model"
	"sim/model/registry"
)

var meetings = entryOf(registry.About{
	Name: "meetings",
	Doc:  "Who meets when, what the room can decide, who refuses to come; without it everyone meets every round.",
	Explain: `A meeting at a round goes before a series, and of several the first that is listed
and whose requires are met; in a round without any nothing is tabled. A package
can be tabled only if everyone whose consent it needs is in the room, and the
meeting can decide it. A party that refuses to come, which each does with its own
chance, cancels the meeting of that round; of several the one whose clock rings
first, each ringing within the round with that chance. With the chance noshow it
is then recorded as not consenting, if the meeting could still have decided
anything. rewards are what a meeting is worth to a party by itself, in the rounds
in which it is due.

It assumes that the calendar is fixed in advance, but for what meetings require.
How many meetings a package needs before it can be tabled stands with the package,
and moves outcomes more than almost any other number.

Do not use refusal for a party that comes and does not sign: that follows from
its payoffs.`,
	Citation: "This model's own.",
}, func(p meetingsParameters, _ *model.Bargain) model.Process {
	m := &Meetings{NoShow: p.NoShow}
	for i := range p.Held {
		m.Held = append(m.Held, p.Held[i].slot())
	}
	for _, r := range p.Refusal {
		m.Refusal = append(m.Refusal, Refusal{Party: r.Ref.Index(), Chance: r.Value})
	}
	return m
})

// Meetings says who meets when, what the room can decide, and how often a
// party refuses to come.
type Meetings struct {
	model.BaseProcess
	Held    []Slot
	Refusal []Refusal
	NoShow  model.Number // chance that a refusal to meet counts as not consenting, [0, 1]

	race  model.Race // of the parties: who refuses first
	rates []float64  // per party
}

// Slot is a meeting, or a series of them.
type Slot struct {
	At      int // the round of a single meeting; −1 for a series
	Every   int // rounds between the meetings of a series
	From    int // first round of a series
	Until   int // round before which a series ends; 0: never
	Between []int
	Decides []int    // packages it can decide; nil: all
	Rewards []Reward // what it is worth to parties while it is due

	Requires []model.Requirement // it can be due only while all of them are met
}

// Reward is what a meeting is worth to a party by itself.
type Reward struct {
	Party int
	Size  model.Size // per round in which the meeting is due
}

// Refusal is a party's chance of refusing to come.
type Refusal struct {
	Party  int
	Chance model.Parameter

	push float64 // log-odds that alienation adds

	of, by, after float64 // the last chance shifted, by what, and what came of it
}

// chance is how often the party refuses, after levers and alienation.
func (r *Refusal) chance(t *model.Table) float64 {
	if q := t.Probability(&r.Chance); q != r.of || r.push != r.by {
		r.of, r.by, r.after = q, r.push, model.ShiftLogit(q, r.push)
	}
	return r.after
}

type meetingsParameters struct {
	Held    []slotParameters                `yaml:"held" doc:"meetings; one at a round goes before a series"`
	Refusal registry.Named[model.Parameter] `yaml:"refusal,omitempty" doc:"how often a party refuses to come" of:"each party" in:"[0, 1]" moved:"probability"`
	NoShow  model.Number                    `yaml:"noshow,omitempty" doc:"how often a refusal to come counts as not consenting" in:"[0, 1]" default:"0"`
}

type slotParameters struct {
	At       *int                       `yaml:"at,omitempty" doc:"round of a single meeting, from 0" in:"[0, 520]" one:"moment!"`
	Every    *int                       `yaml:"every,omitempty" doc:"rounds between the meetings of a series" in:"[1, 520]" one:"moment!"`
	From     int                        `yaml:"from,omitempty" doc:"first round of a series, from 0" in:"[0, 520]"`
	Until    int                        `yaml:"until,omitempty" doc:"round before which a series ends; 0: never" in:"[0, 520]"`
	Between  []registry.Ref             `yaml:"between" doc:"who is in the room" of:"party"`
	Decides  []registry.Ref             `yaml:"decides,omitempty" doc:"packages that it can decide; [] for none; left out: all" of:"package"`
	Requires []model.Requirement        `yaml:"requires,omitempty" doc:"what must hold before such a meeting is due, as for packages; until then the next one listed takes its place"`
	Rewards  registry.Named[model.Size] `yaml:"rewards,omitempty" doc:"what such a meeting is worth to a party by itself, in the rounds in which it is due" of:"each party" unit:"stake units"`
}

func (s *slotParameters) slot() Slot {
	slot := Slot{At: -1, From: s.From, Until: s.Until, Between: indices(s.Between), Decides: indices(s.Decides), Requires: s.Requires}
	if s.At != nil {
		slot.At = *s.At
	} else {
		slot.Every = *s.Every
	}
	for _, r := range s.Rewards {
		slot.Rewards = append(slot.Rewards, Reward{Party: r.Ref.Index(), Size: r.Value})
	}
	return slot
}

var noShowKey = model.Key("meetings/noshow")

// Begin makes room for the parties' clocks.
func (m *Meetings) Begin(g *model.Game) {
	if n := len(g.Bargain.Parties); len(m.rates) != n {
		m.rates, m.race = make([]float64, n), raceOf(g.Bargain, "meetings/refusal")
	}
}

// Move finds the round's meeting and whether it comes about.
func (m *Meetings) Move(g *model.Game) {
	slot := m.slot(g)
	g.Meets = slot != nil && !g.Closed
	if !g.Meets {
		return
	}
	slot.reward(g)
	clear(g.Room)
	for _, i := range slot.Between {
		g.Room[i] = true
	}
	if slot.Decides != nil {
		for p := range g.Decides {
			g.Decides[p] = slices.Contains(slot.Decides, p)
		}
	}
	if len(m.Refusal) == 0 {
		return
	}
	clear(m.rates)
	for i := range m.Refusal {
		if r := &m.Refusal[i]; g.Room[r.Party] && !g.Now().Gone[r.Party] {
			m.rates[r.Party] = model.RateOf(r.chance(g.Table))
		}
	}
	party, at := g.FirstOf(m.race, 0, m.rates)
	if at >= 1 {
		return
	}
	g.Meets = false
	g.Report(model.Event{Kind: model.MeetingRefused, Party: party, Package: -1, Lever: -1})
	if g.Open() && g.Happens(noShowKey, 0, m.NoShow.In(g.In())) {
		g.Record(party)
	}
}

// Expect adds what next round's meeting is worth to parties.
func (m *Meetings) Expect(g *model.Game) {
	if slot := m.slot(g); slot != nil {
		slot.reward(g)
	}
}

// Convenes is the share of draws in which the meeting of the round is held, if it
// can decide the package and has everyone in the room whom that needs.
func (m *Meetings) Convenes(next *model.Game, pkg int) float64 {
	slot := m.slot(next)
	if slot == nil || slot.Decides != nil && !slices.Contains(slot.Decides, pkg) {
		return 0
	}
	for i, needed := range next.Table.Problem(pkg).Consent {
		if needed && !slices.Contains(slot.Between, i) {
			return 0
		}
	}
	share := 1.0
	for i := range m.Refusal {
		if r := &m.Refusal[i]; slices.Contains(slot.Between, r.Party) && !next.Now().Gone[r.Party] {
			share = float64(share * (1 - r.chance(next.Table)))
		}
	}
	return share
}

// reward adds what the meeting is worth to parties by itself.
func (s *Slot) reward(g *model.Game) {
	for _, r := range s.Rewards {
		g.Now().Reward[r.Party] += g.Table.Amount(r.Size, r.Party)
	}
}

// slot is the first listed meeting that falls on the round and whose requirements
// are met: single meetings before series.
func (m *Meetings) slot(g *model.Game) *Slot {
	var series *Slot
	for i := range m.Held {
		s := &m.Held[i]
		if series != nil && s.At < 0 || !s.falls(g.Round) || g.Unmet(s.Requires) >= 0 {
			continue
		}
		if s.At >= 0 {
			return s
		}
		series = s
	}
	return series
}

// falls reports whether the meeting falls on the round.
func (s *Slot) falls(round int) bool {
	if s.At >= 0 {
		return s.At == round
	}
	return round >= s.From && (s.Until == 0 || round < s.Until) && (round-s.From)%max(1, s.Every) == 0
}

// CanHold reports whether a meeting of just the parties of room can be due in the
// round, if what the meetings listed there require is met or not as it suits.
func (m *Meetings) CanHold(room []int, round int) bool {
	for _, single := range []bool{true, false} {
		for i := range m.Held {
			s := &m.Held[i]
			if s.At >= 0 != single || !s.falls(round) {
				continue
			}
			if between := slices.Sorted(slices.Values(s.Between)); slices.Equal(slices.Compact(between), room) {
				return true
			}
			if len(s.Requires) == 0 {
				return false
			}
		}
	}
	return false
}
