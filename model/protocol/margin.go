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
	return s.marginBetween(p, math.Inf(-1), math.Inf(1))
}

// marginBetween is margin, but for one that is certainly below low or above high it
// may return any number on the same side.
func (s *solver) marginBetween(p *model.Problem, low, high float64) float64 {
	if nothingToTable(p) || !s.posed.pose(p) {
		return math.NaN()
	}
	defer func() { p.Rows = s.posed.all }()
	s.setMembers(p)
	if s.parties == 0 {
		return math.NaN()
	}
	s.setBounds(0, s.members)
	if m := s.marginFor(s.hardest()); m > high {
		return m
	}
	s.setIssues()
	for j := range s.parties {
		s.makeNeutral(j, 1, -s.need[j])
		s.set = append(s.set, j)
	}
	s.compares, s.low, s.high = len(p.Rows) == 0, low, high
	_, margin := s.zone()
	s.compares = false
	return margin
}

// hardest is the member that must consent whose best terms exceed its reservation
// value least.
func (s *solver) hardest() int {
	hardest := 0
	for j := range s.parties {
		if s.best[j]-s.need[j] < s.best[hardest]-s.need[hardest] {
			hardest = j
		}
	}
	return hardest
}

// marginFor is the smallest surplus at the terms that are best for member j; −Inf
// if they might miss a row.
func (s *solver) marginFor(j int) float64 {
	p, least := s.problem, math.Inf(1)
	if s.duals > s.parties {
		return math.Inf(-1)
	}
	for k, lo := range p.Lower {
		if hi := p.Upper[k]; lo < hi && p.Weight[s.party[j]][k] != 0 {
			s.terms[k] = min(max(p.Ideal[s.party[j]][k], lo), hi)
		}
	}
	for i := range s.parties {
		least = min(least, p.Value(s.party[i], s.terms)-s.need[i])
	}
	return least
}
