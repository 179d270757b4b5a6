package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
)

// noDeal is where an issue ends without a deal: an amount, or none.
type noDeal struct {
	number
	none *node // the word none; nil: an amount, or left out
}

// noneWord says that an issue does not exist without a deal.
const noneWord = "none"

func (x *noDeal) read(d *decoder, n *node, f field) {
	if n.kind == scalar && n.value == noneWord {
		x.none = n
		return
	}
	if val := n.get("value"); val != nil && val.kind == scalar && val.value == noneWord {
		x.none = val
		d.at(val, fmt.Errorf("none is no number, so it takes no evidence; write %s: none", f.Name))
		return
	}
	x.number.read(d, n, f)
}

// name gives the amount the words of its issue's scale, beside none.
func (x *noDeal) name(words map[string]float64) {
	x.words = words
	if _, ok := words[noneWord]; !ok {
		x.words[noneWord] = 0 // never read: none is no amount
	}
}

func (x *noDeal) schema(g *generator, f field) map[string]any {
	return map[string]any{"anyOf": []any{map[string]any{"const": noneWord}, x.number.schema(g, f)}}
}

// place is where the key is given; nil if it is left out.
func (x *noDeal) place() *node {
	if x.none != nil {
		return x.none
	}
	return x.at
}

// walks are terms at which a party walks away: a mapping of issues to terms, or a
// list of such mappings, of which the one that is worth most counts.
type walks struct {
	at *node
	of []*dict[number]
}

func (w *walks) read(d *decoder, n *node, f field) {
	w.at = n
	switch {
	case n.kind == mapping && len(n.entries) > 0:
		w.of = []*dict[number]{{}}
		w.of[0].read(d, n, f)
	case n.kind == sequence && len(n.items) > 0:
		var l list[dict[number]]
		l.read(d, n, f)
		w.of = l.items
	default:
		d.at(n, fmt.Errorf("%s must be a mapping of issues to terms, such as {price: 160}, or a list of such mappings", f.Name))
	}
}

// private is the term that only the party knows; nil: none.
func (w *walks) private() *number {
	for _, terms := range w.of {
		for _, x := range terms.values {
			if x.knownTo.at != nil {
				return x
			}
		}
	}
	return nil
}

func (w *walks) member() any { return new(number) }

func (w *walks) schema(g *generator, f field) map[string]any {
	terms := g.entries(new(number), f)
	terms["minProperties"] = 1
	return map[string]any{"anyOf": []any{terms, map[string]any{"type": "array", "items": terms, "minItems": 1}}}
}

func (w *walks) model() (ms [][]model.WalkAway) {
	for _, terms := range w.of {
		var m []model.WalkAway
		for j, x := range terms.values {
			m = append(m, model.WalkAway{Issue: terms.keys[j].index(), Term: x.result})
		}
		ms = append(ms, m)
	}
	return ms
}

// walkUnits gives the terms of walks_away the unit and the words of their issue.
// They may lie beyond its range, which is a remark.
func (f *file) walkUnits() {
	for _, p := range f.Parties.values {
		for _, terms := range p.WalksAway.of {
			for j, x := range terms.values {
				k := terms.keys[j].index()
				if k < 0 {
					x.val = nil // the issue is unknown, which is already reported
					continue
				}
				s := f.Issues.values[k]
				x.unit, x.words = s.Unit.value, s.named()
			}
		}
	}
}

// checkNoDeal reports what cannot go with where an issue ends without a deal.
func (f *file) checkNoDeal(d *decoder) {
	for k, s := range f.Issues.values {
		if s.NoDeal.place() == nil {
			continue
		}
		name := f.Issues.keys[k].name
		why := fmt.Errorf("no_deal says where %s ends without a deal, so nothing moves it until then; take no_deal away, or this", name)
		if s.NoDeal.none != nil {
			why = fmt.Errorf("this counts from what is held, and %s does not exist without a deal (no_deal: none)", name)
			f.checkNone(d, k, why)
		}
		for _, at := range f.movers(d, k) {
			d.at(at, why)
		}
	}
	for i, p := range f.Parties.values {
		f.checkWalks(d, i, p)
	}
}

// movers are the places that say how issue k moves without an agreement.
func (f *file) movers(d *decoder, k int) (places []*node) {
	if at := below(d.root, "processes", "drift", "issue"); at != nil && at.value == f.Issues.keys[k].name {
		places = append(places, at)
	}
	for _, p := range f.Parties.values {
		for j := range p.Prospects.keys {
			if p.Prospects.keys[j].index() == k {
				places = append(places, p.Prospects.keys[j].at)
			}
		}
	}
	for _, l := range f.Levers.values {
		for _, e := range l.Effects.items {
			if v, ok := e.verb(); ok && v.does == model.Expects && e.Issue.index() == k {
				places = append(places, e.Issue.at)
			}
		}
	}
	return places
}

// checkNone reports what needs a status quo of an issue that has none.
func (f *file) checkNone(d *decoder, k int, why error) {
	s, name := f.Issues.values[k], f.Issues.keys[k].name
	if amount, ok := s.named()[noneWord]; ok {
		d.at(s.NoDeal.none, fmt.Errorf("none is a point of the scale of %s here; write its amount, %s, or give the point another name to say that the issue does not exist without a deal", name, digits(amount)))
	}
	for _, x := range []*number{&s.LossAversion, &s.Irreversible} {
		if x.at != nil {
			d.at(x.at, fmt.Errorf("%s counts from what is held, and %s does not exist without a deal (no_deal: none), so that all of its terms are gains", x.f.Name, name))
		}
	}
	for _, b := range s.bounds() {
		if b.held() {
			d.at(b.long.Held.at, why)
		}
	}
	for _, l := range f.Levers.values {
		for _, e := range l.Effects.items {
			if v, ok := e.verb(); ok && v.does == model.Offers && e.Offers.index() == k {
				d.at(e.Offers.at, why)
			}
		}
	}
	for _, x := range f.deters {
		if x.issue == k {
			d.at(x.at, why)
		}
	}
	if f.Standstill != nil && f.Standstill.Issue.index() == k {
		d.at(f.Standstill.Issue.at, why)
	}
	for _, c := range f.Factions.values {
		for _, g := range c.groups.values {
			for j, a := range g.Accepts.values {
				if a.Unless.at != nil && g.Accepts.keys[j].index() == k {
					d.at(a.Unless.at, why)
				}
			}
		}
	}
	if lack := f.silent(k); lack != nil {
		d.at(s.NoDeal.none, fmt.Errorf("%s does not exist without a deal, so who must consent to it says what no deal is worth, with walks_away or reservation_value; missing: %s", name, strings.Join(lack, ", ")))
	}
}

// silent lists the parties that must consent to a package with issue k and do
// not say what no deal is worth to them.
func (f *file) silent(k int) (names []string) {
	consents := func(i int) bool {
		if f.Parties.values[i].seat() == model.Signatory {
			return true
		}
		for _, p := range f.Packages.values {
			issues := known(p.Issues.of.items)
			if p.Issues.all {
				issues = count(len(f.Issues.values))
			}
			if slices.Contains(issues, k) && slices.ContainsFunc(issues, func(j int) bool { return f.Issues.values[j].CarriedOutBy.holds(i) }) {
				return true
			}
		}
		return len(f.Packages.values) == 0 && slices.ContainsFunc(f.Issues.values, func(s *issue) bool { return s.CarriedOutBy.holds(i) })
	}
	for i, p := range f.Parties.values {
		if p.WalksAway.at == nil && !p.ReservationValue.given() && consents(i) {
			names = append(names, f.Parties.keys[i].name)
		}
	}
	return names
}

// checkWalks reports terms of walks_away that leave out an issue that has no
// value to take instead.
func (f *file) checkWalks(d *decoder, i int, p *party) {
	say := f.say(i)
	for _, terms := range p.WalksAway.of {
		if slices.ContainsFunc(terms.keys, func(r ref) bool { return r.index() < 0 }) {
			continue // an issue is unknown, which is reported there
		}
		for k, s := range f.Issues.values {
			named := slices.ContainsFunc(terms.keys, func(r ref) bool { return r.index() == k })
			if named || s.NoDeal.none == nil || s.StatusQuo.given() || say != nil && !slices.Contains(say, k) {
				continue
			}
			for j, r := range s.Positions.keys {
				if r.index() == i && !s.Positions.values[j].Salience.zero() {
					d.at(terms.at, fmt.Errorf("%s cares about %s, which does not exist without a deal and has no status quo; name it here, too", f.Parties.keys[i].name, f.Issues.keys[k].name))
				}
			}
		}
	}
}

// warnWalks warns of terms of walks_away that lie beyond the range of their issue.
func (f *file) warnWalks(ps *problems, b *model.Bargain, p *party) {
	for _, terms := range p.WalksAway.of {
		for j, x := range terms.values {
			s := f.Issues.values[terms.keys[j].index()]
			lo, hi := s.scale.Bounds()
			if shareBelow(b, x.result, lo) > leastTail || 1-shareBelow(b, x.result, math.Nextafter(hi, math.Inf(1))) > leastTail {
				ps.at(x.at, fmt.Errorf("%s reaches from %s to %s; beyond that a term of walks_away counts as its nearer end", terms.keys[j].name, digits(lo), digits(hi)))
			}
		}
	}
}

// warnUnsatisfied warns of a party whose terms of walks_away are worth as much as
// the best that package g offers; it reports whether they are.
func (f *file) warnUnsatisfied(ps *problems, t *model.Table, b *model.Bargain, g, i int) bool {
	p := f.Parties.values[i]
	if p.WalksAway.at == nil || t.Margin(g, i) > leastMargin {
		return false
	}
	ps.at(p.WalksAway.at, fmt.Errorf("%s walks away from everything: at midpoints nothing that %s can settle is worth more to it", b.Parties[i].ID, b.Packages[g].ID))
	return true
}
