package output

// CountsOf turns counts of draws into counts of a round number of imagined
// runs that sum to it, by largest remainders (of equal ones the first wins).
func CountsOf(counts []int, imagined int) []int {
	total := 0
	for _, n := range counts {
		total += n
	}
	out := make([]int, len(counts))
	if total == 0 {
		return out
	}
	rest := make([]int, len(counts))
	left := imagined
	for i, n := range counts {
		out[i], rest[i] = n*imagined/total, n*imagined%total
		left -= out[i]
	}
	for ; left > 0; left-- {
		best := 0
		for i := range rest {
			if rest[i] > rest[best] {
				best = i
			}
		}
		out[best]++
		rest[best] = -1
	}
	return out
}

// RoundedOf turns counts of draws into counts of so many imagined runs, each by
// rounding its own share, so that it agrees with the share shown beside it.
// Their sum can be off by a few.
func RoundedOf(counts []int, imagined int) (rounded []int, sum int) {
	total := 0
	for _, n := range counts {
		total += n
	}
	rounded = make([]int, len(counts))
	for i, n := range counts {
		if total > 0 {
			rounded[i] = (2*n*imagined + total) / (2 * total)
		}
		sum += rounded[i]
	}
	return rounded, sum
}
