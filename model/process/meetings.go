package process

import (
	"slices"

	"sim/model"
)

// Meetings says who meets when, what the room can decide, and how often a
// party refuses to come.
type Meetings struct {
	model.Still
	Held    []Slot
	Refusal []Refusal
	NoShow  model.Number // chance that a refusal to meet counts as not consenting, [0, 1]
}

// Slot is a meeting, or a series of them.
type Slot struct {
	At      int // the round of a single meeting; −1 for a series
	Every   int // rounds between the meetings of a series
	From    int // first round of a series
	Until   int // round before which a series ends; 0: never
	Between []int
	Decides []int // packages it can decide; nil: all
}

// Refusal is a party's chance of refusing to come.
type Refusal struct {
	Party  int
	Chance model.Parameter
	Key    model.StreamKey

	push float64 // log-odds that alienation adds

	of, by, after float64 // the last chance shifted, by what, and what came of it
}

// chance is how often the party refuses, after levers and alienation.
func (r *Refusal) chance(t *model.Table) float64 {
	if q := t.Probability(&r.Chance); q != r.of || r.push != r.by {
		r.of, r.by, r.after = q, r.push, model.Shift(q, r.push)
	}
	return r.after
}

var noShowKey = model.Key("meetings/noshow")

// Move finds the round's meeting and whether it comes about.
func (m *Meetings) Move(g *model.Game) {
	slot := m.slot(g.Round)
	g.Meets = slot != nil && !g.Closed
	if !g.Meets {
		return
	}
	clear(g.Room)
	for _, i := range slot.Between {
		g.Room[i] = true
	}
	if slot.Decides != nil {
		for p := range g.Decides {
			g.Decides[p] = slices.Contains(slot.Decides, p)
		}
	}
	for i := range m.Refusal {
		r := &m.Refusal[i]
		if !g.Room[r.Party] || !g.Happens(r.Key, 0, r.chance(g.Table)) {
			continue
		}
		g.Meets = false
		g.Report(model.Event{Kind: model.MeetingRefused, Party: r.Party, Package: -1, Lever: -1})
		if g.Open() && g.Happens(noShowKey, 0, m.NoShow.In(g.In())) {
			g.Record(r.Party)
		}
		return
	}
}

// slot is the first listed meeting that falls on the round: single meetings
// before series.
func (m *Meetings) slot(round int) *Slot {
	var series *Slot
	for i := range m.Held {
		s := &m.Held[i]
		if s.At >= 0 {
			if s.At == round {
				return s
			}
			continue
		}
		if series == nil && round >= s.From && (s.Until == 0 || round < s.Until) && (round-s.From)%max(1, s.Every) == 0 {
			series = s
		}
	}
	return series
}
