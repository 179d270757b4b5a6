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
// and Samuelson 1983, with k = 1/2). Each bids its intercept + BidSlope · its limit,
// so that there is a deal iff the buyer's limit exceeds the seller's by at least
// (buyer.High − seller.Low) / 4. In the unit square it reaches what any rule can reach (Myerson and
// Satterthwaite 1983).
type SealedBids struct {
	BuyerIntercept, SellerIntercept float64
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
	return SealedBids{
		BuyerIntercept:  buyer.High/12 + seller.Low/4,
		SellerIntercept: buyer.High/4 + seller.Low/12,
	}, nil
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
