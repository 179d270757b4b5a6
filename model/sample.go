package model

import (
	"slices"

	"sim/model/portable"
)

// SetInputs sets the Table to the start of the draw whose varying inputs are in
// and whose other random numbers come from ev. It allocates nothing.
func (t *Table) SetInputs(in []float64, ev Events) {
	t.setInputs(in, ev)
	t.now.Reset()
	t.Rebuild()
}

// setInputs is SetInputs without resetting the circumstances and building the
// worlds, for callers that do both in the first round.
func (t *Table) setInputs(in []float64, ev Events) {
	t.inputs, t.ahead.inputs, t.fresh = in, in, false
	t.events, t.ahead.events = ev, ev
	t.draw++
	t.wayKnown = false
	t.ahead.draw = t.draw
	t.here.forget()
	t.ahead.here.forget()
	for i := range t.inflows {
		f := &t.inflows[i]
		x := f.from.In(in)
		if f.scale != nil {
			x = f.scale.Position(x)
		}
		*f.to = x
	}
	for _, i := range t.weighs {
		t.weigh(i)
	}
	for j := range t.parameters {
		t.parameters[j].shift.forget()
		t.parameters[j].growth.forget()
	}
	for k := range t.issues {
		t.derive(k)
	}
	for r := range t.totals {
		t.totals[r].derive()
	}
	if len(t.levers) > 0 || t.b.Processes != nil {
		t.now.Reset() // levers in round 0 act on what hazards start from
		if t.b.Clock.Rounds > 0 {
			for i := range t.b.Levers {
				t.now.Reach[i] = t.b.Levers[i].reach(0, in)
			}
		}
	}
	t.beginHazards()
	for i := range t.parties {
		for j, party := range t.leavers {
			leaves := float64(-portable.Log(t.patience[party]) * t.parties[party].leaves)
			t.parties[i].gone[j] = 1 - Hold(leaves, t.patience[i], 0, 1)
		}
	}
}

// derive works out what follows from issue k's numbers in a draw.
func (t *Table) derive(k int) {
	at, is := &t.issues[k], &t.b.Issues[k]
	total := 0.0
	for c := range at.carriers {
		total += is.Carriers[c].Share.In(t.inputs)
	}
	for c := range at.carriers {
		at.carriers[c].share = is.Carriers[c].Share.In(t.inputs) / total
		if at.carriers[c].offer >= 0 {
			at.up = at.carriers[c].upTo >= t.quo[k]
		}
	}
	for j := range at.lines {
		line := &at.lines[j]
		bound := line.bound
		if is.RedLines[j].Held {
			bound += is.Scale.Amount(t.quo[k])
		}
		line.position = is.Scale.Position(bound)
		if !is.RedLines[j].Public {
			line.u = t.events.Uniform(is.RedLines[j].Stream, 0, 0)
		}
	}
}

// An inflow is a varying input and the field of the Table that it sets.
type inflow struct {
	to    *float64
	from  Number
	scale *Scale // scale that converts it to a position; nil: none
}

// take stores n in to: once if n is known, otherwise in every draw.
func (t *Table) take(to *float64, n Number) { t.takePosition(to, n, nil) }

// takePosition is take for an amount on a scale, stored as a position.
func (t *Table) takePosition(to *float64, n Number, scale *Scale) {
	if _, varies := n.Column(); varies {
		t.inflows = append(t.inflows, inflow{to, n, scale})
		return
	}
	*to = n.In(nil)
	if scale != nil {
		*to = scale.Position(*to)
	}
}

// takeNumbers connects all numbers of the bargain to their fields.
func (t *Table) takeNumbers() {
	t.takeLevers()
	t.takeIssues()
	t.takeParties()
	t.takeHazards()
	if t.aid != nil {
		t.takeAid()
	}
	for g := range t.packages {
		p, at := &t.b.Packages[g], &t.packages[g]
		for i := range at.limits {
			s := &t.b.Issues[p.Limits[i].Issue].Scale
			t.takePosition(&at.limits[i][0], p.Limits[i].Lower, s)
			t.takePosition(&at.limits[i][1], p.Limits[i].Upper, s)
		}
		t.take(&at.share, p.Share)
		t.take(&at.monitoring, p.Monitoring)
		t.take(&at.relieves, p.Relieves)
		t.take(&at.holds, p.Holds)
		t.take(&at.counts, p.Counts)
		if p.PowerShift != nil {
			t.takeShift(&at.shift, p.PowerShift)
		}
	}
	if t.strengthIn != nil {
		t.takeStrength()
	}
	for r := range t.totals {
		t.take(&t.totals[r].bound, t.b.Totals[r].Bound)
	}
	if s := t.b.Standstill; s != nil {
		t.relieves, t.holds = make([]float64, len(s.Relieves)), make([]float64, len(s.Holds))
		for o := range s.Relieves {
			t.take(&t.relieves[o], s.Relieves[o])
			t.take(&t.holds[o], s.Holds[o])
		}
	}
}

func (t *Table) takeLevers() {
	for i := range t.levers {
		l, at := &t.b.Levers[i], &t.levers[i]
		t.take(&at.weight, l.Weight)
		t.take(&at.credibility, l.Credibility)
		t.take(&at.follow, l.FollowThrough)
		t.take(&at.pass, l.PassThrough)
		t.take(&at.cost, l.Cost)
		for j := range at.offsetBy {
			t.take(&at.offsetBy[j].share, at.offsetBy[j].from)
		}
	}
	for j := range t.parameters {
		t.takeEffects(t.parameters[j].fx)
	}
}

func (t *Table) takeIssues() {
	for k := range t.issues {
		is, at := &t.b.Issues[k], &t.issues[k]
		t.takePosition(&t.quo[k], is.StatusQuo, &is.Scale)
		t.takePosition(&at.noDeal, is.NoDeal, &is.Scale)
		t.apart = t.apart || is.HasNoDeal || is.DealOnly || t.b.switches(k)
		t.take(&at.lossAversion, is.LossAversion)
		t.take(&at.irreversible, is.Irreversible)
		for i := range t.parties {
			s := &is.Stances[i]
			t.takePosition(&t.ideal[i][k], s.Ideal, &is.Scale)
			t.take(&t.salience[i][k], s.Salience)
			t.take(&t.curvature[i][k], is.Curvature)
			if s.HasPower {
				t.take(&t.onIssue[i][k], s.Power)
			} else if t.onIssue != nil {
				t.onIssue[i][k] = nan
			}
			if _, varies := s.Salience.Column(); varies && !slices.Contains(t.weighs, i) {
				t.weighs = append(t.weighs, i)
			}
		}
		for c := range at.carriers {
			j := &at.carriers[c]
			t.take(&j.credibility, is.Carriers[c].Credibility)
			if j.offer < 0 {
				continue
			}
			for e := range t.b.Levers[j.offer].Effects {
				if fx := &t.b.Levers[j.offer].Effects[e]; fx.Does == Offers && fx.Issue == k {
					t.takePosition(&j.upTo, fx.UpTo, &is.Scale)
				}
			}
		}
		t.lined = t.lined || len(at.lines) > 0
		for j := range at.lines {
			t.take(&at.lines[j].bound, is.RedLines[j].Bound)
			if is.RedLines[j].Public {
				t.take(&at.lines[j].share, is.RedLines[j].Price)
				t.take(&at.lines[j].grows, is.RedLines[j].Grows)
			} else {
				t.take(&at.lines[j].share, is.RedLines[j].Binding)
			}
			t.takeEffects(at.lines[j].fx)
		}
	}
	t.takeOptions()
	for i := range t.parties {
		t.weigh(i)
	}
}

func (t *Table) takeParties() {
	for i := range t.parties {
		p, at := &t.b.Parties[i], &t.parties[i]
		for _, place := range [...]struct {
			to *float64
			n  Number
		}{
			{&t.capability[i], p.Power},
			{&t.voice[i], p.Voice},
			{&t.patience[i], p.Patience},
			{&t.risk[i], p.RiskAversion},
			{&at.costSize.amount, p.DisagreementCost.Amount},
			{&at.chance, p.Compliance.Chance},
			{&at.over, p.Compliance.Over},
			{&at.leaves, p.Leaves},
			{&at.stated, p.ReservationValue},
		} {
			t.take(place.to, place.n)
		}
		t.takeWalks(i)
		at.costSize.issue = p.DisagreementCost.Issue - 1
		for _, x := range p.Prospects {
			for j := range at.prospects {
				if at.prospects[j].issue == x.Issue {
					t.take(&at.prospects[j].shift, x.Shift)
				}
			}
		}
		for _, fx := range [...][]effectAt{at.costFx, at.pressFx, at.rewardFx, at.powerFx, at.patience} {
			t.takeEffects(fx)
		}
		for j := range at.prospects {
			t.takeEffects(at.prospects[j].fx)
		}
		at.idle = t.bystands(i)
	}
}

// bystands reports whether party i's payoff is always the value of the status
// quo without an agreement, and that of the terms with one.
func (t *Table) bystands(i int) bool {
	p, at := &t.b.Parties[i], &t.parties[i]
	if t.b.Processes != nil || p.DisagreementCost != (Size{}) || len(at.prospects) > 0 || len(p.CountsOn) > 0 || len(t.leavers) > 0 || t.b.shifted(i) {
		return false
	}
	for l := range t.levers {
		if slices.Contains(t.levers[l].on, i) {
			return false
		}
	}
	for g := range t.b.Packages {
		for _, l := range t.b.Packages[g].LeverageLoss {
			if l.Party == i {
				return false
			}
		}
	}
	return true
}

// takeEffects connects the numbers of effects to their fields.
func (t *Table) takeEffects(fx []effectAt) {
	for j := range fx {
		t.take(&fx[j].by, fx[j].effect.By.Amount)
		t.take(&fx[j].size.amount, fx[j].effect.By.Amount)
		fx[j].size.issue = fx[j].effect.By.Issue - 1
	}
}

func (t *Table) takeHazards() {
	h := t.hazards
	for j := range h.assures {
		t.take(&h.assures[j].by, h.assures[j].effect.By.Amount)
	}
	if h.of == nil {
		return
	}
	t.take(&h.monitoring, h.of.Monitoring)
	t.take(&h.temptation, h.of.Temptation)
	t.take(&h.noticed, h.of.Noticed)
	t.take(&h.accidents, h.of.Accidents)
	for a := range h.of.Answers {
		t.take(&h.answers[a], h.of.Answers[a].By)
	}
	for d := range h.of.Deters {
		t.take(&h.by[d], h.of.Deters[d].By)
		for j := range h.less[d] {
			t.take(&h.less[d][j], h.of.Deters[d].Less[j].Share)
		}
	}
	for g := range h.settles {
		t.take(&h.settles[g], h.of.Settles[g])
		t.take(&h.settled[g], h.of.Settled[g])
	}
}

func (t *Table) takeAid() {
	a, at := t.b.Aid, t.aid
	t.take(&at.need, a.Need)
	t.take(&at.costs, a.Costs)
	for i := range a.Donors {
		t.take(&at.flow[i], a.Donors[i].Flow)
	}
	for i := range a.Fillers {
		f := &a.Fillers[i]
		t.take(&at.capacity[i], f.Capacity)
		t.take(&at.willing[i], f.Willingness)
		t.take(&at.substitute[i], f.Substitutability)
	}
}

// weigh converts the saliences of party i into weights, over all issues and
// where it has a say.
func (t *Table) weigh(i int) {
	normalise(t.salience[i], t.weight[i], t.attention[i])
	if len(t.issues) == 0 || &t.say[0][0] == &t.weight[0][0] {
		return
	}
	copy(t.say[i], t.weight[i])
	if only := t.b.Parties[i].Say; only != nil {
		for k := range t.say[i] {
			if !slices.Contains(only, k) {
				t.say[i][k] = 0
			}
		}
	}
}

// normalise converts a row of saliences (0–100) into weights that sum to 1 and
// into shares of attention: salience/100, scaled down if they sum to more than
// 1.
func normalise(salience, weight, attention []float64) {
	sum := 0.0
	for _, s := range salience {
		sum += s
	}
	over := max(sum, 100)
	for k, s := range salience {
		attention[k], weight[k] = s/over, s
		if sum > 0 {
			weight[k] = s / sum
		}
	}
}
