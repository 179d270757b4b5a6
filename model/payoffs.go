package model

import (
	"math"
	"slices"
)

// assess works out party i's payoffs without an agreement and what an
// agreement adds and holds.
func (t *Table) assess(i int) {
	p, at := &t.b.Parties[i], &t.parties[i]
	agreedForce := t.force[worldAgreed]
	at.compliant = Shift(at.compliance, t.now.CompliancePush[i]+push(at.complianceFx, agreedForce))
	at.onAgreement = t.transfers(i, worldAgreed)
	at.whileTalking = t.transfers(i, worldTalking)
	at.fightingTalks = t.fighting(i, worldTalking)
	at.prospectsTalks = t.prospect(i, worldTalking)
	at.utilityQuo = t.quoUtility(i, worldTalking)
	at.talkingPayoff = t.disagreement(i, worldTalking, t.now.Intensity, t.now.Freeze)
	at.refusedPayoff = t.disagreement(i, worldRefused(i), t.now.Intensity, t.now.Freeze)
	at.brokenPayoff = 0
	if p.CountsOn >= 0 {
		at.brokenPayoff = t.disagreement(i, worldViolated(p.CountsOn, len(t.parties)), 1, 1)
	}
}

// transfers is what inducements give, pressure takes and own levers cost
// party i in world w, in stake units.
func (t *Table) transfers(i, w int) float64 {
	at, force := &t.parties[i], t.force[w]
	taken := NewSum()
	given := at.inducementCap * total(at.inducementFx, force, &taken)
	for j := range at.pressureFx {
		taken.Add(max(0, force[at.pressureFx[j].lever]), at.pressureFx[j].effect.Additive)
	}
	return given - at.pressureCap*taken.Total() - t.ownCost(i, w)
}

// ownCost is what the levers that party i uses in world w cost it.
func (t *Table) ownCost(i, w int) float64 {
	left := 1.0
	for _, l := range t.parties[i].held {
		left *= 1 - t.spent[w][l]
	}
	return 1 - left
}

// fighting is party i's cost of conflict in world w. A party without one is
// no belligerent and gains none.
func (t *Table) fighting(i, w int) float64 {
	at := &t.parties[i]
	if at.conflict == 0 {
		return 0
	}
	s := t.now.CostPush[i] + push(at.conflictFx, t.force[w])
	if t.aid != nil && t.b.Aid.Of == i {
		s += t.aid.push * (1 - t.aid.adequacy(t.b.Aid, t.force[w]))
	}
	return Shift(at.conflict, s)
}

// prospect is what party i expects further fighting to bring it in world w.
func (t *Table) prospect(i, w int) float64 {
	at := &t.parties[i]
	if at.prospects == 0 {
		return 0
	}
	return Shift(at.prospects, t.now.ProspectsPush[i]+push(at.prospectsFx, t.force[w]))
}

// quoUtility is party i's utility of the status quo of world w.
func (t *Table) quoUtility(i, w int) float64 {
	v := 0.0
	quo := t.quo[w]
	if w != worldTalking && slices.Equal(quo, t.quo[worldTalking]) {
		return t.parties[i].utilityQuo // assess works out that of the talks first
	}
	for k, wt := range t.weight[i] {
		if wt != 0 {
			v += wt * IssueValue(quo[k], t.ideal[i][k], t.side[i][k], t.curvature[i][k])
		}
	}
	return Risk(v, t.parties[i].risk)
}

// disagreement is D_i(W), party i's payoff in a world without an agreement
// (model 1.5), with the fighting at the given intensity and the front free to
// move to the degree that freeze says (1: wholly).
func (t *Table) disagreement(i, w int, intensity, freeze float64) float64 {
	if t.b.Parties[i].Stated {
		return t.parties[i].stated
	}
	u := t.quoUtility(i, w)
	return u + freeze*t.prospect(i, w)*(1-u) - intensity*t.fighting(i, w) + t.transfers(i, w)
}

// Violating is party i's payoff in the world in which it has violated an
// agreement, in stake units.
func (t *Table) Violating(i int) float64 {
	return t.disagreement(i, worldViolated(i, len(t.parties)), 1, 1)
}

// Reservation is the best that party i can get this round without accepting:
// its payoff while talks go on, less what it loses if not agreeing is called a
// refusal, times the chance of that.
func (t *Table) Reservation(i int) float64 {
	at := &t.parties[i]
	loss := max(0, at.talkingPayoff-at.refusedPayoff)
	return max(at.refusedPayoff, at.talkingPayoff-t.now.Called[i]*loss)
}

// Patience is party i's discount factor per round after levers, (0, 1).
func (t *Table) Patience(i int) float64 {
	at := &t.parties[i]
	return Shift(at.patience, push(at.patienceFx, t.force[worldTalking]))
}

// capabilityNow is party i's capability after levers, while talks go on.
func (t *Table) capabilityNow(i int) float64 {
	at := &t.parties[i]
	s := push(at.powerFx, t.force[worldTalking])
	if s == 0 {
		return at.capability
	}
	return at.capability * math.Exp(s)
}
