package protocol

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"sim/model"
)

// marketActors are actors with random positions and saliences, or with such as
// make trades of equal gain: few values of each.
func marketActors(r *rand.Rand, n, k int, few bool) *actors {
	a := new(actors)
	for j := range k {
		a.issue = append(a.issue, j)
	}
	for i := range n {
		a.party, a.capability = append(a.party, i), append(a.capability, 0.5+r.Float64())
		if few {
			a.capability[i] = 1
		}
		for range k {
			x, s := r.Float64(), r.Float64()
			if few {
				x, s = float64(r.IntN(3))/2, float64(r.IntN(4))/4
			}
			if j := len(a.position) % k; i == 0 && s == 0 {
				s = 0.1 + 0.2*float64(j%2) // somebody cares about every issue
			}
			a.position, a.salience = append(a.position, x), append(a.salience, s)
		}
	}
	return a
}

// TestExchangeAgainstPlain compares the market, which keeps what does not change
// and looks only at what a trade touches, with the plain one below: the same
// trades, outcomes to the last bit, and the same choices between equals.
func TestExchangeAgainstPlain(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 1))
	traded, ties := 0, 0
	for trial := range 200 {
		n, k := 2+r.IntN(6), 1+r.IntN(9) // with one issue there is nothing to trade
		a := marketActors(r, n, k, trial%2 == 1)
		var e exchange
		var plain plainMarket
		e.rounds, e.most = 1+trial%3, 1000
		var by choices
		have, want := make([]float64, k), make([]float64, k)
		turns, wanted := e.decide(a, have), plain.decide(a, want, e.rounds, e.most, &by)
		if turns != wanted || !slices.Equal(have, want) || !slices.Equal(e.at, plain.at) || e.made != by.made || e.tied != by.tied {
			t.Fatalf("case %d: %v after %d trades (tied %v), want %v after %d (tied %v)", trial, have, turns, e.tied, want, wanted, by.tied)
		}
		traded += turns
		if by.tied {
			ties++
		}
	}
	if traded < 1000 || ties < 20 {
		t.Errorf("%d trades, ties in %d cases", traded, ties)
	}
}

// BenchmarkExchangeAgainstPlain is five actors.
func BenchmarkExchangeAgainstPlain(b *testing.B) {
	for _, k := range []int{10, 100} {
		a, x := marketActors(rand.New(rand.NewPCG(6, 1)), 5, k, false), make([]float64, k)
		e := exchange{rounds: 1, most: 1000}
		var plain plainMarket
		var by choices
		for name, decide := range map[string]func() int{
			"plain": func() int { return plain.decide(a, x, 1, 1000, &by) }, "tree": func() int { return e.decide(a, x) },
		} {
			b.Run(fmt.Sprintf("issues=%d/%s", k, name), func(b *testing.B) {
				trades := decide()
				b.ReportAllocs()
				for b.Loop() {
					decide()
				}
				b.ReportMetric(float64(trades), "trades")
			})
		}
	}
}

func (m *plainMarket) decide(a *actors, x []float64, rounds, most int, by *choices) (turns int) {
	m.begin(a)
	for round := range rounds {
		if round > 0 {
			m.restart()
		}
		for range most {
			t, ok := m.best(by)
			if !ok {
				break
			}
			m.carryOut(t)
			turns++
		}
	}
	copy(x, m.mean)
	return turns
}

// A plainMarket looks at every stake after every trade.
type plainMarket struct {
	actors    *actors
	from, at  []float64    // positions at the start of the round and now, one row per actor
	went      []float64    // sign of an actor's moves on an issue, 0 if none
	mean, sum []float64    // per issue: outcome, and Σ capability × salience
	start     []float64    // per issue: the outcome at the start of the round, which separates the two sides
	stakes    []plainStake // possible trades this round: pairs of actors on opposite sides of two issues
	gains     []float64    // per stake
}

type plainStake struct{ i, j, p, q int }

func (m *plainMarket) begin(a *actors) {
	n, k := len(a.capability), len(a.issue)
	m.actors = a
	m.at = append(m.at[:0], a.position...)
	m.went = resized(m.went, n*k)
	m.mean, m.sum, m.start = resized(m.mean, k), resized(m.sum, k), resized(m.start, k)
	if most := n * (n - 1) / 2 * (k * (k - 1) / 2); cap(m.stakes) < most {
		m.stakes, m.gains = make([]plainStake, 0, most), make([]float64, 0, most)
	}
	m.updateAll()
}

func (m *plainMarket) updateAll() {
	clear(m.went)
	m.from = append(m.from[:0], m.at...)
	for k := range m.mean {
		m.outcome(k)
		m.start[k] = m.mean[k]
	}
	m.stakes = m.stakes[:0]
	for i := range m.actors.capability {
		for j := i + 1; j < len(m.actors.capability); j++ {
			for p := range m.mean {
				if !m.opposed(i, j, p) {
					continue
				}
				for q := p + 1; q < len(m.mean); q++ {
					if m.opposed(i, j, q) {
						m.stakes = append(m.stakes, plainStake{i, j, p, q})
					}
				}
			}
		}
	}
	m.gains = m.gains[:len(m.stakes)]
	m.updateGains(-1, -1)
}

func (m *plainMarket) opposed(i, j, k int) bool {
	a := m.actors
	return m.startedBelow(i, k) != m.startedBelow(j, k) && a.row(a.salience, i)[k] > 0 && a.row(a.salience, j)[k] > 0
}

func (m *plainMarket) outcome(k int) {
	a, num, den := m.actors, 0.0, 0.0
	for i, c := range a.capability {
		w := float64(c * a.row(a.salience, i)[k])
		num += float64(w * a.row(m.at, i)[k])
		den += w
	}
	m.mean[k], m.sum[k] = num/den, den
}

func (m *plainMarket) updateGains(p, q int) {
	for at, s := range m.stakes {
		if p < 0 || s.p == p || s.p == q || s.q == p || s.q == q {
			m.gains[at] = m.trade(s.i, s.j, s.p, s.q).gain
		}
	}
}

func (m *plainMarket) best(c *choices) (t trade, ok bool) {
	if len(m.gains) == 0 || slices.Max(m.gains) <= leastGain {
		return t, false
	}
	a := m.actors
	s := m.stakes[c.largest(m.gains, func(at int) model.StreamKey {
		s := m.stakes[at]
		who := child(c.ofParty(a.party[s.i]), c.parties, a.party[s.j])
		return child(child(who, c.issues, a.issue[s.p]), c.issues, a.issue[s.q])
	}, nil)]
	return m.trade(s.i, s.j, s.p, s.q), true
}

func (m *plainMarket) trade(i, j, p, q int) (t trade) {
	a := m.actors
	si, sj, xi, xj := a.row(a.salience, i), a.row(a.salience, j), a.row(m.at, i), a.row(m.at, j)
	if m.startedBelow(i, p) == m.startedBelow(j, p) || m.startedBelow(i, q) == m.startedBelow(j, q) ||
		min(si[p], si[q], sj[p], sj[q]) <= 0 {
		return trade{}
	}
	switch mine, theirs := float64(si[p]*sj[q]), float64(sj[p]*si[q]); {
	case mine == theirs:
		return trade{}
	case mine < theirs:
		i, j, si, sj, xi, xj = j, i, sj, si, xj, xi
	}
	// Each moves at most to the partner's position at the start of the round.
	toP, toQ := a.row(m.from, i)[p], a.row(m.from, j)[q]
	onP, onQ := toP-xj[p], toQ-xi[q]
	if onP*a.row(m.went, j)[p] < 0 || onQ*a.row(m.went, i)[q] < 0 {
		return trade{}
	}
	kj, ki := a.capability[j]*sj[p]/m.sum[p], a.capability[i]*si[q]/m.sum[q]
	ratio := (si[p] + sj[p]) / (si[q] + sj[q])
	dp := min(math.Abs(onP)*kj, math.Abs(toP-m.mean[p]))
	dp = min(dp, min(math.Abs(onQ)*ki, math.Abs(toQ-m.mean[q]))/ratio)
	dq := float64(ratio * dp)
	return trade{
		i: i, j: j, p: p, q: q,
		onP: math.Copysign(dp/kj, onP), onQ: math.Copysign(dq/ki, onQ), shiftP: dp, shiftQ: dq,
		gain: float64(si[p]*dp) - float64(si[q]*dq),
	}
}

func (m *plainMarket) carryOut(t trade) {
	a := m.actors
	m.move(t.j, t.p, t.onP, a.row(m.from, t.i)[t.p])
	m.move(t.i, t.q, t.onQ, a.row(m.from, t.j)[t.q])
	m.outcome(t.p)
	m.outcome(t.q)
	m.updateGains(t.p, t.q)
}

func (m *plainMarket) restart() {
	for c, y := range m.at {
		m.at[c] = restartPosition(m.actors.salience[c], m.actors.position[c], y)
	}
	m.updateAll()
}

func (m *plainMarket) startedBelow(i, k int) bool { return m.actors.row(m.from, i)[k] <= m.start[k] }

func (m *plainMarket) move(i, k int, by, to float64) {
	a := m.actors
	x := &a.row(m.at, i)[k]
	*x += by
	if math.Abs(*x-to) < 1e-12 {
		*x = to
	}
	a.row(m.went, i)[k] = math.Copysign(1, by)
}
