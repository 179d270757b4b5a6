package protocol

import (
	"math"

	"sim/model"
	"sim/model/portable"
)

// score implements levelTheory: the sum of the logarithms of the surpluses,
// weighted with the parties' bargaining powers, plus what the parties that only
// have a voice get, weighted with their voices.
func (s *solver) score(out *model.Offer) float64 {
	if !out.Status.Agreed() {
		return math.NaN()
	}
	p, sum := s.problem, 0.0
	for j, i := range s.party {
		if s.isRow(j) {
			continue
		}
		if j < s.parties {
			sum += float64(s.alpha[j] * portable.Log(max(0, gained(p, out, i))))
		} else {
			sum += float64(s.voice[j] * out.Payoff[i])
		}
	}
	return sum
}

// leastGain is the smallest surplus in out divided by its unit, of the parties
// that must consent, conditions apart; +Inf if there are none.
func (s *solver) leastGain(out *model.Offer, unit func(j int) float64) float64 {
	least := math.Inf(1)
	for j, i := range s.party[:s.parties] {
		if s.isCondition(j) {
			continue
		}
		least = min(least, gained(s.problem, out, i)/unit(j))
	}
	return least
}
