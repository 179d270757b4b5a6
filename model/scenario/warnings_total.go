package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/dist"
)

// leastTail is the smallest share of draws out of reach of a total that a warning
// is about.
const leastTail = 1e-3

// warnTotals warns of totals that some draws can never meet: their number lies out
// of reach of what a package may settle.
func (f *file) warnTotals(ps *problems, b *model.Bargain) {
	out := make([]bool, len(b.Packages)) // packages in which some total is out of reach by itself
	for i, t := range f.Totals.values {
		x, _ := t.sum()
		type tail struct {
			of    string // what cannot be
			share float64
		}
		var tails []tail
		var packages [][]string
		for g := range b.Packages {
			of, share := outOfReach(b, &b.Totals[i], g)
			if share < leastTail {
				continue
			}
			out[g] = true
			at := slices.Index(tails, tail{of, share})
			if at < 0 {
				at, tails, packages = len(tails), append(tails, tail{of, share}), append(packages, nil)
			}
			packages[at] = append(packages[at], b.Packages[g].ID)
		}
		for j, beyond := range tails {
			times := "in every draw"
			if beyond.share < 1 {
				times = fmt.Sprintf("in %.2g%% of draws", 100*beyond.share)
			}
			ps.at(x.at, fmt.Errorf("totals.%s: within the limits of %s the issues sum to %s, and the number lies beyond that %s: no terms meet it then",
				b.Totals[i].ID, strings.Join(packages[j], ", "), beyond.of, times))
		}
	}
	f.warnClashes(ps, b, out)
}

// warnClashes warns of totals that no terms of a package meet together; of packages
// in which one is out of reach it says nothing.
func (f *file) warnClashes(ps *problems, b *model.Bargain, out []bool) {
	for g := range b.Packages {
		if out[g] || len(f.Totals.values) < 2 {
			continue
		}
		names, last := f.clash(func(k int) (lo, hi float64) {
			lo, hi, _ = reachOf(b, k, g)
			return lo, hi
		})
		if names != nil {
			x, _ := f.Totals.values[last].sum()
			ps.at(x.at, fmt.Errorf("%s: within the limits of %s no terms meet them together", enumerated(names), b.Packages[g].ID))
		}
	}
}

// outOfReach is the share of draws in which the number of a total lies beyond what
// package g can make of the sum, and what that is in words; 0 if the package has
// none of its issues.
func outOfReach(b *model.Bargain, t *model.Total, g int) (of string, share float64) {
	held, least, most := false, 0.0, 0.0
	for _, term := range t.Terms {
		lo, hi, in := reachOf(b, term.Issue, g)
		held = held || in
		least += min(float64(term.Factor*lo), float64(term.Factor*hi))
		most += max(float64(term.Factor*lo), float64(term.Factor*hi))
	}
	if !held {
		return "", 0
	}
	slack := float64(1e-9 * max(1, math.Abs(least), math.Abs(most)))
	above, below := 1-shareBelow(b, t.Bound, most+slack), shareBelow(b, t.Bound, least-slack)
	if t.Side == model.AtMost || t.Side == model.TwoSided && above < below {
		return "at least " + digits(least), below
	}
	return "at most " + digits(most), above
}

// reachOf is between which amounts an issue may stand where package g is tabled,
// and whether the package settles it.
func reachOf(b *model.Bargain, k, g int) (lo, hi float64, in bool) {
	s := &b.Issues[k]
	if slices.Contains(b.Packages[g].Issues, k) {
		lo, hi = s.Scale.Bounds()
		for _, l := range b.Packages[g].Limits {
			if l.Issue == k {
				least, _ := spanOf(b, l.Lower)
				_, most := spanOf(b, l.Upper)
				lo, hi = max(lo, least), min(hi, most)
			}
		}
		return lo, hi, true
	}
	for other := range b.Packages {
		if slices.Contains(b.Packages[other].Issues, k) {
			lo, hi = s.Scale.Bounds() // it may have been settled before
			return lo, hi, false
		}
	}
	lo, hi = spanOf(b, s.StatusQuo)
	return lo, hi, false
}

// shareBelow is the share of draws in which a number lies below x.
func shareBelow(b *model.Bargain, n model.Number, x float64) float64 {
	column, varies := n.Column()
	if !varies {
		if n.In(nil) < x {
			return 1
		}
		return 0
	}
	return dist.CDF(b.Varying()[column].Dist, x)
}
