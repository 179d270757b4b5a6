package protocol

import "math"

// conjugate is the value y that maximises α ln(a·g(y) + c) − μ·y, where c is
// the surplus at value 0, and its rate of decrease −dy/dμ > 0 (model 2.5): what
// a party would ask for if a unit of value cost it μ.
func (s *solver) conjugate(j int, mu float64) (y, fall float64) {
	alpha, a, c, r := s.alpha[j], s.scale[j], s.floor[j], s.risk[j]
	if r == 0 {
		return alpha/mu - c/a, alpha / (mu * mu)
	}
	if y = alpha/mu - c/(a*(1+r)); y <= 0 {
		return y, alpha / (mu * mu)
	}
	// (1+R) − 2Ry times αa equals μ·(a(1+R)y − aRy² + c): a quadratic in y.
	qa := float64(-mu * a * r)
	qb := float64(mu*a*(1+r)) + float64(2*alpha*a*r)
	qc := float64(mu*c) - float64(alpha*a*(1+r))
	y = -2 * qc / (qb + math.Sqrt(max(0, float64(qb*qb)-float64(4*qa*qc))))
	if y < 0 {
		// Only g″ jumps between the two branches of g: y = 0.
		y = 0
	}
	surplus, slope := s.surplus(j, y), s.marginal(j, y)
	return y, surplus * surplus / (alpha * (float64(2*a*r*surplus) + float64(slope*slope)))
}

// slack is member j's contribution to the duality gap: the maximum of α ln s(y)
// − μy minus its value at v, where the surplus is s > 0. It is 0 exactly where
// the first-order condition μ = α·s′/s holds at v. Far from there it is only
// approximate.
func (s *solver) slack(j int, mu, v, surplus, y float64) float64 {
	alpha := s.alpha[j]
	if s.risk[j] == 0 {
		q := mu*surplus/(alpha*s.scale[j]) - 1
		if math.Abs(q) > near {
			return alpha * q * q / 3
		}
		return float64(alpha * (q - log1p(q)))
	}
	q := (s.surplus(j, y) - surplus) / surplus
	if math.Abs(q) > near {
		return alpha * q * q / 3
	}
	return float64(alpha*log1p(q)) - float64(mu*(y-v))
}

// near is the largest |q| for which log1p may be called.
const near = 1e-3

// log1p is ln(1+q) for |q| ≤ near, exact to the last digit but one.
func log1p(q float64) float64 {
	return float64(q * (1 - float64(q*(0.5-float64(q*(1.0/3-float64(q*(0.25-float64(q*(0.2-q/6))))))))))
}
