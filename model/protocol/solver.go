package protocol

import (
	"sim/model"
)

// A solver solves problems whose payoffs are concave in the terms: every
// curvature at least 1, losses that count at least as much as gains, every risk
// aversion in [0, 1]. It holds the current
// problem in the form that its algorithms need, issue by issue and without the
// issues that affect nobody, together with all scratch memory. It therefore
// serves one goroutine and allocates only when a problem is larger than any
// before.
//
// Its members are the parties that must consent, in their order, the rows of the
// problem, and the parties that only have a voice. A row is a member whose value
// is its sum and whose weight is its price ν (model 2.17). For given weights μ of
// the members the best terms are found issue by issue; every theory here is a
// search over the weights of the parties that must consent and of the rows.
type solver struct {
	problem *model.Problem

	parties int // how many members must consent; they come first
	duals   int // how many members are parties that must consent or rows
	members int // how many members there are
	issues  int // how many issues can move and matter to a member

	party []int // member → party of the problem; −1 for a row
	issue []int // issue of the solver → issue of the problem

	// Per issue; rows have one entry per member.
	lower, upper []float64
	quo          []float64 // status quo
	shape        []shape
	loose        []bool // the best position may jump as the weights move
	interest     []interest
	carer        []int // members that care, ascending
	carers       []int // how many members care
	anyLoose     bool

	// What the walk over an issue's kinks needs to know.
	kinks     []kink
	firstKink []int // of each issue, and the end of the last one's

	// missed is, if the last problem had no terms, an upper bound of the smallest
	// surplus that any terms would have given; +Inf: unknown.
	missed float64

	asksNobody    bool // terms are formed even where a party can only get less than its reservation value
	withoutVoices bool // parties that only have a voice are left out
	resumes       bool // the next problem is the last one with rows
	resumed       bool // the problem is the one before with rows
	given         bool // the weights of the parties are given, and only prices are searched
	compares      bool // a level need only be known to be below low or above high
	low, high     float64
	eager         bool // rows that will bind are bound while the search is under way
	tempted       bool // some were

	// Per member. A member's value is its payoff before the risk transform; its
	// surplus at value v is scale·g(v) + floor, where g is the risk transform.
	base    []float64 // value with every issue that can move at the status quo
	best    []float64 // largest value within the bounds
	alpha   []float64 // power; 0 for voices
	scale   []float64 // 1, unless payoffs are replaced by their tangents
	floor   []float64 // −g(Reservation): the surplus at value 0
	risk    []float64
	need    []float64 // Reservation: the value at which the surplus is 0
	voice   []float64
	binding []bool    // rows: whether its price may differ from 0
	equal   []bool    // rows: whether the price may have either sign
	early   []bool    // rows: whether it is bound for a trial
	brink   []bool    // rows: whether the largest sum within the bounds just meets it
	far     []float64 // rows: a step of the price that is certainly short enough, when it was bound

	terms []float64 // a position on every issue of the problem

	face *face // of leximin with rows; nil: none was needed yet

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
	least              []float64 // the least weights of members that must have their goal
	unit, hope         []float64 // σ, and surpluses at best offers
	reach              float64   // t at the last step along a central path
	set                []int     // members that are compared
	compared           []int     // those of the last level of leximin
	held               []bool    // members that bind at the level of leximin
	free, order        []int     // members whose weights a step moves; scratch indices
	ruled              []int     // members of a set, and the rows
	last, lastTerms    []float64 // the parties' weights and the terms at the last solution without rows
	fixed              []bool    // which of the free members a step takes to 0
	iterations         int
	curve              paretoCurve
	polish             polish
	posed              posedRows // of the problem of a margin
}

// shape says how the best position on an issue is found.
type shape uint8

const (
	quadraticShape shape = iota // all curvatures 2, all two-sided, losses count as much as gains: best at a weighted mean
	piecewiseShape              // curvatures of at most 2: the slope is linear between kinks
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
	for range p.Rows {
		s.party = append(s.party, -1)
	}
	s.duals = len(s.party)
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
	for j := from; j < to; j++ {
		if s.isRow(j) {
			s.setRow(j)
			continue
		}
		s.setPayoff(j)
		s.best[j] = s.base[j] + s.bestGain(s.party[j])
	}
}

// setPayoff loads the payoff of member j.
func (s *solver) setPayoff(j int) {
	p, i := s.problem, s.party[j]
	d := p.Reservation[i]
	s.scale[j], s.risk[j], s.need[j] = 1, p.Risk[i], d
	s.floor[j] = -model.RiskUtility(d, p.Risk[i])
	if j < s.parties {
		s.alpha[j], s.voice[j] = p.Power[i], 0
	} else {
		s.alpha[j], s.voice[j] = 0, p.Voice[i]
	}
	base := p.Constant[i]
	for k, lo := range p.Lower {
		if lo >= p.Upper[k] && (s.terms[k] != p.StatusQuo[k] || p.Absent[k] || p.Price != nil) {
			base += p.Worth(i, k, s.terms[k])
		}
	}
	s.base[j] = base
}

// bestGain is the most that party i can gain by the issues that can move,
// compared with the status quo on all of them.
func (s *solver) bestGain(i int) (gain float64) {
	p := s.problem
	for k, lo := range p.Lower {
		hi := p.Upper[k]
		switch {
		case lo >= hi:
		case len(p.Toll) > 0 && p.Toll[i][k] != 0, len(p.Price) > 0 && p.Price[i][k] != 0:
			var st interest
			st.setInterest(p, i, k)
			gain += st.worth(st.nearestBest(p.StatusQuo[k], lo, hi))
		default:
			gain += p.Worth(i, k, min(max(p.Ideal[i][k], lo), hi))
		}
	}
	return gain
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
		&s.rate, &s.goal, &s.least, &s.unit, &s.hope, &s.kept, &s.topValue, &s.topWeight,
	} {
		grow(v, m)
	}
	grow(&s.binding, m)
	grow(&s.equal, m)
	grow(&s.early, m)
	grow(&s.brink, m)
	grow(&s.far, m)
	for _, v := range []*[]float64{&s.lower, &s.upper, &s.quo, &s.x, &s.center, &s.terms, &s.topTerms} {
		grow(v, k)
	}
	grow(&s.interest, m*k)
	grow(&s.kinks, mostKinks*m*k)
	grow(&s.firstKink, k+1)
	grow(&s.hess, m*m)
	grow(&s.factor, m*m)
	grow(&s.carer, m*k)
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
	s.curve.allocate(k, mostKinks*m)
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
	for k, lo := range p.Lower {
		hi := p.Upper[k]
		if lo >= hi {
			continue
		}
		n, row := s.issues, s.issues*m
		kind, carers, cared, stiff, bent := quadraticShape, 0, false, false, 0
		for j := range m {
			st := &s.interest[row+j]
			if s.isRow(j) {
				st.setCoefficient(p.Rows[j-s.parties].Coefficient[k], p.StatusQuo[k])
			} else {
				st.setInterest(p, s.party[j], k)
			}
			if !st.cares() {
				continue
			}
			s.carer[row+carers] = j
			carers++
			if s.isRow(j) {
				bent += 2 // by itself it takes the position from one bound to the other
				continue
			}
			cared = true
			if st.curvature > 2 {
				kind = generalShape
			} else if !st.quadratic() {
				kind = max(kind, piecewiseShape)
			}
			if st.bent() {
				bent++
			}
			stiff = stiff || st.stiff()
		}
		if carers == 0 {
			continue
		}
		if !cared {
			kind = piecewiseShape // only rows have it
		}
		s.issue[n], s.lower[n], s.upper[n], s.quo[n] = k, lo, hi, p.StatusQuo[k]
		s.shape[n], s.carers[n] = kind, carers
		s.loose[n] = bent > 1 && !stiff
		s.anyLoose = s.anyLoose || s.loose[n]
		s.issues++
	}
	s.setKinks()
}

// mostKinks is the largest number of kinks that one member brings to an issue.
const mostKinks = 5

// nearlyLinear is the curvature below which a preference is treated as having a
// kink.
const nearlyLinear = 1.02

// almostLinear is the curvature below which a preference counts as linear: its
// values differ by at most 2.5e-6, and its slope changes too little for
// Newton's method.
const almostLinear = 1 + 1e-5

// surplus is member j's surplus at value v.
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
		for _, j := range s.carer[k*s.members : k*s.members+s.carers[k]] {
			s.value[j] += s.worth(j, k, s.x[k])
		}
	}
}

// worth is what position x on issue k is worth to member j.
func (s *solver) worth(j, k int, x float64) float64 { return s.interest[k*s.members+j].worth(x) }

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
		if s.need[j] > s.best[j]+consentTolerance {
			s.miss(s.surplus(j, s.best[j]))
			return j
		}
	}
	return -1
}
