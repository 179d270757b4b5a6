package cause

import (
	"errors"
	"fmt"
)

// Limits is a uniform belief about what a bidder pays or takes at the utmost: any
// number between Low and High, in the unit of the price.
type Limits struct{ Low, High float64 }

// SealedBids is the linear equilibrium of one meeting in which a buyer and a
// seller, each with a limit that only it knows, bid at the same time, and trade
// at the mean of the bids if the buyer's is not below the seller's (Chatterjee
// and Samuelson 1983, with k = 1/2). Each bids its intercept + BidSlope · its limit.
// In the unit square it reaches what any rule can reach (Myerson and
// Satterthwaite 1983).
type SealedBids struct {
	BuyerIntercept, SellerIntercept float64
	LeastGain                       float64 // a deal is made iff the limits differ by at least this
	Deal                            float64 // chance of a deal, 0 to 1
	Gains                           float64 // expected gains from trade
	OfPossibleGains                 float64 // share of the gains expected if the limits were known; 1 if there are none
}

// BidSlope is by how much a bid rises with the bidder's limit.
const BidSlope = 2.0 / 3

// ErrBidsOutOfRange says that linear bids are no equilibrium: for too many
// limits a gain is certain, or none is possible.
var ErrBidsOutOfRange = errors.New("bids out of range: sealed bids need limits that overlap widely")

// NewSealedBids is the equilibrium for the limits of a buyer and a seller. The
// error wraps ErrBidsOutOfRange unless 3·buyer.High + seller.Low ≤ 4·seller.High
// and buyer.High + 3·seller.Low ≥ 4·buyer.Low, and both ranges have a width.
func NewSealedBids(buyer, seller Limits) (SealedBids, error) {
	if !(buyer.Low < buyer.High && seller.Low < seller.High &&
		float64(3*buyer.High)+seller.Low <= 4*seller.High && buyer.High+float64(3*seller.Low) >= 4*buyer.Low) {
		return SealedBids{}, fmt.Errorf("%w (buyer %g to %g, seller %g to %g)", ErrBidsOutOfRange, buyer.Low, buyer.High, seller.Low, seller.High)
	}
	s := SealedBids{
		BuyerIntercept:  buyer.High/12 + seller.Low/4,
		SellerIntercept: buyer.High/4 + seller.Low/12,
		LeastGain:       (buyer.High - seller.Low) / 4,
		OfPossibleGains: 1,
	}
	s.Deal, s.Gains = tradesAbove(s.LeastGain, buyer, seller)
	if _, possible := tradesAbove(0, buyer, seller); possible > 0 {
		s.OfPossibleGains = s.Gains / possible
	}
	return s, nil
}

// Buyer is the bid of a buyer with a limit.
func (s *SealedBids) Buyer(limit float64) float64 { return s.BuyerIntercept + float64(BidSlope*limit) }

// Seller is the bid of a seller with a limit.
func (s *SealedBids) Seller(limit float64) float64 {
	return s.SellerIntercept + float64(BidSlope*limit)
}

// Trade is the price of two limits, and whether there is a deal.
func (s *SealedBids) Trade(buyer, seller float64) (price float64, deal bool) {
	b, c := s.Buyer(buyer), s.Seller(seller)
	return (b + c) / 2, b >= c
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
