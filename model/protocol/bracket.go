package protocol

// A bracket finds a zero of an increasing function by false position (Illinois
// variant: an end that stays put counts half), and by bisection where that is
// slow, for instance at a jump of the function.
type bracket struct {
	lo, hi   float64 // f(lo) < 0 ≤ f(hi)
	flo, fhi float64
	side     int // the end that moved last: −1 lo, 1 hi
	width    float64
	slow     int
}

// narrow updates the bracket with the function's value f at x, which must be
// inside it.
func (b *bracket) narrow(x, f float64) {
	if f < 0 {
		if b.side < 0 {
			b.fhi /= 2
		}
		b.lo, b.flo, b.side = x, f, -1
	} else {
		if b.side > 0 {
			b.flo /= 2
		}
		b.hi, b.fhi, b.side = x, f, 1
	}
}

// next is the point to evaluate next; ok is false if no number is left between
// the ends.
func (b *bracket) next() (x float64, ok bool) {
	if b.hi-b.lo > 0.5*b.width {
		b.slow++
	} else {
		b.slow = 0
	}
	b.width = b.hi - b.lo
	if b.slow <= 3 {
		if x = b.lo + b.width*b.flo/(b.flo-b.fhi); x > b.lo && x < b.hi {
			return x, true
		}
	}
	b.slow = 0
	x = b.lo + b.width/2
	return x, x > b.lo && x < b.hi
}
