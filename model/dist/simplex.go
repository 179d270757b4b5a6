package dist

import (
	"math"
	"slices"
)

// simplex looks for the point with the smallest f, from a start and steps of the
// given size, by the method of Nelder & Mead (1965, The Computer Journal 7), until
// the triangle has no size left that changes f; at most 2000 values of f are taken.
func simplex(f func([2]float64) float64, start [2]float64, size float64) (best [2]float64, least float64) {
	const most = 2000
	type corner struct {
		at    [2]float64
		value float64
	}
	taken := 0
	at := func(p [2]float64) corner {
		taken++
		return corner{p, f(p)}
	}
	t := []corner{at(start), at([2]float64{start[0] + size, start[1]}), at([2]float64{start[0], start[1] + size})}
	for taken < most {
		slices.SortStableFunc(t, func(a, b corner) int {
			switch {
			case a.value < b.value:
				return -1
			case a.value > b.value:
				return 1
			}
			return 0
		})
		extent := 0.0
		for k := range start {
			extent = max(extent, math.Abs(t[1].at[k]-t[0].at[k]), math.Abs(t[2].at[k]-t[0].at[k]))
		}
		if extent < 1e-12 {
			break
		}
		// along is a corner on the line from the worst through the middle of the others.
		along := func(far float64) corner {
			var p [2]float64
			for k := range p {
				middle := (t[0].at[k] + t[1].at[k]) / 2
				p[k] = middle + float64(far*(middle-t[2].at[k]))
			}
			return at(p)
		}
		reflected := along(1)
		switch {
		case reflected.value < t[0].value:
			if expanded := along(2); expanded.value < reflected.value {
				reflected = expanded
			}
			t[2] = reflected
			continue
		case reflected.value < t[1].value:
			t[2] = reflected
			continue
		}
		far := -0.5
		if reflected.value < t[2].value {
			far = 0.5
		}
		if contracted := along(far); contracted.value < min(reflected.value, t[2].value) {
			t[2] = contracted
			continue
		}
		for i := 1; i < len(t); i++ {
			t[i] = at([2]float64{(t[0].at[0] + t[i].at[0]) / 2, (t[0].at[1] + t[i].at[1]) / 2})
		}
	}
	i := 0
	for k := range t {
		if t[k].value < t[i].value {
			i = k
		}
	}
	return t[i].at, t[i].value
}
