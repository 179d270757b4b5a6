package protocol

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// What a proposer can have for what it leaves the other is the best of all levels,
// not that of the level which is best if it leaves the other least.
func TestFrontierOverLevels(t *testing.T) {
	m := crowd([]float64{1, 1.3, 2})
	m.parties[1], m.issues = 4, [2]int{2, 4}
	m.slack = []float64{0.3, 0.1}
	best, elsewhere := NewBestOffer(), 0
	rapid.Check(t, func(t *rapid.T) {
		p := withLevels(t, m.problem(t))
		const proposer, responder = 0, 1
		if !p.Consent[proposer] || !p.Consent[responder] {
			return
		}
		need := p.Reservation[responder]
		net, payoff := make([]float64, 5), make([]float64, 5)
		var offer model.Offer
		if best.Solve(p, proposer, &offer); !offer.Status.Agreed() {
			return
		}
		enough := offer.Payoff[responder] + rapid.Float64Range(-0.05, 0.5).Draw(t, "enough")
		n := best.Frontier(p, proposer, responder, &offer, enough, net, payoff)
		if enough > net[0]+1e-6 && n > 1 { // what is enough counts, if it can be had
			q := clone(p)
			q.Reservation[responder] = enough
			var all model.Offer
			if NewBestOffer().Solve(q, proposer, &all); all.Status.Agreed() && net[n-1] < enough {
				t.Fatalf("the last point %g is below what is enough, %g", net[n-1], enough)
			}
		}
		if p.Reservation[responder] != need {
			t.Fatal("the responder's reservation value was left changed")
		}
		first := -1
		for j := range n - 1 { // at the last point next to nothing can be moved
			most, at := math.Inf(-1), -1
			for l := range p.Levels() {
				p.AtLevel(l)
				q := clone(p)
				if j > 0 {
					q.Reservation[responder] = net[j]
				}
				var out model.Offer
				if NewBestOffer().Solve(q, proposer, &out); out.Status.Agreed() && out.Payoff[proposer] > most+1e-9 {
					most, at = out.Payoff[proposer], l
				}
			}
			if math.Abs(payoff[j]-most) > 1e-6 {
				t.Fatalf("point %d: the proposer has %.9f for %.9f, at the best level %.9f", j, payoff[j], net[j], most)
			}
			if first < 0 {
				first = at
			} else if at != first {
				elsewhere++
			}
		}
	})
	if elsewhere == 0 {
		t.Error("the same level was best at every point of every frontier")
	}
}

// Where each party wants as much as it can get of one thing, all of which together
// cost a fixed sum, the best for one is what is left of the sum once everybody else has
// what it needs.
func TestBestOfferUnderTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parties := rapid.IntRange(2, 5).Draw(t, "parties")
		per, need, left := make([]float64, parties), make([]float64, parties), 1.0
		for i := range per {
			per[i] = rapid.Float64Range(1, 9).Draw(t, "per")
			need[i] = rapid.Float64Range(0, 0.9/float64(parties)).Draw(t, "part of the sum") / per[i]
			left -= per[i] * need[i]
		}
		p := seats(1, per, 1, true, need...)
		p.Whole = nil
		proposer := rapid.IntRange(0, parties-1).Draw(t, "proposer")
		var out model.Offer
		NewBestOffer().Solve(p, proposer, &out)
		want := need[proposer] + left/per[proposer]
		if !out.Status.Agreed() || math.Abs(out.Payoff[proposer]-want) > 1e-9 {
			t.Fatalf("%v: the proposer has %.12f, could have %.12f", out.Status, out.Payoff[proposer], want)
		}
		sum := 0.0
		for i, u := range out.Payoff {
			if sum += per[i] * out.Terms[i]; u < need[i]-1e-9 {
				t.Fatalf("party %d gets %g less than it needs", i, need[i]-u)
			}
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Fatalf("the terms cost %g", sum)
		}
	})
}
