package protocol

import (
	"math"

	"sim/model"
	"sim/model/portable"
)

// begin loads a problem. It reports false, having filled out, if there is
// nothing to bargain over: bounds that leave nothing to table, a party whose
// reservation value is above the best it could get, or nobody whose consent is
// needed.
func (s *solver) begin(p *model.Problem, out *model.Offer) bool {
	out.Reset(p.Parties, p.Issues)
	s.missed = math.Inf(1)
	s.resumed, s.resumes = s.resumes, false
	if nothingToTable(p) {
		out.Status, out.Reason = model.None, model.RedLineConflict
		return false
	}
	s.setMembers(p)
	if s.parties == 0 {
		s.setBounds(0, s.members)
		s.setIssues()
		s.evaluate(s.voice[:s.members], false)
		out.Flags |= model.Degenerate
		s.writeAgreement(out, model.Agreement)
		return false
	}
	if j := s.unreachableParty(); j >= 0 && s.asksNobody {
		s.setBounds(j, s.parties)
	} else if j >= 0 {
		out.Status, out.Reason = model.None, model.Unreachable
		out.Certificate[s.party[j]], out.Share[s.party[j]] = 1, 1
		return false
	}
	s.setBounds(s.parties, s.members)
	s.setIssues()
	if s.rowOutOfReach() {
		out.Status, out.Reason = model.None, model.OverTotal
		return false
	}
	for j := range s.parties {
		s.set = append(s.set, j)
	}
	return true
}

// pair reports whether only two parties bargain, so that the efficient terms
// form a curve.
func (s *solver) pair() bool { return s.parties == 2 && s.members == 2 }

// zone maximises the smallest surplus of the parties that must consent and
// derives from it whether there is a zone of possible
// agreement (model 2.1). It stores the terms in x and the weights in mu.
func (s *solver) zone() (status model.Status, margin float64) {
	for _, j := range s.set {
		s.unit[j] = 1
	}
	return s.zoneByUnit()
}

// zoneByUnit is zone for surpluses divided by unit.
func (s *solver) zoneByUnit() (status model.Status, level float64) {
	var bound float64
	if s.pair() {
		s.traceCurve()
		s.setTerms(s.searchCurve(even))
		level = min(s.surplus(0, s.value[0])/s.unit[0], s.surplus(1, s.value[1])/s.unit[1])
		bound = level
	} else {
		level, bound = s.maximin(s.set, s.unit)
	}
	switch {
	case level > consentTolerance:
		return model.Agreement, level
	case bound < -consentTolerance:
		s.miss(bound)
		return model.None, level
	case level >= -consentTolerance:
		return model.KnifeEdge, level
	}
	return model.Undecided, level
}

// writeEmptyZone fills out for an empty zone, as proved by the weights mu.
func (s *solver) writeEmptyZone(out *model.Offer) {
	out.Status, out.Reason = model.None, model.EmptyZone
	if s.rowsExclude() {
		out.Reason = model.OverTotal
		out.Iterations = s.iterations
		return
	}
	s.writeCertificate(out)
	sum := 0.0
	for _, m := range out.Certificate {
		sum += m
	}
	for i, m := range out.Certificate {
		out.Share[i] = m / sum
	}
	out.Iterations = s.iterations
}

// writeCertificate copies the weights of the parties that must consent to out.
func (s *solver) writeCertificate(out *model.Offer) {
	for j := range s.parties {
		out.Certificate[s.party[j]] = s.mu[j]
	}
	s.writePrices(out)
}

// writeByStatus fills out from the status of the zone and the terms in x.
func (s *solver) writeByStatus(out *model.Offer, status model.Status) {
	switch status {
	case model.None:
		s.writeEmptyZone(out)
	case model.Agreement, model.KnifeEdge:
		s.writeAgreement(out, status)
	case model.Undecided:
		out.Status, out.Reason = status, model.NotDecided
		s.writeTerms(out)
	case model.Predicted: // no solver predicts
	}
}

// writeAgreement fills out with the terms in x and the weights in mu.
func (s *solver) writeAgreement(out *model.Offer, status model.Status) {
	out.Status = status
	s.writeTerms(out)
	s.writeCertificate(out)
	out.LogProduct = logProduct(s.problem, out)
	if !s.unique() {
		out.Flags |= model.NonUnique
	}
}

// writeTerms copies the terms in x and every party's payoff from them to out.
func (s *solver) writeTerms(out *model.Offer) {
	p := s.problem
	if s.duals > s.parties {
		s.meetRows()
	}
	copy(out.Terms, s.terms[:p.Issues])
	for k := range s.issues {
		lo, hi := p.Lower[s.issue[k]], p.Upper[s.issue[k]]
		x := min(max(s.x[k], lo), hi)
		if x == lo || x == hi {
			out.Flags |= model.AtBound
		}
		out.Terms[s.issue[k]] = x
	}
	setPayoffs(p, out)
	out.Iterations = s.iterations
}

// setPayoffs fills in every party's payoff and surplus from the terms in out.
func setPayoffs(p *model.Problem, out *model.Offer) {
	p.Payoffs(out.Terms, out.Payoff)
	for i, u := range out.Payoff {
		out.Surplus[i] = u - p.Reservation[i]
	}
}

// logProduct is Σ α ln surplus over the parties that must consent, after the
// risk transform.
func logProduct(p *model.Problem, out *model.Offer) float64 {
	sum := 0.0
	for i := range out.Surplus {
		if p.Consent[i] {
			sum += float64(p.Power[i] * portable.Log(max(0, gained(p, out, i))))
		}
	}
	return sum
}

// gained is party i's surplus in out, after the risk transform.
func gained(p *model.Problem, out *model.Offer, i int) float64 {
	if r := p.Risk[i]; r != 0 {
		return model.RiskUtility(out.Payoff[i], r) - model.RiskUtility(p.Reservation[i], r)
	}
	return out.Surplus[i]
}

// requireConsent checks whether the terms in out give every party that must
// consent at least its reservation value (the individual-rationality filter;
// model 2.16). If not, there is no agreement; the terms stay as the theory has
// them.
func requireConsent(p *model.Problem, out *model.Offer) {
	setPayoffs(p, out)
	if !shareShortfalls(p, out) {
		out.Status, out.LogProduct = model.Agreement, logProduct(p, out)
		return
	}
	out.Status, out.Reason = model.None, model.Refused
}

// shareShortfalls sets the shares of the parties that must consent to what they
// fall short of their reservation values; it reports whether any does.
func shareShortfalls(p *model.Problem, out *model.Offer) bool {
	short := 0.0
	for i, s := range out.Surplus {
		if p.Consent[i] && s < -consentTolerance {
			short -= s
		}
	}
	if short == 0 {
		return false
	}
	for i, s := range out.Surplus {
		if p.Consent[i] && s < -consentTolerance {
			out.Share[i] = -s / short
		}
	}
	return true
}
