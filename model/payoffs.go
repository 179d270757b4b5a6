package model

import (
	"slices"

	"sim/model/portable"
)

// assess computes party i's payoffs without an agreement, and what an agreement
// adds to them and how likely it is to hold.
func (t *Table) assess(i int) {
	p, at, is := &t.b.Parties[i], &t.parties[i], &t.here.parties[i]
	if t.here.stale {
		is.forget(at)
	}
	if !is.worlds[worldAgreed].known {
		is.compliancePush = push(at.complianceFx, t.here.force[worldAgreed])
	}
	talks := t.in(i, worldTalking)
	is.onAgreement, is.whileTalking = t.in(i, worldAgreed).transfers, talks.transfers
	is.compliant = is.compliance.of(at.compliance, t.now.CompliancePush[i]+is.compliancePush)
	is.fightingTalks, is.prospectsTalks = t.fighting(i, talks, talks), t.prospect(i, talks, talks)
	is.talkingPayoff = t.disagreement(i, worldTalking, t.now.Intensity, t.now.Freeze)
	is.refusedPayoff = t.disagreement(i, worldRefused(i), t.now.Intensity, t.now.Freeze)
	is.brokenPayoff = 0
	if p.CountsOn >= 0 {
		is.brokenPayoff = t.disagreement(i, worldViolated(p.CountsOn, len(t.parties)), 1, 1)
	}
}

// bystander reports whether party i's payoff is always the utility of the status
// quo without an agreement, and the utility of the terms with one. With
// processes nobody is: they may push how far it expects a deal to hold.
func (t *Table) bystander(i int) bool {
	p := &t.b.Parties[i]
	return t.b.Processes == nil && !t.parties[i].moved && len(t.pulled) == 0 && !p.Stated &&
		p.ConflictCost == Known(0) && p.Prospects == Known(0) && p.ExpectedCompliance == Known(1) &&
		!slices.ContainsFunc(t.b.Packages, func(g Package) bool {
			return slices.ContainsFunc(g.LeverageLoss, func(l LeverageLoss) bool { return l.Party == i })
		})
}

// forget marks the effects of levers on the party as out of date.
func (s *seatNow) forget(at *seatAt) {
	s.compliance.forget()
	if !at.moved && at.conflict == 0 && at.prospects == 0 {
		return // no lever has effects in any draw
	}
	for w := range s.worlds {
		in := &s.worlds[w]
		in.known = false
		in.cost.forget()
		in.prospects.forget()
	}
}

// in returns the cached effects of all levers on party i in world w.
func (t *Table) in(i, w int) *seatIn {
	is := &t.here.parties[i].worlds[w]
	if !is.known {
		t.bring(i, w, is)
	}
	return is
}

func (t *Table) bring(i, w int, is *seatIn) {
	at, force := &t.parties[i], t.here.force[w]
	is.known, is.transfers = true, t.transfers(i, w)
	is.costPush, is.prospectsPush = push(at.conflictFx, force), push(at.prospectsFx, force)
	if t.aid != nil && t.b.Aid.Of == i {
		is.aidPush = float64(t.aid.push * (1 - t.aid.adequacy(t.b.Aid, force)))
	}
}

// transfers is inducements minus pressure minus the cost of own levers for
// party i in world w, in stake units.
func (t *Table) transfers(i, w int) float64 {
	at, force := &t.parties[i], t.here.force[w]
	taken := NewProbSum()
	given := float64(at.inducementCap * total(at.inducementFx, force, &taken))
	for j := range at.pressureFx {
		taken.Add(max(0, force[at.pressureFx[j].lever]), at.pressureFx[j].effect.Additive)
	}
	return given - float64(at.pressureCap*taken.Total()) - t.ownCost(i, w)
}

// ownCost is the cost to party i of the levers that it uses in world w.
func (t *Table) ownCost(i, w int) float64 {
	left := 1.0
	for _, l := range t.parties[i].held {
		left = float64(left * (1 - t.here.spent[l][w]))
	}
	return 1 - left
}

// fighting is party i's cost of conflict in a world. A party without one is not
// a belligerent and levers give it none.
func (t *Table) fighting(i int, in, talks *seatIn) float64 {
	at := &t.parties[i]
	if at.conflict == 0 {
		return 0
	}
	s := t.now.CostPush[i] + in.costPush
	if t.aid != nil && t.b.Aid.Of == i {
		s += in.aidPush
	}
	if s == talks.cost.push {
		return talks.cost.value
	}
	return in.cost.of(at.conflict, s)
}

// prospect is what party i expects from further fighting in a world.
func (t *Table) prospect(i int, in, talks *seatIn) float64 {
	at := &t.parties[i]
	if at.prospects == 0 {
		return 0
	}
	s := t.now.ProspectsPush[i] + in.prospectsPush
	if s == talks.prospects.push {
		return talks.prospects.value
	}
	return in.prospects.of(at.prospects, s)
}

// quoUtility is party i's utility of the status quo in world w.
func (t *Table) quoUtility(i, w int) float64 {
	s := t.here
	if !s.apart[w] {
		return s.parties[i].utilityQuo
	}
	v := 0.0
	for k, wt := range t.weight[i] {
		switch x := t.stands(k, w); {
		case wt == 0:
		case x != t.stands(k, worldTalking):
			v += float64(wt * IssueValue(x, s.ideal[i][k], t.side[i][k], t.curvature[i][k]))
		default:
			v += s.worth[i][k]
		}
	}
	return RiskUtility(v, t.risk[i])
}

// stands returns issue k's status quo in world w.
func (t *Table) stands(k, w int) float64 {
	if len(t.issues[k].quoFx) == 0 {
		w = worldTalking
	}
	return t.here.quo[w][k]
}

// disagreement is D_i(W), party i's payoff in a world without an agreement
// (model 1.5), for the given intensity of the fighting and freedom of the front
// to move (freeze; 1: free).
func (t *Table) disagreement(i, w int, intensity, freeze float64) float64 {
	if t.b.Parties[i].Stated {
		return t.parties[i].stated
	}
	u, in := t.quoUtility(i, w), t.in(i, w)
	if at := &t.parties[i]; at.prospects == 0 && at.conflict == 0 {
		return u + in.transfers
	}
	talks := t.in(i, worldTalking)
	return u + float64(freeze*t.prospect(i, in, talks)*(1-u)) - float64(intensity*t.fighting(i, in, talks)) + in.transfers
}

// Violating is party i's payoff in the world in which it has violated an
// agreement, in stake units.
func (t *Table) Violating(i int) float64 {
	return t.disagreement(i, worldViolated(i, len(t.parties)), 1, 1)
}

// Reservation is the best that party i can get this round without accepting:
// its payoff while talks go on, minus its loss if not agreeing counts as a
// refusal, times the probability of that.
func (t *Table) Reservation(i int) float64 {
	at := &t.here.parties[i]
	loss := max(0, at.talkingPayoff-at.refusedPayoff)
	return max(at.refusedPayoff, at.talkingPayoff-float64(t.now.Called[i]*loss))
}

// cost is what party i's reservation value counts as the cost of no deal: what
// it lacks of the expected outcome of further fighting. A stated reservation
// value does not say; the best outcome is worth 1, so it lacks at most the rest.
func (t *Table) cost(i int, reservation float64) float64 {
	outcome := 1.0
	if !t.b.Parties[i].Stated {
		at := &t.here.parties[i]
		outcome = at.utilityQuo + float64(t.now.Freeze*at.prospectsTalks*(1-at.utilityQuo))
	}
	return max(0, outcome-reservation)
}

// Patience is party i's discount factor per round after levers, (0, 1).
func (t *Table) Patience(i int) float64 {
	return ShiftLogit(t.patience[i], push(t.parties[i].patienceFx, t.here.force[worldTalking]))
}

// capabilityNow is party i's capability after levers, while talks go on.
func (t *Table) capabilityNow(i int) float64 {
	s := push(t.parties[i].powerFx, t.here.force[worldTalking])
	if s == 0 {
		return t.capability[i]
	}
	return float64(t.capability[i] * portable.Exp(s))
}
