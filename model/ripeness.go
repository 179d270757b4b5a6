package model

import "slices"

// A conflict is ripe for agreement if going on hurts both of the parties between
// which it lies, and there is a way out: terms of a settlement that leave both of
// them more than their reservation values, as each sees it, and everybody else
// whose consent it needs no less (Zartman 2000; model 2.26). It is an index that
// is read from a draw, not a cause: nothing that happens depends on it.

// HurtsAbove is the cost of a round, in stake units, above which going on hurts.
const HurtsAbove = 0.02

// leastWayOut is the least surplus, in stake units, at which terms that are known
// already count as a way out without a search for others. Terms with less are no
// proof, since solvers cannot tell them from none.
const leastWayOut = 1e-6

// ripeness is what a Game needs to look for ripe rounds.
type ripeness struct {
	pair  [2]int
	pkg   int // the settlement; −1: the index does not exist
	rule  Protocol
	offer Offer
	ripe  int // rounds in which the conflict was ripe
	open  int // rounds without a settlement
	first int // the first ripe round; −1: none
}

// Ripens returns the package for which rounds of draws are ripe or not, the first
// settlement, or the first ceasefire where nothing settles the dispute. ok is false
// if there is no such index: in a single meeting, without two parties between which
// the dispute lies, or where one of them states what no deal is worth to it and not
// what going on costs.
func (b *Bargain) Ripens() (pkg int, ok bool) {
	if b.Clock.Rounds == 0 || b.Zone == nil {
		return -1, false
	}
	_, pkg, ok = b.ripens()
	return pkg, ok
}

// ripens is Ripens of one meeting, with the two parties.
func (b *Bargain) ripens() (pair [2]int, pkg int, ok bool) {
	if pair, ok = b.Pair(); !ok || b.Parties[pair[0]].Stated || b.Parties[pair[1]].Stated {
		return pair, -1, false
	}
	of := b.SpreadOf()
	pkg = slices.IndexFunc(b.Packages, func(p Package) bool { return p.Outcome == of })
	return pair, pkg, pkg >= 0
}

// A RipeMoment is what makes a conflict ripe for a package, or not, at given inputs
// in round 0.
type RipeMoment struct {
	Package int
	Pair    [2]int     // the two parties between which the dispute lies
	Hurting [2]float64 // what a round of going on costs them, stake units
	Problem *Problem   // of agreeing on the package, whatever theories say of causes
}

// RipeAt returns the RipeMoment of b at the inputs in, with events at their medians;
// ok is false if there is no such index.
func RipeAt(b *Bargain, in []float64) (m RipeMoment, ok bool) {
	if m.Pair, m.Package, ok = b.ripens(); !ok {
		return m, false
	}
	t := NewTable(b)
	t.SetInputs(in, MedianEvents{})
	m.Problem = NewProblem(len(b.Parties), len(b.Issues))
	t.Pose(m.Package, m.Problem)
	for j, i := range m.Pair {
		m.Hurting[j] = t.hurting(i)
	}
	return m, true
}

func newRipeness(b *Bargain, t int) (r ripeness) {
	r.pkg, r.first = -1, -1
	if pkg, ok := b.Ripens(); ok && !b.Theories[t].Predicts {
		r.pair, _ = b.Pair()
		r.pkg, r.rule = pkg, b.Zone()
	}
	return r
}

// begin starts a draw.
func (r *ripeness) begin() { r.ripe, r.open, r.first = 0, 0, -1 }

// ripen notes whether the round, whose circumstances the table has, is ripe.
func (g *Game) ripen() {
	r := &g.ripeness
	if r.pkg < 0 || g.inForce(g.Bargain.Packages[r.pkg].Outcome) {
		return
	}
	r.open++
	if g.Table.hurting(r.pair[0]) <= HurtsAbove || g.Table.hurting(r.pair[1]) <= HurtsAbove || !g.wayOut() {
		return
	}
	if r.ripe++; r.first < 0 {
		r.first = g.Round
	}
}

// inForce reports whether a package with that outcome is in force.
func (g *Game) inForce(of Class) bool {
	for i := range g.Force {
		if g.Force[i].On && g.Bargain.Packages[i].Outcome == of {
			return true
		}
	}
	return false
}

// hurting is what a round of going on costs party i, in stake units: what it bears
// as far as nothing in force relieves it, and pressure, less what it is given while
// talks go on.
func (t *Table) hurting(i int) float64 {
	if t.parties[i].idle {
		return 0
	}
	s := Situation{Left: t.now.Unrelieved}
	if g := t.now.InForce; g >= 0 {
		t.mix(&s, i, worldTalking, g)
	} else {
		s.Cost, _, _ = t.parts(i, worldTalking)
		s.Rewards, s.Pressure, _ = t.transfers(i, worldTalking)
	}
	return float64(s.Left*s.Cost) + s.Pressure - s.Rewards
}

// wayOut reports whether some terms of the settlement leave both parties more than
// their reservation values, whatever the theory says of prices, promises, claims
// and votes.
func (g *Game) wayOut() (open bool) {
	if e := g.recall(); e != nil {
		return e.wayOut
	}
	t, r := g.Table, &g.ripeness
	now := t.now
	foresees, keeps, lines, claims := now.Foresees, now.Keeps, now.Lines, now.Claims
	if foresees || keeps || lines || claims {
		now.Foresees, now.Keeps, now.Lines, now.Claims, t.here.posed[r.pkg] = false, false, false, false, false
		defer func() {
			now.Foresees, now.Keeps, now.Lines, now.Claims, t.here.posed[r.pkg] = foresees, keeps, lines, claims, false
		}()
	}
	p := t.Problem(r.pkg)
	defer func() { g.enter(nil, p, 0, open) }()
	if t.wayKnown && r.suits(p, t.way, t.tried) {
		return true
	}
	r.rule.Solve(p, nil, &r.offer)
	if !r.offer.Status.Agreed() {
		return false
	}
	copy(t.way, r.offer.Terms)
	t.wayKnown = true
	return r.offer.Surplus[r.pair[0]] > 0 && r.offer.Surplus[r.pair[1]] > 0
}

// suits reports whether terms as near to known ones as p allows suit everybody whose
// consent it needs, both of the pair by more than leastWayOut; tried is room for them.
func (r *ripeness) suits(p *Problem, known, tried []float64) bool {
	if len(p.Rows) > 0 || p.Whole != nil {
		return false // what is near need not be allowed
	}
	p.AtLevel(p.Nearest(known))
	for k, x := range known {
		if tried[k] = p.StatusQuo[k]; p.InPackage[k] {
			if p.Lower[k] > p.Upper[k] {
				return false
			}
			tried[k] = min(max(x, p.Lower[k]), p.Upper[k])
		}
	}
	for i, needed := range p.Consent {
		least := 0.0
		if i == r.pair[0] || i == r.pair[1] {
			least = leastWayOut
		}
		if needed && !(p.Value(i, tried)-p.Reservation[i] > least) {
			return false
		}
	}
	return true
}
