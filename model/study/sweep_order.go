package study

import (
	"cmp"
	"math/bits"
	"slices"
)

// spreadOrder returns the points of a grid with the given number of values per
// axis in an order that covers the grid evenly wherever a sweep is interrupted:
// by the bits of the indices on the axes in reverse order (van der Corput
// 1935), the axes of a two-dimensional grid alternating.
func spreadOrder(sizes []int) []int {
	total := 1
	for _, n := range sizes {
		total *= n
	}
	points := make([]int, total)
	keys := make([]uint64, total)
	for p := range points {
		points[p] = p
		rest, key := p, uint64(0)
		for k, size := range slices.Backward(sizes) {
			place := uint64(rest % size)
			rest /= size
			for b := range 20 { // more bits than any axis has
				if place>>b&1 == 1 {
					key |= 1 << (b*len(sizes) + k)
				}
			}
		}
		keys[p] = bits.Reverse64(key)
	}
	slices.SortFunc(points, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	return points
}
