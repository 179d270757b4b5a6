package protocol

// evaluate4 is evaluate for four members who all must consent, the most common
// case (two sides and two guarantors): the same sums in the same order, kept in
// registers.
func (s *solver) evaluate4(mu []float64, hess bool) {
	m0, m1, m2, m3 := mu[0], mu[1], mu[2], mu[3]
	v0, v1, v2, v3 := s.base[0], s.base[1], s.base[2], s.base[3]
	var h [10]float64
	for k := range s.issues {
		w, p := (*[4]float64)(s.weight[4*k:]), (*[4]float64)(s.ideal[4*k:])
		var g0, g1, g2, g3, f float64
		if s.shape[k] == quadraticShape {
			a0, a1, a2, a3 := float64(m0*w[0]), float64(m1*w[1]), float64(m2*w[2]), float64(m3*w[3])
			x, den := 0.0, a0+a1+a2+a3
			x, f = s.clampedRatio(k, float64(a0*p[0])+float64(a1*p[1])+float64(a2*p[2])+float64(a3*p[3]), den)
			s.x[k] = x
			d0, d1, d2, d3 := p[0]-x, p[1]-x, p[2]-x, p[3]-x
			v0 += float64(w[0] * (1 - float64(d0*d0)))
			v1 += float64(w[1] * (1 - float64(d1*d1)))
			v2 += float64(w[2] * (1 - float64(d2*d2)))
			v3 += float64(w[3] * (1 - float64(d3*d3)))
			if !hess || f == 0 {
				continue
			}
			g0, g1, g2, g3 = float64(2*w[0]*d0), float64(2*w[1]*d1), float64(2*w[2]*d2), float64(2*w[3]*d3)
			f = 1 / (2 * f)
		} else {
			x, stiffness := s.bestPosition(k, mu, s.tight)
			s.x[k] = x
			var v [4]float64
			var g [4]float64
			for j, wj := range w {
				if wj != 0 {
					v[j], g[j] = issueSlope(x, p[j], s.side[4*k+j], s.curvature[4*k+j])
				}
			}
			v0 += float64(w[0] * v[0])
			v1 += float64(w[1] * v[1])
			v2 += float64(w[2] * v[2])
			v3 += float64(w[3] * v[3])
			if !hess || stiffness <= 0 {
				continue
			}
			g0, g1, g2, g3 = float64(w[0]*g[0]), float64(w[1]*g[1]), float64(w[2]*g[2]), float64(w[3]*g[3])
			f = 1 / stiffness
		}
		h[0] += float64(f * g0 * g0)
		f1 := float64(f * g1)
		h[1] += float64(f1 * g0)
		h[2] += float64(f1 * g1)
		f2 := float64(f * g2)
		h[3] += float64(f2 * g0)
		h[4] += float64(f2 * g1)
		h[5] += float64(f2 * g2)
		f3 := float64(f * g3)
		h[6] += float64(f3 * g0)
		h[7] += float64(f3 * g1)
		h[8] += float64(f3 * g2)
		h[9] += float64(f3 * g3)
	}
	s.value[0], s.value[1], s.value[2], s.value[3] = v0, v1, v2, v3
	if hess {
		to := (*[16]float64)(s.hess)
		to[0], to[4], to[5], to[8], to[9], to[10] = h[0], h[1], h[2], h[3], h[4], h[5]
		to[12], to[13], to[14], to[15] = h[6], h[7], h[8], h[9]
	}
}
