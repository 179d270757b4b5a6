package model

// A Composition is how a party's payoff from a package is made up, term by term,
// and what it is compared with (model 1.9 and 1.10). Amounts are in stake units.
type Composition struct {
	Package, Party int

	Agreed  Situation // the package in force, with every issue where it is held now
	Talks   Situation // no new agreement, while talks go on
	Refusal Situation // no new agreement, after the party is seen to refuse
	// GoesOn says that the package stops nothing and nobody doubts that it is
	// kept: what is agreed comes on top of Talks, and Agreed is the same.
	GoesOn bool

	Terms  []TermPart // what the terms add to Agreed, per issue where they differ from what is held
	Payoff float64    // A: what Agreed is worth, with Terms

	Called      float64 // share of time that counts for Refusal in the reservation value, [0, 1]
	Reservation float64 // d: Talks and Refusal, weighted with Called
	Against     float64 // what Payoff is compared with: Reservation, or the worth of Talks

	BaseHazard float64 // believed hazard, per round, of a breach without guarantee and monitoring
	Hazard     float64 // the same at these terms

	Levers []LeverPart

	WalksAway []WalkAwayPart // terms at which the party walks away, on which Talks and Refusal rest; nil: none
}

// A WalkAwayPart is a term at which a party walks away, in one draw.
type WalkAwayPart struct {
	Issue int
	Term  float64 // position
}

// A Situation is what a party has in one situation:
//
//	Worth = Trust·(Held + Free·Expected − Left·Cost + Rewards − Pressure − Own) + (1 − Trust)·Broken + Leaving − LeverageLoss
type Situation struct {
	Trust        float64 // φ of the package in force: share of time for which it is expected to hold; 1 without one
	Held         float64 // value of what is held
	Expected     float64 // what the party expects issues to bring it without an agreement
	Free         float64 // share of that which nothing in force holds
	Cost         float64 // what it bears while there is no agreement
	Left         float64 // share of that which nothing in force relieves
	Rewards      float64 // what levers and processes give
	Pressure     float64 // what they take, whatever is relieved
	Own          float64 // what the party's own levers cost it
	Broken       float64 // what a broken agreement leaves
	Leaving      float64 // what sponsors' leaving changes
	LeverageLoss float64
	Worth        float64
}

// A TermPart is what the terms on one issue add to a payoff.
type TermPart struct {
	Issue      int
	Held, Term float64 // positions; Held is NaN where the issue does not exist without a deal
	Weight     float64 // of the issue for the party
	Change     float64 // of the party's value of the issue, [−1, 1]
	Slope      float64 // what that counts: with trust and belief if a gain, with loss aversion and what cannot be undone if a loss
	Toll       float64 // what the party pays for offering it
	Price      float64 // what it pays for crossing its public line
	Worth      float64 // Weight·Slope·Change − Toll − Price
}

// A LeverPart is an effect of a lever on a party: its size at full strength, and
// how strongly the lever acts in each situation.
type LeverPart struct {
	Lever  int
	Effect *Effect
	Size   float64 // stake units; of Expects the issue's own unit, of Assures log-hazard
	// Strength of the lever in the situations of a Composition; negative where
	// it has snapped back.
	Agreed, Talks, Refusal float64
}

// Compose takes apart the payoff that party i has from package g on the terms,
// in the present circumstances. It allocates.
func (t *Table) Compose(g, i int, terms []float64) Composition {
	p, ps := NewProblem(len(t.parties), len(t.issues)), &t.here.posing[g]
	t.Pose(g, p)
	phi := 1.0
	if p.count > 0 {
		l := p.Nearest(terms)
		p.AtLevel(l)
		ps.positions(l)
		phi = ps.trust[p.block(l)*len(t.parties)+i]
	}
	is := t.assess(i)
	c := Composition{
		Package: g, Party: i,
		Talks: t.situation(i, worldTalking, is.talking), Refusal: t.situation(i, worldRefused(i), is.refused),
		Called: t.calledFor(i), Reservation: is.reservation, Against: p.Reservation[i], Payoff: p.Value(i, terms),
		BaseHazard: t.base(i),
	}
	if t.parties[i].idle {
		c.Called = 0
	}
	c.Agreed, c.GoesOn = t.agreedSituation(g, i, phi, ps)
	c.Agreed.Worth = p.Constant[i]
	gov := t.governing(g, ps)
	t.deter(ps.x, ps.deterrence)
	t.restraints(gov, ps.deterrence, ps.restraint)
	c.Hazard = t.believedHazard(i, ps.restraint)
	for k, x := range terms {
		if part, ok := p.part(i, k, x); ok {
			c.Terms = append(c.Terms, part)
		}
	}
	c.Levers = t.leverParts(i, t.packages[gov].share)
	c.WalksAway = t.walkAwayParts(i)
	return c
}

// part is what position x of issue k adds to party i's payoff; ok is false if
// that is where the issue is held.
func (p *Problem) part(i, k int, x float64) (part TermPart, ok bool) {
	if !p.InPackage[k] || x == p.StatusQuo[k] && !p.Absent[k] && p.Worth(i, k, x) == 0 {
		return part, false
	}
	part = TermPart{
		Issue: k, Held: p.StatusQuo[k], Term: x, Weight: p.Weight[i][k], Worth: p.Worth(i, k, x), Change: p.Change(i, k, x), Slope: p.Gain[i][k],
	}
	if p.Absent[k] {
		part.Held = nan
	}
	if part.Change < 0 {
		part.Slope = p.Loss[i][k]
	}
	if p.Toll != nil {
		part.Toll = max(0, float64(p.Toll[i][k]*(x-p.StatusQuo[k])))
	}
	if p.Price != nil {
		part.Price = p.crossing(i, k, x)
	}
	return part, true
}

// situation is what party i has in world w without a new agreement.
func (t *Table) situation(i, w int, worth float64) Situation {
	s := Situation{Trust: 1, Free: 1, Left: 1, Worth: worth}
	if t.parties[i].idle {
		s.Held = worth
		return s
	}
	is, g := t.assess(i), t.now.InForce
	s.Held = t.standing(i)
	if g < 0 {
		s.Cost, s.Expected, _ = t.parts(i, w)
		s.Rewards, s.Pressure, s.Own = t.transfers(i, w)
		s.LeverageLoss = t.now.Lost[i]
		s.Leaving = worth + s.LeverageLoss - t.bare(i, w, nil)
		return s
	}
	s.Trust, s.Broken = is.inForce, t.afterBreach(i)
	s.Free, s.Left = 1-t.now.Holding, t.now.Unrelieved
	s.LeverageLoss = t.now.Lost[i]
	t.mix(&s, i, w, g)
	return s
}

// agreedSituation is what party i has with package g in force and every issue
// where it is held now, but for its worth; goesOn: the package stops nothing, so
// that this is what it has while talks go on.
func (t *Table) agreedSituation(g, i int, phi float64, ps *posing) (s Situation, goesOn bool) {
	if t.parties[i].idle {
		return Situation{Trust: 1, Free: 1, Left: 1, Held: t.heldWith(i, ps.problem)}, false
	}
	k := t.keeping(g, i, ps)
	if k.goesOn {
		s = t.situation(i, worldTalking, t.assess(i).talking)
		s.LeverageLoss += k.loss
		s.Held += t.settles(i, ps.problem)
		return s, true
	}
	s = Situation{
		Trust: phi, Held: t.heldWith(i, ps.problem), Free: 1 - k.holds, Left: 1 - k.relieves,
		Broken: t.afterBreach(i), LeverageLoss: k.loss,
	}
	t.mix(&s, i, worldTalking, k.governing)
	return s, false
}

// mix fills in what mixed works out, with what is given and taken told apart.
func (t *Table) mix(s *Situation, i, w, g int) {
	s.Cost, s.Expected, _ = t.mixed(i, w, g)
	s.Rewards, s.Pressure, s.Own = t.transfers(i, w)
	if share := t.packages[g].share; share > 0 {
		r, p, o := t.transfers(i, worldAgreed)
		s.Rewards += float64(share * (r - s.Rewards))
		s.Pressure += float64(share * (p - s.Pressure))
		s.Own += float64(share * (o - s.Own))
	}
}

// leverParts lists the effects of levers on party i's payoffs; share is what of
// the levers that act on agreement the package triggers.
func (t *Table) leverParts(i int, share float64) (parts []LeverPart) {
	at := &t.parties[i]
	add := func(fx []effectAt, size func(*effectAt) float64) {
		for j := range fx {
			parts = append(parts, t.leverPart(i, fx[j].lever, fx[j].effect, size(&fx[j]), share))
		}
	}
	stakes := func(fx *effectAt) float64 { return t.size(&fx.size, i) }
	add(at.costFx, stakes)
	add(at.pressFx, stakes)
	add(at.rewardFx, stakes)
	for j := range at.prospects {
		add(at.prospects[j].fx, func(fx *effectAt) float64 { return fx.by })
	}
	for j := range t.hazards.assures {
		a := &t.hazards.assures[j]
		for _, b := range t.b.Parties[i].CountsOn {
			if b == a.against {
				part := t.leverPart(i, a.lever, a.effect, a.by, share)
				part.Agreed = t.assuring(a.lever)
				parts = append(parts, part)
			}
		}
	}
	return parts
}

func (t *Table) leverPart(i, lever int, effect *Effect, size, share float64) LeverPart {
	force := t.here.force
	agreed, talks := force[worldAgreed][lever], force[worldTalking][lever]
	return LeverPart{
		Lever: lever, Effect: effect, Size: size,
		Agreed: talks + float64(share*(agreed-talks)), Talks: talks, Refusal: force[worldRefused(i)][lever],
	}
}
