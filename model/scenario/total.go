package scenario

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
)

// total is an entry of totals.
type total struct {
	Of      addends `yaml:"of" doc:"the issues that add up: a list, or issue to factor" of:"each issue"`
	Is      number  `yaml:"is,omitempty" doc:"what the sum must be, in the issues' own unit" in:"(-inf, inf)" one:"sum!"`
	AtMost  number  `yaml:"at_most,omitempty" doc:"the largest sum" in:"(-inf, inf)" one:"sum!"`
	AtLeast number  `yaml:"at_least,omitempty" doc:"the smallest sum" in:"(-inf, inf)" one:"sum!"`
}

// addends are the issues of a total: a list, or a mapping to factors.
type addends struct{ shares[figure] }

// terms are the issues with their factors.
func (a *addends) terms() (ts []model.TotalTerm) {
	for _, r := range a.even.items {
		ts = append(ts, model.TotalTerm{Issue: r.index(), Factor: 1})
	}
	for i, x := range a.values {
		ts = append(ts, model.TotalTerm{Issue: a.keys[i].index(), Factor: x.value})
	}
	return ts
}

// sum is the number that the total must meet, and on which side.
func (t *total) sum() (*number, model.Side) {
	switch {
	case t.AtMost.given():
		return &t.AtMost, model.AtMost
	case t.AtLeast.given():
		return &t.AtLeast, model.AtLeast
	}
	return &t.Is, model.TwoSided
}

// checkTotals reports totals that add up what cannot be added, sums out of reach,
// and totals that contradict each other, whatever their numbers come to.
func (f *file) checkTotals(d *decoder) {
	var sound []int
	for i, t := range f.Totals.values {
		if t.Of.place() == nil || !f.checkAddends(d, f.Totals.keys[i].name, t) {
			continue
		}
		least, most := 0.0, 0.0
		for _, term := range t.Of.terms() {
			lo, hi := f.Issues.values[term.Issue].scale.Bounds()
			least += min(float64(term.Factor*lo), float64(term.Factor*hi))
			most += max(float64(term.Factor*lo), float64(term.Factor*hi))
		}
		x, side := t.sum()
		if x.input == nil {
			continue
		}
		slack := float64(1e-9 * max(1, math.Abs(least), math.Abs(most)))
		switch {
		case side != model.AtMost && x.least() > most+slack:
			d.at(x.at, fmt.Errorf("totals.%s: the issues sum to at most %s, not %s", f.Totals.keys[i].name, digits(most), digits(x.least())))
		case side != model.AtLeast && x.most() < least-slack:
			d.at(x.at, fmt.Errorf("totals.%s: the issues sum to at least %s, not %s", f.Totals.keys[i].name, digits(least), digits(x.most())))
		case (!t.Is.given() || side == model.TwoSided) && f.agrees(d, i, sound):
			sound = append(sound, i)
		}
	}
	if len(sound) < len(f.Totals.values) {
		return
	}
	if names, last := f.clash(func(k int) (lo, hi float64) { return f.Issues.values[k].scale.Bounds() }); names != nil {
		x, _ := f.Totals.values[last].sum()
		d.at(x.at, fmt.Errorf("%s contradict each other: no amounts within the ranges of the issues meet them all", enumerated(names)))
	}
}

// agrees reports whether some draw may meet total j and the others, as far as they
// are of the same sum.
func (f *file) agrees(d *decoder, j int, others []int) bool {
	t := f.Totals.values[j]
	x, side := t.sum()
	for _, i := range others {
		ratio, same := f.Totals.values[i].ratio(t)
		if !same {
			continue
		}
		other, otherSide := f.Totals.values[i].sum()
		low, high := float64(ratio*other.least()), float64(ratio*other.most())
		if ratio < 0 {
			low, high, otherSide = high, low, turned(otherSide)
		}
		slack, limit := float64(1e-9*max(1, math.Abs(low), math.Abs(high))), ""
		number := x.most()
		switch {
		case side != model.AtLeast && otherSide != model.AtMost && x.most() < low-slack:
			limit = "least " + digits(low)
		case side != model.AtMost && otherSide != model.AtLeast && x.least() > high+slack:
			limit, number = "most "+digits(high), x.least()
		default:
			continue
		}
		d.at(x.at, fmt.Errorf("totals.%s contradicts totals.%s, by which this sum is at %s, not %s", f.Totals.keys[j].name, f.Totals.keys[i].name, limit, digits(number)))
		return false
	}
	return true
}

// turned is the side of amounts whose sign is turned round.
func turned(s model.Side) model.Side {
	switch s {
	case model.AtMost:
		return model.AtLeast
	case model.AtLeast:
		return model.AtMost
	case model.TwoSided:
	}
	return s
}

// ratio is how many times the sum of t the sum of another total is, if it is so
// whatever the amounts.
func (t *total) ratio(of *total) (ratio float64, same bool) {
	mine, other := t.Of.terms(), of.Of.terms()
	if len(mine) != len(other) || len(mine) == 0 {
		return 0, false
	}
	for _, a := range mine {
		at := slices.IndexFunc(other, func(b model.TotalTerm) bool { return b.Issue == a.Issue })
		if at < 0 || a.Issue < 0 || a.Factor == 0 {
			return 0, false
		}
		r := other[at].Factor / a.Factor
		if ratio != 0 && math.Abs(r-ratio) > 1e-12*math.Abs(ratio) {
			return 0, false
		}
		if ratio == 0 {
			ratio = r
		}
	}
	return ratio, ratio != 0
}

// checkAddends reports issues that cannot be added; it says whether all can.
func (f *file) checkAddends(d *decoder, name string, t *total) bool {
	once(d, t.Of.even.items, "of")
	terms := t.Of.terms()
	if len(terms) == 0 {
		if t.Of.place().kind == sequence || t.Of.place().kind == mapping {
			d.at(t.Of.place(), fmt.Errorf("totals.%s adds up nothing; name the issues", name))
		}
		return false
	}
	for i, x := range t.Of.values {
		if x.at != nil && x.value == 0 {
			d.at(x.at, fmt.Errorf("a factor of 0 leaves %s out of the total; take it away", t.Of.keys[i].name))
			return false
		}
	}
	held, first := false, -1
	for _, term := range terms {
		k := term.Issue
		if k < 0 || f.Issues.values[k].unscaled() {
			return false // which is reported there
		}
		s := f.Issues.values[k]
		if s.Anchors.at != nil && len(s.Anchors.items) > 2 {
			d.at(t.Of.place(), fmt.Errorf("%s has a bent scale (anchors), so that its amounts do not add up; give it a range", f.Issues.keys[k].name))
			return false
		}
		if f.Standstill != nil && f.Standstill.Issue.index() == k {
			d.at(t.Of.place(), fmt.Errorf("%s is the issue of the standstill, which has no amounts to add", f.Issues.keys[k].name))
			return false
		}
		if first < 0 {
			first = k
		}
		if a, b := f.Issues.values[first].Unit.value, s.Unit.value; t.Of.even.at != nil && a != b {
			d.at(t.Of.place(), fmt.Errorf("totals.%s adds amounts of two units: %s in %q, %s in %q; say what one counts in the other with factors: {%s: 1, %s: …}",
				name, f.Issues.keys[first].name, a, f.Issues.keys[k].name, b, f.Issues.keys[first].name, f.Issues.keys[k].name))
			return false
		}
		held = held || f.inSomePackage(k)
	}
	if !held {
		d.at(t.Of.place(), fmt.Errorf("no package holds an issue of totals.%s, so it never acts", name))
	}
	return held
}

// unscaled reports whether the issue's scale is wrong, which is reported there.
func (s *issue) unscaled() bool {
	lo, hi := s.scale.Bounds()
	return !(lo < hi)
}

// inSomePackage reports whether a package holds issue k.
func (f *file) inSomePackage(k int) bool {
	if len(f.Packages.values) == 0 {
		return true
	}
	for _, p := range f.Packages.values {
		if p.Issues.all || p.Issues.holds(f.Issues.keys[k].name) {
			return true
		}
	}
	return false
}

func (t *total) model(id string) model.Total {
	x, side := t.sum()
	return model.Total{ID: id, Terms: t.Of.terms(), Bound: x.result, Side: side}
}

// checkTotalTheory returns an error if a theory cannot keep the totals of a
// bargain.
func checkTotalTheory(t model.Theory, b *model.Bargain) error {
	if len(b.Totals) == 0 || t.Predicts {
		return nil // who predicts does not ask whether it adds up
	}
	if t.Family == "influence" {
		return fmt.Errorf("with consent: asked %s cannot keep totals, and the scenario has %s; without it, it predicts terms that need not add up", t.Name, totalNames(b))
	}
	if !t.Totals {
		return fmt.Errorf("%s cannot keep totals, and the scenario has %s; nash, kalai_smorodinsky, egalitarian, utilitarian and rubinstein can", t.Name, totalNames(b))
	}
	for i := range b.Parties {
		if p := &b.Parties[i]; p.Seat != model.Observer && leastOf(b, p.RiskAversion) < 0 {
			return errors.New("totals need risk_aversion of at least 0, and parties." + p.ID + ".risk_aversion may lie below")
		}
	}
	return nil
}

func totalNames(b *model.Bargain) string {
	var names []string
	for i := range b.Totals {
		names = append(names, b.Totals[i].ID)
	}
	return strings.Join(names, ", ")
}
