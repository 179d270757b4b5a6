package model

import "math"

// A Columnwise protocol settles every issue by itself, at a mean of the
// parties' ideals, and asks nobody for consent. Many draws of it can be played
// side by side.
type Columnwise interface {
	Protocol
	// Means adds up an issue's terms in many draws, x[j] over weight[j] in draw j,
	// from zeros: capability[i][j] and ideal[i][j] are party i's in draw j,
	// attention[i] is what the issue takes of party i's in all of them.
	Means(x, weight []float64, capability, ideal [][]float64, attention []float64)
}

// A meeting plays the draws of the plainest bargains side by side: a single
// meeting of observers about one package, without levers, red lines, limits
// or costs of conflict, under theories that are Columnwise. What no deal is
// worth to a party is then its utility of the status quo, and what a deal is
// worth that of its terms. The outcomes are those of a Player, which takes
// many times as long.
type meeting struct {
	rules            []Columnwise
	capability       []column    // per party
	quo              []column    // per issue
	ideal            [][]column  // [issue][party]
	attention        [][]float64 // [issue][party]
	weight           [][]float64 // [party][issue]
	side             [][]Side    // [party][issue]
	curvature        []float64   // per issue
	risk             []float64   // per party
	out              []Columns   // per theory
	capabilities, at [][]float64 // per party; per issue: where it stands
	ideals           [][][]float64
	reservation      [][]float64 // per party
	total            []float64
}

// newMeeting returns a meeting for b, or nil if b is not that plain.
func newMeeting(b *Bargain) *meeting {
	if b.Clock.Rounds > 0 || b.Processes != nil || len(b.Levers) > 0 || b.Aid != nil || len(b.Packages) != 1 {
		return nil
	}
	g := &b.Packages[0]
	if len(g.Issues) != len(b.Issues) || len(g.Limits)+len(g.LeverageLoss) > 0 || !known(g.Relief) {
		return nil
	}
	m := &meeting{weight: grid[float64](len(b.Parties), len(b.Issues))}
	for t := range b.Theories {
		rule, ok := b.Theories[t].New().(Columnwise)
		if !ok {
			return nil
		}
		m.rules = append(m.rules, rule)
	}
	attention := grid[float64](len(b.Parties), len(b.Issues))
	for i := range b.Parties {
		p := &b.Parties[i]
		plain := p.Seat == Observer && !p.Stated && p.ConflictCost == Known(0) && p.Prospects == Known(0) &&
			p.ExpectedCompliance == Known(1) && known(p.RiskAversion)
		if !plain {
			return nil
		}
		var sides []Side
		for k := range b.Issues {
			s := &b.Issues[k].Stances[i]
			if !known(s.Salience) {
				return nil
			}
			m.weight[i][k] = s.Salience.In(nil)
			sides = append(sides, s.Side)
		}
		normalise(m.weight[i], attention[i])
		m.side = append(m.side, sides)
		m.risk = append(m.risk, p.RiskAversion.In(nil))
		m.capability = append(m.capability, column{number: p.Power})
	}
	for k := range b.Issues {
		is := &b.Issues[k]
		if len(is.RedLines)+len(is.CarriedOutBy) > 0 || !known(is.Curvature) {
			return nil
		}
		m.curvature = append(m.curvature, is.Curvature.In(nil))
		m.quo = append(m.quo, column{number: is.StatusQuo, scale: &is.Scale})
		var ideals []column
		var share []float64
		for i := range b.Parties {
			ideals, share = append(ideals, column{number: is.Stances[i].Ideal, scale: &is.Scale}), append(share, attention[i][k])
		}
		m.ideal, m.attention = append(m.ideal, ideals), append(m.attention, share)
	}
	m.capabilities, m.at = make([][]float64, len(b.Parties)), make([][]float64, len(b.Issues))
	m.ideals, m.reservation = grid[[]float64](len(b.Issues), len(b.Parties)), make([][]float64, len(b.Parties))
	for range m.rules {
		m.out = append(m.out, Columns{
			Terms: make([][]float64, len(b.Issues)), Utility: make([][]float64, len(b.Parties)), Reservation: m.reservation,
		})
	}
	return m
}

func known(n Number) bool {
	_, varies := n.Column()
	return !varies
}

// A column is a number in many draws.
type column struct {
	number Number
	scale  *Scale // nil: it is no position
	values []float64
}

// in returns the number in n draws, as a position if it has a scale.
func (c *column) in(in [][]float64, n int) []float64 {
	k, varies := c.number.Column()
	if varies && (c.scale == nil || c.scale.keeps(in[k][:n])) {
		return in[k][:n]
	}
	fixed := len(c.values)
	if fixed < n {
		c.values = append(c.values, make([]float64, n-fixed)...)
	}
	if varies {
		for j, x := range in[k][:n] {
			c.values[j] = c.scale.Position(x)
		}
		return c.values[:n]
	}
	x := c.number.In(nil)
	if c.scale != nil {
		x = c.scale.Position(x)
	}
	for j := fixed; j < n; j++ {
		c.values[j] = x
	}
	return c.values[:n]
}

// keeps reports whether all amounts are positions as they are.
func (s *Scale) keeps(amounts []float64) bool {
	if !s.identity() {
		return false
	}
	for _, x := range amounts {
		if math.Float64bits(x) > 1023<<52 { // only those of [0, 1] are not
			return false
		}
	}
	return true
}

// resized returns room for n numbers, that of xs if it is large enough.
func resized(xs []float64, n int) []float64 {
	if cap(xs) < n {
		return make([]float64, n)
	}
	return xs[:n]
}

// play plays n draws, whose varying inputs are the columns of in, and returns
// how they ended by theory; nil if in some draw an issue has no terms.
func (m *meeting) play(in [][]float64, n int) []Columns {
	m.total = resized(m.total, n)
	for i := range m.capability {
		m.capabilities[i] = m.capability[i].in(in, n)
	}
	for k := range m.quo {
		m.at[k] = m.quo[k].in(in, n)
		for i := range m.ideal[k] {
			m.ideals[k][i] = m.ideal[k][i].in(in, n)
		}
	}
	for i := range m.weight {
		m.reservation[i] = resized(m.reservation[i], n)
		m.utility(m.reservation[i], i, m.at)
	}
	for t, rule := range m.rules {
		out := &m.out[t]
		for k := range out.Terms {
			out.Terms[k] = resized(out.Terms[k], n)
			if !m.settle(out.Terms[k], rule, k) {
				return nil
			}
		}
		for i := range m.weight {
			out.Utility[i] = resized(out.Utility[i], n)
			m.utility(out.Utility[i], i, out.Terms)
		}
	}
	return m.out
}

// settle sets x to where issue k ends; false if nobody gives it any weight.
func (m *meeting) settle(x []float64, rule Columnwise, k int) bool {
	total := m.total[:len(x)]
	clear(x)
	clear(total)
	rule.Means(x, total, m.capabilities, m.ideals[k], m.attention[k])
	for j, w := range total {
		if !(w > 0) {
			return false
		}
		v := x[j] / w
		if v < 0 { // not min and max: neither ever comes
			v = 0
		}
		if v > 1 {
			v = 1
		}
		x[j] = v
	}
	return true
}

// utility sets v to party i's utility of the issues standing at x[k][j] in draw j.
func (m *meeting) utility(v []float64, i int, x [][]float64) {
	clear(v)
	for k, w := range m.weight[i] {
		if w == 0 {
			continue
		}
		at, ideal := x[k][:len(v)], m.ideals[k][i][:len(v)]
		if m.side[i][k] == TwoSided && m.curvature[k] == 2 { // the usual one, without calls
			for j := range v {
				l := at[j] - ideal[j]
				v[j] += w * (1 - l*l)
			}
			continue
		}
		for j := range v {
			v[j] += w * IssueValue(at[j], ideal[j], m.side[i][k], m.curvature[k])
		}
	}
	if r := m.risk[i]; r != 0 {
		for j := range v {
			v[j] = Risk(v[j], r)
		}
	}
}
