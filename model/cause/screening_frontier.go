package cause

import "math"

// Frontier is the most that the proposer can have from an agreement, for what
// the responder gets from it: a table, with a monotone cubic between its points
// (Fritsch and Carlson 1980, Monotone Piecewise Cubic Interpolation). Two points
// make a straight line. The zero value has no points: nothing can be agreed.
type Frontier struct {
	net, payoff, slope []float64
}

// Set replaces the table by the points (net[n], payoff[n]) in stake units: net
// ascending, payoff not rising. Below the first point the proposer has what it
// has there; beyond the last nothing can be agreed. A point that is not beyond
// the one before it is left out. The slices are copied.
func (f *Frontier) Set(net, payoff []float64) {
	f.net, f.payoff = f.net[:0], f.payoff[:0]
	for n, u := range net {
		if last := len(f.net) - 1; last >= 0 && !(u > f.net[last]) {
			continue
		}
		f.net, f.payoff = append(f.net, u), append(f.payoff, payoff[n])
	}
	f.slope = resize(f.slope, len(f.net))
	for n := range f.slope {
		f.slope[n] = f.slopeAt(n)
	}
}

// chord is the slope of the straight line from point n to the next.
func (f *Frontier) chord(n int) float64 {
	return (f.payoff[n+1] - f.payoff[n]) / (f.net[n+1] - f.net[n])
}

// slopeAt is the slope of the parabola through a point and its neighbours,
// limited so that the cubic does not rise anywhere.
func (f *Frontier) slopeAt(n int) float64 {
	last := len(f.net) - 1
	switch {
	case last < 1:
		return 0
	case last == 1:
		return f.chord(0)
	}
	left := min(max(n-1, 0), last-2)
	a, b := f.chord(left), f.chord(left+1)
	middle := f.net[left+1]
	bend := (b - a) / (f.net[left+2] - f.net[left])
	slope := a + float64(bend*(2*f.net[n]-f.net[left]-middle))
	flatter := max(a, b) // of the chords that meet here
	if n == 0 || n == last {
		flatter = f.chord(min(n, last-1))
	}
	return min(max(slope, float64(3*flatter)), 0)
}

// Most is the most that the responder can get, −Inf without points.
func (f *Frontier) Most() float64 {
	if len(f.net) == 0 {
		return math.Inf(-1)
	}
	return f.net[len(f.net)-1]
}

// last is what the proposer has where the responder gets the most.
func (f *Frontier) last() float64 { return f.payoff[len(f.payoff)-1] }

// At is the most that the proposer can have if the responder gets u, −Inf
// beyond what can be agreed.
func (f *Frontier) At(u float64) float64 {
	if !(u <= f.Most()) {
		return math.Inf(-1)
	}
	n := 0
	for n < len(f.net)-2 && u >= f.net[n+1] {
		n++
	}
	return f.between(n, u)
}

// between is At on the piece from point n to the next.
func (f *Frontier) between(n int, u float64) float64 {
	if u <= f.net[n] || n == len(f.net)-1 {
		return f.payoff[n]
	}
	chord := f.chord(n)
	t := (u - f.net[n]) / (f.net[n+1] - f.net[n])
	cubic := f.slope[n] + f.slope[n+1] - 2*chord
	square := chord - f.slope[n] - cubic
	return f.payoff[n] + float64((u-f.net[n])*(f.slope[n]+float64(t*(square+float64(t*cubic)))))
}

// fill sets gain to At of ascending u, as far as these can be agreed, and
// returns their number.
func (f *Frontier) fill(gain, u []float64) int {
	n, most := 0, f.Most()
	for b, x := range u {
		if !(x <= most) {
			return b
		}
		for n < len(f.net)-2 && x >= f.net[n+1] {
			n++
		}
		gain[b] = f.between(n, x)
	}
	return len(u)
}

// copyFrom makes f the same table as other.
func (f *Frontier) copyFrom(other *Frontier) {
	f.net = append(f.net[:0], other.net...)
	f.payoff = append(f.payoff[:0], other.payoff...)
	f.slope = append(f.slope[:0], other.slope...)
}

// near reports whether no point is farther than tolerance from that of other.
func (f *Frontier) near(other *Frontier, tolerance float64) bool {
	if len(f.net) != len(other.net) {
		return false
	}
	for n := range f.net {
		if math.Abs(f.net[n]-other.net[n]) > tolerance || math.Abs(f.payoff[n]-other.payoff[n]) > tolerance {
			return false
		}
	}
	return true
}

// resize returns n numbers in the memory of s where that suffices.
func resize(s []float64, n int) []float64 {
	if cap(s) < n {
		return make([]float64, n)
	}
	return s[:n]
}
