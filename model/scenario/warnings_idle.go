package scenario

import (
	"errors"
	"fmt"
	"slices"

	"sim/model"
)

// warnIdle warns of keys of parties, issues and factions that change nothing
// without another key.
func (f *file) warnIdle(ps *problems, b *model.Bargain, root *node) {
	for i, p := range f.Parties.values {
		name := f.Parties.keys[i].name
		if p.OnLeaving.at != nil && !p.Leaves.given() {
			ps.at(p.OnLeaving.at, fmt.Errorf("%s never leaves, so it carries out nothing on leaving; say leaves: 0.05 to 0.3", name))
		}
		f.warnWorth(ps, &p.DisagreementCost, i)
		for _, r := range p.Prospects.keys {
			if k := r.index(); k >= 0 && !f.cares(k, i) {
				ps.at(r.at, fmt.Errorf("this moves nobody: %s has no position on %s", name, r.name))
			}
		}
	}
	if f.Standstill != nil && f.Standstill.Issue.index() >= 0 {
		s := f.Issues.values[f.Standstill.Issue.index()]
		for _, x := range []*number{&s.Curvature, &s.LossAversion, &s.Irreversible} {
			if x.given() {
				ps.at(x.at, fmt.Errorf("%s changes nothing here: the issue of a standstill is valued by the disagreement_cost that it relieves", x.f.Name))
			}
		}
	}
	asked := below(root, "processes", "ratification")
	for i, key := range f.Factions.keys {
		if f.factionParty(i) >= 0 && (asked == nil || asked.find(key.name) < 0) {
			ps.at(key.at, fmt.Errorf("nobody asks %s; name it in the process ratification: {%s: {}}", key.name, key.name))
		}
		f.warnSeats(ps, i, below(root, "processes", "ratification", key.name, "quota"))
	}
	f.warnHarmless(ps, root)
	f.warnNoOutcome(ps, b)
}

// warnNoOutcome remarks that no package can end a draw in anything but stalemate:
// each is a partial one that relieves nothing, and outcomes are read from what is
// relieved.
func (f *file) warnNoOutcome(ps *problems, b *model.Bargain) {
	if f.Standstill != nil || len(f.Packages.values) == 0 || !b.Burdens() {
		return
	}
	for g := range b.Packages {
		if p := &b.Packages[g]; p.Headline() {
			return
		} else if _, most := spanOf(b, p.Relieves); most > 0 {
			return
		}
	}
	ps.at(f.Packages.keys[0].at, errors.New("every draw ends in stalemate, whatever is signed: outcomes tell what is relieved, and no package is a settlement or a ceasefire or relieves anything; give one outcome: settlement, or relieves: 0.5"))
}

// warnSeats warns of groups of a faction without seats where a quota (nil: there is
// none) counts them, and of seats that nothing counts.
func (f *file) warnSeats(ps *problems, faction int, quota *node) {
	name, groups := f.Factions.keys[faction].name, &f.Factions.values[faction].groups
	for j := range groups.values {
		g := groups.values[j]
		switch {
		case quota != nil && !g.Seats.given():
			ps.at(groups.keys[j].at, fmt.Errorf("%s has no seats, so its votes do not count toward the quota of %s; say how many: seats: 100", short(groups.keys[j].name), name))
		case quota == nil && g.Seats.given():
			ps.at(g.Seats.at, fmt.Errorf("these seats count nothing: %s has no quota, so every group must accept; give it one in the process ratification", name))
		}
	}
}

// warnWorth warns of an amount that is a worth on an issue on which the party
// has no position: it is nothing.
func (f *file) warnWorth(ps *problems, x *size, party int) {
	if len(x.worth.keys) == 0 || party < 0 {
		return
	}
	if k := x.worth.keys[0].index(); k >= 0 && !f.cares(k, party) {
		ps.at(x.worth.keys[0].at, fmt.Errorf("this is worth nothing to %s, which has no position on %s", f.Parties.keys[party].name, f.Issues.keys[k].name))
	} else if k >= 0 && f.share(party, k) == 0 {
		ps.at(x.worth.keys[0].at, fmt.Errorf("this is worth nothing to %s: its salience of %s is 0", f.Parties.keys[party].name, f.Issues.keys[k].name))
	}
}

// warnHarmless warns of what restrains or waits for a party that never breaks an
// agreement.
func (f *file) warnHarmless(ps *problems, root *node) {
	hazard := below(root, "processes", "violations", "hazard")
	breaks := func(name string) bool { return hazard != nil && hazard.find(name) >= 0 }
	// suspect reports whether a party can break an agreement, or is believed to.
	suspect := func(name string) bool {
		return breaks(name) || slices.ContainsFunc(f.Parties.values, func(p *party) bool {
			return slices.ContainsFunc(p.CountsOn.items, func(r *ref) bool { return r.name == name })
		})
	}
	const never = "%s never breaks an agreement, and nobody counts on it: it has no hazard under processes.violations"
	for _, l := range f.Levers.values {
		for _, e := range l.Effects.items {
			if at := e.Against.at; at != nil && !suspect(e.Against.name) {
				ps.at(at, fmt.Errorf("this assures nobody: "+never, e.Against.name))
			}
		}
		for _, m := range l.When.items {
			blamed := hazard != nil && len(hazard.entries) > 0 && below(root, "processes", "violations", "false_attribution") != nil
			if m.when == model.OnViolation && f.Clock != nil && !breaks(m.party.name) && !blamed {
				ps.at(m.at, fmt.Errorf("this never comes: %s never breaks an agreement; it has no hazard under processes.violations", m.party.name))
			}
		}
	}
	for _, x := range f.deters {
		if len(x.of) == 0 {
			ps.at(x.at, errors.New("this restrains nobody: of names no party"))
		}
		for _, i := range x.of {
			if name := f.Parties.keys[i].name; !suspect(name) {
				ps.at(x.at, fmt.Errorf("this restrains nobody: "+never, name))
			}
		}
	}
	if n := below(root, "processes", "violations", "disruption"); n != nil && n.kind == mapping {
		for key := range n.pairs() {
			if !suspect(key.value) {
				ps.at(key, fmt.Errorf("this changes nothing: "+never, key.value))
			}
		}
	}
}
