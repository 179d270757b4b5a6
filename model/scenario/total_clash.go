package scenario

import (
	"math"
	"strings"

	"sim/model"
	"sim/model/linear"
)

// clash lists the totals that no amounts meet together, and which of them stands
// last; nil if some may meet all. reach is between which amounts an issue may stand.
// Numbers that are ranges count with their ends that ask for least.
func (f *file) clash(reach func(k int) (lo, hi float64)) (names []string, last int) {
	n := len(f.Issues.values)
	low, width, lower, upper := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	for k, s := range f.Issues.values {
		if s.unscaled() {
			return nil, -1 // which is reported there
		}
		lo, hi := reach(k)
		low[k], width[k] = lo, hi-lo
		upper[k] = 1
	}
	var system linear.System
	system.Reset(lower, upper)
	var of []int // per row: its total
	add := func(i int, sign, least float64, equal bool) {
		coefficient := make([]float64, n)
		for _, term := range f.Totals.values[i].Of.terms() {
			coefficient[term.Issue] += float64(sign * term.Factor * width[term.Issue])
			least -= float64(sign * term.Factor * low[term.Issue])
		}
		system.Add(coefficient, least, equal)
		of = append(of, i)
	}
	for i, t := range f.Totals.values {
		x, side := t.sum()
		if x.input == nil {
			return nil, -1
		}
		least, most := x.least(), x.most()
		if side == model.TwoSided && least == most {
			add(i, 1, least, true)
			continue
		}
		if side != model.AtMost && !math.IsInf(least, 0) {
			add(i, 1, least, false)
		}
		if side != model.AtLeast && !math.IsInf(most, 0) {
			add(i, -1, -most, false)
		}
	}
	if last = -1; system.Judge() != linear.Empty {
		return nil, last
	}
	for r, w := range system.Weight {
		if w != 0 && of[r] != last {
			last = of[r]
			names = append(names, "totals."+f.Totals.keys[last].name)
		}
	}
	return names, last
}

// enumerated are names in a row: a, b and c.
func enumerated(names []string) string {
	n := len(names) - 1
	if n < 1 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:n], ", ") + " and " + names[n]
}
