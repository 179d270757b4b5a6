package model

// Realise turns the Table into the start of the draw whose varying inputs are
// in and whose other random numbers come from ev. It allocates nothing.
func (t *Table) Realise(in []float64, ev Events) {
	t.realise(in, ev)
	t.Rebuild()
}

// realise is Realise without the worlds, for those who go on to the first
// round: they build them then.
func (t *Table) realise(in []float64, ev Events) {
	t.inputs, t.ahead.inputs, t.fresh = in, in, false
	t.here.forget()
	t.ahead.here.forget()
	t.now.Reset()
	t.realiseLevers(in)
	t.realiseLimits(in)
	t.realiseIssues(in)
	t.realiseParties(in)
	if t.b.Clock.Rounds > 0 {
		// Red lines bind, or not, by what levers do in round 0.
		for i := range t.b.Levers {
			t.now.Reach[i] = t.b.Levers[i].reach(0, in)
		}
	}
	t.bind(ev)
	t.now.Reset()
}

func (t *Table) realiseLevers(in []float64) {
	for i := range t.levers {
		l, at := &t.b.Levers[i], &t.levers[i]
		at.act = l.Intensity.In(in) * l.Weight.In(in)
		at.credibility, at.pass, at.cost = l.Credibility.In(in), l.PassThrough.In(in), l.Cost.In(in)
		for j := range at.offsetBy {
			at.offsetBy[j].share = at.offsetBy[j].from.In(in)
		}
	}
	for j := range t.parameters {
		realiseFx(t.parameters[j].fx, in, nil)
		t.parameters[j].shift.forget()
		t.parameters[j].growth.forget()
	}
	if t.aid != nil {
		t.aid.realise(t.b.Aid, in)
	}
}

func (t *Table) realiseLimits(in []float64) {
	for g := range t.limits {
		for i := range t.limits[g] {
			l := &t.b.Packages[g].Limits[i]
			s := &t.b.Issues[l.Issue].Scale
			lo, hi := s.Position(l.Lower.In(in)), s.Position(l.Upper.In(in))
			t.limits[g][i] = [2]float64{min(lo, hi), max(lo, hi)}
		}
	}
}

func (t *Table) realiseIssues(in []float64) {
	for k := range t.issues {
		is, at := &t.b.Issues[k], &t.issues[k]
		t.quo[k] = is.Scale.Position(is.StatusQuo.In(in))
		gamma := is.Curvature.In(in)
		for i := range t.parties {
			s := &is.Stances[i]
			t.stated[i][k] = is.Scale.Position(s.Ideal.In(in))
			t.weight[i][k] = s.Salience.In(in)
			t.curvature[i][k] = gamma
			realiseFx(at.positionFx[i], in, is)
		}
		realiseFx(at.quoFx, in, is)
		for j := range at.lines {
			at.lines[j].bound = is.Scale.Position(is.RedLines[j].Bound.In(in))
			at.lines[j].share = is.RedLines[j].Binding.In(in)
			realiseFx(at.lines[j].fx, in, is)
		}
	}
	for i := range t.parties {
		normalise(t.weight[i], t.attention[i])
	}
}

// normalise turns a row of saliences (0–100) into weights that sum to 1 and
// into shares of attention: salience/100, scaled down where they exceed 1.
func normalise(salience, attention []float64) {
	sum := 0.0
	for _, s := range salience {
		sum += s
	}
	over := max(sum, 100)
	for k, s := range salience {
		attention[k] = s / over
		if sum > 0 {
			salience[k] = s / sum
		}
	}
}

func realiseFx(fx []effectAt, in []float64, is *Issue) {
	for j := range fx {
		e := fx[j].effect
		fx[j].push = e.Push.In(in)
		if is != nil && (e.Moves == MovesPosition || e.Moves == MovesStatusQuo) {
			fx[j].toward = is.Scale.Position(e.Toward.In(in))
		}
	}
}

func (t *Table) realiseParties(in []float64) {
	for i := range t.parties {
		p, at := &t.b.Parties[i], &t.parties[i]
		at.capability, at.voice, at.patience, at.risk = p.Power.In(in), p.Voice.In(in), p.Patience.In(in), p.RiskAversion.In(in)
		at.conflict, at.compliance, at.breach = p.ConflictCost.In(in), p.ExpectedCompliance.In(in), p.BreachLoss.In(in)
		at.prospects, at.pressureCap, at.inducementCap = p.Prospects.In(in), p.PressureCap.In(in), p.InducementCap.In(in)
		at.stated = p.ReservationValue.In(in)
		for _, fx := range [...][]effectAt{
			at.conflictFx, at.prospectsFx, at.pressureFx, at.inducementFx, at.complianceFx, at.powerFx, at.patienceFx,
		} {
			realiseFx(fx, in, nil)
		}
	}
}

// bind decides which red lines bind in this draw: an event of round 0.
func (t *Table) bind(ev Events) {
	for k := range t.issues {
		for j := range t.issues[k].lines {
			at := &t.issues[k].lines[j]
			at.binding = false
			if share := Shift(at.share, t.pushOn(at.fx)); share > 0 {
				at.binding = share >= 1 || ev.Uniform(t.b.Issues[k].RedLines[j].Stream, 0, 0) <= share
			}
		}
	}
}
