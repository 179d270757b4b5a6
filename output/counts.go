package output

import (
	"cmp"
	"slices"
)

// Counted is a number with its noun: 1 part, 2 parts.
func Counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return FormatCount(n) + " " + many
}

// RoundCounts turns counts of draws into counts of so many imagined runs that sum
// to imagined, by the method of the largest remainder (Hamilton): each share is
// rounded down, and what is missing goes to the shares that lost most, the first
// of equals. All are 0 if there is no draw.
func RoundCounts(counts []int, imagined int) []int {
	total := 0
	for _, n := range counts {
		total += n
	}
	rounded := make([]int, len(counts))
	if total == 0 {
		return rounded
	}
	order, missing := make([]int, len(counts)), imagined
	for i, n := range counts {
		order[i], rounded[i] = i, n*imagined/total
		missing -= rounded[i]
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Compare(counts[b]*imagined%total, counts[a]*imagined%total)
	})
	for _, i := range order[:missing] {
		rounded[i]++
	}
	return rounded
}
