package scenario

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"sim/model"
	"sim/model/dist"
	"sim/model/registry"
)

// belief decodes a plain number, a range or a distribution. b is nil for a
// known number; ok is false if there was an error, which is then reported.
func (d *decoder) belief(n *node, dom domain, words map[string]float64, name string) (b model.Dist, family string, value float64, ok bool) {
	switch n.kind {
	case sequence:
		d.at(n, fmt.Errorf("%s must be a number or a range, not a list; a range is written 0.4 to 0.8 or {uniform: [0.4, 0.8]}", name))
	case mapping:
		if b, family, ok = d.family(n, dom); ok && b == nil {
			ok = false
		}
		return b, family, 0, ok
	case scalar:
		if x, word := words[n.value]; word && n.tag != isNumber {
			return nil, knownFamily, x, true
		}
		return d.scalarBelief(n, dom, words, name)
	}
	return nil, "", 0, false
}

// knownFamily is the family name of a number that does not vary.
const knownFamily = "known"

func (d *decoder) scalarBelief(n *node, dom domain, words map[string]float64, name string) (b model.Dist, family string, value float64, ok bool) {
	lo, hi, isRange, err := parseRange(n.value)
	if isRange && n.tag == isText {
		if err == nil {
			err = within(dom, lo, hi, name)
		}
		if err == nil {
			b, family, err = dist.Range(lo, hi, dom.lo, dom.hi)
		}
		if err != nil {
			d.at(n, err)
		}
		return b, family, 0, err == nil
	}
	x, err := parseFloat(n)
	switch {
	case err != nil && n.tag == isText && n.style == plain && len(words) > 0 && strings.IndexAny(n.value, "+-.0123456789") != 0:
		err = &registry.UnknownError{What: "word", Name: n.value, Known: sortedWords(words)}
	case err != nil && n.tag != isNumber && n.tag != isText:
		err = fmt.Errorf("%s must be a number or a range, not %s", name, n.describe())
	case err != nil:
		err = fmt.Errorf("%s: %w", name, err)
	case !dom.contains(x):
		err = fmt.Errorf("%s must be %s, not %s", name, dom, short(n.value))
	}
	if err != nil {
		d.at(n, err)
	}
	return nil, knownFamily, x, err == nil
}

// within returns an error for a range outside the domain. A range that only
// touches a bound is left to the distribution, which suggests an alternative.
func within(dom domain, lo, hi float64, name string) error {
	for _, x := range []float64{lo, hi} {
		if x < dom.lo || x > dom.hi {
			return fmt.Errorf("%s must be %s, not %s", name, dom, digits(x))
		}
	}
	return nil
}

// fits checks that every value the distribution can take is in the domain.
func (x *number) fits(d *decoder, b model.Dist) bool {
	lo, hi := dist.Support(b)
	if x.domain.contains(lo) && x.domain.contains(hi) {
		return true
	}
	least, most := digits(x.domain.lo), digits(x.domain.hi)
	if _, fit := b.(dist.Fit); fit && !math.IsInf(x.domain.lo, 0) && !math.IsInf(x.domain.hi, 0) {
		d.at(x.val, fmt.Errorf("%s must be %s, but what was fitted reaches from %s to %s; say where it ends, with min: %s, max: %s beside p5, p50 and p95",
			x.f.Name, x.domain, rough(lo), rough(hi), least, most))
		return false
	}
	if math.IsInf(x.domain.lo, 0) {
		least = "…"
	}
	if math.IsInf(x.domain.hi, 0) {
		most = "…"
	}
	d.at(x.val, fmt.Errorf("%s must be %s, but this reaches from %s to %s; cut it off with {truncated: {of: …, min: %s, max: %s}}",
		x.f.Name, x.domain, rough(lo), rough(hi), least, most))
	return false
}

// rough formats a number to three digits, or to whole units if it has more.
func rough(x float64) string {
	if a := math.Abs(x); a >= 100 && a < 1e15 {
		return strconv.FormatFloat(x, 'f', 0, 64)
	}
	return strconv.FormatFloat(x, 'g', 3, 64)
}

func sortedWords(words map[string]float64) []string {
	var ks []string
	for k := range words {
		ks = append(ks, k)
	}
	slices.SortFunc(ks, func(a, b string) int {
		if words[a] < words[b] {
			return -1
		}
		return 1
	})
	return ks
}
