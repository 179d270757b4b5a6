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
	below, above []float64 // the nearest whole numbers, as positions
	lower, upper []float64 // bounds of the problem
	trial        model.Offer
	price        []float64 // of the rows, per unit of weight, as if everything could be divided
}

// keepPrices remembers what rows are worth at the margin of terms that are
// divided, and restorePrices says so of whole numbers: these have no margin.
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

func (w *whole) restorePrices(out *model.Offer) {
	if !out.Status.Agreed() || len(out.Price) != len(w.price) {
		return
	}
	weights := weightOf(out)
	for r, nu := range w.price {
		out.Price[r] = float64(nu * weights)
	}
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
		w.below = append(w.below, max(p.Lower[k], float64(low*step)))
		w.above = append(w.above, min(p.Upper[k], float64(high*step)))
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
// turn and everything else is solved again. This is not the search over all whole
// numbers, and the offer says so (model 2.18).
func (e *eachLevel) roundWhole(p *model.Problem, s *model.Stream, out *model.Offer) {
	if p.Whole == nil || !out.Status.Agreed() && out.Reason != model.Refused {
		return
	}
	if !e.whole.find(p, out.Terms) {
		for j, k := range e.whole.issue {
			out.Terms[k] = e.whole.below[j] // but for the last digits they were whole
		}
		setPayoffs(p, out)
		return
	}
	w, best := &e.whole, math.NaN()
	w.keep(p)
	w.keepPrices(out)
	try := func() {
		e.atOnce(p, s, &w.trial)
		e.keepFloors(p, s, &w.trial)
		e.keepPromises(p, s, &w.trial)
		w.restore(p)
		if score := e.scoreOf(p, &w.trial); score > best || best != best && score == score {
			best = score
			out.CopyFrom(&w.trial)
		}
	}
	for set := range 1 << len(w.issue) {
		if w.fix(p, set) {
			try()
		}
	}
	if best != best { // none of the neighbours: all whole numbers, if they are few
		for n := range w.combinations(p) {
			w.fixAll(p, n)
			try()
		}
	}
	if best != best {
		e.share = append(e.share[:0], out.Share...)
		out.Reset(p.Parties, p.Issues)
		out.Status, out.Reason = model.None, model.Indivisible
		copy(out.Share, e.share)
	}
	w.restorePrices(out)
	out.Flags |= model.Rounded
}

// fix fixes the whole numbers at the neighbours that the bits of set choose; it
// reports false if a bit chooses between equals.
func (w *whole) fix(p *model.Problem, set int) bool {
	for j := range w.issue {
		if w.below[j] == w.above[j] && set>>j&1 == 1 {
			return false
		}
	}
	for j, k := range w.issue {
		x := w.below[j]
		if set>>j&1 == 1 {
			x = w.above[j]
		}
		p.Lower[k], p.Upper[k] = x, x
	}
	return true
}

// mostWhole is the largest number of combinations of whole numbers that are all
// tried where no neighbours of divided terms are acceptable.
const mostWhole = 1024

// combinations is how many combinations of whole numbers there are; 0 if they are
// too many to try.
func (w *whole) combinations(p *model.Problem) int {
	n := 1
	for _, k := range w.issue {
		low, high := w.ends(p, k)
		if n *= high - low + 1; n <= 0 || n > mostWhole {
			return 0
		}
	}
	return n
}

// ends are the least and the largest whole number of issue k, in its steps.
func (w *whole) ends(p *model.Problem, k int) (low, high int) {
	return int(math.Ceil(p.Lower[k]/p.Whole[k] - 1e-9)), int(math.Floor(p.Upper[k]/p.Whole[k] + 1e-9))
}

// fixAll fixes the whole numbers at the n-th combination.
func (w *whole) fixAll(p *model.Problem, n int) {
	for _, k := range w.issue {
		low, high := w.ends(p, k)
		x := min(max(p.Lower[k], float64(float64(low+n%(high-low+1))*p.Whole[k])), p.Upper[k])
		n /= high - low + 1
		p.Lower[k], p.Upper[k] = x, x
	}
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
