package model

import (
	"math"
	"slices"
)

// An agreement keeps itself if every signatory would rather keep it than break it
// in every round that it foresees (Fearon 1995; Powell 2006; model 2.11). Under
// theories that ask for it the condition is a Promise of the problem.

// BreachValue is what breaking an agreement is worth per round, discounted: the
// temptation until the breach is noticed, which happens with the given chance in
// a round, and what is left after that,
//
//	V = [(1−δ)·t + δ·m·q] / [1 − δ·(1−m)]
//
// (trigger with imperfect detection; model 2.11). It is between the two.
func BreachValue(temptation, punished, patience, noticed float64) float64 {
	until := float64((1 - patience) * temptation)
	return (until + float64(patience*noticed*punished)) / (1 - float64(patience*(1-noticed)))
}

// Keeps reports whether some theory of b asks whether agreements are kept.
func (b *Bargain) Keeps() bool {
	return slices.ContainsFunc(b.Theories, func(t Theory) bool { return t.Keeps })
}

// Tempts reports whether something in b can make a party break what it has
// signed: the law by which packages are broken, or a shift of power.
func (b *Bargain) Tempts() bool {
	if b.Processes != nil {
		for _, p := range b.Processes(b) {
			if _, ok := p.(HazardSource); ok {
				return true
			}
		}
	}
	return slices.ContainsFunc(b.Packages, func(p Package) bool { return p.PowerShift != nil })
}

// shiftAt is a PowerShift in one draw.
type shiftAt struct {
	perRound, upTo float64
	monitoring     float64
	slowed         []float64 // per issue that slows it
}

// takeShift connects the numbers of a power shift to their fields.
func (t *Table) takeShift(at *shiftAt, of *PowerShift) {
	at.slowed = make([]float64, len(of.SlowedBy))
	t.take(&at.perRound, of.PerRound)
	t.take(&at.upTo, of.UpTo)
	t.take(&at.monitoring, of.Monitoring)
	for j := range of.SlowedBy {
		t.take(&at.slowed[j], of.SlowedBy[j].Share)
	}
}

// promiseAt is what a Promise asks for at one combination of levels.
type promiseAt struct {
	atLeast float64
	round   int
}

// promised fills in the promises of package g that do not depend on the level:
// whose they are, and what its gains count. A package that nobody doubts, and one
// that is no headline package, needs none.
func (t *Table) promised(g int, ps *posing) {
	p := ps.problem
	if p.Keeps = nil; !t.now.Keeps || !t.tempts || !t.b.Packages[g].Headline() || t.packages[g].certain {
		return
	}
	p.Keeps = ps.promises[:0]
	for i := range t.parties {
		if t.b.Parties[i].Seat != Signatory || !p.Consent[i] {
			continue
		}
		p.Keeps = p.Keeps[:len(p.Keeps)+1]
		of := &p.Keeps[len(p.Keeps)-1]
		of.Party = i
		lasts := t.lasts(g, i)
		for k, own := range p.InPackage {
			of.Slope[k] = 0
			if own {
				of.Slope[k] = float64(lasts * (1 - t.issues[k].irreversible))
			}
		}
	}
}

// lasts is the discounted share of time for which party i expects package g to
// hold if nobody means to break it: accidents break it all the same.
func (t *Table) lasts(g, i int) float64 {
	if len(t.b.Parties[i].CountsOn) == 0 {
		return 1
	}
	h, delta := float64(t.hazards.accidents*t.base(i)), t.Patience(i)
	if t.now.Settled {
		return Hold(float64(h*t.hazards.settled[g]), delta, 0, 1)
	}
	return Hold(h, delta, t.hazards.settles[g], t.hazards.settled[g])
}

// ask works out what the promises of package g ask for at the positions that ps
// holds, with each party's payoffs without the terms in ps.kept.
func (t *Table) ask(g int, ps *posing, to []promiseAt) {
	for j := range to {
		i := ps.problem.Keeps[j].Party
		lasts := t.lasts(g, i)
		at := &ps.kept[i]
		keeping := at.kept
		if lasts < 1 {
			keeping = float64(lasts*at.kept) + float64((1-lasts)*at.broken)
		}
		breaking, round := t.mostTempting(g, i, ps)
		to[j] = promiseAt{breaking - (keeping - at.loss), round}
	}
}

// wouldKeep reports whether every signatory would certainly keep the terms of package
// g, found by a theory that does not ask for that.
func (t *Table) wouldKeep(g int, terms []float64) bool {
	ps := &t.here.posing[g]
	p := ps.problem
	if p.Whole != nil {
		return false // the promises are about the terms before they were rounded
	}
	own := t.now.Keeps
	t.now.Keeps = true
	t.promised(g, ps)
	t.now.Keeps = own
	ps.positions(p.Nearest(terms))
	if t.stopsByLevel(p) {
		for i := range ps.kept {
			ps.kept[i] = t.kept(g, i, ps)
		}
	}
	asks, kept := ps.asks[:len(p.Keeps)], true
	t.ask(g, ps, asks)
	for j := range p.Keeps {
		p.Keeps[j].AtLeast = asks[j].atLeast
		kept = kept && p.Kept(j, terms) >= 0
	}
	p.Keeps = nil
	return kept
}

// mostTempting is what breaking package g, signed with every issue where it is
// held but at the level of ps, is worth to party i in the round after signature in
// which that is largest, and the round. What shifts does so ever further until it
// stops, so that it is largest in the first round or in the one in which it stops;
// nobody looks farther than twice the rounds of the clock.
func (t *Table) mostTempting(g, i int, ps *posing) (value float64, round int) {
	value, round = t.breaking(g, i, ps, 1), 1
	s := &t.packages[g].shift
	if t.b.Packages[g].PowerShift == nil || s.perRound <= 0 {
		return value, round
	}
	last := float64(2 * max(1, t.b.Clock.Rounds))
	if full := math.Ceil(s.upTo/s.perRound - 1e-9); full < last {
		last = full
	}
	if last > 1 {
		if v := t.breaking(g, i, ps, last); v > value {
			return v, int(last)
		}
	}
	return value, round
}

// breaking is what breaking package g in a round after signature is worth to party
// i: as after a breach that nobody has noticed, then as after one that is met, with
// what answers it.
func (t *Table) breaking(g, i int, ps *posing, round float64) float64 {
	n := len(t.parties)
	after := &aftermath{issue: -1}
	if s := t.b.Packages[g].PowerShift; s != nil && (i == s.To || i == s.From) {
		after.issue, after.shift = s.Issue, t.shifted(g, ps, round)
	}
	tempted := t.disagreementAfter(i, worldUnnoticed(n), after)
	met := t.disagreementAfter(i, worldViolated(i, n), after)
	noticed := t.packages[g].monitoring
	if of := t.hazards.of; of != nil {
		noticed = max(noticed, t.hazards.noticed)
		for a := range of.Answers {
			if answer := &of.Answers[a]; slices.Contains(answer.Of, i) {
				met -= float64(t.hazards.answers[a] * max(0, t.believed(answer.Issue, ps.x[answer.Issue])))
			}
		}
	}
	return BreachValue(tempted, met, t.Patience(i), noticed)
}

// shifted is how far the power shift of package g has moved its issue a number of
// rounds after signature, in its own unit.
func (t *Table) shifted(g int, ps *posing, round float64) float64 {
	of, s := t.b.Packages[g].PowerShift, &t.packages[g].shift
	by := float64(min(float64(round*s.perRound), s.upTo) * (1 - float64(s.monitoring*t.packages[g].monitoring)))
	for j := range of.SlowedBy {
		by = float64(by * (1 - float64(s.slowed[j]*ps.x[of.SlowedBy[j].Issue])))
	}
	if k := of.Issue; t.ideal[of.To][k] < t.ideal[of.From][k] {
		return -by
	}
	return by
}

// GuaranteeOf returns the issue that guarantees package g: the one of it whose
// terms answer a breach, else the one that slows its power shift; −1: none.
func (b *Bargain) GuaranteeOf(g int) int {
	if b.Processes != nil {
		for _, p := range b.Processes(b) {
			s, ok := p.(HazardSource)
			if !ok {
				continue
			}
			for _, a := range s.Hazards().Answers {
				if slices.Contains(b.Packages[g].Issues, a.Issue) {
					return a.Issue
				}
			}
		}
	}
	if s := b.Packages[g].PowerShift; s != nil && len(s.SlowedBy) > 0 {
		return s.SlowedBy[0].Issue
	}
	return -1
}

const (
	// coarse is how many parts of the scale are tried in search of a guarantee.
	coarse = 8
	// halvings is how often the part that holds the weakest one is halved.
	halvings = 7 // next to the edge it takes long to tell
)

// weakestGuarantee is the weakest guarantee, whether it is on the table or not,
// with which some terms of package i would be acceptable and kept as things
// stand, in its own unit: to the thousandth part of its scale, or one of its options.
// It is NaN if none would do.
func (g *Game) weakestGuarantee(i int) float64 {
	t, k := g.Table, g.guarantees[i]
	if k < 0 {
		return nan
	}
	defer func() { t.fixed, t.here.posed[i] = -1, false }()
	scale := &g.Bargain.Issues[k].Scale
	if options := g.Bargain.Issues[k].Options; options != nil {
		for _, x := range options {
			if g.keptWith(i, k, x) {
				return scale.Amount(x)
			}
		}
		return nan
	}
	for n := range coarse + 1 {
		high := float64(n) / coarse
		if !g.keptWith(i, k, high) {
			continue
		}
		low := max(0, high-1.0/coarse)
		for range halvings {
			if mid := (low + high) / 2; g.keptWith(i, k, mid) {
				high = mid
			} else {
				low = mid
			}
		}
		return scale.Amount(high)
	}
	return nan
}

// keptWith reports whether the theory finds terms of package i with issue k at
// position x, or cannot rule them out: where next to nothing is left it may not be
// able to tell.
func (g *Game) keptWith(i, k int, x float64) bool {
	t := g.Table
	t.fixed, t.fixedAt, t.here.posed[i] = k, x, false
	g.protocol.Solve(t.Problem(i), g.stream, &g.offer)
	return g.offer.Status != None
}
