package scenario

import "math"

// A span is a number and the interval in which its Monte Carlo error may move
// it.
type span struct{ value, lo, hi float64 }

func sure(x float64) span { return span{x, x, x} }

// judged is the value of a claim: whether it is true of the numbers as they
// are, and whether it may be true, or false, once they move by their errors.
type judged struct{ is, may, mayNot bool }

func truthOf(b bool) judged { return judged{b, b, !b} }

type (
	claim  func(in []span) judged
	amount func(in []span) span
)

func constant(x float64) amount { return func([]span) span { return sure(x) } }

func not(c claim) claim {
	return func(in []span) judged {
		j := c(in)
		return judged{!j.is, j.mayNot, j.may}
	}
}

func both(a, b claim) claim {
	return func(in []span) judged {
		x, y := a(in), b(in)
		return judged{x.is && y.is, x.may && y.may, x.mayNot || y.mayNot}
	}
}

// compare evaluates a comparison. Each number moves independently, so the
// result is conservative: errors are never underestimated.
func compare(op string, a, b amount) claim {
	switch op {
	case "<":
		return func(in []span) judged {
			x, y := a(in), b(in)
			return judged{x.value < y.value, x.lo < y.hi, x.hi >= y.lo}
		}
	case "<=":
		return func(in []span) judged {
			x, y := a(in), b(in)
			return judged{x.value <= y.value, x.lo <= y.hi, x.hi > y.lo}
		}
	case ">":
		return compare("<", b, a)
	case ">=":
		return compare("<=", b, a)
	case "==":
		return both(compare("<=", a, b), compare("<=", b, a))
	}
	return not(compare("==", a, b))
}

// arithmetic is interval arithmetic (Moore 1966, ch. 3).
func arithmetic(op string, a, b amount) amount {
	return func(in []span) span {
		x, y := a(in), b(in)
		switch op {
		case "+":
			return span{x.value + y.value, x.lo + y.lo, x.hi + y.hi}
		case "-":
			return span{x.value - y.value, x.lo - y.hi, x.hi - y.lo}
		case "*":
			return hull(float64(x.value*y.value), float64(x.lo*y.lo), float64(x.lo*y.hi), float64(x.hi*y.lo), float64(x.hi*y.hi))
		}
		if y.lo <= 0 && y.hi >= 0 && y.lo != y.hi {
			return span{x.value / y.value, math.Inf(-1), math.Inf(1)}
		}
		return hull(x.value/y.value, x.lo/y.lo, x.lo/y.hi, x.hi/y.lo, x.hi/y.hi)
	}
}

func hull(value float64, ends ...float64) span {
	s := span{value, ends[0], ends[0]}
	for _, e := range ends[1:] {
		s.lo, s.hi = min(s.lo, e), max(s.hi, e)
	}
	return s
}
