package model

// minimumPower is the least bargaining power of a party whose consent a package
// needs: with a power of almost 0 it would be held exactly to its reservation
// value.
const minimumPower = 0.01

// frozen is how far a front that a package freezes can still move, [0, 1].
const frozen = 0.1

// Pose writes into p the problem of agreeing on package g in the present
// circumstances. It allocates nothing; p must have been made with NewProblem
// for this bargain's numbers of parties and issues.
func (t *Table) Pose(g int, p *Problem) {
	for i := range t.parties {
		copy(p.Weight[i], t.weight[i])
		copy(p.Ideal[i], t.here.ideal[i])
		copy(p.Side[i], t.side[i])
		copy(p.Curvature[i], t.curvature[i])
		copy(p.Attention[i], t.attention[i])
	}
	copy(p.Risk, t.risk)
	copy(p.Voice, t.voice)
	copy(p.StatusQuo, t.here.quo[worldTalking])
	p.PartyNames, p.IssueNames = t.partyNames, t.issueNames
	t.power(p)
	t.frame(g, p)
	t.pose(g, p)
}

// frame fills in what is constant in a draw: the issues of the package, whose
// consent it needs, and between which positions its issues can be tabled.
func (t *Table) frame(g int, p *Problem) {
	clear(p.InPackage)
	clear(p.Power)
	for _, k := range t.b.Packages[g].Issues {
		p.InPackage[k] = true
	}
	t.consents(p)
	for t.tie(g, p) {
		t.consents(p) // parties that carry out the added issues may tie further ones
	}
	for k := range t.issues {
		p.Lower[k], p.Upper[k] = 0, 1
	}
	t.limit(g, p, true)
	for k := range t.issues {
		if !p.InPackage[k] {
			continue
		}
		for j := range t.issues[k].lines {
			line, at := &t.b.Issues[k].RedLines[j], &t.issues[k].lines[j]
			if !at.binding || !p.Consent[line.Party] {
				continue
			}
			if line.Side == AtLeast {
				p.Lower[k] = max(p.Lower[k], at.bound)
			} else {
				p.Upper[k] = min(p.Upper[k], at.bound)
			}
		}
	}
}

// reframes reports whether what frame writes differs between draws: some red
// line may bind or not, or the bounds of a package are uncertain.
func (b *Bargain) reframes() bool {
	for k := range b.Issues {
		if len(b.Issues[k].RedLines) > 0 {
			return true
		}
	}
	for g := range b.Packages {
		for _, l := range b.Packages[g].Limits {
			_, lower := l.Lower.Column()
			_, upper := l.Upper.Column()
			if lower || upper {
				return true
			}
		}
	}
	return false
}

// limit applies the package's limits to its own issues, or else to the others.
func (t *Table) limit(g int, p *Problem, own bool) {
	for i := range t.b.Packages[g].Limits {
		k := t.b.Packages[g].Limits[i].Issue
		if p.InPackage[k] == own {
			from, to := t.limits[g][i][0], t.limits[g][i][1]
			p.Lower[k], p.Upper[k] = max(p.Lower[k], min(from, to)), min(p.Upper[k], max(from, to))
		}
	}
}

// power fills in the parties' patience and capability after levers.
func (t *Table) power(p *Problem) {
	for i := range t.parties {
		p.Patience[i] = t.Patience(i)
		p.Capability[i] = t.capabilityNow(i)
	}
}

// pose fills in the rest of a problem that frame has prepared.
func (t *Table) pose(g int, p *Problem) {
	pkg := &t.b.Packages[g]
	for k, own := range p.InPackage {
		if !own {
			p.Lower[k], p.Upper[k] = p.StatusQuo[k], p.StatusQuo[k]
		}
	}
	t.limit(g, p, false)
	if t.powered {
		t.power(p)
	}
	share(p)
	headline, reservation := pkg.Headline(), p.Reservation[:len(t.here.parties)]
	for i := range t.here.parties {
		reservation[i] = t.here.parties[i].talkingPayoff
		if headline && p.Consent[i] {
			reservation[i] = t.Reservation(i)
		}
		p.Cost[i] = t.cost(i, p.Reservation[i])
	}
	if len(t.concerned) > 0 {
		t.payoffs(pkg, g, p)
	}
}

// consents marks the signatories and whoever carries out an issue of the package.
func (t *Table) consents(p *Problem) {
	for i := range t.parties {
		p.Consent[i] = t.b.Parties[i].Seat == Signatory
	}
	for k := range t.issues {
		if p.InPackage[k] {
			for _, i := range t.b.Issues[k].CarriedOutBy {
				p.Consent[i] = true
			}
		}
	}
}

// tie adds the issues that binding red lines tie to package g.
func (t *Table) tie(g int, p *Problem) (added bool) {
	for k := range t.issues {
		if p.InPackage[k] {
			continue
		}
		for j := range t.issues[k].lines {
			line := &t.b.Issues[k].RedLines[j]
			if !t.issues[k].lines[j].binding || !p.Consent[line.Party] {
				continue
			}
			for _, tied := range line.Packages {
				if tied == g {
					p.InPackage[k], added = true, true
				}
			}
		}
	}
	return added
}

// payoffs fills in PayoffSlope and PayoffConstant: what an agreement on the
// package is worth beyond the utility of its terms (model 3.5; for a
// settlement, model 1.5).
func (t *Table) payoffs(pkg *Package, g int, p *Problem) {
	in := t.inputs
	relief, earned, stake := pkg.Relief.In(in), pkg.Share.In(in), pkg.Stake.In(in)
	survival := t.now.Survival[g]
	intensity, freeze := min(t.now.Intensity, 1-float64(relief*survival)), t.now.Freeze
	switch {
	case pkg.Outcome == Settlement:
		intensity, freeze = 0, 0
	case pkg.FreezesFront:
		freeze = min(freeze, 1-float64((1-frozen)*survival))
	}
	for _, i := range t.concerned {
		at := &t.here.parties[i]
		phi := at.compliant
		if pkg.Unclassified(relief) {
			phi = 1 // it stops no fighting, so it cannot be breached
		}
		held := float64(freeze*at.prospectsTalks*(1-at.utilityQuo)) - float64(intensity*at.fightingTalks)
		held += float64(earned*at.onAgreement) + float64((1-earned)*at.whileTalking)
		p.PayoffSlope[i] = phi
		p.PayoffConstant[i] = float64(phi * held)
		if phi < 1 {
			p.PayoffConstant[i] += float64((1 - phi) * (at.brokenPayoff - float64(stake*t.parties[i].breach)))
		}
	}
	for i := range pkg.LeverageLoss {
		l := &pkg.LeverageLoss[i]
		p.PayoffConstant[l.Party] -= l.Loss.In(in)
	}
}

// share fills in Power: capability as a share of the total of those who must
// consent.
func share(p *Problem) {
	sum := 0.0
	for i, c := range p.Consent {
		if c {
			sum += p.Capability[i]
		}
	}
	if sum == 0 {
		return // nobody must consent
	}
	floored := 0.0
	for i, c := range p.Consent {
		if c {
			p.Power[i] = max(p.Capability[i]/sum, minimumPower)
			floored += p.Power[i]
		}
	}
	if floored != 1 && floored > 0 {
		for i := range p.Power {
			p.Power[i] /= floored
		}
	}
}

// conflict marks the parties whose binding red lines leave no position on some
// issue of package g that the limits alone would leave.
func (t *Table) conflict(p *Problem, share []float64) {
	for k := range t.issues {
		if !p.InPackage[k] || p.Lower[k] <= p.Upper[k] {
			continue
		}
		for j := range t.issues[k].lines {
			line := &t.b.Issues[k].RedLines[j]
			if t.issues[k].lines[j].binding && p.Consent[line.Party] {
				share[line.Party] = 1
			}
		}
	}
}
