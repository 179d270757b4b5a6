package protocol

import (
	"math"

	"sim/model"
)

// mostWhole is the largest number of combinations of whole numbers that are all
// tried where no neighbours of divided terms are acceptable. Those that certainly
// miss a row do not count.
const mostWhole = 1024

// mostNear is how many combinations around divided terms are tried where there are
// more than mostWhole; and mostLooked at how many beginnings of combinations a search
// looks: most of them cannot meet the rows, and cost little.
const (
	mostNear   = 4096
	mostLooked = 1 << 16
)

// box are combinations of whole numbers, one range for each issue, and how far the
// search among them has come.
type box struct {
	from, to     []int     // the box, in steps
	innerFrom    []int     // the box within it that has been tried
	innerTo      []int     // …
	lo, hi       []float64 // what is left of every issue of the problem
	best         float64   // largest score; NaN: none was acceptable
	tried, limit int       // combinations, and the most that may be
	looked       int       // beginnings of combinations
	counting     bool      // whether they are only counted
	cut          bool      // whether the search ended before the box did
}

// start begins a search that may try so many combinations.
func (b *box) start(limit int, counting bool) {
	b.best, b.tried, b.limit, b.looked, b.counting, b.cut = math.NaN(), 0, limit, 0, counting, false
}

// lookFarther looks for acceptable whole numbers where no neighbours of divided terms
// are: among all, if at most mostWhole can meet the rows; else in boxes around the
// divided terms that grow by a step on every side, up to the first that has some.
func (e *eachLevel) lookFarther(p *model.Problem, s *model.Stream, out *model.Offer) {
	w, last := &e.whole, len(e.whole.issue)-1
	w.start(mostWhole, true)
	w.setBox(p, math.MaxInt32)
	e.tryBox(p, s, out, last, true)
	if few := !w.cut; few {
		w.start(mostWhole, false)
		e.tryBox(p, s, out, last, true)
		return
	}
	w.start(mostNear, false)
	w.setBox(p, 0)
	for steps := 1; w.best != w.best && !w.cut && w.grow(p, steps); steps++ {
		w.looked++
		e.tryBox(p, s, out, last, false)
	}
}

// setBox sets the box to the neighbours of the divided terms and so many steps
// beyond them, within the bounds.
func (w *whole) setBox(p *model.Problem, steps int) {
	w.from, w.to = w.from[:0], w.to[:0]
	w.lo, w.hi = append(w.lo[:0], w.lower...), append(w.hi[:0], w.upper...)
	for j, k := range w.issue {
		least, most := int(math.Ceil(w.lower[k]/p.Whole[k]-1e-9)), int(math.Floor(w.upper[k]/p.Whole[k]+1e-9))
		w.from, w.to = append(w.from, max(least, w.below[j]-steps)), append(w.to, min(most, w.above[j]+steps))
		w.open(p, j)
	}
}

// grow is setBox around what has been tried. It reports whether the box has become
// larger.
func (w *whole) grow(p *model.Problem, steps int) bool {
	w.innerFrom, w.innerTo = append(w.innerFrom[:0], w.from...), append(w.innerTo[:0], w.to...)
	w.setBox(p, steps)
	for j := range w.issue {
		if w.from[j] < w.innerFrom[j] || w.to[j] > w.innerTo[j] {
			return true
		}
	}
	return false
}

// open leaves the j-th issue its range.
func (w *whole) open(p *model.Problem, j int) {
	k := w.issue[j]
	w.lo[k], w.hi[k] = w.at(p, j, w.from[j]), w.at(p, j, w.to[j])
}

// at is the position of n steps on the j-th issue.
func (w *whole) at(p *model.Problem, j, n int) float64 {
	k := w.issue[j]
	return min(max(float64(float64(n)*p.Whole[k]), w.lower[k]), w.upper[k])
}

// tryBox tries the combinations of the box that can meet the rows, the j-th issue and
// those before it being open; outside: what is fixed lies outside the inner box, else
// only combinations that do are tried. Where out is an acceptable one it is the best.
func (e *eachLevel) tryBox(p *model.Problem, s *model.Stream, out *model.Offer, j int, outside bool) {
	w := &e.whole
	if j < 0 {
		if w.tried++; w.tried > w.limit {
			w.cut = true
		} else if !w.counting {
			e.tryWhole(p, s, out)
		}
		return
	}
	k, inner := w.issue[j], false
	from, to := w.span(p, j)
	for n := from; n <= to && !w.cut; n++ {
		if !outside {
			if inner = w.innerFrom[j] <= n && n <= w.innerTo[j]; inner && j == 0 {
				n = w.innerTo[j]
				continue
			}
		}
		if w.looked++; w.looked > mostLooked {
			w.cut = true
			break
		}
		w.lo[k] = w.at(p, j, n)
		w.hi[k] = w.lo[k]
		e.tryBox(p, s, out, j-1, outside || !inner)
	}
	w.open(p, j)
}

// tryWhole solves everything else at the combination to which the box has come, and
// keeps the offer if it is the best so far.
func (e *eachLevel) tryWhole(p *model.Problem, s *model.Stream, out *model.Offer) {
	w := &e.whole
	for _, k := range w.issue {
		p.Lower[k], p.Upper[k] = w.lo[k], w.lo[k]
	}
	e.atOnce(p, s, &w.trial)
	e.keepFloors(p, s, &w.trial)
	e.keepPromises(p, s, &w.trial)
	w.restore(p)
	if score := e.scoreOf(p, &w.trial); score > w.best || w.best != w.best && score == score {
		w.best = score
		out.CopyFrom(&w.trial)
	}
}

// span is the range of the j-th issue outside which some row cannot be met, whatever
// the terms on what is left.
func (w *whole) span(p *model.Problem, j int) (from, to int) {
	from, to = w.from[j], w.to[j]
	of := w.issue[j]
	for r := range p.Rows {
		row := &p.Rows[r]
		per := float64(row.Coefficient[of] * p.Whole[of])
		if per == 0 {
			continue
		}
		least, most := 0.0, 0.0
		for k, a := range row.Coefficient {
			if k != of && a != 0 {
				least += min(float64(a*w.lo[k]), float64(a*w.hi[k]))
				most += max(float64(a*w.lo[k]), float64(a*w.hi[k]))
			}
		}
		room := 1e-6 + rowSlack/math.Abs(per)
		low, high := (row.AtLeast-most)/per, math.Copysign(math.Inf(1), per)
		if row.Equal {
			high = (row.AtLeast - least) / per
		}
		if per < 0 {
			low, high = high, low
		}
		from, to = int(math.Ceil(max(low-room, float64(from)))), int(math.Floor(min(high+room, float64(to))))
	}
	return from, to
}
