package model

import "math"

// A scene caches what is derived from the circumstances of a round: the strength
// of levers in each world, what is held, the parties' payoffs without an
// agreement. A Table has two: one for the present and one for next round as
// parties expect it. Only what depends on changed circumstances is recomputed;
// the results are the same as if everything were.
type scene struct {
	stale bool // nothing is valid: a new draw has begun

	levers []leverNow
	plain  [][]float64 // [lever][world]: strength before substitutions
	spent  [][]float64 // [lever][world]: cost to its holder, stake units
	force  [][]float64 // [world][lever]: effective strength; negative where it has snapped back

	quo    []float64   // per issue: position that is held now
	value  [][]float64 // [party][issue]: v of what is held
	worth  []float64   // per party: Σ weight·v of what is held, where it has a say
	absent []bool      // per issue: it does not exist without a deal, and none is in force
	// without is, per party, the same of where issues end without a new agreement,
	// broken after a breach of those in force; filled where that differs.
	without, broken []float64
	amount          []float64 // per issue: what is held, own unit; filled where a party has prospects

	parties []partyNow
	posing  []posing    // per package
	posed   []bool      // per package: whether its problem is up to date
	binding [][]bool    // per issue and red line
	price   [][]float64 // per issue and red line: of a public line, after levers, as a multiple of its party's weight

	restraint []float64 // per party: believed factor on its hazard of breaking the package in force
}

// leverNow holds the inputs of a lever's strength, to detect changes.
type leverNow struct {
	reach, credibility    float64 // credibility NaN: the scenario's own
	carried, snapped, out bool    // out: its holder has left
}

// partyNow holds a party's payoffs in the present circumstances.
type partyNow struct {
	known            bool // the payoffs below
	talking, refused float64
	inForce          float64 // φ of the package in force at the terms held
	reservation      float64
	brokenKnown      bool // the payoff after a breach, which few rounds ask for
	broken           float64
	parts            [worldTalking + 1]partsOf // of its payoff under an agreement and while talks go on
	expected         lastExpected
	worlds           []partyIn
}

// forget marks everything but the effects of levers as out of date.
func (p *partyNow) forget() {
	p.known, p.brokenKnown, p.expected.known = false, false, false
	p.parts[worldAgreed].known, p.parts[worldTalking].known = false, false
}

// partsOf are the parts of a party's payoff in one world.
type partsOf struct {
	known                    bool
	cost, expected, transfer float64
}

// lastExpected is what a party expects issues to bring it from what is held, in the
// last world for which that was asked: in many levers shift it alike.
type lastExpected struct {
	known     bool
	by, value float64   // by: the shift of the moving issue by processes
	shifts    []float64 // as in partyIn
}

// partyIn holds the effects of levers on a party in one world.
type partyIn struct {
	known             bool    // whether the fields below are up to date
	cost              float64 // by levers, stake units, like the three below
	rewards, pressure float64
	own               float64   // cost of the party's own levers
	shifts            []float64 // per prospect: own unit of its issue
}

func newScene(b *Bargain, t *Table) *scene {
	n, k, l, w := len(b.Parties), len(b.Issues), len(b.Levers), len(t.worlds)
	s := &scene{
		stale: true, levers: make([]leverNow, l),
		plain: grid[float64](l, w), spent: grid[float64](l, w), force: grid[float64](w, l),
		quo: make([]float64, k), value: grid[float64](n, k), worth: make([]float64, n), restraint: make([]float64, n), amount: make([]float64, k),
		absent: make([]bool, k), without: make([]float64, n), broken: make([]float64, n),
		parties: make([]partyNow, n), posed: make([]bool, len(b.Packages)), posing: make([]posing, len(b.Packages)),
	}
	for i := range s.parties {
		s.parties[i].worlds = make([]partyIn, w)
		for j := range s.parties[i].worlds {
			s.parties[i].worlds[j].shifts = make([]float64, len(t.parties[i].prospects))
		}
	}
	for k := range b.Issues {
		s.binding = append(s.binding, make([]bool, len(b.Issues[k].RedLines)))
		s.price = append(s.price, make([]float64, len(b.Issues[k].RedLines)))
	}
	for g := range b.Packages {
		s.posing[g] = t.newPosing(g, s)
	}
	return s
}

// forget marks as out of date everything that differs between draws.
func (s *scene) forget() { s.stale = true }

// strengths computes the strength of each lever in each world. A lever that was
// carried out no longer depends on its credibility, and acts in every world
// without an agreement.
func (t *Table) strengths() {
	s, now := t.here, t.now
	fresh := s.stale
	if from := t.present; fresh && from != nil && !from.stale {
		fresh = false // few levers act otherwise next round
		copy(s.levers, from.levers)
		copy(flat(s.plain), flat(from.plain))
		copy(flat(s.spent), flat(from.spent))
		copy(flat(s.force), flat(from.force))
	}
	reach, belief, carried, snapped := now.Reach[:len(s.levers)], now.Credibility[:len(s.levers)], now.Carried[:len(s.levers)], now.Snapped[:len(s.levers)]
	for i := range s.levers {
		is := &s.levers[i]
		out := now.Gone[t.levers[i].holder]
		if is.reach == reach[i] && math.Float64bits(is.credibility) == math.Float64bits(belief[i]) &&
			is.carried == carried[i] && is.snapped == snapped[i] && is.out == out && !fresh {
			continue
		}
		*is = leverNow{reach[i], belief[i], carried[i], snapped[i], out}
		t.strength(i)
		if fresh {
			continue
		}
		t.offset(i)
		for _, made := range t.levers[i].makesUpFor {
			t.offset(made)
		}
	}
	if fresh {
		for i := range s.levers {
			t.offset(i) // all strengths are known only now
		}
	}
	if s.stale {
		for i := range s.parties {
			for w := range s.parties[i].worlds {
				s.parties[i].worlds[w].known = false
			}
		}
	}
}

// credibilityOf is how far lever i is believed now.
func (t *Table) credibilityOf(i int) float64 {
	if q := t.now.Credibility[i]; q == q {
		return q
	}
	return t.levers[i].credibility
}

// strength computes the strength of lever i before substitutions.
func (t *Table) strength(i int) {
	at, is, s := &t.levers[i], &t.here.levers[i], t.here
	act := float64(at.weight * is.reach)
	full, q := float64(act*at.pass), t.credibilityOf(i)
	cost := float64(act * at.cost)
	if at.offers {
		cost = 0 // falls due with what is agreed
	}
	said, saidCost := float64(full*q), float64(cost*q)
	leaves := 0.0 // after its holder has left: what ends then ends in full
	if at.leaving && at.weight > 0 {
		leaves = float64(is.reach * at.pass)
	}
	out := is.carried || is.snapped
	holder := at.holder
	worlds, effects := t.worlds, s.parties[holder].worlds
	acts, snaps, plain, spent := t.acts[i][:len(worlds)], t.snaps[i][:len(worlds)], s.plain[i][:len(worlds)], s.spent[i][:len(worlds)]
	for w := range worlds {
		f, c := 0.0, 0.0
		switch world := &worlds[w]; {
		case is.out:
			if is.carried && world.kind != agreed {
				f = leaves
			}
		case world.left == holder:
			if world.kind != agreed {
				f = float64(leaves * at.follow)
			}
		case out && world.kind != agreed:
			f, c = full, cost
		case acts[w] || snaps[w]:
			f, c = said, saidCost
		}
		plain[w] = f
		if c != spent[w] {
			spent[w] = c
			effects[w].known = false
		}
	}
}

// offset computes the strength of lever i, after substitutions, in every world.
func (t *Table) offset(i int) {
	s, at, back := t.here, &t.levers[i], t.b.Levers[i].SnapsBack
	forces := s.force[:len(s.plain[i])]
	for w, f := range s.plain[i] {
		for j := range at.offsetBy {
			o := &at.offsetBy[j]
			f = float64(f * Substituting(o.share, s.plain[o.lever][w]))
		}
		if back && (s.levers[i].snapped && t.worlds[w].kind != agreed || t.snaps[i][w] && !s.levers[i].carried) {
			f = -f
		}
		force := &forces[w][i]
		if f == *force {
			continue
		}
		*force = f
		for _, p := range at.on {
			s.parties[p].worlds[w].known = false
		}
	}
}

// stand computes what is held on each issue and what that is worth.
func (t *Table) stand() {
	s, now := t.here, t.now.StatusQuo[:len(t.quo)]
	changed := s.stale
	quo, gone, signed := s.quo[:len(now)], s.absent[:len(now)], t.now.Signed[:len(now)]
	for k, z := range t.quo {
		if at := now[k]; at == at {
			z = at
		}
		absent := t.issues[k].dealOnly && !signed[k]
		if z == quo[k] && absent == gone[k] && !s.stale {
			continue
		}
		s.quo[k], s.absent[k], changed = z, absent, true
		for i := range t.parties {
			v := 0.0
			if t.weight[i][k] != 0 && !absent {
				v = valueAt(distance(z, t.ideal[i][k], t.side[i][k]), t.curvature[i][k])
			}
			s.value[i][k] = v
		}
		s.amount[k] = nan
	}
	if !changed {
		return
	}
	for i := range t.parties {
		v := 0.0
		value := s.value[i]
		for k, w := range t.say[i][:len(value)] {
			v += float64(w * value[k])
		}
		s.worth[i] = v
	}
}

// held is what is held on issue k, in its own unit.
func (t *Table) held(k int) float64 {
	s := t.here
	if s.amount[k] != s.amount[k] {
		s.amount[k] = t.b.Issues[k].Scale.Amount(s.quo[k])
	}
	return s.amount[k]
}

// bind decides which red lines bind in this round, and what it costs to cross
// public ones. Each of the former has one random number per draw, so that a line
// that levers harden keeps binding.
func (t *Table) bind() {
	if t.here.stale {
		for k := range t.issues {
			for j := range t.issues[k].lines {
				at := &t.issues[k].lines[j]
				if t.b.Issues[k].RedLines[j].Public {
					t.here.price[k][j] = at.share
					continue
				}
				t.here.binding[k][j] = at.binds(at.share)
			}
		}
	}
	for _, of := range t.hardened {
		at := &t.issues[of[0]].lines[of[1]]
		if t.b.Issues[of[0]].RedLines[of[1]].Public {
			t.here.price[of[0]][of[1]] = float64((at.share + float64(at.grows*t.now.Stood[t.b.Issues[of[0]].RedLines[of[1]].Place])) * exp(t.pushOn(at.fx)))
			continue
		}
		t.here.binding[of[0]][of[1]] = at.binds(ShiftLogit(at.share, t.pushOn(at.fx)))
	}
}

// binds reports whether a line binds that does so in the given share of draws.
func (l *lineAt) binds(share float64) bool { return share > 0 && (share >= 1 || l.u <= share) }

// lastShift caches the last ShiftLogit of a probability.
type lastShift struct{ push, value float64 }

func (l *lastShift) of(q, push float64) float64 {
	if push != l.push {
		l.push, l.value = push, ShiftLogit(q, push)
	}
	return l.value
}

// forget empties the cache.
func (l *lastShift) forget() { l.push = math.NaN() }
