package model

import "sim/model/portable"

// sign puts package i in force on the given terms. A settlement ends all
// other packages. What relieves at least as much as what was in force takes over
// that it had settled.
func (g *Game) sign(i int, p *Problem, o *Offer) {
	f, now := &g.Force[i], g.Table.now
	settled := now.Settled
	again := f.On
	f.On, f.Since, f.Settled = true, g.Round, false
	copy(f.Terms, o.Terms)
	copy(f.Included, p.InPackage)
	if !again {
		copy(f.Before, p.StatusQuo)
		f.Kept = g.Round
	}
	if f.First < 0 {
		f.First = g.Round
	}
	copy(f.Payoff, o.Payoff)
	g.noteNoDeal(f.Reservation, f.Talking)
	g.Table.noteTrust(i, o.Terms, f)
	g.Table.notePrices(p, o, f.Price)
	pkg := &g.Bargain.Packages[i]
	if pkg.Outcome == g.spread.of {
		g.spread.note(p, o)
	}
	if g.Single() && (i == len(g.Force)-1 || !g.idle(i)) {
		return // no later package depends on it
	}
	for k, in := range f.Included {
		if in {
			g.hold(k, f.Terms[k])
		}
	}
	if pkg.Outcome == Settlement {
		for j := range g.Force {
			if j != i {
				g.Force[j].On = false
			}
		}
	}
	if pkg.Headline() {
		for l := range now.Carried {
			lever := &g.Table.levers[l]
			now.Carried[l] = now.Carried[l] && lever.leaving && now.Gone[g.Bargain.Levers[l].Holder] // the other threats are spent
		}
		clear(now.Snapped)
	}
	g.Refresh()
	if now.InForce == i {
		f.Settled = settled
		g.Refresh()
	}
	g.Table.Rebuild()
}

// hold sets what is held on issue k.
func (g *Game) hold(k int, position float64) {
	for _, o := range g.owners {
		if o.Owns(k) {
			o.Set(g, k, position)
		}
	}
	g.Table.now.StatusQuo[k] = position
}

// End takes package i out of force because it was broken: of what it had moved,
// what is irreversible stays.
func (g *Game) End(i int) {
	f := &g.Force[i]
	f.On = false
	if g.Bargain.Packages[i].Headline() {
		g.Broken = true
		g.over = g.over || g.lasted > 0
	}
	for k, in := range f.Included {
		if !in {
			continue
		}
		left := f.left(k, g.Table.issues[k].irreversible)
		if later := g.settledLater(k, f.Since); later != nil {
			later.Before[k] = left // a breach of that one leaves no terms of this one
		} else {
			g.hold(k, left)
		}
	}
	g.Refresh()
}

// left is where a breach leaves issue k, of whose movement the given share is
// irreversible.
func (f *Force) left(k int, irreversible float64) float64 {
	return f.Before[k] + float64(irreversible*(f.Terms[k]-f.Before[k]))
}

// settledLater is the package in force that was signed next and settles issue k
// as well; nil: none.
func (g *Game) settledLater(k, since int) (next *Force) {
	for i := range g.Force {
		if f := &g.Force[i]; f.On && f.Included[k] && f.Since >= since && (next == nil || f.Since < next.Since) {
			next = f
		}
	}
	return next
}

// Refresh updates the circumstances for the packages in force: how much they
// relieve, how far they hold the moving issue, what they cost in leverage, and
// which of them governs what parties expect: the one that relieves most, and of
// equals the later. One that stops nothing and that nobody doubts governs nothing.
func (g *Game) Refresh() {
	now := g.Table.now
	now.InForce, now.Settled, now.Unrelieved, now.Holding = -1, false, 1, 0
	clear(now.Lost)
	clear(now.Signed)
	since := -1
	for i := range g.Force {
		f := &g.Force[i]
		if !f.On {
			continue
		}
		for k, in := range f.Included {
			now.Signed[k] = now.Signed[k] || in
		}
		for party := range now.Lost {
			now.Lost[party] += g.Table.leverageLoss(i, party)
		}
		relieves, holds := g.stops(i)
		if g.Table.stopsNothing(i, relieves, holds) {
			continue
		}
		now.Holding = max(now.Holding, holds)
		if left := 1 - relieves; left < now.Unrelieved || left == now.Unrelieved && (now.InForce < 0 || f.Since >= since) {
			now.Unrelieved, now.InForce, now.Settled, since = left, i, f.Settled, f.Since
		}
	}
}

// stops is how much package i, which has been signed, relieves, and how far it
// holds the moving issue.
func (g *Game) stops(i int) (relieves, holds float64) {
	t, f := g.Table, &g.Force[i]
	if s := g.Bargain.Standstill; s != nil {
		if !f.Included[s.Issue] {
			return 0, 0
		}
		return t.standstill(f.Terms[s.Issue])
	}
	return t.packages[i].relieves, t.packages[i].holds
}

// mostRelief is the most that package i can relieve.
func (t *Table) mostRelief(i int) float64 {
	s := t.b.Standstill
	if s == nil {
		return t.packages[i].relieves
	}
	if !t.packages[i].has[s.Issue] {
		return 0
	}
	top := 1.0
	for j := range t.b.Packages[i].Limits {
		if t.b.Packages[i].Limits[j].Issue == s.Issue {
			top = max(t.packages[i].limits[j][0], t.packages[i].limits[j][1])
		}
	}
	relieves, _ := t.standstill(top)
	return relieves
}

// idle reports whether package i, which has been signed, is a partial one that relieves
// nothing: talks go on.
func (g *Game) idle(i int) bool {
	relieves, _ := g.stops(i)
	return g.Bargain.Packages[i].Outcome == Partial && relieves == 0
}

// unclassified reports whether package i, which has been signed, is reported but
// does not determine the outcome: it relieves nothing of what somebody bears.
func (g *Game) unclassified(i int) bool { return g.idle(i) && g.Bargain.Burdens() }

// Standing is party i's current payoff from what is in force, in stake units.
func (g *Game) Standing(i int) float64 { return g.Table.Talking(i) }

// Breaking is what party b would have after breaking package i, which is in
// force: its payoff in the world in which it has violated an agreement, once all
// that is not irreversible has gone back to where it stood, from where it expects
// issues to move on (model 3.4).
func (g *Game) Breaking(i, b int) float64 {
	t, f := g.Table, &g.Force[i]
	d := t.disagreementAfter(b, worldViolated(b, len(t.parties)), &aftermath{broken: f, issue: -1})
	for k, in := range f.Included {
		w := t.say[b][k]
		if !in || w == 0 {
			continue
		}
		if t.endsFor(b, k) {
			continue // counted where it ends
		}
		before := valueAt(distance(f.Before[k], t.ideal[b][k], t.side[b][k]), t.curvature[b][k])
		d -= float64(w * (1 - t.issues[k].irreversible) * (t.here.value[b][k] - before))
	}
	return d
}

// WorldHazard is party b's hazard, in this round, of breaking package i, which is
// in force.
func (g *Game) WorldHazard(b, i int) float64 {
	gain := 0.0
	if h := g.Table.hazards; h.temptation > 0 && h.rate[b] != 0 {
		gain = g.Breaking(i, b) - g.Standing(b)
	}
	return g.Table.worldHazard(b, i, g.Force[i].Settled, gain)
}

// noteTrust records, for package i on the given terms, how far each party trusts
// it and what it gives away for good.
func (t *Table) noteTrust(i int, terms []float64, f *Force) {
	ps := &t.here.posing[i]
	p := ps.problem
	l := p.block(p.Nearest(terms))
	if p.count > 0 {
		t.level(i, ps, l)
	}
	for party := range t.parties {
		f.Trust[party] = 1
		if p.count > 0 {
			f.Trust[party] = ps.trust[l*len(t.parties)+party]
		}
		given := 0.0
		for k := range terms {
			w := t.say[party][k]
			if w == 0 || terms[k] == p.StatusQuo[k] {
				continue
			}
			v := valueAt(distance(terms[k], t.ideal[party][k], t.side[party][k]), t.curvature[party][k])
			if lost := t.here.value[party][k] - v; lost > 0 {
				given += float64(w * t.issues[k].irreversible * t.issues[k].lossAversion * lost)
			}
		}
		f.GivenAway[party] = given
	}
}

// PlainAt is party i's value of the terms, and of what is held where they are
// NaN, in its own tastes: no trust, no costs, no weight on losses; [0, 1].
func (t *Table) PlainAt(i int, terms []float64) float64 {
	sum := 0.0
	for k, w := range t.weight[i] {
		v := t.heldValue(i, k)
		if x := terms[k]; x == x && (x != t.here.quo[k] || t.here.absent[k]) {
			v = valueAt(distance(x, t.ideal[i][k], t.side[i][k]), t.curvature[i][k])
		}
		sum += float64(w * v)
	}
	return sum
}

// leave lets sponsors leave, each with its own hazard per round as long as no
// headline package is in force (model 1.11).
func (g *Game) leave() {
	t := g.Table
	if len(t.leavers) == 0 || g.headlineInForce() {
		return
	}
	for j, party := range t.leavers {
		if t.now.Gone[party] {
			continue
		}
		h := float64(-portable.Log(t.Patience(party)) * t.parties[party].leaves)
		if !g.Happens(g.leaves[j], 0, 1-exp(-h)) {
			continue
		}
		t.now.Gone[party] = true
		g.tell(Event{Kind: PartyLeft, Party: party, Package: -1, Lever: -1})
		for _, l := range g.Bargain.Parties[party].OnLeaving {
			lever := &g.Bargain.Levers[l]
			if lever.Weight.In(g.in) == 0 || t.now.Reach[l] == 0 || t.now.Carried[l] {
				continue
			}
			done := g.Happens(g.carries[l], atLeaving, lever.FollowThrough.In(g.in))
			g.carried(l, done)
		}
	}
}

func (g *Game) headlineInForce() bool {
	for i := range g.Force {
		if g.Force[i].On && g.Bargain.Packages[i].Headline() {
			return true
		}
	}
	return false
}

// stays is the share of draws in which none of the sponsors that package i needs
// leaves before next round.
func (g *Game) stays(p *Problem) float64 {
	t, s := g.Table, 1.0
	for _, party := range t.leavers {
		if p.Consent[party] && !t.now.Gone[party] {
			s = float64(s * exp(float64(portable.Log(t.Patience(party))*t.parties[party].leaves)))
		}
	}
	return s
}
