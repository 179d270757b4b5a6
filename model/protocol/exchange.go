package protocol

import (
	"fmt"
	"math"

	"sim/model"
	"sim/model/registry"
)

// exchangeParameters are the options of position exchange.
type exchangeParameters struct {
	Rounds    int                 `yaml:"rounds,omitempty" doc:"rounds of exchanges, 1 to 100; between two rounds actors go back a part of the way"`
	Exchanges int                 `yaml:"exchanges,omitempty" doc:"most exchanges a round, 1 to 100000"`
	Order     registry.PartyOrder `yaml:"order,omitempty" doc:"all parties, in the order in which equals are taken; left out: by chance, and by name in a solution without draws"`
	Consent   string              `yaml:"consent,omitempty" doc:"none: nobody is asked, and the terms are shown as they are; asked: terms that a party that must consent would refuse count as no agreement"`
}

// Exchange is position exchange with equal gains (Stokman and Van Oosten 1994).
var Exchange = registry.Of(registry.About{
	Name: "exchange",
	Doc:  "Position exchange: pairs of actors trade support on one issue for support on another, both gaining the same.",
	Explain: `Left alone each issue would end at the mean O of the positions, weighted by capability × salience (the compromise model). Two actors that stand on opposite sides of it on two issues, and care about them in different proportion, can both gain: the one that cares relatively more about issue p demands p and gives way on q, the other the reverse.

With Σ the sum of capability × salience on an issue, one's own move shifts the outcome by κ = c s / Σ of it, c being the power on that issue. Gains are equal when the shifts stand in the ratio

    Δ_q / Δ_p = (s_ip + s_jp) / (s_iq + s_jq)      gain = s_ip Δ_p − s_iq Δ_q = s_jq Δ_q − s_jp Δ_p

A trade is as large as it can be without a position or an outcome going beyond where the partner began the round; who stands on which side is settled then, too. The pair with the largest gain trades first; outcomes are worked out anew, and the next pair trades, until nobody gains. A position that was moved may move on but not back. The terms are the weighted means at the end. Where more rounds are asked for, an actor starts the next from x + [0.4 (1 − s) + 0.1] (y − x), y being where its exchanges had brought it.

A party that pays no attention to an issue does not trade it. Third parties are not asked: an exchange may cost them. Nobody is asked for consent: its terms are no agreement and its draws have no outcome, and the summary says how often a party that would have to consent would refuse them. With consent: asked such a draw counts as one without agreement.

It assumes that promises to support another's position are kept. Do not use it where nobody can be held to such a promise. With a single issue in a package there is nothing to trade and it is the weighted mean. Between trades of equal gain chance decides, unless order lists all parties.`,
	Record:   "what it said of 13 issues before the Paris climate conference was published on 16 October 2015 (F. N. Stokman and R. Thomson, research note); set against the texts agreed, its errors were not significantly different from those of another simulation (D. F. Sprinz and others, Politics and Governance 4(3), 2016, pp. 172–187, abstract; the errors themselves could not be read)",
	Citation: "F. N. Stokman and R. Van Oosten, The Exchange of Voting Positions: An Object-Oriented Model of Policy Networks, in European Community Decision Making (1994)",
}, exchangeParameters{Rounds: 1, Exchanges: 1000, Consent: "none"}, newExchange)

func newExchange(par exchangeParameters) (model.Theory, error) {
	asks, err := consentAsked(par.Consent)
	if err != nil {
		return model.Theory{}, err
	}
	switch {
	case par.Rounds < 1 || par.Rounds > 100:
		return model.Theory{}, fmt.Errorf("rounds is %d, must be from 1 to 100", par.Rounds)
	case par.Exchanges < 1 || par.Exchanges > 100000:
		return model.Theory{}, fmt.Errorf("exchanges is %d, must be from 1 to 100000", par.Exchanges)
	}
	return model.Theory{
		Name: "exchange", Family: "influence", OnRequest: true, Predicts: !asks, MinParties: 2, MinIssues: 2, Ordered: par.Order != nil,
		New: func() model.Protocol {
			return &exchange{influenceRounds: influenceRounds{choices: choices{order: par.Order}, asks: asks}, rounds: par.Rounds, most: par.Exchanges}
		},
	}, nil
}

type exchange struct {
	influenceRounds
	exchangeMarket
	rounds, most int
}

// Solve implements model.Protocol.
func (e *exchange) Solve(p *model.Problem, s *model.Stream, out *model.Offer) { e.run(p, s, out, e) }

// decide implements influenceTheory.
func (e *exchange) decide(a *actors, x []float64) (turns int) {
	e.begin(a)
	for round := range e.rounds {
		if round > 0 {
			e.restart()
		}
		e.record(trade{})
		for range e.most {
			t, ok := e.best(&e.choices)
			if !ok {
				break
			}
			e.carryOut(t)
			e.record(t)
			turns++
		}
	}
	copy(x, e.mean)
	return turns
}

// A trade is an exchange between actor i, who demands issue p, and actor j, who
// demands q: the signed moves of j on p and of i on q, and the gain of each.
type trade struct {
	i, j, p, q     int
	onP, onQ       float64
	shiftP, shiftQ float64 // of the outcomes, ≥ 0
	gain           float64
}

// leastGain is the smallest gain for which anybody trades.
const leastGain = 1e-10

// An exchangeMarket is the state of position exchange: positions, the outcomes
// that they lead to, and the gain of every pair of actors from every pair of
// issues.
type exchangeMarket struct {
	actors    *actors
	from, at  []float64  // positions at the start of the round and now, one row per actor
	went      []float64  // sign of an actor's moves on an issue, 0 if none
	mean, sum []float64  // per issue: outcome, and Σ capability × salience
	start     []float64  // per issue: the outcome at the start of the round, which separates the two sides
	pull      []float64  // κ: what a move of an actor shifts the outcome by, as a share of the move; row per actor
	stakes    []stake    // possible trades this round: pairs of actors on opposite sides of two issues
	gains     contenders // per stake: a gain that it does not exceed
	limited   []int32    // per issue: the stakes whose gain the outcome limits, from its place in starts on
	starts    []int
	count     []int // per issue: of limited
	near      []int // stakes with the largest gain
	amounts   []float64
}

// A stake is two actors, i < j, on opposite sides of two issues, p < q, and the
// ratio of the shifts that gives both the same gain.
type stake struct {
	i, j, p, q int32
	limits     [2]bool // whether it is among those that the outcome on p limits, and on q
	ratio      float64
}

// begin loads the actors.
func (m *exchangeMarket) begin(a *actors) {
	n, k := len(a.capability), len(a.issue)
	m.actors = a
	m.at = append(m.at[:0], a.position...)
	m.went = resized(m.went, n*k)
	m.mean, m.sum, m.start = resized(m.mean, k), resized(m.sum, k), resized(m.start, k)
	m.pull, m.starts, m.count = resized(m.pull, n*k), resized(m.starts, k), resized(m.count, k)
	if most := n * (n - 1) / 2 * (k * (k - 1) / 2); cap(m.stakes) < most {
		m.stakes, m.limited = make([]stake, 0, most), make([]int32, 2*most)
		m.near, m.amounts = make([]int, 0, most), make([]float64, 0, most)
		m.gains.fit(most)
	}
	m.updateAll()
}

// updateAll recomputes all outcomes and gains from the positions.
func (m *exchangeMarket) updateAll() {
	clear(m.went)
	m.from = append(m.from[:0], m.at...)
	for k := range m.mean {
		m.outcome(k)
		m.start[k] = m.mean[k]
	}
	a := m.actors
	for i := range a.capability {
		for k, s := range a.row(a.salience, i) {
			a.row(m.pull, i)[k] = a.capabilityOn(i, k) * s / m.sum[k]
		}
	}
	m.stakes = m.stakes[:0]
	clear(m.count)
	for i := range m.actors.capability {
		for j := i + 1; j < len(m.actors.capability); j++ {
			for p := range m.mean {
				if !m.opposed(i, j, p) {
					continue
				}
				for q := p + 1; q < len(m.mean); q++ {
					if m.opposed(i, j, q) {
						si, sj := a.row(a.salience, i), a.row(a.salience, j)
						m.stakes = append(m.stakes, stake{int32(i), int32(j), int32(p), int32(q), [2]bool{}, (si[p] + sj[p]) / (si[q] + sj[q])})
						m.count[p]++
						m.count[q]++
					}
				}
			}
		}
	}
	total := 0
	for k, n := range m.count {
		m.starts[k], total, m.count[k] = total, total+n, 0
	}
	m.gains.begin(len(m.stakes))
	for at := range m.stakes {
		m.assess(at)
	}
}

// opposed reports whether two actors are on opposite sides of the outcome on
// issue k and both care about it.
func (m *exchangeMarket) opposed(i, j, k int) bool {
	a := m.actors
	return m.startedBelow(i, k) != m.startedBelow(j, k) && a.row(a.salience, i)[k] > 0 && a.row(a.salience, j)[k] > 0
}

// outcome recomputes the weighted mean on issue k.
func (m *exchangeMarket) outcome(k int) {
	a, num, den := m.actors, 0.0, 0.0
	for i := range a.capability {
		w := float64(a.capabilityOn(i, k) * a.row(a.salience, i)[k])
		num += float64(w * a.row(m.at, i)[k])
		den += w
	}
	m.mean[k], m.sum[k] = num/den, den
}

// assess computes the gain of a stake. Actors only ever come closer to where
// they would move to, so that as far as their moves limit it the gain can only
// fall: later it is computed when it seems to be the largest. An outcome may move
// either way, so that a gain that one limits is computed when it has moved.
func (m *exchangeMarket) assess(at int) float64 {
	s := &m.stakes[at]
	gain, byP, byQ := m.gain(s)
	m.gains.set(at, gain)
	for o, by := range [2]bool{byP, byQ} {
		if by && !s.limits[o] {
			s.limits[o] = true
			k := [2]int32{s.p, s.q}[o]
			m.limited[m.starts[k]+m.count[k]] = int32(at)
			m.count[k]++
		}
	}
	return gain
}

// updateGains recomputes the gains that the outcome on an issue limits.
func (m *exchangeMarket) updateGains(k int) {
	list := m.limited[m.starts[k] : m.starts[k]+m.count[k]]
	m.count[k] = 0
	for _, at := range list {
		s, o := &m.stakes[at], 0
		if int(s.q) == k {
			o = 1
		}
		s.limits[o] = false
		m.assess(int(at))
	}
}

// best is the trade with the largest gain.
func (m *exchangeMarket) best(c *choices) (t trade, ok bool) {
	at, most := m.gains.largest()
	for most > leastGain && m.assess(at) < most {
		at, most = m.gains.largest()
	}
	if !(most > leastGain) {
		return t, false
	}
	// Positions that were rounded to where they were meant to be may have moved
	// back by that much, and gains have risen by less than slack.
	const slack = 1e-9
	a := m.actors
	m.near, m.amounts = m.gains.from(most-slack, m.near[:0]), m.amounts[:0]
	for _, at := range m.near {
		m.amounts = append(m.amounts, m.assess(at))
	}
	s := m.stakes[m.near[c.largest(m.amounts, func(o int) model.StreamKey {
		s := m.stakes[m.near[o]]
		who := child(c.ofParty(a.party[s.i]), c.parties, a.party[s.j])
		return child(child(who, c.issues, a.issue[s.p]), c.issues, a.issue[s.q])
	}, nil)]]
	return m.trade(int(s.i), int(s.j), int(s.p), int(s.q)), true
}

// gain is what the best exchange of a stake brings each of the two, 0 if there
// is none, and whether the outcome on p or on q limits it.
func (m *exchangeMarket) gain(s *stake) (gain float64, byP, byQ bool) {
	p, q := int(s.p), int(s.q)
	i, j, ok := m.sides(int(s.i), int(s.j), p, q)
	if !ok {
		return 0, false, false
	}
	a := m.actors
	si := a.row(a.salience, i)
	dp, onP, onQ := m.shift(i, j, p, q, s.ratio)
	gain = float64(si[p]*dp) - float64(si[q]*float64(s.ratio*dp))
	if dp < min(math.Abs(onP)*a.row(m.pull, j)[p], math.Abs(onQ)*a.row(m.pull, i)[q]/s.ratio) {
		byP = dp == math.Abs(a.row(m.from, i)[p]-m.mean[p])
		byQ = !byP
	}
	return gain, byP, byQ
}

// sides says which of two actors demands p, and which q; not ok if neither
// cares relatively more about one of them.
func (m *exchangeMarket) sides(i, j, p, q int) (demandsP, demandsQ int, ok bool) {
	si, sj := m.actors.row(m.actors.salience, i), m.actors.row(m.actors.salience, j)
	switch mine, theirs := float64(si[p]*sj[q]), float64(sj[p]*si[q]); {
	case mine > theirs:
		return i, j, true
	case mine < theirs:
		return j, i, true
	}
	return 0, 0, false
}

// shift is how far the outcome on p can move where actor i demands p and actor
// j demands q, and how far the two would have to go at most; 0 where one would
// have to move back.
func (m *exchangeMarket) shift(i, j, p, q int, ratio float64) (dp, onP, onQ float64) {
	a := m.actors
	// Each moves at most to the partner's position at the start of the round.
	toP, toQ := a.row(m.from, i)[p], a.row(m.from, j)[q]
	onP, onQ = toP-a.row(m.at, j)[p], toQ-a.row(m.at, i)[q]
	if onP*a.row(m.went, j)[p] < 0 || onQ*a.row(m.went, i)[q] < 0 {
		return 0, 0, 0
	}
	dp = min(math.Abs(onP)*a.row(m.pull, j)[p], math.Abs(toP-m.mean[p]))
	return min(dp, min(math.Abs(onQ)*a.row(m.pull, i)[q], math.Abs(toQ-m.mean[q]))/ratio), onP, onQ
}

// trade is the best exchange of two actors on two issues; its gain is 0 if
// there is none.
func (m *exchangeMarket) trade(i, j, p, q int) (t trade) {
	if !m.opposed(i, j, p) || !m.opposed(i, j, q) {
		return trade{}
	}
	i, j, ok := m.sides(i, j, p, q)
	if !ok {
		return trade{}
	}
	a := m.actors
	si, sj := a.row(a.salience, i), a.row(a.salience, j)
	ratio := (si[p] + sj[p]) / (si[q] + sj[q])
	dp, onP, onQ := m.shift(i, j, p, q, ratio)
	if dp == 0 {
		return trade{}
	}
	dq := float64(ratio * dp)
	return trade{
		i: i, j: j, p: p, q: q,
		onP: math.Copysign(dp/a.row(m.pull, j)[p], onP), onQ: math.Copysign(dq/a.row(m.pull, i)[q], onQ), shiftP: dp, shiftQ: dq,
		gain: float64(si[p]*dp) - float64(si[q]*dq),
	}
}

// startedBelow reports whether actor i started the round at or below the
// outcome on issue k.
func (m *exchangeMarket) startedBelow(i, k int) bool { return m.actors.row(m.from, i)[k] <= m.start[k] }

// carryOut makes the moves of a trade.
func (m *exchangeMarket) carryOut(t trade) {
	a := m.actors
	m.move(t.j, t.p, t.onP, a.row(m.from, t.i)[t.p])
	m.move(t.i, t.q, t.onQ, a.row(m.from, t.j)[t.q])
	m.outcome(t.p)
	m.outcome(t.q)
	m.updateGains(t.p)
	m.updateGains(t.q)
}

// move moves actor i on issue k by the given amount toward to, exactly to it if
// it is near.
func (m *exchangeMarket) move(i, k int, by, to float64) {
	a := m.actors
	x := &a.row(m.at, i)[k]
	*x += by
	if math.Abs(*x-to) < 1e-12 {
		*x = to
	}
	a.row(m.went, i)[k] = math.Copysign(1, by)
}

// restart moves the actors to their positions at the start of the next round.
func (m *exchangeMarket) restart() {
	for c, y := range m.at {
		m.at[c] = restartPosition(m.actors.salience[c], m.actors.position[c], y)
	}
	m.updateAll()
}

// restartPosition is where an actor of salience s starts the next round after
// one that moved it from x to y: the higher its salience, the closer to x.
func restartPosition(s, x, y float64) float64 {
	w := float64((1-s)*0.4) + 0.1
	return float64((1-w)*x) + float64(w*y)
}
