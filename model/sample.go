package model

import "slices"

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
	t.here.forget()
	t.ahead.here.forget()
	for i := range t.inflows {
		f := &t.inflows[i]
		x := in[f.column]
		if f.scale != nil {
			x = f.scale.Position(x)
		}
		*f.to = x
	}
	for _, i := range t.weighs {
		normalise(t.salience[i], t.weight[i], t.attention[i])
	}
	for i := range t.levers {
		at := &t.levers[i]
		at.act = float64(at.intensity * at.weight)
	}
	for j := range t.parameters {
		t.parameters[j].shift.forget()
		t.parameters[j].growth.forget()
	}
	if len(t.levers) > 0 {
		t.now.Reset() // levers in round 0 decide which red lines bind
		if t.b.Clock.Rounds > 0 {
			for i := range t.b.Levers {
				t.now.Reach[i] = t.b.Levers[i].reach(0, in)
			}
		}
	}
	if t.lined {
		t.bind(ev)
	}
}

// An inflow is a varying input and the field of the Table that it sets.
type inflow struct {
	to     *float64
	column int
	scale  *Scale // scale that converts it to a position; nil: none
}

// take stores n in to: once if n is known, otherwise in every draw.
func (t *Table) take(to *float64, n Number) { t.takePosition(to, n, nil) }

// takePosition is take for an amount on a scale, stored as a position.
func (t *Table) takePosition(to *float64, n Number, scale *Scale) {
	if column, varies := n.Column(); varies {
		t.inflows = append(t.inflows, inflow{to, column, scale})
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
	if t.aid != nil {
		t.takeAid()
	}
	for g := range t.limits {
		for i := range t.limits[g] {
			l := &t.b.Packages[g].Limits[i]
			s := &t.b.Issues[l.Issue].Scale
			t.takePosition(&t.limits[g][i][0], l.Lower, s)
			t.takePosition(&t.limits[g][i][1], l.Upper, s)
		}
	}
}

func (t *Table) takeLevers() {
	for i := range t.levers {
		l, at := &t.b.Levers[i], &t.levers[i]
		t.take(&at.intensity, l.Intensity)
		t.take(&at.weight, l.Weight)
		t.take(&at.credibility, l.Credibility)
		t.take(&at.pass, l.PassThrough)
		t.take(&at.cost, l.Cost)
		for j := range at.offsetBy {
			t.take(&at.offsetBy[j].share, at.offsetBy[j].from)
		}
	}
	for j := range t.parameters {
		t.takeEffects(t.parameters[j].fx, nil)
	}
}

func (t *Table) takeIssues() {
	for k := range t.issues {
		is, at := &t.b.Issues[k], &t.issues[k]
		t.takePosition(&t.quo[k], is.StatusQuo, &is.Scale)
		for i := range t.parties {
			s := &is.Stances[i]
			t.takePosition(&t.stated[i][k], s.Ideal, &is.Scale)
			t.take(&t.salience[i][k], s.Salience)
			t.take(&t.curvature[i][k], is.Curvature)
			t.takeEffects(at.positionFx[i], is)
			if _, varies := s.Salience.Column(); varies && !slices.Contains(t.weighs, i) {
				t.weighs = append(t.weighs, i)
			}
		}
		t.takeEffects(at.quoFx, is)
		t.lined = t.lined || len(at.lines) > 0
		for j := range at.lines {
			t.takePosition(&at.lines[j].bound, is.RedLines[j].Bound, &is.Scale)
			t.take(&at.lines[j].share, is.RedLines[j].Binding)
			t.takeEffects(at.lines[j].fx, is)
		}
	}
	for i := range t.parties {
		normalise(t.salience[i], t.weight[i], t.attention[i])
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
			{&at.conflict, p.ConflictCost},
			{&at.compliance, p.ExpectedCompliance},
			{&at.breach, p.BreachLoss},
			{&at.prospects, p.Prospects},
			{&at.pressureCap, p.PressureCap},
			{&at.inducementCap, p.InducementCap},
			{&at.stated, p.ReservationValue},
		} {
			t.take(place.to, place.n)
		}
		if !t.bystander(i) {
			t.concerned = append(t.concerned, i)
		}
		for _, fx := range [...][]effectAt{
			at.conflictFx, at.prospectsFx, at.pressureFx, at.inducementFx, at.complianceFx, at.powerFx, at.patienceFx,
		} {
			t.takeEffects(fx, nil)
		}
	}
}

// takeEffects connects the numbers of effects to their fields; is is the issue
// that they pull, nil if none.
func (t *Table) takeEffects(fx []effectAt, is *Issue) {
	for j := range fx {
		e := fx[j].effect
		t.take(&fx[j].push, e.Push)
		if is != nil && (e.Moves == MovesPosition || e.Moves == MovesStatusQuo) {
			t.takePosition(&fx[j].toward, e.Toward, &is.Scale)
		}
	}
}

func (t *Table) takeAid() {
	a, at := t.b.Aid, t.aid
	t.take(&at.need, a.Need)
	t.take(&at.push, a.Push)
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

// bind decides which red lines bind in this draw: a random event of round 0.
func (t *Table) bind(ev Events) {
	for k := range t.issues {
		for j := range t.issues[k].lines {
			at := &t.issues[k].lines[j]
			at.binding = false
			if share := ShiftLogit(at.share, t.pushOn(at.fx)); share > 0 {
				at.binding = share >= 1 || ev.Uniform(t.b.Issues[k].RedLines[j].Stream, 0, 0) <= share
			}
		}
	}
}
