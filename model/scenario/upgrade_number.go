package scenario

import (
	"math"
	"strconv"

	"sim/model/portable"
)

// ends are a number of a file, as far as it can be worked with: known, or a range
// with two ends.
type ends struct {
	lo, hi  float64
	uniform bool // whether it is written {uniform: [lo, hi]}
}

// endsOf reads a number that is known, a range or uniform; words are names of
// values.
func endsOf(n *node, words map[string]float64) (ends, bool) {
	if n == nil {
		return ends{}, false
	}
	if n.kind == mapping {
		list := n.get("uniform")
		if list == nil || list.kind != sequence || len(list.items) != 2 {
			return ends{}, false
		}
		lo, errLo := parseFloat(list.items[0])
		hi, errHi := parseFloat(list.items[1])
		return ends{lo, hi, true}, errLo == nil && errHi == nil && lo < hi
	}
	if n.kind != scalar {
		return ends{}, false
	}
	if x, ok := words[n.value]; ok {
		return ends{x, x, false}, true
	}
	if lo, hi, ok, err := parseRange(n.value); ok {
		return ends{lo, hi, false}, err == nil
	}
	x, err := parseFloat(n)
	return ends{x, x, false}, err == nil
}

// middle is the midpoint of a range.
func (s ends) middle() float64 { return (s.lo + s.hi) / 2 }

// mapped applies an increasing function.
func (s ends) mapped(f func(float64) float64) ends { return ends{f(s.lo), f(s.hi), s.uniform} }

// times is the product with an independent number: relative widths add up as
// those of independent ranges do.
func (s ends) times(o ends) ends {
	switch {
	case o.lo == o.hi:
		return ends{float64(s.lo * o.lo), float64(s.hi * o.lo), s.uniform}
	case s.lo == s.hi:
		return ends{min(s.lo*o.lo, s.lo*o.hi), max(s.lo*o.lo, s.lo*o.hi), o.uniform}
	case s.lo*s.hi <= 0 || o.lo <= 0:
		return ends{float64(s.lo * o.middle()), float64(s.hi * o.middle()), s.uniform}
	}
	sign := 1.0
	if s.lo < 0 {
		sign, s.lo, s.hi = -1, -s.hi, -s.lo
	}
	centre := math.Sqrt(s.lo * s.hi * o.lo * o.hi)
	width := portable.Exp(portable.Hypot(portable.Log(s.hi/s.lo), portable.Log(o.hi/o.lo)) / 2)
	lo, hi := sign*centre/width, float64(sign*centre*width)
	return ends{min(lo, hi), max(lo, hi), s.uniform}
}

// String writes the number to three digits.
func (s ends) String() string {
	lo, hi := threeDigits(s.lo), threeDigits(s.hi)
	switch {
	case lo == hi:
		return lo
	case s.uniform:
		return "{uniform: [" + lo + ", " + hi + "]}"
	}
	return lo + " to " + hi
}

func threeDigits(x float64) string {
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 3, 64), 64)
	return digits(x)
}

// raised is what a push of p log-odds adds to a cost c in [0, 1].
func raised(c, p float64) float64 {
	if c <= 0 || c >= 1 {
		return 0
	}
	return c/(c+float64((1-c)*portable.Exp(-p))) - c
}
