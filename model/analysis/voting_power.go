package analysis

import "math/bits"

// A VotingPower is the power of one voter in a weighted vote.
type VotingPower struct {
	// Shapley is the Shapley–Shubik index, 0 to 1 (Shapley & Shubik 1954): the
	// share of permutations in which this voter turns a losing coalition into a
	// winning one. It sums to 1 over all voters.
	Shapley float64
	// Banzhaf is the normalised Banzhaf index, 0 to 1 (Banzhaf 1965): this
	// voter's share of all swings, the cases in which a winning coalition loses
	// if one voter leaves.
	Banzhaf float64
}

// MostVoters is the largest number of voters for which power is computed. All
// coalitions are enumerated, and their number doubles with each voter.
const MostVoters = 20

// WeightedVote returns the power of voters with the given weights ≥ 0; a
// coalition wins if its weight exceeds above. The result is exact. It is nil
// for more than MostVoters voters, or if all voters together do not win.
func WeightedVote(weights []float64, above float64) []VotingPower {
	n, total := len(weights), 0.0
	for _, w := range weights {
		total += w
	}
	bound := above + float64(1e-12*total) // a sum that exceeds it only by rounding does not win
	if n > MostVoters || !(total > bound) {
		return nil
	}
	// swings[i][k] counts the losing coalitions of k other voters that win with
	// voter i.
	swings := make([][]int, n)
	for i := range swings {
		swings[i] = make([]int, n)
	}
	for set := range uint32(1) << n {
		sum := 0.0
		for rest := set; rest != 0; rest &= rest - 1 {
			sum += weights[bits.TrailingZeros32(rest)]
		}
		if sum > bound {
			continue
		}
		size := bits.OnesCount32(set)
		for i, w := range weights {
			if set>>i&1 == 0 && sum+w > bound {
				swings[i][size]++
			}
		}
	}
	powers, all := make([]VotingPower, n), 0
	for i := range swings {
		// In k!·(n−1−k)! of the n! permutations, k given voters precede voter
		// i.
		orders := 1 / float64(n)
		for k, count := range swings[i] {
			powers[i].Shapley += float64(float64(count) * orders)
			orders = float64(orders * (float64(k+1) / float64(max(n-1-k, 1))))
			powers[i].Banzhaf += float64(count)
			all += count
		}
	}
	for i := range powers {
		powers[i].Banzhaf /= float64(all)
	}
	return powers
}
