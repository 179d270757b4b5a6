package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"sim/model"
)

// issue is an entry of issues.
type issue struct {
	Question     text             `yaml:"question,omitempty" letters:"500" doc:"what is to be settled, as a question"`
	Unit         text             `yaml:"unit,omitempty" letters:"200" doc:"what the scale counts, in words"`
	Range        pair             `yaml:"range,omitempty" doc:"amounts at the two ends of the scale; left out: [0, 1]" one:"scale"`
	Anchors      list[pair]       `yaml:"anchors,omitempty" doc:"points of a bent scale: [position, amount], positions rising from 0 to 1" one:"scale"`
	Labels       dict[figure]     `yaml:"labels,omitempty" doc:"points of the scale with a name: name to amount" of:"free"`
	Options      dict[figure]     `yaml:"options,omitempty" doc:"the only possible terms, if not all are possible: name to amount, by rising amounts; the names label the scale, too" of:"free" one:"terms"`
	Steps        whole            `yaml:"steps,omitempty" doc:"how many positions are tried, equally spaced, instead of all. Left out: all; 5 for an issue that deters violations, answers them or slows a shift of power" in:"[2, 9]" one:"terms"`
	Whole        counting         `yaml:"whole,omitempty" doc:"true: only whole numbers can be agreed; a number: only its multiples. Terms are sought as if they could be divided, and then the neighbours on all sides are tried" one:"terms"`
	StatusQuo    number           `yaml:"status_quo" doc:"where things are now: an amount, or the name of a label or option; not needed where no_deal is none" in:"own" words:"labels" unless:"no_deal=none"`
	NoDeal       noDeal           `yaml:"no_deal,omitempty" doc:"where the issue ends without a deal: an amount, the name of a label or option, or none: it does not exist then and counts for nothing. Left out: what is held" in:"own" words:"labels"`
	Curvature    number           `yaml:"curvature,omitempty" doc:"1: every step counts alike; 2: the last step is cheap. Left out: that of preferences" in:"[1, 4]"`
	LossAversion number           `yaml:"loss_aversion,omitempty" doc:"what a loss from what is held counts against an equal gain. Left out: that of preferences" in:"[1, 4]"`
	Irreversible number           `yaml:"irreversible,omitempty" doc:"share of a movement that stays when the agreement is broken" in:"[0, 1]" default:"0"`
	Indivisible  *indivisible     `yaml:"indivisible,omitempty" doc:"what parties claim: that it cannot be split. It counts under theories about indivisibility only"`
	Positions    dict[position]   `yaml:"positions,omitempty" doc:"what each party wants; a party left out does not care" of:"each party"`
	RedLines     dict[redLine]    `yaml:"red_lines,omitempty" doc:"bounds that parties state: limits; a party has a red line or a public line on an issue, not both" of:"each party"`
	PublicLines  dict[publicLine] `yaml:"public_lines,omitempty" doc:"bounds that parties have stated in public and pay for at home if they cross them; they count under theories about audiences only" of:"each party"`
	CarriedOutBy carriers         `yaml:"carried_out_by,omitempty" doc:"parties whose consent a package with this issue needs too, with their shares of the act; a list: equal shares" of:"each party"`

	scale model.Scale // set by scaling
}

// position is an entry of positions.
type position struct {
	Ideal     number       `yaml:"ideal,omitempty" doc:"best here, worse on both sides: an amount, or the name of a label or option" in:"own" words:"labels" one:"side!"`
	AtLeast   number       `yaml:"at_least,omitempty" doc:"content here and above" in:"own" words:"labels" one:"side!"`
	AtMost    number       `yaml:"at_most,omitempty" doc:"content here and below" in:"own" words:"labels" one:"side!"`
	Salience  number       `yaml:"salience" doc:"how much it cares" in:"[0, 100]" unit:"0 to 100"`
	Power     number       `yaml:"power,omitempty" doc:"its capability on this issue, for theories of influence; left out: its power" in:"(0, inf)"`
	Utilities dict[number] `yaml:"utilities,omitempty" doc:"what each option of the issue is worth to it in the theory option_election, from 0 to 1: by name, all of them. Left out: as near as the option is to its ideal" of:"free" in:"[0, 1]"`
}

// redLine is an entry of red_lines.
type redLine struct {
	AtLeast  bound     `yaml:"at_least,omitempty" doc:"nothing below: an amount, the name of a label or option, or {held: …}, counted from the status quo of the start" in:"own" words:"labels" one:"bound!"`
	AtMost   bound     `yaml:"at_most,omitempty" doc:"nothing above: an amount, the name of a label or option, or {held: …}, counted from the status quo of the start" in:"own" words:"labels" one:"bound!"`
	Binding  number    `yaml:"binding,omitempty" doc:"share of draws in which the line really binds" in:"[0, 1]" default:"1" unit:"share of draws"`
	Packages list[ref] `yaml:"packages,omitempty" doc:"packages that the line ties its issue to, even if they do not name it" of:"package"`
	Only     truth     `yaml:"only,omitempty" doc:"whether the line binds in these packages and nowhere else"`
}

// indivisible is the key of an issue that says what parties claim cannot be split.
type indivisible struct {
	Options   list[point] `yaml:"options" doc:"the only terms that the claim leaves: names of labels or options, or amounts"`
	ClaimedBy list[ref]   `yaml:"claimed_by,omitempty" doc:"the parties that say so; it counts in packages that need the consent of one of them. Left out: everybody whose consent is asked" of:"party"`
}

// publicLine is an entry of public_lines.
type publicLine struct {
	AtLeast  bound     `yaml:"at_least,omitempty" doc:"what it has said to accept nothing below: an amount, the name of a label or option, or {held: …}, counted from the status quo of the start" in:"own" words:"labels" one:"bound!"`
	AtMost   bound     `yaml:"at_most,omitempty" doc:"what it has said to accept nothing above: an amount, the name of a label or option, or {held: …}, counted from the status quo of the start" in:"own" words:"labels" one:"bound!"`
	Price    number    `yaml:"price" doc:"what it costs the party to cross the line by the whole scale, as a multiple of its own weight on the issue" in:"[0, 10]" unit:"multiple of the weight"`
	Grows    number    `yaml:"grows,omitempty" doc:"what is added to the price for each round in which nothing could be agreed and the party stood in the way" in:"[0, 10]" default:"0" unit:"multiple of the weight"`
	Packages list[ref] `yaml:"packages,omitempty" doc:"packages that the line ties its issue to, even if they do not name it" of:"package"`
	Only     truth     `yaml:"only,omitempty" doc:"whether the line counts in these packages and nowhere else"`
}

// bound is an amount, or a distance from what is held at the start.
type bound struct {
	number
	long boundForm
}

// boundForm is a bound that counts from what is held.
type boundForm struct {
	Held anything `yaml:"held" doc:"distance from the status quo of the start, in the issue's own unit; negative: below it"`
}

// boundKeys is everything that the mapping of a bound may hold.
type boundKeys struct {
	Value    anything  `yaml:"value,omitempty" one:"amount"`
	Held     number    `yaml:"held,omitempty" one:"amount"`
	Evidence *evidence `yaml:"evidence,omitempty"`
}

func (*bound) form() any { return &boundKeys{} }

func (b *bound) read(d *decoder, n *node, f field) {
	if d.misspelt(n, "held") {
		b.at = n
		return
	}
	if n.kind != mapping || n.find("held") < 0 {
		b.number.read(d, n, f)
		return
	}
	d.mapping(n, structAt(&b.long), f)
	if b.long.Held.at == nil {
		return
	}
	d.path = append(d.path, "held")
	b.number.read(d, b.long.Held.at, f)
	d.path = d.path[:len(d.path)-1]
}

// held reports whether the bound counts from what is held.
func (b *bound) held() bool { return b.long.Held.at != nil }

func (b *bound) schema(g *generator, f field) map[string]any {
	form := g.form(&b.long, f)
	form["properties"].(map[string]any)["held"] = b.number.schema(g, f)
	return map[string]any{"anyOf": []any{b.number.schema(g, f), form}}
}

// scaling builds the scale, reports problems with it, and sets the domain and
// unit of the issue's amounts.
func (s *issue) scaling(d *decoder) {
	s.scale = model.Scale{}
	var err error
	switch {
	case s.Range.at != nil:
		s.scale, err = model.Linear(s.Range.a[0].value, s.Range.a[1].value)
		if s.Range.a[0].at != nil && s.Range.a[1].at != nil && err != nil {
			if s.Range.a[0].value == s.Range.a[1].value {
				err = errors.New("the two ends must differ")
			}
			d.at(s.Range.at, fmt.Errorf("range: %w", err))
		}
	case s.Anchors.at != nil:
		var anchors []model.Anchor
		whole := true
		for _, p := range s.Anchors.items {
			anchors = append(anchors, model.Anchor{Position: p.a[0].value, Amount: p.a[1].value})
			whole = whole && p.a[0].at != nil && p.a[1].at != nil
		}
		if s.scale, err = model.NewScale(anchors); err != nil && whole {
			d.at(s.Anchors.at, fmt.Errorf("anchors: %w", err))
		}
	}
	if err != nil {
		for _, x := range s.amounts() {
			x.val = nil // amounts on an invalid scale cannot be checked
		}
		return
	}
	lo, hi := s.scale.Bounds()
	for _, x := range s.amounts() {
		x.domain, x.unit = domain{lo: lo, hi: hi}, s.Unit.value
	}
	for _, b := range s.bounds() {
		if b.held() {
			b.domain = s.distances()
		} else {
			b.words = s.named()
		}
	}
	s.StatusQuo.words = s.named()
	for _, p := range s.Positions.values {
		p.Ideal.words, p.AtLeast.words, p.AtMost.words = s.StatusQuo.words, s.StatusQuo.words, s.StatusQuo.words
	}
	s.NoDeal.name(s.named())
	for what, points := range map[string]*dict[figure]{"label": &s.Labels, "option": &s.Options} {
		for i, l := range points.values {
			if l.at != nil && (l.value < lo || l.value > hi) {
				d.at(l.at, fmt.Errorf("the %s %q must lie between %s and %s, not %s", what, short(points.keys[i].name), digits(lo), digits(hi), digits(l.value)))
			}
		}
	}
}

// distances is the domain of a difference between two amounts of the issue.
func (s *issue) distances() domain {
	lo, hi := s.scale.Bounds()
	return domain{lo: lo - hi, hi: hi - lo}
}

// bounds are the bounds of red lines and public lines.
func (s *issue) bounds() []*bound {
	var bs []*bound
	for _, r := range s.RedLines.values {
		bs = append(bs, &r.AtLeast, &r.AtMost)
	}
	for _, r := range s.PublicLines.values {
		bs = append(bs, &r.AtLeast, &r.AtMost)
	}
	return bs
}

// amounts returns the numbers of the issue in its own unit.
func (s *issue) amounts() []*number {
	xs := []*number{&s.StatusQuo, &s.NoDeal.number}
	for _, p := range s.Positions.values {
		xs = append(xs, &p.Ideal, &p.AtLeast, &p.AtMost)
	}
	for _, b := range s.bounds() {
		xs = append(xs, &b.number)
	}
	return xs
}

// labels returns the issue's labels and options by ascending position. It
// reports a label at the same point as another or an option.
func (s *issue) labels(d *decoder) []model.Label {
	var ls []model.Label
	for _, c := range []*dict[figure]{&s.Labels, &s.Options} {
		for i, l := range c.values {
			ls = append(ls, model.Label{Name: c.keys[i].name, At: s.scale.Position(l.value)})
			others := s.Labels.values
			if c == &s.Labels {
				others = others[:i]
			}
			for _, other := range others {
				if l.at != nil && other.at != nil && other.value == l.value {
					d.at(l.at, fmt.Errorf("two labels stand at %s", digits(l.value)))
				}
			}
		}
	}
	slices.SortStableFunc(ls, func(a, b model.Label) int { return cmp.Compare(a.At, b.At) })
	return ls
}

// model returns the issue; preferences are the defaults of its curvature and its
// loss aversion.
func (s *issue) model(k int, f *file) model.Issue {
	id := f.Issues.keys[k].name
	m := model.Issue{
		ID: id, Question: or(s.Question.value, id), Unit: s.Unit.value, Scale: s.scale.Counting(s.Whole.step), Labels: s.labels(&decoder{}),
		StatusQuo: s.StatusQuo.result, Curvature: f.Preferences.Curvature.or(2), LossAversion: f.Preferences.LossAversion.or(1),
		Irreversible: s.Irreversible.result,
		HasNoDeal:    s.NoDeal.given(), NoDeal: s.NoDeal.result, DealOnly: s.NoDeal.none != nil,
		Stances: make([]model.Stance, len(f.Parties.values)), Carriers: s.CarriedOutBy.model(),
		Options: s.positions(), Steps: f.steps(k), Whole: s.wholeStep(), Claim: s.claim(f),
	}
	if s.Curvature.given() {
		m.Curvature = s.Curvature.result
	}
	if s.LossAversion.given() {
		m.LossAversion = s.LossAversion.result
	}
	if m.DealOnly {
		m.LossAversion = model.Known(1)
		if !s.StatusQuo.given() {
			m.StatusQuo = model.Known(s.scale.Amount(0.5))
		}
	}
	for i := range m.Stances {
		m.Stances[i] = model.Stance{Ideal: m.StatusQuo} // salience 0: the party does not care
	}
	for i, p := range s.Positions.values {
		x, side := sided(&p.Ideal, &p.AtLeast, &p.AtMost)
		m.Stances[s.Positions.keys[i].index()] = model.Stance{Ideal: x.result, Side: s.side(side), Salience: p.Salience.result, Power: p.Power.result, HasPower: p.Power.given(), Utilities: s.utilities(p)}
	}
	for i, r := range s.RedLines.values {
		x, side := sided(&number{}, &r.AtLeast.number, &r.AtMost.number)
		m.RedLines = append(m.RedLines, model.RedLine{
			Party: s.RedLines.keys[i].index(), Side: s.side(side), Bound: x.result, Held: r.AtLeast.held() || r.AtMost.held(),
			Binding: r.Binding.result, Packages: indices(r.Packages.items), Only: r.Only.value,
			Stream: model.Key("redline/" + id + "." + s.RedLines.keys[i].name),
		})
	}
	for i, r := range s.PublicLines.values {
		x, side := sided(&number{}, &r.AtLeast.number, &r.AtMost.number)
		m.RedLines = append(m.RedLines, model.RedLine{
			Party: s.PublicLines.keys[i].index(), Side: s.side(side), Bound: x.result, Held: r.AtLeast.held() || r.AtMost.held(),
			Public: true, Price: r.Price.result, Grows: r.Grows.result, Packages: indices(r.Packages.items), Only: r.Only.value,
		})
	}
	return m
}

// sided returns the one of three numbers that is given, and the side it
// implies.
func sided(ideal, least, most *number) (*number, model.Side) {
	switch {
	case least.given():
		return least, model.AtLeast
	case most.given():
		return most, model.AtMost
	}
	return ideal, model.TwoSided
}

// side converts a side to positions: if amounts fall as positions rise, at
// least becomes at most.
func (s *issue) side(written model.Side) model.Side {
	if s.scale.Falls() {
		return turned(written)
	}
	return written
}
