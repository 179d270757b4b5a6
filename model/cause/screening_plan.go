package cause

import (
	"math"
	"slices"
)

// ending is what the parties expect after the last round that is computed.
type ending int

const (
	deadline ending = iota // no agreement, and the responder has refused
	peace                  // the toughest type left gets its price
	delay                  // talks go on as they are
)

// plan is the solution of a game: for each number of rounds left, and each state,
// which is the boundary at which the least tough type left stands. Values of the
// proposer are sums over the types left, not averages, so that a state is the
// same whatever was cut off before it.
type plan struct {
	version  int // of the belief
	end      ending
	rows     int // rounds that are solved
	steady   int // rounds left from which on every row is the same; 0: none found
	from     int // first state
	types    []Type
	frontier Frontier
	patience [2]float64

	// Sums over the types from each boundary on.
	mass, shift, goingOn, refused []float64
	// With n rounds left, at n·boundaries + state: up to where the demand is
	// accepted, what it offers, and what the proposer expects. Row 0 is what comes
	// after the last round; it has no cutoffs.
	cutoff, offer, value []float64

	// The round in hand, by cutoff.
	required []float64 // net value that makes the type at the cutoff indifferent
	gain     []float64 // proposer's payoff from an agreement, less Shift
	rest     []float64 // sum over the types beyond the cutoff, less their Shift
	top      int       // last cutoff that can be agreed; from − 1 if none can
	edge     float64   // position up to which it can
}

// soon forgives rounding where peace with the toughest is worth just as much as
// going on.
const soon = 1e-12

// update solves the game if that has not been done for the present belief,
// payoffs and end.
func (s *Screening) update(rounds int) {
	p := &s.plan
	moved := p.version != s.version || p.rows == 0 || s.moved()
	if moved {
		s.load()
	}
	end := deadline
	if rounds == Open {
		end = s.openEnd()
	}
	if moved || p.end != end {
		p.end = end
		s.start()
	}
	for n := p.rows; n <= s.lookAhead(rounds) && p.steady == 0; n++ {
		s.prepare(n)
		for _, row := range []*[]float64{&p.cutoff, &p.offer, &p.value} {
			*row = slices.Grow(*row, s.cells+1)[:(n+1)*(s.cells+1)]
		}
		p.halve(n, p.from, s.cells, p.from, p.top)
		p.finish(n)
		p.rows = n + 1
		if p.repeats(n) {
			p.steady = n
		}
	}
}

// repeats reports whether row n is that of the round after it once more. A row
// follows from that one alone, so all earlier rounds are the same then: most talks
// end within a few rounds, and what comes later does not count.
func (p *plan) repeats(n int) bool {
	row, states := n*len(p.types), len(p.types)-p.from
	this, last := row+p.from, row-len(p.types)+p.from
	return slices.Equal(p.offer[this:this+states], p.offer[last:last+states]) &&
		slices.Equal(p.value[this:this+states], p.value[last:last+states])
}

// moved reports whether something has moved by more than the tolerance.
func (s *Screening) moved() bool {
	p := &s.plan
	far := func(a, b float64) bool { return !(math.Abs(a-b) <= s.Tolerance) }
	if far(s.Patience, p.patience[0]) || far(s.ProposerPatience, p.patience[1]) || !s.Frontier.near(&p.frontier, s.Tolerance) {
		return true
	}
	for b, t := range s.Types[p.from:] {
		old := p.types[p.from+b]
		if far(t.GoingOn, old.GoingOn) || far(t.Refused, old.Refused) || far(t.ProposerGoingOn, old.ProposerGoingOn) ||
			far(t.ProposerRefused, old.ProposerRefused) || far(t.Shift, old.Shift) {
			return true
		}
	}
	return false
}

// load copies payoffs and belief into the plan and sums them over the types.
func (s *Screening) load() {
	p := &s.plan
	n := s.cells + 1
	for _, of := range []*[]float64{&p.mass, &p.shift, &p.goingOn, &p.refused, &p.required, &p.gain, &p.rest} {
		*of = resize(*of, n)
	}
	p.version, p.from = s.version, s.first()
	p.types = append(p.types[:0], s.Types...)
	p.patience = [2]float64{s.Patience, s.ProposerPatience}
	p.frontier.copyFrom(&s.Frontier)
	p.mass[s.cells], p.shift[s.cells], p.goingOn[s.cells], p.refused[s.cells] = 0, 0, 0, 0
	for b := s.cells - 1; b >= p.from; b-- {
		w, t, next := s.weight[b], &p.types[b], &p.types[b+1]
		p.mass[b] = p.mass[b+1] + w
		p.shift[b] = p.shift[b+1] + float64(w*(t.Shift+next.Shift)/2)
		p.goingOn[b] = p.goingOn[b+1] + float64(w*(t.ProposerGoingOn+next.ProposerGoingOn)/2)
		p.refused[b] = p.refused[b+1] + float64(w*(t.ProposerRefused+next.ProposerRefused)/2)
	}
}

// openEnd is how talks without an end come to theirs: with peace if peace at the
// price of the toughest type is worth at least what going on against the average
// type is, which makes agreement a matter of few rounds (on a pie the condition
// of Deneckere and Liang 2006: the lowest value is at least the mean cost).
func (s *Screening) openEnd() ending {
	p := &s.plan
	mass := at(p.mass, s.low)
	if peaceful := p.frontier.At(p.types[s.cells].GoingOn); float64(mass*(peaceful+soon))+at(p.shift, s.low) >= at(p.goingOn, s.low) {
		return peace
	}
	return delay
}

// start sets row 0.
func (s *Screening) start() {
	p := &s.plan
	n := s.cells + 1
	p.cutoff, p.offer, p.value = resize(p.cutoff, n), resize(p.offer, n), resize(p.value, n)
	price := p.types[s.cells].GoingOn
	peaceful := p.frontier.At(price)
	for b := p.from; b < n; b++ {
		switch p.end {
		case peace:
			p.offer[b], p.value[b] = price, float64(p.mass[b]*peaceful)+p.shift[b]
		case delay:
			p.offer[b], p.value[b] = p.types[b].GoingOn, p.goingOn[b]
		case deadline:
			p.offer[b], p.value[b] = p.types[b].Refused, p.refused[b]
		}
	}
	p.rows, p.steady = 1, 0
}

// prepare sets the round in hand to that with n rounds left, n at least 1, from
// the row of the next one.
func (s *Screening) prepare(n int) {
	p := &s.plan
	boundaries := s.cells + 1
	offer, value := p.offer[(n-1)*boundaries:n*boundaries], p.value[(n-1)*boundaries:n*boundaries]
	most := math.Inf(-1)
	for b := p.from; b < boundaries; b++ {
		f := p.types[b].GoingOn
		most = max(most, f+float64(p.patience[0]*(offer[b]-f)))
		p.required[b] = most
		p.rest[b] = p.goingOn[b] + float64(p.patience[1]*(value[b]-p.goingOn[b])) - p.shift[b]
	}
	p.top = p.from + p.frontier.fill(p.gain[p.from:], p.required[p.from:]) - 1
	p.edge = float64(p.top)
	if p.top >= p.from && p.top < s.cells {
		p.edge += (p.frontier.Most() - p.required[p.top]) / (p.required[p.top+1] - p.required[p.top])
	}
}

// worth is what a cutoff at boundary b is worth to the proposer, whose state has
// the given mass, less its Shift.
func (p *plan) worth(mass float64, b int) float64 {
	return float64((mass-p.mass[b])*p.gain[b]) + p.rest[b]
}

// bestSlot is the best boundary from one to another, of equals the last: a
// proposer that does not mind agrees. Within tie they are equal, so that
// rounding does not decide.
func (p *plan) bestSlot(mass float64, from, to int) int {
	best, j := math.Inf(-1), from
	equal := float64(tie * mass)
	beyond, gain, rest := p.mass[from:to+1], p.gain[from:to+1], p.rest[from:to+1]
	for n := range beyond {
		if v := float64((mass-beyond[n])*gain[n]) + rest[n]; v >= best-equal {
			best, j = max(best, v), from+n
		}
	}
	return j
}

// tie is the difference per mass, in stake units, below which cutoffs are equal.
const tie = 1e-13

// refine is the best cutoff of state a, at any position, and what it is worth; j
// is its best boundary, −1 if none can be agreed. A parabola through boundaries
// around j finds the place between them (without it the error falls with the
// root of the number of cells only).
func (p *plan) refine(a, j int) (cutoff, value float64) {
	mass := p.mass[a]
	if j < 0 {
		cutoff, value = float64(a), p.rest[a]
	} else {
		cutoff, value = float64(j), p.worth(mass, j)
		if p.top-a >= 2 {
			if x, v := p.vertex(mass, a, j); v > value {
				cutoff, value = x, v
			}
		}
	}
	if p.edge > float64(p.top) && p.edge > float64(a) {
		if v := float64((mass-at(p.mass, p.edge))*p.frontier.last()) + at(p.rest, p.edge); v > value {
			cutoff, value = p.edge, v
		}
	}
	return cutoff, value
}

// vertex is the top of a parabola through three boundaries around j, between a
// and the last that can be agreed.
func (p *plan) vertex(mass float64, a, j int) (x, value float64) {
	k := max(min(2, j-a, p.top-j), 1)
	middle := min(max(j, a+k), p.top-k)
	l, m, r := p.worth(mass, middle-k), p.worth(mass, middle), p.worth(mass, middle+k)
	slope, bend := (r-l)/2, l-2*m+r
	if !(bend < 0) {
		return 0, math.Inf(-1)
	}
	t := -slope / bend // in steps of k from the middle
	if least := float64(a-middle) / float64(k); t < least {
		t = least
	} else if most := float64(p.top-middle) / float64(k); t > most {
		t = most
	}
	return float64(middle) + float64(t*float64(k)), m + float64(t*(slope+float64(t*bend)/2))
}

// halve solves the states lo to hi, whose best boundaries lie in from to to:
// they do not fall as the state rises, because what is given up by offering more
// counts less.
func (p *plan) halve(n, lo, hi, from, to int) {
	if lo > hi {
		return
	}
	a := (lo + hi) / 2
	if a > p.top {
		p.write(n, a, -1)
		p.halve(n, lo, a-1, from, to)
		p.halve(n, a+1, hi, a, to)
		return
	}
	j := p.bestSlot(p.mass[a], max(a, from), to)
	p.write(n, a, j)
	p.halve(n, lo, a-1, from, j)
	p.halve(n, a+1, hi, j, to)
}

// write sets row n of state a, whose best boundary is j.
func (p *plan) write(n, a, j int) {
	at := n*len(p.types) + a
	var value float64
	p.cutoff[at], value = p.refine(a, j)
	p.value[at] = value + p.shift[a]
}

// finish sets the offers of row n, once its states are written. Between
// boundaries the cutoffs may fall by an error; they must not.
func (p *plan) finish(n int) {
	first := n * len(p.types)
	cutoff, offer := p.cutoff[first:first+len(p.types)], p.offer[first:first+len(p.types)]
	for a := p.from; a < len(p.types); a++ {
		if a > p.from {
			cutoff[a] = max(cutoff[a], cutoff[a-1])
		}
		offer[a] = at(p.required, cutoff[a])
	}
}

// demand is that of the round in hand, with n rounds left, in a state at any
// position. Between two boundaries the offer is between theirs, which is what a
// type that refused expects, and the cutoff follows from it.
func (p *plan) demand(n int, low float64) Demand {
	first := n * len(p.types)
	cutoff, offer, value := p.cutoff[first:first+len(p.types)], p.offer[first:first+len(p.types)], p.value[first:first+len(p.types)]
	a := int(low)
	d := Demand{Offer: offer[a], Cutoff: cutoff[a], Value: value[a] / p.mass[a]}
	if part := low - float64(a); part > 0 {
		d.Offer += float64(part * (offer[a+1] - offer[a]))
		if d.Offer > p.frontier.Most() { // at most what can be agreed, unless nobody accepts that
			d.Offer = max(p.frontier.Most(), at(p.required, low))
		}
		if p.mass[a+1] > 0 {
			d.Value += float64(part * (value[a+1]/p.mass[a+1] - d.Value))
		}
		d.Cutoff = max(low, p.reached(d.Offer, cutoff[a], cutoff[a+1]))
	}
	d.Chance = 1 - at(p.mass, d.Cutoff)/at(p.mass, low)
	d.Nobody = d.Cutoff-low < same
	return d
}

// reached is the last position from one to another whose type an offer
// satisfies, or the first.
func (p *plan) reached(offer, from, to float64) float64 {
	last := from
	for b := int(from); float64(b) <= to && b < len(p.required)-1; b++ {
		left, right := p.required[b], p.required[b+1]
		if right <= offer {
			last = float64(b + 1)
			continue
		}
		if left <= offer {
			last = float64(b) + (offer-left)/(right-left)
		}
		break
	}
	return min(max(last, from), to)
}
