package cause

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"
)

// Simulated bids meet the formulas within four errors, and nobody gains by
// another bid.
func TestSealedBids(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, c := range []struct{ buyer, seller Limits }{
		{Limits{0, 1}, Limits{0, 1}},
		{Limits{120, 180}, Limits{100, 165}},
		{Limits{1, 5.5}, Limits{2, 6}},
	} {
		s, err := NewSealedBids(c.buyer, c.seller)
		if err != nil {
			t.Fatal(err)
		}
		o := outlookOf(c.buyer, c.seller)
		const draws = 200_000
		deals, gains, squares := 0.0, 0.0, 0.0
		for range draws {
			b := c.buyer.Low + random.Float64()*(c.buyer.High-c.buyer.Low)
			v := c.seller.Low + random.Float64()*(c.seller.High-c.seller.Low)
			price, deal := s.Trade(b, v)
			if !deal {
				continue
			}
			if price > b || price < v {
				t.Fatalf("price %g for limits %g and %g", price, b, v)
			}
			deals, gains, squares = deals+1, gains+b-v, squares+(b-v)*(b-v)
		}
		share, gain := deals/draws, gains/draws
		if d := math.Sqrt(share * (1 - share) / draws); math.Abs(share-o.deal) > 4*d {
			t.Errorf("%v: %g deals, want %g ± %g", c, share, o.deal, d)
		}
		if d := math.Sqrt((squares/draws - gain*gain) / draws); math.Abs(gain-o.gains) > 4*d {
			t.Errorf("%v: gains %g, want %g ± %g", c, gain, o.gains, d)
		}
		const grid = 2000
		for limit := range 11 {
			b := c.buyer.Low + float64(limit)/10*(c.buyer.High-c.buyer.Low)
			worth := func(bid float64) float64 { // to a buyer with limit b, against all sellers
				sum := 0.0
				for n := range grid {
					other := s.Seller(c.seller.Low + (float64(n)+0.5)/grid*(c.seller.High-c.seller.Low))
					if bid >= other {
						sum += (b - (bid+other)/2) / grid
					}
				}
				return sum
			}
			own := worth(s.Buyer(b))
			for n := range 101 {
				bid := c.seller.Low + float64(n)/100*(c.buyer.High-c.seller.Low)
				if more := worth(bid) - own; more > 1e-3*(c.buyer.High-c.buyer.Low) {
					t.Fatalf("%v: a buyer of %g gains %g by bidding %g in place of %g", c, b, more, bid, s.Buyer(b))
				}
			}
		}
	}
	for _, c := range []struct{ buyer, seller Limits }{
		{Limits{3, 5.5}, Limits{2, 4.5}},
		{Limits{0.5, 0.9}, Limits{0.3, 0.4}},
		{Limits{1, 1}, Limits{1, 1}},
		{Limits{math.NaN(), 1}, Limits{0, 1}},
	} {
		if _, err := NewSealedBids(c.buyer, c.seller); !errors.Is(err, ErrBidsOutOfRange) {
			t.Errorf("%v: %v", c, err)
		}
	}
}

// An outlook is what sealed bids bring before the limits are known.
type outlook struct {
	leastGain       float64 // a deal is made iff the limits differ by at least this
	deal            float64 // chance of a deal, 0 to 1
	gains           float64 // expected gains from trade
	ofPossibleGains float64 // share of the gains expected if the limits were known
}

func outlookOf(buyer, seller Limits) (o outlook) {
	o.leastGain = (buyer.High - seller.Low) / 4
	o.deal, o.gains = tradesAbove(o.leastGain, buyer, seller)
	_, possible := tradesAbove(0, buyer, seller)
	o.ofPossibleGains = o.gains / possible
	return o
}

// tradesAbove is how often two limits differ by at least some gain, and the
// expected gain from those that do: the corners of the two ranges, each with the
// area and the volume of what lies beyond the line of that gain.
func tradesAbove(least float64, buyer, seller Limits) (chance, gain float64) {
	corner := func(b, c, sign float64) {
		d := max(b-c-least, 0)
		chance += float64(sign*d*d) / 2
		gain += float64(sign*d*d*d) / 6
	}
	corner(buyer.High, seller.Low, 1)
	corner(buyer.Low, seller.Low, -1)
	corner(buyer.High, seller.High, -1)
	corner(buyer.Low, seller.High, 1)
	area := float64((buyer.High - buyer.Low) * (seller.High - seller.Low))
	chance /= area
	return chance, gain/area + float64(least*chance)
}
