package scenario

import (
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// pack is an entry of packages.
type pack struct {
	Title        text         `yaml:"title,omitempty" letters:"200" doc:"what readers see; left out: the key"`
	Outcome      choice       `yaml:"outcome" doc:"the class of outcome that signing it means" of:"settlement|ceasefire|partial"`
	Issues       issueSet     `yaml:"issues" doc:"what it settles: all, or a list of issues; the others stay at the status quo" of:"issue"`
	Limits       dict[bounds] `yaml:"limits,omitempty" doc:"what can be tabled on an issue: [lowest, highest], in its own unit; on an issue with options an option or a list of them" of:"each issue" in:"own"`
	Share        number       `yaml:"share,omitempty" doc:"how much it earns of the levers that act on agreement. Left out: 1 for a settlement, else 0" in:"[0, 1]"`
	Monitoring   number       `yaml:"monitoring,omitempty" doc:"chance per round that a breach is noticed" in:"[0, 1]" default:"0"`
	Meetings     number       `yaml:"meetings,omitempty" doc:"meetings that must have been held before it can be tabled" in:"[0, inf)" default:"0" unit:"meetings"`
	Relieves     number       `yaml:"relieves,omitempty" doc:"share of the disagreement cost that it relieves, in a file without standstill. Left out: 1, but 0 for a partial package" in:"[0, 1]"`
	Holds        number       `yaml:"holds,omitempty" doc:"how far it holds the moving issue where it is, in a file without standstill. Left out: 1, but 0 for a partial package" in:"[0, 1]"`
	Kept         choice       `yaml:"kept,omitempty" doc:"certain: nobody doubts that it is kept; believed: each party as it trusts. Left out: believed, but certain for a partial package that leaves the standstill alone" of:"certain|believed"`
	Counts       number       `yaml:"counts,omitempty" doc:"weight of its kept rounds and its breaches in what parties learn. Left out: 1, but 0.2 if it relieves nothing" in:"[0, 1]"`
	LeverageLoss dict[number] `yaml:"leverage_loss,omitempty" doc:"what agreeing to it costs a party's hand" of:"each party" in:"[0, inf)" unit:"stake units"`

	PowerShift *powerShift `yaml:"power_shift,omitempty" doc:"how it lets power move between the two sides of the dispute once it is signed; only theories about commitment foresee it"`

	After    ref               `yaml:"after,omitempty" doc:"a package that must be in force before this one is tabled: short for requires: [{package: …}]" of:"package"`
	Requires list[requirement] `yaml:"requires,omitempty" doc:"what must hold at the start of a round's talks for it to be tabled: all of it"`
	Insists  dict[insistence]  `yaml:"insists,omitempty" doc:"packages on which a party insists first: until they are in force it keeps this one off the table" of:"each party"`
}

func (p *pack) model(id string, f *file) model.Package {
	m := model.Package{
		ID: id, Title: or(p.Title.value, id), Outcome: classOf(p.Outcome.value), Issues: sortedIndices(p.Issues.of.items),
		Share: p.Share.or(0), Monitoring: p.Monitoring.result, Meetings: p.Meetings.result,
		Certain: p.Kept.value == "certain", Counts: p.Counts.or(1),
	}
	if p.Issues.all {
		m.Issues = count(len(f.Issues.values))
	}
	if m.Outcome == model.Settlement {
		m.Share = p.Share.or(1)
	}
	idle := false // whether it relieves nothing
	if f.Standstill != nil {
		idle = !slices.Contains(m.Issues, f.Standstill.Issue.index())
		if p.Kept.at == nil {
			m.Certain = idle && m.Outcome == model.Partial
		}
	} else {
		whole := 1.0
		if m.Outcome == model.Partial {
			whole = 0
		}
		m.Relieves, m.Holds = p.Relieves.or(whole), p.Holds.or(whole)
		idle = m.Relieves == model.Known(0)
	}
	if idle {
		m.Counts = p.Counts.or(unrelieving)
	}
	for i, b := range p.Limits.values {
		limit := model.Limit{Issue: p.Limits.keys[i].index(), Lower: b.Lower.result, Upper: b.Upper.result}
		if b.names != nil {
			lo, hi := b.named(f.Issues.values[limit.Issue])
			limit.Lower, limit.Upper = model.Known(lo), model.Known(hi)
		}
		m.Limits = append(m.Limits, limit)
	}
	for i, loss := range p.LeverageLoss.values {
		m.LeverageLoss = append(m.LeverageLoss, model.LeverageLoss{Party: p.LeverageLoss.keys[i].index(), Loss: loss.result})
	}
	return m
}

// unrelieving is the weight in what parties learn of a package that relieves
// nothing.
const unrelieving = 0.2

// issueSet is all, or a list of issues.
type issueSet struct {
	at  *node
	all bool
	of  list[ref]
}

func (s *issueSet) read(d *decoder, n *node, f field) {
	s.at = n
	if n.kind == scalar && n.value == "all" {
		s.all = true
		return
	}
	if !d.expect(n, sequence, f, "all or a list of issues") {
		return
	}
	if len(n.items) == 0 {
		d.at(n, fmt.Errorf("a package settles at least one issue"))
	}
	s.of.read(d, n, f)
}

func (s *issueSet) schema(g *generator, f field) map[string]any {
	l := s.of.schema(g, f)
	l["minItems"] = 1
	return map[string]any{"anyOf": []any{map[string]any{"const": "all"}, l}}
}

// bounds is what can be tabled on an issue: [lowest, highest], or names of its
// options.
type bounds struct {
	at           *node
	Lower, Upper number
	names        []*node // of options; nil: amounts
}

func (b *bounds) read(d *decoder, n *node, f field) {
	if n.kind == scalar {
		b.at, b.names = n, []*node{n}
		return
	}
	if !d.expect(n, sequence, f, "a list of the lowest and the highest amount, or of options") {
		return
	}
	b.at = n
	if len(n.items) > 0 && !slices.ContainsFunc(n.items, func(item *node) bool { return !item.names() }) {
		b.names = n.items
		return
	}
	if len(n.items) == 0 {
		b.at = nil
		d.at(n, fmt.Errorf("%s names nothing; name the options that the package may hold, or the lowest and the highest amount", f.Name))
		return
	}
	if len(n.items) != 2 {
		d.at(n, fmt.Errorf("%s must be a list of two amounts, the lowest and the highest, not of %d%s", f.Name, len(n.items), cutItems(n, 2)))
		return
	}
	for i, x := range []*number{&b.Lower, &b.Upper} {
		d.path = append(d.path, []string{"0", "1"}[i])
		d.value(n.items[i], x, f)
		d.path = d.path[:len(d.path)-1]
	}
}

// names reports whether a node is a word rather than a number or a range.
func (n *node) names() bool {
	if n.kind != scalar || n.tag != isText {
		return false
	}
	_, _, ranged, _ := parseRange(n.value)
	return !ranged
}

// check reports limits that name no option of the issue, or do not name the
// options between others.
func (b *bounds) check(d *decoder, s *issue, name string) {
	options := s.optionNames()
	switch {
	case b.names == nil && s.Options.at != nil && b.at != nil:
		d.at(b.at, fmt.Errorf("%s has options; name those that the package may hold: %s", name, strings.Join(options, ", ")))
		return
	case b.names == nil:
		return
	case s.Options.at == nil:
		d.at(b.at, fmt.Errorf("%s has no options, so its limits are amounts: [lowest, highest]", name))
		return
	}
	seen, first, last := map[string]bool{}, len(options), -1
	for _, n := range b.names {
		at := slices.Index(options, n.value)
		if at < 0 {
			d.at(n, &registry.UnknownError{What: "option", Name: n.value, Known: options})
			return
		}
		if seen[n.value] {
			d.at(n, fmt.Errorf("limits names %s twice", short(n.value)))
		}
		seen[n.value] = true
		first, last = min(first, at), max(last, at)
	}
	for at := first; at <= last; at++ {
		if !seen[options[at]] {
			d.at(b.at, fmt.Errorf("%s lies between options that the package may hold; name it, too, or another package for it", short(options[at])))
		}
	}
}

// named returns the least and the largest amount of the options that b names.
func (b *bounds) named(s *issue) (lo, hi float64) {
	for i, n := range b.names {
		x := s.option(n.value)
		if i == 0 {
			lo, hi = x, x
		}
		lo, hi = min(lo, x), max(hi, x)
	}
	return lo, hi
}

// fixes reports whether b leaves one position only.
func (b *bounds) fixes() bool {
	if b.names != nil {
		return len(b.names) == 1
	}
	return b.Lower.input != nil && b.Upper.input != nil && !b.Lower.varies() && !b.Upper.varies() && b.Lower.value == b.Upper.value
}

func (b *bounds) schema(g *generator, f field) map[string]any {
	name := map[string]any{"type": "string", "minLength": 1}
	return map[string]any{"anyOf": []any{
		map[string]any{"type": "array", "items": b.Lower.schema(g, f), "minItems": 2, "maxItems": 2},
		name,
		map[string]any{"type": "array", "items": name, "minItems": 1, "uniqueItems": true},
	}}
}

// upsideDown reports limits whose lowest amount is above the highest, comparing
// ranges by their midpoints.
func (b *bounds) upsideDown(d *decoder) {
	if b.Lower.input != nil && b.Upper.input != nil && b.Lower.value > b.Upper.value {
		d.at(b.at, fmt.Errorf("these limits are upside down: %s is above %s", b.Lower.input.Written, b.Upper.input.Written))
	}
}
