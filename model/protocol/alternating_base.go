package protocol

import (
	"math"
	"slices"

	"sim/model"
)

// An alternatingBase is a solver for theories in which parties take turns.
// Parties whose consent is not needed neither take turns nor have a voice.
type alternatingBase struct {
	solver
	ties        choices
	turn        []int     // members in the order in which they propose
	anchor      []float64 // terms that give every member a surplus above 0, per issue of the solver
	anchorValue []float64 // the members' values at anchor

	solved bool    // whether x holds the terms that maximise the product of surpluses
	gap    float64 // duality gap of that maximum

	weak     model.Flags // flags of the last best terms, but see unproven
	unproven bool        // whether weak is yet to be found out for the terms in x

	low, high []float64 // terms at the ends of a search
	lambda    []float64 // per member: the weight at which termsAtValue ended last
	extremes  []float64 // per member: its value at weight 0, and at weight 1; NaN where unknown
	leads     []float64 // row per member: the weights of the last terms that were best for it; 0 if there were none
}

// inOrder is the base of a theory that takes equals in the given order; nil: by
// chance.
func inOrder(order []string) alternatingBase { return alternatingBase{ties: choices{order: order}} }

// openTalks loads a problem and looks for its zone of possible agreement. It
// reports false, having filled out, unless every party can gain and there is
// another party to bargain with. With more than two parties it also finds the
// terms that maximise the product of surpluses, each raised to the party's
// bargaining power, or to the powers that the function power, if not nil,
// writes into alpha.
func (s *alternatingBase) openTalks(p *model.Problem, by *model.Stream, out *model.Offer, power func(alpha []float64)) bool {
	return s.meet(p, by, out) && s.findZone(out, power)
}

// meet is the first half of openTalks, which loads the problem: it reports false if
// there is nothing to bargain over.
func (s *alternatingBase) meet(p *model.Problem, by *model.Stream, out *model.Offer) bool {
	s.ties.meet(p, by)
	s.withoutVoices, s.solved = true, false
	return s.begin(p, out)
}

// findZone is the second half of openTalks.
func (s *alternatingBase) findZone(out *model.Offer, power func(alpha []float64)) bool {
	if power != nil {
		power(s.alpha[:s.parties])
	}
	if s.parties > 2 {
		v, gap := s.maximiseProduct()
		if v == empty && power != nil {
			// Under every theory, blame for an empty zone is shared out by
			// bargaining power.
			for j, i := range s.party[:s.parties] {
				s.alpha[j] = s.problem.Power[i]
			}
			v, gap = s.maximiseProduct()
			power(s.alpha[:s.parties])
		}
		switch {
		case v == empty:
			s.writeEmptyZone(out)
			return false
		case v == found && s.smallestSurplus() >= nearEdge:
			s.setAnchor()
			s.solved, s.gap = true, gap
			return true
		}
	}
	status, margin := s.zone()
	out.Margin = margin
	if s.parties == 1 || status != model.Agreement {
		s.writeByStatus(out, status)
		return false
	}
	s.setAnchor()
	return true
}

// writeProductTerms fills out with the terms that maximise the product of
// surpluses.
func (s *alternatingBase) writeProductTerms(out *model.Offer) {
	if s.solved {
		s.writeAgreement(out, model.Agreement)
		out.Gap = s.gap
		return
	}
	s.solveAndWrite(out)
}

// setAnchor stores the terms in x as the anchor and sets the order of turns:
// descending capability, equals by chance or in the order of the scenario.
func (s *alternatingBase) setAnchor() {
	s.growTalks()
	for e := range s.extremes {
		s.extremes[e] = math.NaN()
	}
	clear(s.lambda)
	clear(s.leads)
	s.weak, s.unproven = 0, false
	copy(s.anchor, s.x)
	copy(s.anchorValue, s.value)
	s.turn = s.turn[:0]
	s.ties.made++
	for j := range s.parties {
		at := len(s.turn)
		for at > 0 && s.speaksBefore(j, s.turn[at-1]) {
			at--
		}
		s.turn = slices.Insert(s.turn, at, j)
	}
}

// growTalks makes room for what the theories with turns keep of a problem.
func (s *alternatingBase) growTalks() {
	grow(&s.anchor, s.issues)
	grow(&s.anchorValue, s.members)
	grow(&s.low, s.issues)
	grow(&s.high, s.issues)
	grow(&s.lambda, s.members)
	grow(&s.leads, s.members*s.members)
	grow(&s.extremes, 2*s.members)
}

// speaksBefore reports whether member i proposes before member j, which is
// listed before it.
func (s *alternatingBase) speaksBefore(i, j int) bool {
	a, b := s.party[i], s.party[j]
	if x, y := s.problem.Capability[a], s.problem.Capability[b]; x != y {
		return x > y
	}
	s.ties.tied = true
	if s.ties.order != nil {
		return slices.Index(s.ties.listed, a) < slices.Index(s.ties.listed, b)
	}
	return s.ties.prefers(s.ties.ofParty(a), s.ties.ofParty(b))
}

// bestAgainstGoals finds the terms that are best for member lead among those
// that give every other member at least its entry in goal. The caller sets
// goal, which some terms must exceed. Nobody gets less than its reservation
// value.
func (s *alternatingBase) bestAgainstGoals(lead int) {
	if s.pair() {
		s.setTerms(s.searchCurve(bestFor[lead]))
		return
	}
	s.compareOthers(lead)
	last := s.leads[lead*s.members : (lead+1)*s.members]
	if last[lead] > 0 {
		copy(s.mu, last)
	}
	s.bestOffer(lead, s.set)
	copy(last, s.mu[:s.members])
	s.weak, s.unproven = 0, false
	if s.anyLoose {
		s.concedeStep(true)
		s.breakTies(lead)
	}
	s.repairShortfall()
}

// compareOthers makes all members that must consent but lead the set.
func (s *alternatingBase) compareOthers(lead int) {
	s.set = s.set[:0]
	for j := range s.parties {
		if j != lead {
			s.set = append(s.set, j)
		}
	}
}

// breakTies chooses among the terms that are equally good for lead, where
// linear preferences leave several: it puts into x those that are best for the
// others, provided they still give everybody what it must have. Otherwise the
// terms may be no more than weakly efficient.
func (s *alternatingBase) breakTies(lead int) {
	const little = 1e-9
	slack := false
	for j, m := range s.mu[:s.parties] {
		s.trial[j] = max(m, little)
		slack = slack || m < little
	}
	if !slack {
		return
	}
	if s.duals > s.parties { // other terms would miss what must add up
		s.unproven = true
		return
	}
	reached := s.value[lead]
	copy(s.low, s.x[:s.issues])
	s.evaluate(s.trial, false)
	fine := s.value[lead] >= reached-little
	for _, j := range s.set {
		fine = fine && s.value[j] >= s.goal[j]
	}
	if !fine {
		copy(s.x, s.low[:s.issues])
		s.updateValue()
		s.unproven = true
	}
}

// efficiency returns the flags of the last best terms, which must still be in x.
// It costs more than the terms themselves, so it is found out only where it is
// asked for.
func (s *alternatingBase) efficiency() model.Flags {
	if s.unproven && !s.provesEfficient() {
		s.weak = model.WeaklyEfficient
	}
	s.unproven = false
	return s.weak
}

// bestFor is, for either of two parties, its best point on their frontier.
var bestFor = [2]curveTarget{bestForFirst, bestForSecond}

// repairShortfall moves the terms in x toward the anchor just far enough to
// remove any shortfall below a reservation value that the search left. Payoffs
// are concave, so a surplus on the segment is at least its linear
// interpolation.
func (s *alternatingBase) repairShortfall() {
	t := 0.0
	for j := range s.parties {
		if have := s.surplus(j, s.value[j]); have < 0 {
			t = max(t, have/(have-s.surplus(j, s.anchorValue[j])))
		}
	}
	if t > 0 {
		s.efficiency() // of the terms before
		s.interpolate(s.x, s.anchor, min(t, 1))
	}
}

// interpolate puts into x the terms at the given share of the way between two
// terms, and their values into value.
func (s *alternatingBase) interpolate(from, to []float64, share float64) {
	for k := range s.issues {
		s.x[k] = from[k] + float64(share*(to[k]-from[k]))
	}
	s.updateValue()
}

// payoff is what member j gets at value v, after the risk transform.
func (s *alternatingBase) payoff(j int, v float64) float64 {
	return s.surplus(j, v) + s.reservation(j)
}

// reservation is member j's reservation value, after the risk transform.
func (s *alternatingBase) reservation(j int) float64 {
	i := s.party[j]
	return model.RiskUtility(s.problem.Reservation[i], s.problem.Risk[i])
}

// valueOf is the value at which member j's payoff is u.
func (s *alternatingBase) valueOf(j int, u float64) float64 {
	return model.RiskInverse((u-s.reservation(j)-s.floor[j])/s.scale[j], s.risk[j])
}
