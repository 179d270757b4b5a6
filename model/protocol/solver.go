package protocol

import (
	"math"

	"sim/model"
)

// A solver solves problems whose payoffs are concave in the terms: every
// curvature at least 1, every risk aversion in [0, 1]. It holds the current
// problem in the form that its algorithms need, issue by issue and without the
// issues that affect nobody, together with all scratch memory. It therefore
// serves one goroutine and allocates only when a problem is larger than any
// before.
//
// Its members are the parties that must consent, in their order, followed by
// those that only have a voice. For given weights μ of the members the best
// terms are found issue by issue; every theory here is a search over μ.
type solver struct {
	problem *model.Problem

	parties int // how many members must consent; they come first
	members int // how many members there are
	issues  int // how many issues can move and matter to a member

	party []int // member → party of the problem
	issue []int // issue of the solver → issue of the problem

	// Per issue; rows have one entry per member.
	lower, upper []float64
	shape        []shape
	loose        []bool // the best position may jump as the weights move
	weight       []float64
	ideal        []float64
	curvature    []float64
	side         []model.Side
	rising       []int // members that care, by ascending ideal
	carers       []int // how many members care
	anyLoose     bool

	withoutVoices bool // parties that only have a voice are left out

	// Per member.
	base  []float64 // value of all fixed issues
	best  []float64 // largest value within the bounds
	alpha []float64 // power; 0 for voices
	scale []float64
	floor []float64 // PayoffConstant − Reservation: the surplus at value 0
	risk  []float64
	need  []float64 // τ: the value at which the surplus is 0
	voice []float64

	terms []float64 // a position on every issue of the problem

	state
}

// state is the scratch memory of the searches.
type state struct {
	mu, trial          []float64 // weights of the members
	x, center          []float64 // positions, and the center of the proximal term
	tight              float64   // 1/T of the proximal term; 0 without one
	value              []float64 // V of the members at x
	slope              []float64 // dV/dx of the members on one issue
	hess               []float64 // Σ g gᵀ/C over issues, parties × parties, lower triangle
	factor             []float64
	grad, diag         []float64
	step, aux          []float64
	kept               []float64
	before             before    // while terms are tried
	topTerms, topValue []float64 // the best point of a search
	topWeight          []float64 // the weights at that point
	rate, goal         []float64 // ρ and τ of maximin
	unit, hope         []float64 // σ, and surpluses at best offers
	reach              float64   // t at the last step along a central path
	set                []int     // members that are compared
	held               []bool    // members that bind at the level of leximin
	free, order        []int     // members whose weights a step moves; scratch indices
	fixed              []bool    // which of the free members a step takes to 0
	iterations         int
	curve              paretoCurve
}

// shape says how the best position on an issue is found.
type shape uint8

const (
	quadraticShape shape = iota // all curvatures 2, all two-sided: best at a weighted mean
	piecewiseShape              // curvatures 1 and 2: the slope is linear between ideals
	generalShape                // any other curvature: the zero of the slope is found numerically
)

// consentTolerance is ε_ZOPA: surpluses closer to 0 than this count as 0.
const consentTolerance = 1e-9

// nearEdge is the width of a zone of possible agreement below which maximin,
// which starts from a fixed point, decides whether the zone is empty.
const nearEdge = 1e-6

// setProblem loads a problem. The solver reads p until the next call.
func (s *solver) setProblem(p *model.Problem) {
	s.setMembers(p)
	s.setBounds(0, s.members)
	s.setIssues()
}

// setMembers finds the members.
func (s *solver) setMembers(p *model.Problem) {
	s.problem = p
	s.party = s.party[:0]
	for i := range p.Parties {
		if p.Consent[i] {
			s.party = append(s.party, i)
		}
	}
	s.parties = len(s.party)
	for i := range p.Parties {
		if !p.Consent[i] && p.Voice[i] > 0 && !s.withoutVoices {
			s.party = append(s.party, i)
		}
	}
	s.members = len(s.party)
	s.allocate(p)
	for k, lo := range p.Lower {
		s.terms[k] = min(max(p.StatusQuo[k], lo), p.Upper[k])
	}
}

// setBounds loads the payoffs of the members from (inclusive) to to
// (exclusive), with the best that each could get.
func (s *solver) setBounds(from, to int) {
	p := s.problem
	for j := from; j < to; j++ {
		i := s.party[j]
		s.scale[j], s.risk[j] = p.PayoffSlope[i], p.Risk[i]
		s.floor[j] = p.PayoffConstant[i] - p.Reservation[i]
		s.need[j] = model.RiskInverse(-s.floor[j]/p.PayoffSlope[i], p.Risk[i])
		if j < s.parties {
			s.alpha[j], s.voice[j] = p.Power[i], 0
		} else {
			s.alpha[j], s.voice[j] = 0, p.Voice[i]
		}
		s.base[j], s.best[j] = s.fixedAndBestValue(i)
	}
}

// fixedAndBestValue is party i's value of all fixed issues, and its largest
// value of all issues within the bounds.
func (s *solver) fixedAndBestValue(i int) (base, best float64) {
	p := s.problem
	weight := p.Weight[i]
	ideal, lower, upper := p.Ideal[i][:len(weight)], p.Lower[:len(weight)], p.Upper[:len(weight)]
	standing := p.Standing(i)
	for k, w := range weight {
		lo, hi := lower[k], upper[k]
		switch {
		case lo >= hi && standing != nil && s.terms[k] == p.StatusQuo[k]:
			base += standing[k]
		case lo >= hi:
			base += p.Worth(i, k, s.terms[k])
		case lo <= ideal[k] && ideal[k] <= hi:
			best += w
		default:
			best += p.Worth(i, k, min(max(ideal[k], lo), hi))
		}
	}
	return base, best + base
}

// allocate makes room for the problem. It clears nothing.
func (s *solver) allocate(p *model.Problem) {
	m, k := s.members, p.Issues
	s.set = s.set[:0]
	s.iterations, s.tight = 0, 0
	if len(s.base) == m && len(s.terms) == k {
		return // the same size as the last problem
	}
	for _, v := range []*[]float64{
		&s.base, &s.best, &s.alpha, &s.scale, &s.floor, &s.risk, &s.need, &s.voice,
		&s.mu, &s.trial, &s.value, &s.slope, &s.grad, &s.diag, &s.step, &s.aux,
		&s.rate, &s.goal, &s.unit, &s.hope, &s.kept, &s.topValue, &s.topWeight,
	} {
		grow(v, m)
	}
	for _, v := range []*[]float64{&s.lower, &s.upper, &s.x, &s.center, &s.terms, &s.topTerms} {
		grow(v, k)
	}
	for _, v := range []*[]float64{&s.weight, &s.ideal, &s.curvature} {
		grow(v, m*k)
	}
	grow(&s.hess, m*m)
	grow(&s.factor, m*m)
	grow(&s.side, m*k)
	grow(&s.rising, m*k)
	grow(&s.shape, k)
	grow(&s.loose, k)
	grow(&s.carers, k)
	grow(&s.issue, k)
	grow(&s.set, m)
	grow(&s.held, m)
	grow(&s.free, m)
	grow(&s.order, m)
	grow(&s.fixed, m)
	s.set = s.set[:0]
	s.curve.allocate(k)
}

func grow[T any](v *[]T, n int) {
	if cap(*v) < n {
		*v = make([]T, n)
	}
	*v = (*v)[:n]
}

// setIssues loads the issues that can move and that a member cares about. All
// others are fixed in terms: a fixed issue at its bound, an issue that nobody
// cares about at the status quo.
func (s *solver) setIssues() {
	p, m := s.problem, s.members
	s.issues, s.anyLoose = 0, false
	for k := range p.Issues {
		lo, hi := p.Lower[k], p.Upper[k]
		if lo >= hi {
			continue
		}
		row := s.issues * m
		kind, carers, stiff, bent := quadraticShape, 0, false, 0
		for j := range m {
			i := s.party[j]
			w, ideal, side, curve := p.Weight[i][k], p.Ideal[i][k], p.Side[i][k], p.Curvature[i][k]
			if curve < almostLinear {
				curve = 1
			}
			s.weight[row+j], s.ideal[row+j], s.side[row+j], s.curvature[row+j] = w, ideal, side, curve
			if w == 0 {
				continue
			}
			if curve != 2 || side != model.TwoSided {
				if curve == 1 || curve == 2 {
					kind = max(kind, piecewiseShape)
				} else {
					kind = generalShape
				}
			}
			if curve < nearlyLinear {
				bent++
			} else if side == model.TwoSided {
				stiff = true
			}
			// Insert the member among those that care, by ascending ideal.
			at := carers
			for ; at > 0 && s.ideal[row+s.rising[row+at-1]] > ideal; at-- {
				s.rising[row+at] = s.rising[row+at-1]
			}
			s.rising[row+at] = j
			carers++
		}
		if carers == 0 {
			continue
		}
		n := s.issues
		s.issue[n], s.lower[n], s.upper[n], s.shape[n], s.carers[n] = k, lo, hi, kind, carers
		s.loose[n] = bent > 1 && !stiff
		s.anyLoose = s.anyLoose || s.loose[n]
		s.issues++
	}
}

// nearlyLinear is the curvature below which a preference is treated as having a
// kink.
const nearlyLinear = 1.25

// almostLinear is the curvature below which a preference counts as linear: its
// values differ by at most 4e-6, and its slope changes too abruptly for
// Newton's method.
const almostLinear = 1 + 1e-5

// surplus is member j's surplus at value v, in stake units.
func (s *solver) surplus(j int, v float64) float64 {
	return float64(s.scale[j]*model.RiskUtility(v, s.risk[j])) + s.floor[j]
}

// marginal is the derivative of member j's surplus at value v. It is bounded
// away from 0, its value at the ideal of a party with R = 1.
func (s *solver) marginal(j int, v float64) float64 {
	r := s.risk[j]
	if v <= 0 {
		return float64(s.scale[j] * (1 + r))
	}
	return float64(s.scale[j] * max(1+float64(r*(1-2*v)), 1e-9))
}

// updateValue stores in value the members' values of the terms in x.
func (s *solver) updateValue() {
	copy(s.value, s.base)
	for k := range s.issues {
		for j := range s.members {
			if s.weight[k*s.members+j] != 0 {
				s.value[j] += s.worth(j, k, s.x[k])
			}
		}
	}
}

// nothingToTable reports whether some issue has no position that can be tabled.
func nothingToTable(p *model.Problem) bool {
	for k, lo := range p.Lower {
		if lo > p.Upper[k] {
			return true
		}
	}
	return false
}

// unreachableParty loads the parties that must consent and returns one whose
// reservation value is out of reach whatever the others concede, or −1. Parties
// after it are not loaded.
func (s *solver) unreachableParty() int {
	for j := range s.parties {
		s.setBounds(j, j+1)
		if s.need[j] > s.best[j] && (math.IsInf(s.need[j], 1) || s.surplus(j, s.best[j]) < -consentTolerance) {
			return j
		}
	}
	return -1
}
