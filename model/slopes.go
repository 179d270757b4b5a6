package model

import "slices"

// slopes notes what slopes depend on, per level: how far each party trusts the
// package and what gains and losses count. They change seldom, so what has been
// worked out is kept until something that it depends on does.
func (t *Table) slopes(ps *posing) {
	if ps.problem.count == 0 {
		return
	}
	ps.note(t)
	if !ps.sloped || !equal(ps.key, ps.now) {
		n := len(t.parties) // what the parties have done so far moves trust, and not what is believed of terms
		ps.believed = ps.believed && ps.sloped && equal(ps.key[n:], ps.now[n:])
		ps.sloped = true
		ps.key = append(ps.key[:0], ps.now...)
		clear(ps.slope)
	}
	ps.twinned = ps.twin != nil && ps.twin.sloped && equal(ps.twin.key, ps.key)
	clear(ps.valued)
	ps.keeps = false
}

// level works out the payoffs of package g at combination l, the first time that
// they are asked for: most theories need few of them.
func (t *Table) level(g int, ps *posing, l int) {
	if ps.valued[l] {
		return
	}
	ps.valued[l] = true
	ps.positions(l)
	if !ps.slope[l] {
		ps.slope[l] = true
		t.slopesAt(g, ps, l)
	}
	n := len(t.parties)
	for i := range n {
		if !ps.keeps {
			ps.kept[i] = t.kept(g, i, ps)
		}
		ps.problem.constant[l*n+i] = ps.kept[i].constant(ps.trust[l*n+i])
	}
	ps.keeps = !t.stopsByLevel(ps.problem)
	if m := len(ps.problem.Keeps); m > 0 {
		t.ask(g, ps, ps.problem.promise[l*m:(l+1)*m])
	}
}

// slopesAt works out the slopes at combination l, at which ps stands.
func (t *Table) slopesAt(g int, ps *posing, l int) {
	p, n, m := ps.problem, len(t.parties), len(t.issues)
	trust, from, to := ps.trust[l*n:(l+1)*n], l*n*m, (l+1)*n*m
	if twin := ps.twin; ps.twinned && twin.slope[l] {
		copy(trust, twin.trust[l*n:])
		copy(p.gain[from:to], twin.problem.gain[from:])
		copy(p.loss[from:to], twin.problem.loss[from:])
		if p.Toll != nil {
			copy(p.toll[from:to], twin.problem.toll[from:])
		}
		return
	}
	if !ps.believed {
		ps.believed = true
		for j := range ps.beliefAt {
			ps.beliefAt[j] = nan
		}
		for i := range n {
			for k, own := range p.InPackage {
				if own {
					ps.belief[i*m+k] = t.beliefIn(i, k, ps)
				}
			}
		}
	}
	for j, k := range p.issue {
		if x := ps.x[k]; x != ps.beliefAt[j] {
			ps.beliefAt[j] = x
			for i := range n {
				ps.belief[i*m+k] = t.beliefIn(i, k, ps)
			}
		}
	}
	governing := t.governing(g, ps)
	t.deter(ps.x, ps.deterrence)
	t.restraints(governing, ps.deterrence, ps.restraint)
	for i := range n {
		phi := t.holdFor(i, governing, ps.restraint, t.now.Settled)
		trust[i] = phi
		row := from + i*m
		believed, own := ps.belief[i*m:][:m], p.InPackage[:m]
		gain, loss, issues := p.gain[row:][:m], p.loss[row:][:m], t.issues[:m]
		for k := range issues {
			if !own[k] {
				gain[k], loss[k] = 0, 0 // nothing moves there
				continue
			}
			at := &issues[k]
			gain[k] = float64(phi * believed[k])
			loss[k] = float64(at.lossAversion * (phi + float64((1-phi)*at.irreversible)))
		}
	}
	for _, k := range ps.tolls {
		for i := range n {
			p.toll[from+i*m+k] = 0
		}
		for c := range t.issues[k].carriers {
			if i := t.issues[k].carriers[c].party; t.issues[k].carriers[c].offer >= 0 {
				p.toll[from+i*m+k] = t.toll(g, i, k, trust[i])
			}
		}
	}
}

// beliefIn is how far party i believes in a gain on issue k: at the position of
// ps where the issue has one, else wherever it is settled.
func (t *Table) beliefIn(i, k int, ps *posing) float64 {
	if t.say[i][k] == 0 {
		return 1
	}
	if p := ps.problem; p.Lower[k] < p.Upper[k] && !slices.Contains(p.issue, k) {
		return t.slopeOfBelief(i, k, p.Lower[k], p.Upper[k])
	}
	return t.belief(i, k, ps.x[k])
}

// note writes down what slopes depend on.
func (ps *posing) note(t *Table) {
	p := ps.problem
	ps.now = ps.now[:0]
	for i := range t.parties {
		ps.now = append(ps.now, t.base(i))
	}
	ps.now = append(ps.now, float64(t.draw), float64(t.now.InForce), t.now.Unrelieved, indicator(t.now.Settled))
	for _, l := range t.offering {
		ps.now = append(ps.now, t.credibilityOf(l), t.here.levers[l].reach)
	}
	for j := range t.hazards.assures {
		ps.now = append(ps.now, t.assuring(t.hazards.assures[j].lever)) // some follow the chance that not agreeing is called a refusal
	}
	for i := range t.parties {
		ps.now = append(ps.now, p.Patience[i], indicator(t.now.Gone[i]))
	}
	for k, sloping := range t.sloping {
		if sloping {
			ps.now = append(ps.now, p.Lower[k], p.Upper[k], p.StatusQuo[k])
		}
	}
	for _, k := range ps.ties {
		ps.now = append(ps.now, indicator(p.InPackage[k]))
	}
	ps.now = append(ps.now, p.at...)
}

func equal(a, b []float64) bool {
	if len(a) != len(b) {
		return false
	}
	for i, x := range a {
		if x != b[i] {
			return false
		}
	}
	return true
}

// toll is what party i pays per position for what it offers on issue k: the cost
// of its lever, due in full at the end of what is offered, whether or not limits
// and red lines let the terms get there.
func (t *Table) toll(g, i, k int, phi float64) float64 {
	at := &t.issues[k]
	for c := range at.carriers {
		j := &at.carriers[c]
		if j.party != i || j.offer < 0 {
			continue
		}
		all, lever := t.onOffer(k), &t.levers[j.offer]
		if all == 0 {
			return 0
		}
		due := float64(phi * t.packages[g].share * lever.cost * lever.weight * t.here.levers[j.offer].reach)
		if at.up {
			return due / all
		}
		return -due / all
	}
	return 0
}

// stops is how much of the disagreement cost package g relieves at the positions
// of ps, and how far it holds the moving issue.
func (t *Table) stops(g int, ps *posing) (relieves, holds float64) {
	switch s := t.b.Standstill; {
	case s == nil:
		return t.packages[g].relieves, t.packages[g].holds
	case ps.problem.InPackage[s.Issue]:
		return t.standstill(ps.x[s.Issue])
	}
	return 0, 0
}

// standstill is how much position x of the issue that says how far things stop
// relieves, and how far it holds the moving issue.
func (t *Table) standstill(x float64) (relieves, holds float64) {
	s := t.b.Standstill
	options, best := t.b.Issues[s.Issue].Options, 0
	for o := range options {
		if abs(options[o]-x) < abs(options[best]-x) {
			best = o
		}
	}
	return t.relieves[best], t.holds[best]
}

// stopsNothing reports whether package g, which relieves and holds that much,
// leaves everything as it is but its terms.
func (t *Table) stopsNothing(g int, relieves, holds float64) bool {
	return t.packages[g].certain && relieves == 0 && holds == 0
}

// governing is the package whose trust counts once package g is signed: the one
// in force, if g relieves less than it does.
func (t *Table) governing(g int, ps *posing) int {
	if t.now.InForce < 0 || t.b.Packages[g].Outcome == Settlement {
		return g
	}
	if relieves, _ := t.stops(g, ps); relieves < 1-t.now.Unrelieved {
		return t.now.InForce
	}
	return g
}

// stopsByLevel reports whether a package stops more at one level than at another.
func (t *Table) stopsByLevel(p *Problem) bool {
	s := t.b.Standstill
	return s != nil && slices.Contains(p.issue, s.Issue)
}

// A constancy is what a package is worth to a party with every issue where it is
// held now: as long as it is kept and after a breach.
type constancy struct {
	kept, broken, loss float64
	known              bool // kept is worth that whatever trust is
}

// constant is the worth of the package for the trust phi.
func (c *constancy) constant(phi float64) float64 {
	if c.known {
		return c.kept - c.loss
	}
	broken := 0.0
	if phi < 1 {
		broken = float64((1 - phi) * c.broken)
	}
	return float64(phi*c.kept) + broken - c.loss
}

func (t *Table) kept(g, i int, ps *posing) constancy {
	if t.parties[i].idle {
		return constancy{kept: t.heldWith(i, ps.problem), known: true}
	}
	k := t.keeping(g, i, ps)
	if k.goesOn {
		is := t.assess(i)
		return constancy{kept: is.talking + float64(is.inForce*t.settles(i, ps.problem)), loss: k.loss, known: true}
	}
	cost, expected, transfer := t.mixed(i, worldTalking, k.governing)
	return constancy{
		kept:   t.heldWith(i, ps.problem) + float64((1-k.holds)*expected) - float64((1-k.relieves)*cost) + transfer,
		broken: t.afterBreach(i), loss: k.loss,
	}
}

// keptAt says what a package in force stops, and what it costs in leverage.
type keptAt struct {
	governing             int // package whose trust and levers count
	relieves, holds, loss float64
	goesOn                bool // it stops nothing and nobody doubts it: everything else goes on
}

// keeping is what package g stops for party i at the positions that ps holds.
func (t *Table) keeping(g, i int, ps *posing) keptAt {
	relieves, holds := t.stops(g, ps)
	k := keptAt{t.governing(g, ps), relieves, holds, t.leverageLoss(g, i), false}
	switch {
	case k.governing == g && t.stopsNothing(g, relieves, holds):
		k.goesOn = true
	case t.b.Packages[g].Outcome != Settlement: // what is in force stays so
		k.relieves, k.holds = max(relieves, 1-t.now.Unrelieved), max(holds, t.now.Holding)
		k.loss += t.now.Lost[i]
		if t.now.InForce == g {
			k.loss -= t.leverageLoss(g, i) // it replaces itself
		}
	}
	return k
}
