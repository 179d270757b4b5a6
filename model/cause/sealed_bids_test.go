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
		if d := math.Sqrt(share * (1 - share) / draws); math.Abs(share-s.Deal) > 4*d {
			t.Errorf("%v: %g deals, want %g ± %g", c, share, s.Deal, d)
		}
		if d := math.Sqrt((squares/draws - gain*gain) / draws); math.Abs(gain-s.Gains) > 4*d {
			t.Errorf("%v: gains %g, want %g ± %g", c, gain, s.Gains, d)
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
