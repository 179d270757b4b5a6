package model

import (
	"math"
	"slices"
)

// A scene caches everything derived from the circumstances of a round: the
// strength of levers and the status quos in each world, the parties' payoffs
// without an agreement and what an agreement adds. A Table has two: one for the
// present and one for next round as parties expect it. Only what depends on
// changed circumstances is recomputed; the results are the same as if
// everything were.
type scene struct {
	stale bool // nothing is valid: a new draw has begun

	levers []leverNow
	plain  [][]float64 // [lever][world]: strength before substitutions
	spent  [][]float64 // [lever][world]: cost to its holder
	force  [][]float64 // [world][lever]: effective strength; negative where it has snapped back

	stand []float64    // per issue: status quo before the pulls of levers
	quo   [][]float64  // [world][issue]: status quo after pulls; except in the talking world, only for issues that a lever pulls
	pulls [][]OddsPull // [index in Table.pulled][world]: pulls of levers on the issue
	apart []bool       // per world: whether any status quo differs from that while talks go on
	ideal [][]float64  // [party][issue]: ideal after position levers
	worth [][]float64  // [party][issue]: weight × value of the status quo while talks go on

	parties []seatNow
	problem []*Problem // per package
	posed   []bool     // per package: whether its problem is up to date with the present worlds
	framed  []bool     // per package: whether the parts of its problem that are constant in a draw are filled in

	reframes bool // whether those parts differ between draws

	// What has changed since the last update.
	moved       []int  // levers
	drawn, slid bool   // whether the pulls of levers on some status quo, or on some ideal, have changed
	shifted     []int  // issues whose status quo has changed
	changed     []bool // per party: whether its utility of the status quo must be recomputed
}

// leverNow holds the inputs of a lever's strength, to detect changes.
type leverNow struct {
	reach            float64
	belief           float64 // NaN: the scenario's own credibility
	carried, snapped bool
}

// seatNow holds a party's payoffs in the present circumstances.
type seatNow struct {
	talkingPayoff, refusedPayoff, brokenPayoff float64
	compliant                                  float64 // φ after levers
	onAgreement, whileTalking                  float64 // inducement − pressure − own costs
	fightingTalks, prospectsTalks, utilityQuo  float64 // in the talking world
	compliancePush                             float64 // by levers
	compliance                                 lastShift
	worlds                                     []seatIn
}

// seatIn holds the effects of levers on a party in one world.
type seatIn struct {
	known                            bool    // whether the fields below are up to date
	transfers                        float64 // inducement − pressure − own costs
	costPush, aidPush, prospectsPush float64 // log-odds
	cost, prospects                  lastShift
}

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

func newScene(b *Bargain, t *Table) *scene {
	n, k, l, w := len(b.Parties), len(b.Issues), len(b.Levers), len(t.worlds)
	s := &scene{
		stale: true, reframes: b.reframes(), levers: make([]leverNow, l),
		plain: grid[float64](l, w), spent: grid[float64](l, w), force: grid[float64](w, l),
		stand: make([]float64, k), quo: grid[float64](w, k), pulls: grid[OddsPull](len(t.pulled), w), apart: make([]bool, w),
		ideal: grid[float64](n, k), worth: grid[float64](n, k), parties: make([]seatNow, n),
		posed: make([]bool, len(b.Packages)), framed: make([]bool, len(b.Packages)),
		moved: make([]int, 0, l), shifted: make([]int, 0, k), changed: make([]bool, n),
	}
	for i := range s.parties {
		s.parties[i].compliant = 1
		s.parties[i].worlds = make([]seatIn, w)
	}
	if len(t.slidden) == 0 {
		s.ideal = t.stated
	}
	for range b.Packages {
		p := NewProblem(n, k)
		p.PartyNames, p.IssueNames = t.partyNames, t.issueNames
		p.Weight, p.Ideal, p.Side, p.Curvature, p.Attention, p.worth = t.weight, s.ideal, t.side, t.curvature, t.attention, s.worth
		p.Risk, p.Voice, p.StatusQuo = t.risk, t.voice, s.quo[worldTalking]
		if !t.powered {
			p.Patience, p.Capability = t.patience, t.capability
		}
		s.problem = append(s.problem, p)
	}
	return s
}

// forget marks as out of date everything that differs between draws.
func (s *scene) forget() {
	s.stale = true
	if s.reframes {
		clear(s.framed)
	}
}

// strengths computes the strength of each lever in each world. A lever that was
// carried out no longer depends on its credibility, and acts in every world
// without an agreement.
func (t *Table) strengths() {
	s, now := t.here, t.now
	reach, belief, carried, snapped := now.Reach[:len(s.levers)], now.Credibility[:len(s.levers)], now.Carried[:len(s.levers)], now.Snapped[:len(s.levers)]
	s.moved = s.moved[:0]
	for i := range s.levers {
		is := &s.levers[i]
		if is.reach == reach[i] && math.Float64bits(is.belief) == math.Float64bits(belief[i]) &&
			is.carried == carried[i] && is.snapped == snapped[i] && !s.stale {
			continue
		}
		*is = leverNow{reach[i], belief[i], carried[i], snapped[i]}
		s.moved = append(s.moved, i)
		t.strength(i)
	}
	s.drawn, s.slid = false, false
	for _, i := range s.moved {
		t.offset(i)
		for _, made := range t.levers[i].makesUpFor {
			t.offset(made)
		}
	}
}

// strength computes the strength of lever i before substitutions.
func (t *Table) strength(i int) {
	at, is, s := &t.levers[i], &t.here.levers[i], t.here
	act := float64(at.act * is.reach)
	full, q := float64(act*at.pass), is.belief
	if q != q {
		q = at.credibility
	}
	cost := float64(act * at.cost)
	said, saidCost := float64(full*q), float64(act*q*at.cost)
	out := is.carried || is.snapped
	acts, snaps, plain, spent := t.acts[i], t.snaps[i], s.plain[i], s.spent[i]
	acts, snaps, spent = acts[:len(plain)], snaps[:len(plain)], spent[:len(plain)]
	for w := range plain {
		f, c := 0.0, 0.0
		switch {
		case out && w != worldAgreed:
			f, c = full, cost
		case acts[w] || snaps[w]:
			f, c = said, saidCost
		}
		plain[w] = f
		if c != spent[w] {
			spent[w] = c
			s.parties[t.b.Levers[i].Holder].worlds[w].known = false
		}
	}
}

// offset computes the strength of lever i, after substitutions, in every world.
func (t *Table) offset(i int) {
	s, at, back := t.here, &t.levers[i], t.b.Levers[i].SnapsBack
	for w, f := range s.plain[i] {
		for j := range at.offsetBy {
			o := &at.offsetBy[j]
			f = float64(f * Substituting(o.share, s.plain[o.lever][w]))
		}
		if back && (s.levers[i].snapped && w != worldAgreed || t.snaps[i][w] && !s.levers[i].carried) {
			f = -f
		}
		force := s.force[w]
		if f == force[i] {
			continue
		}
		force[i] = f
		s.drawn, s.slid = s.drawn || at.draws, s.slid || at.slides
		for _, p := range at.on {
			s.parties[p].worlds[w].known = false
		}
	}
}

// statusQuo computes the status quo of each issue in each world.
func (t *Table) statusQuo() {
	s := t.here
	base, stand, now := s.quo[worldTalking], s.stand, t.now.StatusQuo[:len(t.quo)]
	s.shifted = s.shifted[:0]
	all := s.stale || s.drawn
	pulled := all
	for k, z := range t.quo {
		if at := now[k]; at == at {
			z = at
		}
		if z != stand[k] || s.stale {
			stand[k], base[k] = z, z
			s.shifted = append(s.shifted, k)
			pulled = pulled || len(t.issues[k].quoFx) > 0
		}
	}
	if !pulled || len(t.pulled) == 0 {
		return
	}
	clear(s.apart)
	for j, k := range t.pulled {
		if all {
			t.draw(j)
		}
		if all || slices.Contains(s.shifted, k) {
			before := base[k]
			for w := range t.worlds {
				s.quo[w][k] = s.pulls[j][w].From(stand[k])
			}
			if base[k] != before && !slices.Contains(s.shifted, k) {
				s.shifted = append(s.shifted, k)
			}
		}
		for w := range t.worlds {
			s.apart[w] = s.apart[w] || s.quo[w][k] != base[k]
		}
	}
}

// draw computes the pulls of levers on issue t.pulled[j] in each world.
func (t *Table) draw(j int) {
	s, fx := t.here, t.issues[t.pulled[j]].quoFx
	for w := range t.worlds {
		if w > 0 && alike(fx, s.force[w], s.force[w-1]) {
			s.pulls[j][w] = s.pulls[j][w-1]
			continue
		}
		s.pulls[j][w] = pulls(fx, s.force[w])
	}
}

// positions moves ideals toward the points to which levers that act under an
// agreement pull them: an act that is itself an issue is levered through
// positions.
func (t *Table) positions() {
	s := t.here
	if len(t.slidden) == 0 || !s.stale && !s.slid {
		return
	}
	if s.stale {
		for i := range t.parties {
			copy(s.ideal[i], t.stated[i])
		}
	}
	for _, at := range t.slidden {
		x := pull(t.stated[at.party][at.issue], t.issues[at.issue].positionFx[at.party], s.force[worldAgreed])
		if x != s.ideal[at.party][at.issue] {
			s.ideal[at.party][at.issue] = x
			t.appraise(at.party, at.issue)
		}
	}
}

// standing computes each party's utility of the status quo while talks go on.
func (t *Table) standing() {
	s := t.here
	if s.stale {
		t.appraiseAll()
		return
	}
	for _, k := range s.shifted {
		for i := range t.parties {
			t.appraise(i, k)
		}
	}
	for i, changed := range s.changed {
		if !changed {
			continue
		}
		s.changed[i] = false
		v := 0.0
		for _, w := range s.worth[i] {
			v += w
		}
		s.parties[i].setUtilityQuo(RiskUtility(v, t.risk[i]))
	}
}

// setUtilityQuo sets the utility of the status quo, which is what a bystander
// has in every world; assess sets the payoffs of the other parties.
func (s *seatNow) setUtilityQuo(u float64) { s.utilityQuo, s.talkingPayoff, s.refusedPayoff = u, u, u }

// appraise computes party i's weighted value of issue k's status quo while
// talks go on.
func (t *Table) appraise(i, k int) {
	s, w, v := t.here, t.weight[i][k], 0.0
	if w != 0 {
		v = float64(w * IssueValue(s.quo[worldTalking][k], s.ideal[i][k], t.side[i][k], t.curvature[i][k]))
		s.changed[i] = true
	}
	s.worth[i][k] = v
}

// appraiseAll does the work of appraise and standing for all parties and issues
// of a new draw in one pass.
func (t *Table) appraiseAll() {
	s := t.here
	clear(s.changed)
	ideal, side, curvature, weight, worth := flat(s.ideal), flat(t.side), flat(t.curvature), flat(t.weight), flat(s.worth)
	weight = weight[:len(worth)]
	ideal, side, curvature = ideal[:len(worth)], side[:len(worth)], curvature[:len(worth)]
	quo, risk, j := s.quo[worldTalking], t.risk, 0
	for i := range s.parties {
		sum := 0.0
		for _, x := range quo {
			v := 0.0
			if w := weight[j]; w != 0 {
				v = float64(w * valueAt(distance(x, ideal[j], side[j]), curvature[j]))
			}
			worth[j] = v
			sum += v
			j++
		}
		s.parties[i].setUtilityQuo(RiskUtility(sum, risk[i]))
	}
}
