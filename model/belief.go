package model

import (
	"slices"

	"sim/model/portable"
)

// Hold is φ: the discounted share of time for which an agreement lasts that is
// broken with a hazard per round, and once it has settled, which happens with
// the chance settles in a round, with settled times that hazard:
//
//	φ = (1−δ)·(1 + δ s₁ χ/(1 − δ s₂)) / (1 − δ s₁ (1−χ)),   s₁ = e^−h, s₂ = e^−ηh
//
// (two-stage absorbing chain, Kemeny & Snell 1960, ch. 3; model 1.8). It is 1 at
// hazard 0 and falls as patience δ rises: who looks farther sees more chances of
// a breach. The round of signature counts as kept.
func Hold(hazard, patience, settles, settled float64) float64 {
	if hazard == 0 {
		return 1
	}
	fresh := portable.Exp(-hazard)
	if settles == 0 {
		return (1 - patience) / (1 - float64(patience*fresh))
	}
	old := portable.Exp(float64(-settled * hazard))
	stays := 1 + float64(patience*fresh*settles)/(1-float64(patience*old))
	return (1 - patience) * stays / (1 - float64(patience*fresh*(1-settles)))
}

// hazardsAt are Hazards in one draw.
type hazardsAt struct {
	of *Hazards

	rate, disruption       []float64 // per party: hazard with what third parties add
	share                  []float64 // parties × parties: what of the believed hazard of i lies with b
	prior                  []float64 // per party: believed hazard at the start
	monitoring, temptation float64
	noticed, accidents     float64
	answers                []float64   // per answer
	by                     []float64   // per deterrent
	less                   [][]float64 // per deterrent and weakening
	settles, settled       []float64   // per package
	assures                []assurance
	counted                []int // parties that somebody counts on
}

// An assurance is an effect of a lever that lowers the hazard of a party.
type assurance struct {
	lever, party, against int
	by                    float64
	kept                  bool // whether it is kept in this draw
	key                   StreamKey
	effect                *Effect
}

// newHazards returns the room for the hazards of b. Without a process that
// breaks agreements only what parties state about compliance counts.
func newHazards(b *Bargain) *hazardsAt {
	n, g := len(b.Parties), len(b.Packages)
	h := &hazardsAt{
		rate: make([]float64, n), disruption: make([]float64, n), share: make([]float64, n*n), prior: make([]float64, n),
		settles: make([]float64, g), settled: make([]float64, g),
	}
	if b.Processes != nil {
		for _, p := range b.Processes(b) {
			if s, ok := p.(HazardSource); ok {
				h.of = s.Hazards()
			}
		}
	}
	if h.of != nil {
		h.answers = make([]float64, len(h.of.Answers))
		h.by, h.less = make([]float64, len(h.of.Deters)), make([][]float64, len(h.of.Deters))
		for d := range h.of.Deters {
			h.less[d] = make([]float64, len(h.of.Deters[d].Less))
		}
	}
	for i := range b.Parties {
		for _, party := range b.Parties[i].CountsOn {
			if !slices.Contains(h.counted, party) {
				h.counted = append(h.counted, party)
			}
		}
	}
	for l := range b.Levers {
		for e := range b.Levers[l].Effects {
			if fx := &b.Levers[l].Effects[e]; fx.Does == Assures {
				h.assures = append(h.assures, assurance{
					lever: l, party: fx.Party, against: fx.Against, effect: fx, key: Key("assures/" + b.Levers[l].ID),
				})
			}
		}
	}
	return h
}

// beginHazards works out what parties believe at the start of a draw.
func (t *Table) beginHazards() {
	h, n := t.hazards, len(t.parties)
	if h.of != nil {
		for i := range h.of.Rate {
			h.rate[i] = t.Hazard(&h.of.Rate[i])
		}
		for i, d := range h.of.Disruption {
			h.disruption[i] = d.In(t.inputs)
		}
	}
	for j := range h.assures {
		a := &h.assures[j]
		a.kept = t.events.Uniform(a.key, 0, 0) <= t.levers[a.lever].follow
	}
	for i := range t.parties {
		counts := t.b.Parties[i].CountsOn
		total := 0.0
		for _, b := range counts {
			r := 0.0
			if h.rate[b] > 0 {
				r = float64(h.rate[b] * exp(h.disruption[b]))
			}
			h.share[i*n+b] = r
			total += r
		}
		for _, b := range counts {
			if total > 0 {
				h.share[i*n+b] /= total
			} else {
				h.share[i*n+b] = 1 / float64(len(counts))
			}
		}
		h.prior[i] = total
		if t.b.Parties[i].Compliance.Given {
			h.prior[i] = -portable.Log(min(1, max(t.parties[i].chance, 1e-9))) / t.parties[i].over
		}
	}
}

// blameShare is what of the believed hazard of party i lies with the j-th party
// that it counts on.
func (t *Table) blameShare(i, j int) float64 {
	return t.hazards.share[i*len(t.parties)+t.b.Parties[i].CountsOn[j]]
}

// Prior is party i's belief at the start about the hazard, per round, that an
// agreement without guarantee and monitoring is broken by those that it counts
// on.
func (t *Table) Prior(i int) float64 { return t.hazards.prior[i] }

// base is the same belief after the record.
func (t *Table) base(i int) float64 {
	if h := t.now.Base[i]; h == h {
		return h
	}
	return t.hazards.prior[i]
}

// believedHazard is the hazard that party i expects of an agreement, given what
// restrains those that it counts on.
func (t *Table) believedHazard(i int, restraint []float64) float64 {
	sum, base := 0.0, t.base(i)
	if base == 0 {
		return 0
	}
	for j, b := range t.b.Parties[i].CountsOn {
		sum += float64(base * t.blameShare(i, j) * restraint[b])
	}
	return sum
}

// restraints fills in, per party that somebody counts on, the believed factor by
// which its hazard of breaking package g is lower, given the deterrence of its
// terms.
func (t *Table) restraints(g int, deterrence, to []float64) {
	for _, b := range t.hazards.counted {
		to[b] = portable.Exp(t.restraint(b, g, deterrence, false))
	}
}

// restraintsHeld fills in the restraints of package g, which is in force, at the
// terms held.
func (t *Table) restraintsHeld(g int) {
	deterrence := t.here.posing[g].deterrence
	t.deter(t.here.quo, deterrence)
	t.restraints(g, deterrence, t.here.restraint)
}

// restraint is the log of the factor by which monitoring, deterrence and
// assurances lower party b's hazard of breaking package g; world: in the draw,
// else in belief.
func (t *Table) restraint(b, g int, deterrence []float64, world bool) float64 {
	h := t.hazards
	s := 0.0
	if h.of != nil {
		s = -float64(h.monitoring * t.packages[g].monitoring)
		for d := range h.of.Deters {
			for _, of := range h.of.Deters[d].Of {
				if of == b {
					s -= float64(h.by[d] * deterrence[d])
				}
			}
		}
	}
	for j := range h.assures {
		a := &h.assures[j]
		if a.against != b || t.now.Gone[t.levers[a.lever].holder] {
			continue
		}
		switch {
		case !world:
			s -= float64(a.by * t.assuring(a.lever))
		case a.kept:
			at := &t.levers[a.lever]
			s -= float64(a.by * at.weight * t.now.Reach[a.lever] * at.pass)
		}
	}
	return s
}

// assuring is the strength with which lever l assures an agreement.
func (t *Table) assuring(l int) float64 {
	if e := t.here.force[worldAgreed][l]; e > 0 {
		return e
	}
	return max(0, t.talkingForce(l))
}

// deter fills in, per deterrent, how much of its issue is believed at the
// positions x, weakened by the terms that make it count less. What is given up of it
// is given up in full.
func (t *Table) deter(x []float64, to []float64) {
	h := t.hazards
	for d := range to {
		of := &h.of.Deters[d]
		amount := t.believed(of.Issue, x[of.Issue])
		for j := 0; j < len(of.Less) && amount > 0; j++ {
			amount = float64(amount * (1 - float64(h.less[d][j]*x[of.Less[j].Issue])))
		}
		to[d] = amount
	}
}

// holdFor is party i's φ of package g with the given restraints; settled: whether
// it is as if it had settled already.
func (t *Table) holdFor(i, g int, restraint []float64, settled bool) float64 {
	if t.packages[g].certain || len(t.b.Parties[i].CountsOn) == 0 {
		return 1
	}
	h, delta := t.believedHazard(i, restraint), t.Patience(i)
	if settled {
		return Hold(float64(h*t.hazards.settled[g]), delta, 0, 1)
	}
	return Hold(h, delta, t.hazards.settles[g], t.hazards.settled[g])
}

// trustHeld is party i's φ of package g, which is in force, at the terms held.
func (t *Table) trustHeld(i, g int) float64 {
	return t.holdFor(i, g, t.here.restraint, t.now.Settled)
}

// Factors fills in, per party, how its believed hazard of package g at the terms
// held now compares with its hazard without guarantee and monitoring; 0 for a
// party that counts on nobody.
func (t *Table) Factors(g int, to []float64) {
	ps := &t.here.posing[g]
	t.deter(t.here.quo, ps.deterrence)
	t.restraints(g, ps.deterrence, ps.restraint)
	for i := range to {
		to[i] = 0
		for j, b := range t.b.Parties[i].CountsOn {
			to[i] += float64(t.blameShare(i, j) * ps.restraint[b])
		}
	}
}

// worldHazard is party b's hazard, in this round, of breaking package g, which is
// in force; gain is what it would gain by breaking it, in stake units.
func (t *Table) worldHazard(b, g int, settled bool, gain float64) float64 {
	h := t.hazards
	if h.rate[b] == 0 {
		return 0
	}
	deterrence := t.here.posing[g].deterrence
	t.deter(t.here.quo, deterrence)
	rate := float64(t.Hazard(&h.of.Rate[b]) * portable.Exp(t.restraint(b, g, deterrence, true)+h.disruption[b]+float64(h.temptation*max(0, gain))))
	if settled {
		rate = float64(rate * h.settled[g])
	}
	return rate
}
