package protocol

import (
	"math"

	"sim/model"
)

// mostRounded is the largest number of issues with whole numbers of which all
// neighbours are tried; on further ones only the nearest is.
const mostRounded = 6

// whole are the whole numbers near terms that were found as if everything could
// be divided.
type whole struct {
	issue        []int
	below, above []int     // the nearest whole numbers, in steps
	lower, upper []float64 // bounds of the problem
	trial        model.Offer
	price        []float64 // of the rows, per unit of weight, as if everything could be divided
	box
}

// keepPrices remembers what rows are worth at the margin of terms that are
// divided, and restorePrices says so of whole numbers: these have no margin. A row
// that they leave slack holds nothing back, and is worth 0.
func (w *whole) keepPrices(out *model.Offer) {
	w.price = w.price[:0]
	weights := weightOf(out)
	if weights <= 0 {
		return
	}
	for _, nu := range out.Price {
		w.price = append(w.price, nu/weights)
	}
}

func (w *whole) restorePrices(p *model.Problem, out *model.Offer) {
	if !out.Status.Agreed() || len(out.Price) != len(w.price) {
		return
	}
	weights := weightOf(out)
	for r, nu := range w.price {
		if out.Price[r] = float64(nu * weights); isSlack(&p.Rows[r], out.Terms) {
			out.Price[r] = 0
		}
	}
}

// isSlack reports whether terms leave room under a row.
func isSlack(row *model.Row, terms []float64) bool {
	sum := -row.AtLeast
	for k, a := range row.Coefficient {
		sum += float64(a * terms[k])
	}
	return !row.Equal && sum > rowSlack
}

// weightOf is the sum of the weights that certify an offer.
func weightOf(out *model.Offer) (sum float64) {
	for _, w := range out.Certificate {
		sum += w
	}
	return sum
}

// find lists the issues whose terms are no whole numbers yet; it reports false
// if there are none. Those that are, are fixed, too.
func (w *whole) find(p *model.Problem, terms []float64) bool {
	w.issue, w.below, w.above = w.issue[:0], w.below[:0], w.above[:0]
	broken := 0
	for k, step := range p.Whole {
		if step == 0 || !p.InPackage[k] || p.Lower[k] >= p.Upper[k] {
			continue
		}
		n := terms[k] / step
		low, high := math.Floor(n+1e-9), math.Ceil(n-1e-9)
		if low < high {
			if broken++; broken > mostRounded {
				low = math.Round(n)
				high = low
			}
		}
		w.issue = append(w.issue, k)
		w.below, w.above = append(w.below, int(low)), append(w.above, int(high))
	}
	return broken > 0
}

// keep remembers the bounds of the problem, and restore restores them.
func (w *whole) keep(p *model.Problem) {
	w.lower, w.upper = append(w.lower[:0], p.Lower...), append(w.upper[:0], p.Upper...)
}

func (w *whole) restore(p *model.Problem) {
	copy(p.Lower, w.lower)
	copy(p.Upper, w.upper)
}

// roundWhole replaces terms in out that are no whole numbers, where only those
// can be agreed, by the best of their neighbours: each combination is fixed in
// turn and everything else is solved again. Where none of them will do it looks
// farther (lookFarther). This is not the search over all whole numbers, and the
// offer says so (model 2.18).
func (e *eachLevel) roundWhole(p *model.Problem, s *model.Stream, out *model.Offer) {
	if p.Whole == nil || !out.Status.Agreed() && out.Reason != model.Refused {
		return
	}
	w := &e.whole
	w.keep(p)
	if !w.find(p, out.Terms) {
		for j, k := range w.issue {
			out.Terms[k] = w.at(p, j, w.below[j]) // but for the last digits they were whole
		}
		setPayoffs(p, out)
		return
	}
	w.keepPrices(out)
	w.start(mostNear, false)
	w.setBox(p, 0)
	e.tryBox(p, s, out, len(w.issue)-1, true)
	if w.best != w.best {
		e.lookFarther(p, s, out)
	}
	if w.best != w.best {
		e.share = append(e.share[:0], out.Share...)
		out.Reset(p.Parties, p.Issues)
		if out.Status, out.Reason = model.None, model.Indivisible; w.cut {
			out.Status, out.Reason = model.Undecided, model.NotDecided
		} else {
			copy(out.Share, e.share)
		}
	}
	w.restorePrices(p, out)
	out.Flags |= model.Rounded
}

// nearestWhole moves the terms to the nearest whole numbers within the bounds, for
// theories that decide each issue by itself.
func nearestWhole(p *model.Problem, out *model.Offer) {
	for k, step := range p.Whole {
		if step == 0 || !p.InPackage[k] || p.Lower[k] >= p.Upper[k] {
			continue
		}
		n := math.Round(out.Terms[k] / step)
		x := min(max(float64(n*step), p.Lower[k]), p.Upper[k])
		if math.Abs(x-out.Terms[k]) > 1e-9 {
			out.Flags |= model.Rounded
		}
		out.Terms[k] = x
	}
}
