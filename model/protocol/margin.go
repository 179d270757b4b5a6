package protocol

import (
	"math"

	"sim/model"
)

// Margin is the largest smallest surplus that any terms give the parties that
// must consent, in stake units (model 2.1): how much room they have, or, below
// 0, how far apart they are. A negative margin means that there is no zone of
// possible agreement. It is NaN if nobody must consent, if nothing can be
// tabled, or if one of more than two parties seeks risk.
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
		return math.NaN() // maximin requires concave payoffs
	}
	for j := range s.parties {
		s.set = append(s.set, j)
	}
	_, margin := s.zone()
	return margin
}
