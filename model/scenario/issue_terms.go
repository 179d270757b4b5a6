package scenario

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
)

// terms that an issue may have: those that its options name, and who carries
// them out.

// nearestOptions is how near two options may be, as a part of the scale: draws at
// one are told from those at the other.
const nearestOptions = 1e-3

// checkOptions reports options that are too few, too near each other, or not in
// the order of their amounts.
func (s *issue) checkOptions(d *decoder) {
	if s.Options.at == nil {
		return
	}
	if s.Options.at.kind == mapping && len(s.Options.values) < 2 {
		d.at(s.Options.at, fmt.Errorf("options must name at least two possible terms, and here %s", are(len(s.Options.values))))
	}
	for i := range s.Options.keys {
		key := s.Options.keys[i]
		if strings.ContainsAny(key.name, ".=") {
			d.at(key.at, fmt.Errorf("the name of an option holds no . and no =: the paths of numbers are made of it"))
		}
		for j := range s.Labels.keys {
			if s.Labels.keys[j].name == key.name {
				d.at(s.Labels.keys[j].at, fmt.Errorf("%s is the name of an option already, which labels the scale as well", short(key.name)))
			}
		}
		for j, other := range s.Options.values[:i] {
			at, name, before := s.Options.values[i], short(key.name), short(s.Options.keys[j].name)
			apart := math.Abs(s.scale.Position(at.value) - s.scale.Position(other.value))
			switch {
			case at.at == nil || other.at == nil:
			case at.value == other.value:
				d.at(at.at, fmt.Errorf("the options %s and %s both stand at %s; amounts rise from option to option", before, name, digits(at.value)))
			case apart < nearestOptions:
				d.at(at.at, fmt.Errorf("the options %s and %s are nearer to each other than a thousandth of the scale; move them apart, or make them one", before, name))
			}
		}
	}
	s.checkRise(d)
}

// checkRise reports options that are not listed by rising amounts: a list out of
// order is more often a slip in an amount than meant. An option that another file
// or a flag adds has its place by its amount.
func (s *issue) checkRise(d *decoder) {
	mixed := false
	for i, at := range s.Options.values {
		if i == 0 || at.at == nil || s.Options.values[i-1].at == nil {
			continue
		}
		before := s.Options.values[i-1]
		switch {
		case at.at.src != before.at.src:
			mixed = true
		case at.value < before.value:
			d.at(at.at, fmt.Errorf("the option %s at %s comes after %s at %s; list options by rising amounts",
				short(s.Options.keys[i].name), digits(at.value), short(s.Options.keys[i-1].name), digits(before.value)))
		}
	}
	if mixed {
		slices.SortStableFunc(s.Options.at.entries, func(a, b entry) int {
			return cmp.Compare(s.option(a.key.value), s.option(b.key.value))
		})
	}
}

// checkIdeals reports ideals that are no option although only options can be
// agreed. A range may lie between options: it says that the party's choice between
// them is uncertain.
func (f *file) checkIdeals(d *decoder) {
	for k, s := range f.Issues.values {
		if len(s.Options.values) < 2 {
			continue // too few options are reported there
		}
		for _, p := range s.Positions.values {
			if x := &p.Ideal; x.input != nil && !x.varies() && !slices.Contains(s.positions(), s.scale.Position(x.value)) {
				d.at(x.at, fmt.Errorf("%s has options, and %s is none of them; name one: %s", f.Issues.keys[k].name, x.input.Written, strings.Join(s.optionNames(), ", ")))
			}
		}
	}
}

// positions lists the positions of the options, ascending; nil if there are none.
func (s *issue) positions() []float64 {
	var xs []float64
	for _, o := range s.Options.values {
		xs = append(xs, s.scale.Position(o.value))
	}
	slices.Sort(xs)
	return xs
}

// option returns the amount of the option called name, which exists.
func (s *issue) option(name string) (amount float64) {
	for i := range s.Options.keys {
		if s.Options.keys[i].name == name {
			return s.Options.values[i].value
		}
	}
	return 0
}

// optionNames are the names of the options, by ascending position.
func (s *issue) optionNames() []string {
	is := count(len(s.Options.values))
	slices.SortStableFunc(is, func(i, j int) int {
		x, y := s.scale.Position(s.Options.values[i].value), s.scale.Position(s.Options.values[j].value)
		switch {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	names := make([]string, len(is))
	for at, i := range is {
		names[at] = s.Options.keys[i].name
	}
	return names
}

// named are the points of the scale that have a name, as words of its amounts.
func (s *issue) named() map[string]float64 {
	words := map[string]float64{}
	for _, points := range []*dict[figure]{&s.Labels, &s.Options} {
		for i, p := range points.values {
			if p.at != nil {
				words[points.keys[i].name] = p.value
			}
		}
	}
	return words
}

// carriers are who carries an issue out: a list of parties with equal shares, or
// a mapping of parties to shares.
type carriers struct{ shares[carrier] }

// parties lists the carriers that are known, ascending.
func (c *carriers) parties() []int {
	is := known(c.even.items)
	for i := range c.keys {
		if k := c.keys[i].index(); k >= 0 {
			is = append(is, k)
		}
	}
	slices.Sort(is)
	return is
}

// holds reports whether a party is among the carriers.
func (c *carriers) holds(party int) bool { return slices.Contains(c.parties(), party) }

func (c *carriers) model() []model.Carrier {
	var ms []model.Carrier
	for _, i := range sortedIndices(c.even.items) {
		ms = append(ms, model.Carrier{Party: i, Share: model.Known(1), Credibility: model.Known(1)})
	}
	for i, x := range c.values {
		ms = append(ms, model.Carrier{Party: c.keys[i].index(), Share: x.result, Credibility: x.long.Credibility.result})
	}
	return ms
}

// carrier is an entry of carried_out_by: a share, and how far it is believed.
type carrier struct {
	number
	long carrierForm
}

type carrierForm struct {
	Share       anything `yaml:"share" doc:"its share of the act; shares are divided by their sum"`
	Credibility number   `yaml:"credibility,omitempty" doc:"how far its share is believed if it has no lever that offers it" in:"[0, 1]" default:"1"`
}

func (*carrier) form() any { return &carrierForm{} }

func (c *carrier) read(d *decoder, n *node, f field) {
	f.tag = `in:"(0, 1]"`
	if n.kind != mapping || n.find("share") < 0 && n.find("credibility") < 0 {
		c.number.read(d, n, f)
		c.long.Credibility.result, c.long.Credibility.value = model.Known(1), 1
		return
	}
	c.enter(d, n, f)
	d.mapping(n, structAt(&c.long), f)
	if c.val = c.long.Share.at; c.val != nil && c.val.kind == mapping && c.val.find("value") >= 0 {
		var l long
		d.value(c.val, &l, f)
		c.val, c.evidence = l.Value.at, l.Evidence
	}
}

func (c *carrier) schema(g *generator, f field) map[string]any {
	f.tag = `in:"(0, 1]"`
	share := c.number.schema(g, f)
	form := g.form(&c.long, f)
	form["properties"].(map[string]any)["share"] = share
	return map[string]any{"anyOf": []any{share, form}}
}
