package scenario

import (
	"errors"
	"fmt"
	"slices"

	"sim/model"
)

// maxCells is the largest number of positions, parties times issues, of a
// scenario.
const maxCells = 100_000

// check reports inconsistencies between parts that are each valid.
func (f *file) check(d *decoder) {
	if f.Parties.at != nil && f.Parties.at.kind == mapping && len(f.Parties.values) < 2 {
		d.at(f.Parties.at, fmt.Errorf("a scenario needs at least two parties, and there %s", are(len(f.Parties.values))))
	}
	if f.Issues.at != nil && f.Issues.at.kind == mapping && len(f.Issues.values) < 1 {
		d.at(f.Issues.at, errors.New("a scenario needs at least one issue"))
	}
	if n := len(f.Parties.values) * len(f.Issues.values); n > maxCells {
		d.at(f.Issues.at, fmt.Errorf("%d parties with %d issues are too many: %d at most, multiplied", len(f.Parties.values), len(f.Issues.values), maxCells))
	}
	f.checkParties(d)
	f.checkPrivate(d)
	for _, l := range f.Levers.values {
		f.checkEffects(d, l)
	}
	offsets(d, &f.Levers)
	d.following(func() { f.checkPaths(d) })
	for _, p := range f.Packages.values {
		f.checkPackage(d, p)
	}
	for _, s := range f.Issues.values {
		s.labels(d)
		s.checkOptions(d)
		s.checkUtilities(d)
		s.checkWhole(d)
		once(d, s.CarriedOutBy.even.items, "carried_out_by")
		for i, r := range s.RedLines.values {
			once(d, r.Packages.items, "packages")
			if r.Only.value && len(r.Packages.items) == 0 {
				d.at(s.RedLines.keys[i].at, errors.New("only means nowhere but in packages; name the packages"))
			}
		}
		s.checkPublicLines(d)
		s.checkClaim(d)
	}
	f.checkIdeals(d)
	f.checkRequirements(d)
	f.checkDeadlines(d)
	f.Strength.check(d, f)
	f.checkStandstill(d)
	f.checkResolved(d)
	f.checkNoDeal(d)
	f.checkFactions(d)
	f.checkShifts(d)
	f.checkLevels(d)
	f.checkTotals(d)
	d.following(func() {
		f.checkConditions(d)
		f.checkTheories(d)
	})
	f.Run.Weights.check(d)
	f.Outcomes.check(d)
}

// checkTheories reports theories named in the file that cannot handle the
// scenario.
func (f *file) checkTheories(d *decoder) {
	outline := &model.Bargain{Issues: make([]model.Issue, len(f.Issues.values))}
	for i, p := range f.Parties.values {
		outline.Parties = append(outline.Parties, model.Party{ID: f.Parties.keys[i].name, Seat: p.seat(), RiskAversion: model.Known(p.RiskAversion.least())})
	}
	if len(outline.Parties) < 2 || len(outline.Issues) == 0 {
		return // which is reported already
	}
	for i, s := range f.Issues.values {
		for _, k := range s.CarriedOutBy.parties() {
			outline.Issues[i].Carriers = append(outline.Issues[i].Carriers, model.Carrier{Party: k})
		}
	}
	for i, p := range f.Packages.values {
		m := model.Package{ID: f.Packages.keys[i].name, Issues: known(p.Issues.of.items)}
		if p.Issues.all {
			m.Issues = count(len(outline.Issues))
		}
		outline.Packages = append(outline.Packages, m)
	}
	for i, t := range f.Totals.values {
		outline.Totals = append(outline.Totals, t.model(f.Totals.keys[i].name))
	}
	if len(outline.Packages) == 0 {
		outline.Packages = []model.Package{everything(len(outline.Issues))}
	}
	for i, t := range f.Run.Theories.chosen {
		for _, t := range slices.Concat([]model.Theory{t}, t.Spread) {
			if err := accepts(t, outline); err != nil {
				d.at(f.Run.Theories.names[i], err)
			}
		}
	}
}

// known returns the indices of those references that could be resolved.
func known(refs []*ref) []int {
	return slices.DeleteFunc(indices(refs), func(i int) bool { return i < 0 })
}

// checkEffects reports effects that lack what they need elsewhere in the file.
func (f *file) checkEffects(d *decoder, l *lever) {
	for i, e := range l.Effects.items {
		if i >= len(l.Effects.at.items) || l.Effects.at.items[i].kind != mapping {
			continue
		}
		e.check(d, l.Effects.at.items[i], l)
		v, ok := e.verb()
		switch {
		case !ok:
		case v.does == model.Offers:
			f.checkOffer(d, e, l)
		case v.does == model.Assures && e.Against.index() >= 0 && e.Against.index() == v.of.index():
			d.at(e.Against.at, errors.New("nothing assures a party against itself; name the party whose compliance is in doubt"))
		case v.does == model.Hardens:
			k, party := e.Issue.index(), v.of.index()
			if k >= 0 && party >= 0 && f.redLine(k, party) < 0 {
				d.at(v.of.at, fmt.Errorf("%s states no red line and no public line on %s", f.Parties.keys[party].name, f.Issues.keys[k].name))
			}
		}
	}
}

// checkOffer reports offers of what the holder does not carry out, and offers
// that hold without an agreement.
func (f *file) checkOffer(d *decoder, e *effect, l *lever) {
	if !l.When.only(model.OnAgreement) {
		d.at(e.Offers.at, errors.New("what is offered comes with an agreement; the lever needs when: agreement, and for other effects another lever"))
	}
	k, holder := e.Offers.index(), l.Holder.index()
	if k < 0 || holder < 0 {
		return
	}
	if s := f.Issues.values[k]; !s.CarriedOutBy.holds(holder) {
		d.at(e.Offers.at, fmt.Errorf("%s cannot offer %s: it does not carry it out; name it under carried_out_by of %s",
			f.Parties.keys[holder].name, e.Offers.name, e.Offers.name))
	}
}

// redLine is the index of a party's red line or public line on an issue, or −1.
func (f *file) redLine(issue, party int) int {
	for j, k := range f.Issues.values[issue].RedLines.keys {
		if k.index() == party {
			return j
		}
	}
	for j, k := range f.Issues.values[issue].PublicLines.keys {
		if k.index() == party {
			return len(f.Issues.values[issue].RedLines.keys) + j
		}
	}
	return -1
}

// checkPublicLines reports parties with a limit and a price on one issue, and
// lines that count nowhere.
func (s *issue) checkPublicLines(d *decoder) {
	for i, r := range s.PublicLines.values {
		key := s.PublicLines.keys[i]
		once(d, r.Packages.items, "packages")
		if r.Only.value && len(r.Packages.items) == 0 {
			d.at(key.at, errors.New("only means nowhere but in packages; name the packages"))
		}
		for _, other := range s.RedLines.keys {
			if other.name == key.name {
				d.at(key.at, fmt.Errorf("%s states a red line on this issue, too; a line is a limit (red_lines) or has a price (public_lines), not both", key.name))
			}
		}
	}
}

func (f *file) checkPackage(d *decoder, p *pack) {
	once(d, p.Issues.of.items, "issues")
	for i, b := range p.Limits.values {
		key := p.Limits.keys[i]
		b.upsideDown(d)
		if k := key.index(); k >= 0 {
			b.check(d, f.Issues.values[k], key.name)
		}
		if key.index() >= 0 && !p.Issues.all && p.Issues.of.at != nil && !p.Issues.holds(key.name) {
			d.at(key.at, fmt.Errorf("the package does not hold the issue %s, so nothing can limit it", key.name))
		}
	}
}

func (s *issueSet) holds(name string) bool {
	for _, r := range s.of.items {
		if r.name == name {
			return true
		}
	}
	return false
}

// once reports names that occur twice in a list.
func once(d *decoder, refs []*ref, list string) {
	seen := map[string]bool{}
	for _, r := range refs {
		if r.at != nil && seen[r.name] {
			d.at(r.at, fmt.Errorf("%s names %s twice", list, short(r.name)))
		}
		seen[r.name] = true
	}
}

func are(n int) string {
	switch n {
	case 0:
		return "are none"
	case 1:
		return "is 1"
	}
	return fmt.Sprintf("are %d", n)
}
