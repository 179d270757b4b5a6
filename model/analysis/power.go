package analysis

import "math/bits"

// A VotingPower is what one voter's weight is worth in a weighted vote.
type VotingPower struct {
	// Shapley is the Shapley–Shubik index (Shapley & Shubik 1954): in how
	// large a share of the orders in which voters can join a coalition this
	// one turns it from losing to winning. Over all voters it sums to 1.
	Shapley float64
	// Banzhaf is the normalised Banzhaf index (Banzhaf 1965): its share of all
	// the cases in which some voter of a winning coalition could break it by leaving.
	Banzhaf float64
}

// MostVoters is up to how many voters power is computed: every coalition is
// looked at, and their number doubles with each voter.
const MostVoters = 20

// WeightedVote returns the power of voters with the given weights ≥ 0, where a
// coalition wins if its weight exceeds above. It is exact. It returns nil for
// more than MostVoters voters and where not even all of them together win.
func WeightedVote(weights []float64, above float64) []VotingPower {
	n, total := len(weights), 0.0
	for _, w := range weights {
		total += w
	}
	bound := above + 1e-12*total // a sum that exceeds it by rounding alone does not win
	if n > MostVoters || !(total > bound) {
		return nil
	}
	// swings[i][k] counts the losing coalitions of k others that voter i wins for.
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
		// Of the n! orders, k!·(n−1−k)! have given k others before voter i.
		orders := 1 / float64(n)
		for k, count := range swings[i] {
			powers[i].Shapley += float64(count) * orders
			orders *= float64(k+1) / float64(max(n-1-k, 1))
			powers[i].Banzhaf += float64(count)
			all += count
		}
	}
	for i := range powers {
		powers[i].Banzhaf /= float64(all)
	}
	return powers
}
