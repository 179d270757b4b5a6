package model

import "math"

// A scene is what follows from some circumstances: how strongly levers act in
// each world, where issues stand there, what parties have without an agreement
// and what an agreement adds. A Table has two of them, one of the present and
// one of next round as parties expect it, and works out anew only what differs
// from when the scene was last worked out; every figure comes out the same as
// if all were.
type scene struct {
	stale bool // nothing holds: a draw has begun

	levers []leverNow
	plain  [][]float64 // [world][lever]: strength before offsets
	force  [][]float64 // [world][lever]: effective strength; negative where it has snapped back
	spent  [][]float64 // [world][lever]: what it costs its holder

	stand []float64   // per issue: status quo before pulls
	quo   [][]float64 // [world][issue]: after pulls; outside the talking world kept for issues that a lever pulls only
	apart []bool      // per world: whether some issue stands elsewhere than while talks go on
	ideal [][]float64 // [party][issue]: after position levers
	worth [][]float64 // [party][issue]: weight × value of where the issue stands while talks go on

	parties []seatNow
	problem []*Problem // per package
	posed   []bool     // per package: whether its problem is that of the present worlds
	framed  []bool     // per package: whether what stays the same all draw long is in its problem

	// What the levers that have changed act on.
	moved, touched   []bool // per lever; per party: its payoffs
	drawn, slid      bool   // the status quo of some issue; some ideal
	shifted, changed []bool // per issue: where it stands has changed; per party: utility of the status quo is to be added up
}

// leverNow is what a lever's strength was worked out from.
type leverNow struct {
	reach, belief    float64
	carried, snapped bool
}

// seatNow is what a party has.
type seatNow struct {
	talkingPayoff, refusedPayoff, brokenPayoff float64
	compliant                                  float64 // φ after levers
	onAgreement, whileTalking                  float64 // inducement − pressure − own costs
	fightingTalks, prospectsTalks, utilityQuo  float64 // in the talking world
	compliancePush                             float64 // by levers
	compliance                                 lastShift
	worlds                                     []seatIn
}

// seatIn is what levers bring a party in a world.
type seatIn struct {
	known                            bool
	transfers                        float64 // inducement − pressure − own costs
	costPush, aidPush, prospectsPush float64 // log-odds
	cost, prospects                  lastShift
}

// lastShift remembers the last Shift of a probability that stays as it is.
type lastShift struct{ push, value float64 }

func (l *lastShift) of(q, push float64) float64 {
	if push != l.push {
		l.push, l.value = push, Shift(q, push)
	}
	return l.value
}

// forget makes the next call work it out.
func (l *lastShift) forget() { l.push = math.NaN() }

func newScene(b *Bargain, t *Table) *scene {
	n, k, l, w := len(b.Parties), len(b.Issues), len(b.Levers), len(t.worlds)
	s := &scene{
		stale: true, levers: make([]leverNow, l),
		plain: grid[float64](w, l), force: grid[float64](w, l), spent: grid[float64](w, l),
		stand: make([]float64, k), quo: grid[float64](w, k), apart: make([]bool, w),
		ideal: grid[float64](n, k), worth: grid[float64](n, k), parties: make([]seatNow, n),
		posed: make([]bool, len(b.Packages)), framed: make([]bool, len(b.Packages)),
		moved: make([]bool, l), touched: make([]bool, n), shifted: make([]bool, k), changed: make([]bool, n),
	}
	for i := range s.parties {
		s.parties[i].worlds = make([]seatIn, w)
	}
	for range b.Packages {
		p := NewProblem(n, k)
		p.Weight, p.Ideal, p.Side, p.Curvature, p.Attention, p.worth = t.weight, s.ideal, t.side, t.curvature, t.attention, s.worth
		s.problem = append(s.problem, p)
	}
	return s
}

// forget makes everything be worked out anew.
func (s *scene) forget() {
	s.stale = true
	clear(s.framed)
}

// strengths works out how strongly each lever acts in each world. One that was
// carried out is no longer a matter of belief, and acts in every world without
// an agreement.
func (t *Table) strengths() {
	s, any := t.here, false
	for i := range t.levers {
		is := leverNow{reach: t.now.Reach[i], belief: t.levers[i].credibility, carried: t.now.Carried[i], snapped: t.now.Snapped[i]}
		if b := t.now.Credibility[i]; b == b {
			is.belief = b
		}
		if s.moved[i] = s.stale || is != s.levers[i]; s.moved[i] {
			any = true
			s.levers[i] = is
			t.strength(i)
		}
	}
	clear(s.touched)
	s.drawn, s.slid = false, false
	if !any {
		return
	}
	for i := range t.levers {
		moved := s.moved[i]
		for _, o := range t.levers[i].offsetBy {
			moved = moved || s.moved[o.lever]
		}
		if moved {
			t.offset(i)
			for _, p := range t.levers[i].on {
				s.touched[p] = true
			}
			s.drawn, s.slid = s.drawn || t.levers[i].draws, s.slid || t.levers[i].slides
		}
	}
}

// strength works out how strongly lever i acts before offsets.
func (t *Table) strength(i int) {
	at, is, s := &t.levers[i], &t.here.levers[i], t.here
	act := at.act * is.reach
	full, q := act*at.pass, is.belief
	for w := range t.worlds {
		switch {
		case (is.carried || is.snapped) && w != worldAgreed:
			s.plain[w][i], s.spent[w][i] = full, act*at.cost
		case t.acts[w][i] || t.snaps[w][i]:
			s.plain[w][i], s.spent[w][i] = full*q, act*q*at.cost
		default:
			s.plain[w][i], s.spent[w][i] = 0, 0
		}
	}
}

// offset works out how strongly lever i acts.
func (t *Table) offset(i int) {
	s, back := t.here, t.b.Levers[i].SnapsBack
	for w := range t.worlds {
		f := s.plain[w][i]
		for _, o := range t.levers[i].offsetBy {
			f *= Offsetting(o.share, s.plain[w][o.lever])
		}
		if back && (s.levers[i].snapped && w != worldAgreed || t.snaps[w][i] && !s.levers[i].carried) {
			f = -f
		}
		s.force[w][i] = f
	}
}

// statusQuo works out where the issues stand in each world.
func (t *Table) statusQuo() {
	s := t.here
	base := s.quo[worldTalking]
	for k := range t.issues {
		z := t.issues[k].quo
		if now := t.now.StatusQuo[k]; now == now {
			z = now
		}
		s.shifted[k] = s.stale || z != s.stand[k]
		if s.shifted[k] {
			s.stand[k], base[k] = z, z
		}
	}
	pulled := s.stale || s.drawn
	for _, k := range t.pulled {
		pulled = pulled || s.shifted[k]
	}
	if !pulled {
		return
	}
	clear(s.apart)
	for _, k := range t.pulled {
		z, fx, before := s.stand[k], t.issues[k].quoFx, s.quo[worldTalking][k]
		for w := range t.worlds {
			s.quo[w][k] = pull(z, fx, s.force[w])
		}
		for w := range t.worlds {
			s.apart[w] = s.apart[w] || s.quo[w][k] != base[k]
		}
		s.shifted[k] = s.shifted[k] || base[k] != before
	}
}

// positions slides ideals toward where levers that act under an agreement
// pull them: an act that is itself on the table is levered through positions.
func (t *Table) positions() {
	s := t.here
	clear(s.changed)
	if s.stale {
		for i := range t.parties {
			copy(s.ideal[i], t.stated[i])
			s.changed[i] = true
		}
	}
	if !s.stale && !s.slid {
		return
	}
	for _, at := range t.slidden {
		x := pull(t.stated[at.party][at.issue], t.issues[at.issue].positionFx[at.party], s.force[worldAgreed])
		if x != s.ideal[at.party][at.issue] || s.stale {
			s.ideal[at.party][at.issue] = x
			t.appraise(at.party, at.issue)
		}
	}
}

// appraise works out what party i has from where issue k stands while talks go on.
func (t *Table) appraise(i, k int) {
	s, w, v := t.here, t.weight[i][k], 0.0
	if w != 0 {
		v = w * IssueValue(s.quo[worldTalking][k], s.ideal[i][k], t.side[i][k], t.curvature[i][k])
		s.changed[i] = true
	}
	s.worth[i][k] = v
}
