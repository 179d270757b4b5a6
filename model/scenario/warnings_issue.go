package scenario

import (
	"fmt"
	"slices"
	"strings"

	"sim/model"
)

const (
	// nearEnd is the part of a scale, next to an end, that is small: if all amounts lie
	// there, nobody disputes most of the scale.
	nearEnd = 0.2
	// counted is the largest share of its salience that a party may give an issue
	// that already acts through its trust.
	counted = 0.1
)

// warnIssue warns of an issue that moves nobody.
func (f *file) warnIssue(ps *problems, k int) {
	key := f.Issues.keys[k].at
	acts := f.believed[k] || f.Standstill != nil && f.Standstill.Issue.index() == k
	if len(f.Issues.values[k].Positions.values) == 0 && !acts {
		ps.at(key, fmt.Errorf("no party has a position on %s, so it moves nobody", key.value))
	}
}

// warnScales warns, once for all, of scales of which most is not in dispute: what is
// held and what all want lie near one end.
func (f *file) warnScales(ps *problems) {
	var names []string
	var first *node
	for k, s := range f.Issues.values {
		at := s.scale.Position(s.StatusQuo.value)
		if s.Anchors.at != nil || s.Options.at != nil || s.NoDeal.none != nil || len(s.Positions.values) == 0 || at <= 0 || at >= 1 {
			continue
		}
		low, high := at, at
		for _, p := range s.Positions.values {
			x, _ := sided(&p.Ideal, &p.AtLeast, &p.AtMost)
			wanted := s.scale.Position(x.value)
			low, high = min(low, wanted), max(high, wanted)
		}
		if min(high, 1-low) >= nearEnd {
			continue
		}
		if names = append(names, f.Issues.keys[k].name); first == nil || f.Issues.keys[k].at.line < first.line {
			first = f.Issues.keys[k].at
		}
	}
	if first != nil {
		ps.at(first, fmt.Errorf("what is held and what all want lie near one end of the scale: %s; salience is for the whole scale, so these issues count for little; a shorter range, or anchors, has them count in full", strings.Join(names, ", ")))
	}
}

// warnDemands warns, once for all, of public lines beyond what is held now: without
// an agreement nobody pays for them, so that they ask for something.
func (f *file) warnDemands(ps *problems) {
	var lines []string
	var first *node
	for k, s := range f.Issues.values {
		if !s.StatusQuo.given() {
			continue
		}
		for i, r := range s.PublicLines.values {
			x, side := sided(&number{}, &r.AtLeast.number, &r.AtMost.number)
			line := x.value
			if r.AtLeast.held() || r.AtMost.held() {
				line += s.StatusQuo.value
			}
			if side == model.AtLeast && line > s.StatusQuo.value || side == model.AtMost && line < s.StatusQuo.value {
				key := s.PublicLines.keys[i]
				if lines = append(lines, key.name+" on "+f.Issues.keys[k].name); first == nil || key.at.line < first.line {
					first = key.at
				}
			}
		}
	}
	if first != nil {
		ps.at(first, fmt.Errorf("a public line beyond what is held now is a demand: without an agreement nobody pays for it, and an agreement that leaves the issue where it is costs its price: %s", strings.Join(lines, ", ")))
	}
}

// warnSay warns of sponsors that bargain over nothing, or care about issues that
// they do not bargain over.
func (f *file) warnSay(ps *problems, i int) {
	p, key := f.Parties.values[i], f.Parties.keys[i].at
	say := f.say(i)
	if say == nil {
		return
	}
	switch {
	case len(say) == 0 && p.Say.at != nil:
		ps.at(p.Say.at, fmt.Errorf("%s bargains over nothing: what it wants counts in reports and influence theories only", key.value))
		return
	case len(say) == 0:
		ps.at(key, fmt.Errorf("%s carries out no issue, so it consents to nothing and bargains over nothing; say: all gives it a say", key.value))
		return
	}
	var beyond []string
	for k, s := range f.Issues.values {
		if slices.Contains(say, k) {
			continue
		}
		for j, r := range s.Positions.keys {
			if r.index() == i && !s.Positions.values[j].Salience.zero() {
				beyond = append(beyond, f.Issues.keys[k].name)
			}
		}
	}
	if len(beyond) > 0 {
		ps.at(key, fmt.Errorf("what %s wants on %s counts in reports and influence theories only; say: all has it bargain over it", key.value, strings.Join(beyond, ", ")))
	}
}

// warnDeterrents warns of issues that count twice for a party: as what it wants,
// and in its trust.
func (f *file) warnDeterrents(ps *problems) {
	for _, x := range f.deters {
		for i, p := range f.Parties.values {
			protects := p.seat() == model.Signatory && slices.ContainsFunc(p.CountsOn.items, func(r *ref) bool { return slices.Contains(x.of, r.index()) })
			if share := f.share(i, x.issue); protects && share > counted {
				ps.at(x.at, fmt.Errorf("%s carries %.0f%% of the salience of %s; what it deters is counted in its trust already",
					f.Issues.keys[x.issue].name, 100*share, f.Parties.keys[i].name))
			}
		}
	}
}

// share is the part of a party's salience on one issue, at midpoints.
func (f *file) share(party, issue int) float64 {
	var own, total float64
	for k, s := range f.Issues.values {
		for j, r := range s.Positions.keys {
			if r.index() != party {
				continue
			}
			x := s.Positions.values[j].Salience.value
			if total += x; k == issue {
				own = x
			}
		}
	}
	if total == 0 {
		return 0
	}
	return own / total
}

// warnIdeals warns of parties that refuse even the best agreement that can be tabled
// for them.
func (f *file) warnIdeals(ps *problems, b *model.Bargain) {
	table := model.NewTable(b)
	table.SetInputs(model.CentralValues(b), model.MedianEvents{})
	for g := range b.Packages {
		if !b.Packages[g].Headline() {
			continue
		}
		p := table.Problem(g)
		if p.Blocked() {
			continue // nobody's ideal is on the table
		}
		for i := range b.Parties {
			if p.Consent[i] && f.warnUnsatisfied(ps, table, b, g, i) {
				continue
			}
			margin := table.OwnIdeal(g, i)
			if p.Consent[i] && margin < -leastMargin {
				ps.at(f.Parties.keys[i].at, fmt.Errorf("%s refuses even the best %s that can be tabled for it: that is worth %s less to it than refusing; see red lines and limits that keep its ideal off the table, what it expects without an agreement (prospects), and of a broken one",
					b.Parties[i].ID, b.Packages[g].ID, rough(-margin)))
			}
		}
	}
}

// leastMargin is a difference of payoffs that is no rounding.
const leastMargin = 1e-9
