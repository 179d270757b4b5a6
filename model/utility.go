package model

import (
	"math"

	"sim/model/portable"
)

func exp(x float64) float64 { return portable.Exp(x) }

// IssueValue is a party's value of position x on one issue, in [0, 1], where λ
// is the distance from the ideal on the side on which the party loses value
// (spatial model; Hinich and Munger 1997; model 1.2):
//
//	1 − [(2−γ)·λ + (γ−1)·λ²]  for 1 ≤ γ ≤ 2,   1 − λ^γ  above
//
// The two agree at γ = 2; the blend has a straight derivative. curvature is γ ≥ 1.
func IssueValue(x, ideal float64, side Side, curvature float64) float64 {
	return valueAt(distance(x, ideal, side), curvature)
}

// distance is how far x lies from the ideal on the side on which the party
// loses value; it is at most 0 on the other side. Loops over issues call
// distance and valueAt, which are small enough to be inlined; IssueValue is not.
func distance(x, ideal float64, side Side) float64 {
	l := x - ideal
	if side == TwoSided {
		return math.Abs(l)
	}
	if side == AtLeast {
		return -l
	}
	return l
}

// valueAt is the value of a position at distance l from the ideal.
func valueAt(l, curvature float64) float64 {
	if l <= 0 {
		return 1
	}
	if curvature == 2 {
		return 1 - float64(l*l)
	}
	return bent(l, curvature)
}

// bent is valueAt for curvatures other than 2. It stays out of valueAt, which
// would otherwise be too large to be inlined.
//
//go:noinline
func bent(l, curvature float64) float64 {
	if curvature < 2 {
		return 1 - float64(l*(2-curvature+float64((curvature-1)*l)))
	}
	return 1 - portable.Pow(l, curvature)
}

// RiskUtility is the risk transform g_R of a value v: v + R·v·(1−v), extended
// linearly below 0. g(0) = 0, g(1) = 1, and g is concave for R in [0, 1] and
// convex above 0 for R in [−1, 0) (the quadratic transform of KTAB; model 1.2).
// R > 0 is risk averse, R < 0 risk seeking.
func RiskUtility(v, r float64) float64 {
	if v <= 0 {
		return float64((1 + r) * v)
	}
	return v + float64(r*v*(1-v))
}

// RiskInverse is the value v with RiskUtility(v, r) = u; +Inf if no value
// reaches u.
func RiskInverse(u, r float64) float64 {
	if u == 0 {
		return u
	}
	if u < 0 {
		return u / (1 + r) // −Inf at R = −1, where no value is worth less than 0
	}
	q := float64((1+r)*(1+r)) - float64(4*r*u)
	if q < 0 {
		return math.Inf(1)
	}
	return 2 * u / (1 + r + math.Sqrt(q))
}
