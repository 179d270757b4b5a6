package protocol

import "slices"

// provesEfficient reports whether the terms in x maximise a weighted sum of the
// parties' values with weights above 0: then none of them can have more, by a
// hundred-thousandth, unless another has less (Geoffrion 1968). For each party
// it looks for the terms that are best for it among those that cost the others
// next to nothing; the weights that those terms maximise add up to the weights
// asked for, and the prices of rows with them. It leaves everything as it is.
func (s *solver) provesEfficient() bool {
	const next, negligible = 1e-6, 1e-5
	kept := &s.before
	kept.save(s)
	for k, of := range s.issue[:s.issues] {
		s.lower[k], s.upper[k] = s.problem.Lower[of], s.problem.Upper[of]
	}
	s.setKinks()
	clear(kept.weights)
	copy(s.goal[s.parties:s.duals], s.need[s.parties:s.duals])
	for lead := range s.parties {
		kept.others = kept.others[:0]
		for j := range s.parties {
			s.goal[j] = kept.value[j] - next
			if j != lead {
				kept.others = append(kept.others, j)
			}
		}
		clear(s.mu)
		s.bestOffer(lead, kept.others)
		largest := slices.Max(s.mu[:s.parties])
		if !(largest > 0) {
			break
		}
		for j, w := range s.mu[:s.duals] {
			kept.weights[j] += w / largest
		}
	}
	for j := s.parties; j < s.duals; j++ {
		if !s.signless(j) {
			kept.weights[j] = max(0, kept.weights[j])
		}
	}
	have, best := 0.0, 0.0
	s.evaluate(kept.weights, false)
	for j, w := range kept.weights[:s.duals] {
		if s.isRow(j) {
			have += float64(w * s.need[j])
		} else {
			have += float64(w * kept.value[j])
		}
		best += float64(w * s.value[j])
	}
	least := slices.Min(kept.weights[:s.parties])
	kept.restore(s)
	return best-have <= negligible*min(least, 1)
}

// before is what a solver held before a search that leaves it as it was.
type before struct {
	x, lower, upper          []float64
	value, mu, goal, weights []float64
	others                   []int
	iterations               int
}

func (b *before) save(s *solver) {
	for _, v := range []struct {
		to   *[]float64
		from []float64
	}{{&b.x, s.x}, {&b.lower, s.lower}, {&b.upper, s.upper}, {&b.value, s.value}, {&b.mu, s.mu}, {&b.goal, s.goal}} {
		*v.to = append((*v.to)[:0], v.from...)
	}
	grow(&b.weights, len(s.mu))
	b.iterations = s.iterations
}

func (b *before) restore(s *solver) {
	copy(s.x, b.x)
	copy(s.lower, b.lower)
	copy(s.upper, b.upper)
	copy(s.value, b.value)
	copy(s.mu, b.mu)
	copy(s.goal, b.goal)
	s.iterations = b.iterations
	s.setKinks()
}
