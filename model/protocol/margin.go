package protocol

import (
	"math"

	"sim/model"
)

// Margin is the largest smallest surplus that any terms give the parties that
// must consent, in stake units (model 2.1): how much room they have, or, below
// 0, how far apart they are. A negative margin means that there is no zone of
// possible agreement. It is the margin at the level at which it is largest; p
// stays at its level. It is NaN if nobody must consent or if nothing can be
// tabled.
func Margin(p *model.Problem) float64 {
	s, most, stood := new(solver), math.NaN(), p.Nearest(p.Lower)
	for l := range p.Levels() {
		p.AtLevel(l)
		if m := s.margin(p); !(m <= most) {
			most = m
		}
	}
	p.AtLevel(stood)
	return most
}

// margin is the largest smallest surplus, before the risk transform, at the
// level at which p stands.
func (s *solver) margin(p *model.Problem) float64 {
	if nothingToTable(p) {
		return math.NaN()
	}
	s.setProblem(p)
	if s.parties == 0 {
		return math.NaN()
	}
	for j := range s.parties {
		s.makeNeutral(j, 1, -s.need[j])
		s.set = append(s.set, j)
	}
	_, margin := s.zone()
	return margin
}
