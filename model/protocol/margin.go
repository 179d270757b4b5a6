package protocol

import (
	"math"

	"sim/model"
)

// Margin is how far apart the parties that must consent are, or how much room
// they have: the largest smallest surplus that any terms give them, in stake
// units (model 2.1). It is below 0 where there is no zone of possible
// agreement, and NaN where nobody must consent, nothing can be tabled, or one of
// more than two parties seeks risk.
func Margin(p *model.Problem) float64 {
	s := new(solver)
	if nothingToTable(p) {
		return math.NaN()
	}
	s.setProblem(p)
	if s.parties == 0 {
		return math.NaN()
	}
	if s.anyRiskSeeker() && !s.pair() {
		return math.NaN() // the search for it needs concave payoffs
	}
	for j := range s.parties {
		s.set = append(s.set, j)
	}
	_, margin := s.zone()
	return margin
}
