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
	f.checkCountsOn(d)
	for _, l := range f.Levers.values {
		for i, e := range l.Effects.items {
			if i < len(l.Effects.at.items) && l.Effects.at.items[i].kind == mapping {
				e.check(d, l.Effects.at.items[i], l)
				f.checkBinding(d, e, l)
			}
		}
	}
	offsets(d, &f.Levers)
	d.following(func() { f.checkPaths(d) })
	for _, p := range f.Packages.values {
		f.checkPackage(d, p)
	}
	for _, s := range f.Issues.values {
		s.labels(d)
		once(d, s.CarriedOutBy.items, "carried_out_by")
		for _, r := range s.RedLines.values {
			once(d, r.Packages.items, "packages")
		}
	}
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
		outline.Issues[i].CarriedOutBy = known(s.CarriedOutBy.items)
	}
	for i, p := range f.Packages.values {
		m := model.Package{ID: f.Packages.keys[i].name, Issues: known(p.Issues.of.items)}
		if p.Issues.all {
			m.Issues = count(len(outline.Issues))
		}
		outline.Packages = append(outline.Packages, m)
	}
	if len(outline.Packages) == 0 {
		outline.Packages = []model.Package{everything(len(outline.Issues))}
	}
	for i, t := range f.Run.Protocols.chosen {
		if err := accepts(t, outline); err != nil {
			d.at(f.Run.Protocols.names[i], err)
		}
	}
}

// known returns the indices of those references that could be resolved.
func known(refs []*ref) []int {
	return slices.DeleteFunc(indices(refs), func(i int) bool { return i < 0 })
}

// checkCountsOn requires counts_on wherever a party may doubt that a deal
// holds.
func (f *file) checkCountsOn(d *decoder) {
	for i, p := range f.Parties.values {
		switch e := &p.ExpectedCompliance; {
		case p.CountsOn.at != nil && p.CountsOn.index() == i:
			d.at(p.CountsOn.at, errors.New("a party cannot count on itself; name the party whose compliance is in doubt"))
		case p.CountsOn.at == nil && e.input != nil && (e.input.Dist != nil || e.value < 1):
			d.at(e.at, fmt.Errorf("expected_compliance may lie below 1 here, so counts_on must say on whose compliance %s counts", f.Parties.keys[i].name))
		}
	}
}

// checkBinding resolves the red line that an effect moves.
func (f *file) checkBinding(d *decoder, e *effect, l *lever) {
	if e.Moves.value != "binding" || e.Issue.index() < 0 {
		return
	}
	of := e.of(l)
	if of >= 0 && f.redLine(e.Issue.index(), of) < 0 {
		d.at(e.Moves.at, fmt.Errorf("%s states no red line on %s", f.Parties.keys[of].name, f.Issues.keys[e.Issue.index()].name))
	}
}

// of is the party affected: the one that the effect names, else the target.
func (e *effect) of(l *lever) int {
	if e.Of.at != nil {
		return e.Of.index()
	}
	return l.Target.index()
}

// redLine is the index of a party's red line on an issue, or −1.
func (f *file) redLine(issue, party int) int {
	for j, k := range f.Issues.values[issue].RedLines.keys {
		if k.index() == party {
			return j
		}
	}
	return -1
}

func (f *file) checkPackage(d *decoder, p *pack) {
	once(d, p.Issues.of.items, "issues")
	for i, b := range p.Limits.values {
		key := p.Limits.keys[i]
		b.upsideDown(d)
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
