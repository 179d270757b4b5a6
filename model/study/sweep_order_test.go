package study

import (
	"slices"
	"testing"
)

// Wherever a sweep is interrupted, its points are spread evenly: after a
// quarter of them every quarter of the range has as many as any other, to
// within one.
func TestOrderIsBalanced(t *testing.T) {
	points := spreadOrder([]int{64})
	if sorted := slices.Sorted(slices.Values(points)); sorted[0] != 0 || sorted[63] != 63 || len(slices.Compact(sorted)) != 64 {
		t.Fatalf("not every point once: %v", points)
	}
	for n := 1; n <= 64; n++ {
		var quarters [4]int
		for _, p := range points[:n] {
			quarters[p/16]++
		}
		if slices.Max(quarters[:])-slices.Min(quarters[:]) > 1 {
			t.Fatalf("after %d points the quarters have %v", n, quarters)
		}
	}
	grid := spreadOrder([]int{16, 16})
	for _, n := range []int{4, 16, 64, 128} {
		var quadrants [4]int
		for _, p := range grid[:n] {
			quadrants[p/16/8*2+p%16/8]++
		}
		if slices.Max(quadrants[:]) != slices.Min(quadrants[:]) {
			t.Errorf("after %d points the quadrants have %v", n, quadrants)
		}
	}
	odd := spreadOrder([]int{3, 5})
	if sorted := slices.Sorted(slices.Values(odd)); len(slices.Compact(sorted)) != 15 {
		t.Errorf("an odd grid: %v", odd)
	}
}
