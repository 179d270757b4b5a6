package output

// Counted is a number with its noun: 1 part, 2 parts.
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return FormatCount(n) + " " + many
}

// RoundCounts turns counts of draws into counts of so many imagined runs, each by
// rounding its own share, so that it agrees with the share shown beside it.
// Their sum can be off by a few.
func RoundCounts(counts []int, imagined int) (rounded []int, sum int) {
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
