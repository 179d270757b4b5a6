package protocol

import "math"

// shortenPriceStep solves the Newton step again where it moves a price further
// than takes every issue of the row from one bound to the other: at bounds and
// kinks the matrix says little or nothing about a price.
func (s *solver) shortenPriceStep() {
	n := s.duals
	for range n - s.parties {
		long := false
		for r := s.parties; r < n; r++ {
			if !s.binding[r] || math.Abs(s.step[r]) <= s.far[r] {
				continue
			}
			far := math.Inf(1)
			if s.hess[r*n+r] <= priceRidge {
				far = s.movingPrice(r)
			}
			if math.IsInf(far, 1) {
				far = s.farthestPrice(r)
			}
			if math.Abs(s.step[r]) > far {
				s.hess[r*n+r] += math.Abs(s.grad[r]) / far
				long = true
			}
		}
		if !long {
			return
		}
		for i := range n {
			s.step[i] = -s.grad[i]
		}
		cholesky(s.hess, s.factor, n)
		solveFactored(s.factor, s.step, n)
	}
}

// priceRidge is what keeps dependent rows from making the matrix singular.
const priceRidge = 1e-14

// leastPrice is the smallest change of a price that counts as a step's limit.
const leastPrice = 1e-9

// movingPrice is by how much the price of row r must change, about, until the terms
// make up for what they miss: where all issues of the row are at a bound or a kink,
// one of them first has to leave it. It is +Inf if none can.
func (s *solver) movingPrice(r int) float64 {
	least, miss := math.Inf(1), s.grad[r]
	for k := range s.issues {
		a := s.interest[k*s.members+r].coefficient()
		if a == 0 {
			continue
		}
		x, tight := s.x[k], 0.0
		if s.loose[k] {
			tight = s.tight
		}
		slope, fall, _ := s.slopeAbove(k, s.mu, x, tight)
		switch up := (a > 0) == (miss < 0); {
		case up && x < s.upper[k]:
			slope = -slope
		case !up && x > s.lower[k]:
			slope = s.slopeBelow(k, s.mu, x, tight)
		default:
			continue
		}
		size := math.Abs(a)
		least = min(least, max(max(slope, 0)/size+float64(math.Abs(miss)*fall)/float64(size*size), leastPrice))
	}
	return least
}

// farthestPrice is the price of row r, about, that takes every issue from one
// bound to the other.
func (s *solver) farthestPrice(r int) float64 {
	far := leastPrice
	for k := range s.issues {
		row, pull := k*s.members, 0.0
		a := s.interest[row+r].loss
		if a == 0 {
			continue
		}
		if s.loose[k] {
			pull = s.tight
		}
		for _, j := range s.carer[row : row+s.carers[k]] {
			if !s.isRow(j) {
				st := &s.interest[row+j]
				pull += float64(s.mu[j] * (float64(max(st.curvature, 1)*st.loss) + math.Abs(st.toll) + math.Abs(st.price)))
			}
		}
		far = max(far, 2*pull/a)
	}
	return far
}
