package protocol

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// The best terms for one party that leave all others what they must have are
// such that a weight on each of them says why: terms that maximise the weighted
// sum, weights that are next to nothing where more is left than must be. The
// search along the central path finds nothing better.
func TestHold(t *testing.T) {
	m := crowd([]float64{2, 1.5, 3})
	m.slack = roomy
	tried, held := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		s := new(alternatingBase)
		if !s.openTalks(p, nil, new(model.Offer), nil) || s.anyLoose {
			t.Skip("no zone, or positions jump")
		}
		tried++
		lead := rapid.IntRange(0, p.Parties-1).Draw(t, "lead")
		var others []int
		for j := range p.Parties {
			if j != lead {
				others = append(others, j)
				s.goal[j] = s.need[j] + rapid.Float64Range(0, 0.9).Draw(t, "more")*(s.anchorValue[j]-s.need[j])
			}
		}
		if rapid.Bool().Draw(t, "from scratch") {
			clear(s.mu)
		}
		if !s.solveConstrainedDual(lead, others) {
			return
		}
		held++
		most := s.value[lead]
		for _, j := range others {
			gain := s.value[j] - s.goal[j]
			if gain < -1e-12 || s.mu[j] > s.least[j] && gain > 1e-12 {
				t.Fatalf("party %d has %g beyond its goal at weight %g", j, gain, s.mu[j])
			}
		}
		s.followCentralPath(others, lead, nil, 1)
		short := 0.0
		for _, j := range others {
			short = max(short, s.mu[j]*max(0, s.goal[j]-s.value[j]))
		}
		if got := s.value[lead]; math.Abs(most-got) > 1e-8+10*short {
			t.Fatalf("party %d gets %.12g, along the central path %.12g", lead, most, got)
		}
	})
	if tried == 0 || held < tried*9/10 {
		t.Errorf("held %d of %d times: the search along the central path does the rest", held, tried)
	}
}
