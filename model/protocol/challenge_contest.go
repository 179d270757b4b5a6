package protocol

import (
	"math"
	"slices"

	"sim/model/portable"
)

// A step is a kind of concession by an actor.
type step int

const (
	stay step = iota
	confrontation
	compromise
	capitulation
)

// A shift is an actor's move in a round and the reason for it: what the actor
// expects for itself and for the other.
type shift struct {
	step       step
	other      int
	to         float64
	own, their float64
}

// A gap is the distance D between two places, with the logarithms of what is
// raised to powers: D, ½ − ½ D and ½ + ½ D.
type gap struct {
	d                     float64
	far, success, failure portable.Base
}

func newGap(d float64) gap {
	return gap{d, portable.NewBase(d), portable.NewBase(0.5 - 0.5*d), portable.NewBase(0.5 + 0.5*d)}
}

// A contest is one issue of the challenge model.
type contest struct {
	scholz         bool
	stays, favours float64

	party                  []int     // per actor: its index in the problem
	salience, weight, x, r []float64 // per actor; weight is capability × salience
	span                   float64   // of the positions at the start
	site                   []int     // per actor: its place, which coincident actors share
	sites                  []int     // per place: the first actor there
	apart                  []gap     // row g, column h < g: between two places
	power                  []float64 // row g, column k: weight of k times its distance from place g to the power r_k
	support                []float64 // row g, column h: the votes for place g against place h
	won, lost              []float64 // per place: the utilities U_s and U_f of an actor that challenges there
	wins                   []float64 // row i, column j: P_ij
	shifts                 []shift
	danger                 []float64
	votes                  []vote
}

func (c *contest) reset() {
	c.party, c.salience, c.weight, c.x = c.party[:0], c.salience[:0], c.weight[:0], c.x[:0]
}

// addActor adds an actor.
func (c *contest) addActor(party int, capability, salience, x float64) {
	c.party = append(c.party, party)
	c.salience, c.weight, c.x = append(c.salience, salience), append(c.weight, capability*salience), append(c.x, x)
}

// setSpan fixes the range of positions once all actors have been added.
func (c *contest) setSpan() {
	n := len(c.x)
	c.r, c.danger, c.shifts = resized(c.r, n), resized(c.danger, n), resized(c.shifts, n)
	c.power, c.wins, c.apart = resized(c.power, n*n), resized(c.wins, n*n), resized(c.apart, n*n)
	c.support, c.won, c.lost = resized(c.support, n*n), resized(c.won, n), resized(c.lost, n)
	c.site, c.sites = resized(c.site, n), resized(c.sites, n)
	lo, hi := c.x[0], c.x[0]
	for _, x := range c.x {
		lo, hi = min(lo, x), max(hi, x)
	}
	c.span = hi - lo
}

// setSites finds the places at which actors stand, and the gaps between them.
func (c *contest) setSites() {
	n := len(c.x)
	c.sites = c.sites[:0]
	for i, x := range c.x {
		g := slices.IndexFunc(c.sites, func(j int) bool { return c.x[j] == x })
		if g < 0 {
			g = len(c.sites)
			for h, j := range c.sites {
				c.apart[g*n+h] = newGap(c.distance(i, j))
			}
			c.sites = append(c.sites, i)
		}
		c.site[i] = g
	}
}

// between is the gap between two places.
func (c *contest) between(g, h int) *gap { return &c.apart[max(g, h)*len(c.x)+min(g, h)] }

// distance is D_ij, the distance between two positions as a share of the span.
func (c *contest) distance(i, j int) float64 { return math.Abs(c.x[i]-c.x[j]) / c.span }

// setVictories computes the probabilities P_ij that i wins against j, for the
// risk exponents in r. Votes depend on places alone.
func (c *contest) setVictories() {
	n := len(c.x)
	for g := range c.sites {
		row := c.power[g*n : (g+1)*n]
		for k, h := range c.site {
			row[k] = 0
			if h != g {
				row[k] = float64(c.weight[k] * c.between(g, h).far.Pow(c.r[k]))
			}
		}
	}
	for g := range c.sites {
		mine := c.power[g*n : (g+1)*n]
		for h := range g {
			with, against := 0.0, 0.0
			for k, far := range c.power[h*n : (h+1)*n] {
				if v := far - mine[k]; v > 0 {
					with += v
				} else {
					against -= v
				}
			}
			c.support[g*n+h], c.support[h*n+g] = with, against
		}
	}
	all := 0.0
	for i, g := range c.site {
		c.wins[i*n+i] = 0
		for j, h := range c.site[:i] {
			with, against := 0.0, 0.0
			if h != g {
				with, against = c.support[g*n+h], c.support[h*n+g]
			}
			all += 2 * (with + against)
			if !c.scholz {
				with, against = shares(with, against)
			}
			c.wins[i*n+j], c.wins[j*n+i] = with, against
		}
	}
	if c.scholz && all > 0 {
		for i := range c.wins {
			c.wins[i] /= all
		}
	}
}

// shares returns a and b as shares of their sum, ½ each if both are 0.
func shares(a, b float64) (ofA, ofB float64) {
	if sum := a + b; sum > 0 {
		return a / sum, b / sum
	}
	return 0.5, 0.5
}

// riskPower is x^r, fast for r = 1.
func riskPower(x, r float64) float64 {
	if r == 1 || x == 0 {
		return x
	}
	return portable.Pow(x, r)
}

// utilities are U_s and U_f of a challenge over the gap.
func (g *gap) utilities(r float64) (won, lost float64) {
	return 2 - 4*g.success.Pow(r), 2 - 4*g.failure.Pow(r)
}

// expected is the expected utility EU of a challenge that succeeds with
// probability p against an opponent of salience s; c.stays is the probability Q
// that the status quo remains without a challenge. far is the sum of the
// challenger's distances from the median and from the opponent.
func (c *contest) expected(p, s, won, lost, still, far, r float64) float64 {
	eu := float64(s*(float64(p*won)+float64((1-p)*lost))) + float64((1-s)*won) - float64(c.stays*still)
	if c.stays < 1 {
		better, worse := 2-4*riskPower(0.5-0.25*far, r), 2-4*riskPower(0.5+0.25*far, r)
		eu -= float64((1 - c.stays) * (float64(c.favours*better) + float64((1-c.favours)*worse)))
	}
	return eu
}

// setRisk computes r from the utility that the others expect from challenging
// each actor.
func (c *contest) setRisk() {
	n := len(c.x)
	for i := range c.r {
		c.r[i] = 1
	}
	c.setVictories()
	middle := c.reference()
	least, most := math.Inf(1), math.Inf(-1)
	same := newGap(0)
	for i, g := range c.site {
		sum := 0.0
		for j, h := range c.site {
			if j == i {
				continue
			}
			to := &same
			if h != g {
				to = c.between(g, h)
			}
			won, lost := to.utilities(1)
			sum += c.expected(c.wins[j*n+i], c.salience[i], won, lost, 0, math.Abs(c.x[j]-middle)/c.span+to.d, 1)
		}
		c.danger[i] = sum
		least, most = min(least, sum), max(most, sum)
	}
	for i, d := range c.danger {
		c.r[i] = 1
		if most > least+1e-12 {
			risk := (2*d - most - least) / (most - least)
			c.r[i] = (1 - risk/3) / (1 + risk/3)
		}
	}
}

// reference is μ, the median, relative to which positions are expected to drift
// without a challenge; it does not matter if Q = 1.
func (c *contest) reference() float64 {
	if c.stays == 1 {
		return 0
	}
	return c.median()
}

// runRound simulates one round and returns how many actors moved.
func (c *contest) runRound(by *choices) (moved int) {
	if c.span == 0 {
		return 0
	}
	c.setSites()
	c.setRisk()
	c.setVictories()
	middle := c.reference()
	for i := range c.x {
		c.shifts[i] = c.bestShift(i, middle, by)
	}
	for i, s := range c.shifts {
		if s.step != stay {
			moved++
			c.x[i] = s.to
		}
	}
	return moved
}

// half is ½, as a base.
var half = portable.NewBase(0.5)

// bestShift finds how actor i moves.
func (c *contest) bestShift(i int, middle float64, choose *choices) (best shift) {
	choose.made++
	tied := false
	n, r := len(c.x), c.r[i]
	still, least := 2-4*half.Pow(r), 0.0
	for g := range c.sites {
		if g != c.site[i] {
			c.won[g], c.lost[g] = c.between(c.site[i], g).utilities(r)
		}
	}
	for j, g := range c.site {
		if g == c.site[i] {
			continue
		}
		d, won, lost := c.between(c.site[i], g).d, c.won[g], c.lost[g]
		s := shift{
			other: j, to: c.x[j],
			own:   c.expected(c.wins[i*n+j], c.salience[j], won, lost, still, math.Abs(c.x[i]-middle)/c.span+d, r),
			their: c.expected(c.wins[j*n+i], c.salience[i], won, lost, still, math.Abs(c.x[j]-middle)/c.span+d, r),
		}
		switch {
		case s.their > s.own && s.own > 0:
			s.step = confrontation
		case s.their > 0 && s.own < 0 && s.their > -s.own:
			s.step = compromise
			s.to = c.x[i] + float64((c.x[j]-c.x[i])*(-s.own/s.their))
		case s.their > 0 && s.own < 0 && !c.scholz:
			s.step = capitulation
		default:
			continue
		}
		by := math.Abs(s.to - c.x[i])
		if c.scholz && s.step == compromise {
			by = (float64(-s.own*c.x[i]) + float64(s.their*c.x[j])) / (s.their - s.own)
		}
		switch {
		case best.step == stay || s.step < best.step || s.step == best.step && by < least-tieTolerance:
			best, least, tied = s, by, false
		case s.step > best.step || by > least+tieTolerance || math.Abs(s.to-best.to) <= tieTolerance:
			// It is no better, or it comes to the same.
		default:
			tied = true
			if choose.prefers(choose.ofParty(c.party[j]), choose.ofParty(c.party[best.other])) {
				best, least = s, by
			}
		}
	}
	choose.tied = choose.tied || tied
	return best
}

// median is the median of the positions, weighted by capability × salience.
func (c *contest) median() float64 {
	c.votes = c.votes[:0]
	total := 0.0
	for i, w := range c.weight {
		c.votes = append(c.votes, vote{c.x[i], w})
		total += w
	}
	x, _ := middle(c.votes, total)
	return x
}

// meanPosition is the mean of the positions, weighted by capability × salience.
func (c *contest) meanPosition() float64 {
	num, den := 0.0, 0.0
	for i, w := range c.weight {
		num += float64(w * c.x[i])
		den += w
	}
	return num / den
}
