package scenario

import (
	"errors"
	"fmt"
	"slices"

	"sim/model"
)

// deadline is an entry of deadlines: a date with consequences.
type deadline struct {
	Title  text         `yaml:"title,omitempty" letters:"200" doc:"what readers see; left out: the key"`
	Round  number       `yaml:"round" doc:"round in which it passes, from 0" in:"[0, inf)" unit:"round"`
	Ends   list[ref]    `yaml:"ends,omitempty" doc:"packages that are not tabled from then on" of:"package"`
	NoDeal dict[number] `yaml:"no_deal,omitempty" doc:"where issues end without a deal from then on: an amount, or the name of a label or option" of:"each issue" in:"own" words:"labels"`
	Shifts dict[size]   `yaml:"shifts,omitempty" doc:"what it adds, from then on, to what no deal is worth to a party, also to a stated reservation value" of:"each party" in:"(-inf, inf)" unit:"stake units"`
	Then   *consequence `yaml:"then,omitempty" doc:"what happens when it passes"`
}

// consequence is what happens when a deadline passes.
type consequence struct {
	CarriesOut oneOrMore `yaml:"carries_out" doc:"levers whose moment comes: each is carried out as its follow_through, weight and cost say, or only announced" of:"lever"`
}

// oneOrMore is one name, or a list of names.
type oneOrMore struct{ list[ref] }

func (l *oneOrMore) read(d *decoder, n *node, f field) {
	if n.kind == sequence {
		if l.list.read(d, n, f); len(n.items) == 0 {
			d.at(n, fmt.Errorf("%s names nothing", f.Name))
		}
		return
	}
	l.at, l.items = n, []*ref{{}}
	l.items[0].read(d, n, f)
}

func (l *oneOrMore) schema(g *generator, f field) map[string]any {
	several := l.list.schema(g, f)
	several["minItems"] = 1
	return map[string]any{"anyOf": []any{(&ref{}).schema(g, f), several}}
}

func (x *deadline) model(id string) model.Deadline {
	m := model.Deadline{ID: id, Title: or(x.Title.value, id), Round: x.Round.result, Ends: indices(x.Ends.items)}
	for i, term := range x.NoDeal.values {
		m.NoDeal = append(m.NoDeal, model.Ending{Issue: x.NoDeal.keys[i].index(), Term: term.result})
	}
	for i, by := range x.Shifts.values {
		m.Shifts = append(m.Shifts, model.Shift{Party: x.Shifts.keys[i].index(), By: by.model()})
	}
	m.Carries = indices(x.carries())
	return m
}

// carries are the levers that the deadline has carried out.
func (x *deadline) carries() []*ref {
	if x.Then == nil {
		return nil
	}
	return x.Then.CarriesOut.items
}

// checkDeadlines reports deadlines in a single meeting, names that occur twice,
// and levers that no deadline can carry out.
func (f *file) checkDeadlines(d *decoder) {
	f.checkSingle(d, f.Deadlines.at, "deadlines")
	for _, x := range f.Deadlines.values {
		once(d, x.Ends.items, "ends")
		for _, r := range x.NoDeal.keys {
			f.checkEnding(d, &r)
		}
		once(d, x.carries(), "carries_out")
		for _, r := range x.carries() {
			if l := r.index(); l >= 0 && f.Levers.values[l].When.only(model.OnAgreement) {
				d.at(r.at, errors.New("this lever acts only while an agreement is in force; a deadline carries out what acts without one"))
			}
		}
	}
}

// checkEnding reports an issue that ends elsewhere from a deadline on, and does not
// exist without a deal, or moves without one.
func (f *file) checkEnding(d *decoder, r *ref) {
	k := r.index()
	if k < 0 {
		return
	}
	switch s := f.Issues.values[k]; {
	case s.NoDeal.none != nil:
		d.at(r.at, fmt.Errorf("%s does not exist without a deal (no_deal: none), so no deadline moves where it ends", r.name))
	case s.NoDeal.at == nil && len(f.movers(d, k)) > 0:
		d.at(r.at, fmt.Errorf("%s moves without a deal, so no deadline says where it ends; what moves it: %s", r.name, f.movers(d, k)[0].place()))
	}
}

// endingUnits gives where issues end after deadlines their unit and their words.
func (f *file) endingUnits() {
	for _, x := range f.Deadlines.values {
		for i, term := range x.NoDeal.values {
			k := x.NoDeal.keys[i].index()
			if k < 0 {
				term.val = nil // the issue is unknown, which is already reported
				continue
			}
			s := f.Issues.values[k]
			term.domain, term.unit, term.words = s.domain(), s.Unit.value, s.named()
		}
	}
}

// warnDeadlines warns of deadlines without consequences or after the last round,
// and of levers that wait for a deadline that never comes.
func (f *file) warnDeadlines(ps *problems, b *model.Bargain) {
	due := map[int]bool{}
	for i, x := range f.Deadlines.values {
		key := f.Deadlines.keys[i].at
		for _, r := range x.carries() {
			due[r.index()] = true
		}
		switch {
		case x.Round.least() > float64(f.Clock.Rounds.value-1):
			ps.at(x.Round.at, fmt.Errorf("the deadline %s never passes: it is in round %s, and the last one is round %d", key.value, model.FormatNumber(x.Round.least()), f.Clock.Rounds.value-1))
		case len(x.Ends.items)+len(x.NoDeal.values)+len(x.Shifts.values)+len(x.carries()) == 0 && !awaited(b, i):
			ps.at(key, fmt.Errorf("the deadline %s changes nothing: it ends, shifts and carries out nothing, and nothing waits for it", key.value))
		}
		for j := range x.NoDeal.keys {
			if k := x.NoDeal.keys[j]; !endCounts(b, k.index()) {
				ps.at(k.at, fmt.Errorf("where %s ends without a deal changes nothing: no party that cares about it derives from it what no deal is worth (reservation_value or walks_away is stated); say what the deadline does to them with shifts", k.name))
			}
		}
		for _, r := range x.Ends.items {
			if first, why := f.earliest(b, r.index()); first >= x.Round.most() {
				ps.at(r.at, fmt.Errorf("the deadline ends %s before it can be tabled: %s", r.name, why))
			}
		}
	}
	for i, l := range f.Levers.values {
		for _, m := range l.When.items {
			if m.when == model.OnDeadline && !due[i] {
				ps.at(m.at, fmt.Errorf("this never comes: no deadline carries out %s; name it under deadlines: {…: {then: {carries_out: %s}}}", f.Levers.keys[i].name, f.Levers.keys[i].name))
			}
		}
	}
}

// awaited reports whether a package or a meeting waits for deadline i.
func awaited(b *model.Bargain, i int) bool {
	waits := func(rs []model.Requirement) bool {
		for _, r := range rs {
			if r.Kind == model.DeadlinePassed && r.Of == i {
				return true
			}
		}
		return false
	}
	for p := range b.Packages {
		if waits(b.Packages[p].Requires) {
			return true
		}
	}
	if m := meetingsOf(b); m != nil {
		for s := range m.Held {
			if waits(m.Held[s].Requires) {
				return true
			}
		}
	}
	return false
}

// endCounts reports whether where issue k ends without a deal counts in what no deal
// is worth to some party.
func endCounts(b *model.Bargain, k int) bool {
	for i := range b.Parties {
		p := &b.Parties[i]
		if p.Seat == model.Observer || b.Issues[k].Stances[i].Salience == model.Known(0) {
			continue
		}
		if !p.Stated {
			return true
		}
		for _, terms := range p.WalksAway {
			if !slices.ContainsFunc(terms, func(t model.WalkAway) bool { return t.Issue == k }) {
				return true // the issue counts with where it ends
			}
		}
	}
	return false
}
