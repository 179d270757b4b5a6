package plot

import (
	"math"
	"slices"
	"strconv"
)

// dotCount is how many dots stand for a distribution: enough for readers to
// count shares of draws from, few enough to be counted (Kay et al. 2016).
const dotCount = 50

// dotLevels are the quantiles at which the dots stand, p = (i − ½)/50.
func dotLevels() []float64 {
	ps := make([]float64, dotCount)
	for i := range ps {
		ps[i] = (float64(i) + 0.5) / dotCount
	}
	return ps
}

// Stacks of dots are at most this tall; taller ones are pressed together and
// their number written above.
const stackHeight = 52.0

// A dotLayout is the size of the dots of one figure: the same in all its rows,
// so that rows can be compared.
type dotLayout struct {
	left, step float64 // bins of this width from left on
	bins       int
	pressed    bool // whether some stack is too tall for its dots to stand clear
}

// layDots chooses the largest dots whose stacks fit, or middling ones if none do.
func layDots(left, right float64, rows [][]float64) dotLayout {
	var l dotLayout
	for _, d := range []float64{9, 8, 7, 6.4, 7} {
		n := int((right - left) / d)
		l = dotLayout{left: left, step: (right - left) / float64(n), bins: n}
		tallest := 0
		for _, xs := range rows {
			tallest = max(tallest, slices.Max(l.stacks(xs)))
		}
		l.pressed = tallest > l.capacity()
		if !l.pressed {
			return l
		}
	}
	return l
}

// capacity is how many dots a stack holds that are not pressed together.
func (l dotLayout) capacity() int { return int(stackHeight / l.step) }

// stacks counts the dots of each bin.
func (l dotLayout) stacks(xs []float64) []int {
	counts := make([]int, l.bins)
	for _, x := range xs {
		counts[min(max(int(math.Floor((x-l.left)/l.step)), 0), l.bins-1)]++
	}
	return counts
}

// room is the height that a row of dots needs, with the numbers of its pressed
// stacks.
func (l dotLayout) room(xs []float64) float64 {
	tallest := slices.Max(l.stacks(xs))
	if tallest > l.capacity() {
		return stackHeight + 14
	}
	return float64(tallest) * l.step
}

// draw stacks dots on the line at base.
func (l dotLayout) draw(s *canvas, xs []float64, base float64, f fill) {
	radius := l.step/2 - 0.35
	var centres []point
	type tall struct {
		x     float64
		count int
	}
	var pressed []tall
	for i, count := range l.stacks(xs) {
		x := l.left + (float64(i)+0.5)*l.step
		rise := l.step
		if count > l.capacity() {
			rise = (stackHeight - l.step) / float64(count-1)
			pressed = append(pressed, tall{x, count})
		}
		for j := range count {
			centres = append(centres, point{x, base - l.step/2 - float64(j)*rise})
		}
	}
	s.discs(centres, radius, f.colour)
	// The largest stacks get their number first; a number without room is left out.
	slices.SortStableFunc(pressed, func(a, b tall) int { return b.count - a.count })
	var written []box
	for _, p := range pressed {
		y := base - stackHeight - 7
		label := strconv.Itoa(p.count)
		w := smallStyle.measure(label) + 4
		b := box{p.x - w/2, y - 7, p.x + w/2, y + 7}
		if slices.ContainsFunc(written, b.overlaps) {
			continue
		}
		written = append(written, b)
		s.write(smallStyle, p.x, y, centred, label)
	}
}
