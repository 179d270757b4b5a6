package scenario

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A domain is the interval of values that a number may take.
type domain struct {
	lo, hi         float64
	openLo, openHi bool // whether the bound itself is excluded
}

// anywhere is the whole real line.
var anywhere = domain{math.Inf(-1), math.Inf(1), true, true}

// parseDomain parses an in: tag such as [0, 1] or (0, inf). An empty tag is
// anywhere; so, until the scale is known, is own, an issue's own unit. It
// panics if a tag is wrong.
func parseDomain(s string) domain {
	if s == "" || s == "own" {
		return anywhere
	}
	lo, hi, ok := strings.Cut(s[1:len(s)-1], ",")
	a, errA := strconv.ParseFloat(strings.TrimSpace(lo), 64)
	b, errB := strconv.ParseFloat(strings.TrimSpace(hi), 64)
	if !ok || errA != nil || errB != nil {
		panic("scenario: no domain: " + s)
	}
	return domain{a, b, s[0] == '(', s[len(s)-1] == ')'}
}

func (d domain) contains(x float64) bool {
	return !math.IsNaN(x) && (x > d.lo || x == d.lo && !d.openLo) && (x < d.hi || x == d.hi && !d.openHi)
}

// String describes the domain in words that can follow "must be".
func (d domain) String() string {
	low, high := !math.IsInf(d.lo, -1), !math.IsInf(d.hi, 1)
	switch {
	case low && high && !d.openLo && !d.openHi:
		return fmt.Sprintf("between %s and %s", digits(d.lo), digits(d.hi))
	case low && high:
		return domain{d.lo, math.Inf(1), d.openLo, true}.String() + " and " + domain{math.Inf(-1), d.hi, true, d.openHi}.String()
	case low && d.openLo:
		return "above " + digits(d.lo)
	case low:
		return "at least " + digits(d.lo)
	case high && d.openHi:
		return "below " + digits(d.hi)
	case high:
		return "at most " + digits(d.hi)
	}
	return "a number"
}

// bounds returns the domain as keywords of a JSON Schema.
func (d domain) bounds() map[string]any {
	s := map[string]any{}
	if !math.IsInf(d.lo, -1) {
		s[map[bool]string{false: "minimum", true: "exclusiveMinimum"}[d.openLo]] = d.lo
	}
	if !math.IsInf(d.hi, 1) {
		s[map[bool]string{false: "maximum", true: "exclusiveMaximum"}[d.openHi]] = d.hi
	}
	return s
}

// digits formats a number as a scenario writes it.
func digits(x float64) string {
	if a := math.Abs(x); a >= 1e-4 && a < 1e15 {
		return strconv.FormatFloat(x, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}
