package scenario

import (
	"fmt"
	"slices"

	"sim/model"
	"sim/model/registry"
)

// point is one term of an issue: the name of a label or an option, or an amount.
type point struct{ at *node }

func (p *point) read(d *decoder, n *node, f field) {
	if d.expect(n, scalar, f, "a name or an amount") {
		p.at = n
	}
}

func (p *point) schema(*generator, field) map[string]any {
	return map[string]any{"type": []any{"string", "number"}}
}

// amount is the amount that a point of the issue stands for.
func (s *issue) amount(p *point) (amount float64, err error) {
	if x, ok := s.named()[p.at.value]; ok {
		return x, nil
	}
	if p.at.names() {
		return 0, &registry.UnknownError{What: "label or option", Name: p.at.value, Known: s.pointNames()}
	}
	return parseFloat(p.at)
}

// pointNames are the names of labels and options, sorted.
func (s *issue) pointNames() (names []string) {
	for name := range s.named() {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// checkClaim reports claims that leave fewer than two terms, or terms that the
// issue does not have.
func (s *issue) checkClaim(d *decoder) {
	c := s.Indivisible
	if c == nil || c.Options.at == nil {
		return
	}
	once(d, c.ClaimedBy.items, "claimed_by")
	if s.Whole.at != nil {
		d.at(c.Options.at, fmt.Errorf("whole numbers cannot be split as it is; name options instead of whole"))
	}
	var amounts []float64
	lo, hi := s.scale.Bounds()
	for _, p := range c.Options.items {
		if p.at == nil {
			continue
		}
		x, err := s.amount(p)
		switch {
		case err != nil:
		case x < lo || x > hi:
			err = fmt.Errorf("a term must lie between %s and %s, not %s", digits(lo), digits(hi), digits(x))
		case slices.Contains(amounts, x):
			err = fmt.Errorf("two terms stand at %s", digits(x))
		case len(s.Options.values) > 1 && !slices.Contains(s.positions(), s.scale.Position(x)):
			err = fmt.Errorf("the issue has options, and %s is none of them", short(p.at.value))
		}
		if err != nil {
			d.at(p.at, err)
		}
		amounts = append(amounts, x)
	}
	if c.Options.at.kind == sequence && len(c.Options.items) < 2 {
		d.at(c.Options.at, fmt.Errorf("a claim must leave at least two terms, and here %s; what leaves one is a limit of the package", are(len(c.Options.items))))
	}
}

// claim returns what is claimed of the issue; nil: nothing.
func (s *issue) claim(f *file) *model.Claim {
	c := s.Indivisible
	if c == nil {
		return nil
	}
	m := &model.Claim{By: sortedIndices(c.ClaimedBy.items)}
	for _, p := range c.Options.items {
		if x, err := s.amount(p); err == nil {
			m.Options = append(m.Options, s.scale.Position(x))
		}
	}
	slices.Sort(m.Options)
	if c.ClaimedBy.at == nil {
		m.By = count(len(f.Parties.values))
	}
	return m
}
