package protocol

import (
	"math"

	"sim/model/portable"
)

// The named options of a probabilistic Condorcet election, as KTAB names them.
var (
	votingRules  = []string{"proportional", "binary", "proportional_binary", "cubic", "proportional_cubic", "asymmetric"}
	victoryLaws  = []string{"linear", "square", "quartic", "octic", "binary"}
	electionKind = []string{"conditional", "markov_uniform", "markov_incentive"}
)

// The voting rules.
const (
	proportional = iota
	binaryVote
	proportionalBinary
	cubicVote
	proportionalCubic
	asymmetric
)

// sign is the sign of a gain, linear between −1 and 1 near 0 to avoid a jump.
func sign(gain float64) float64 { return min(max(gain/1e-8, -1), 1) }

// An election is a probabilistic Condorcet election (KTAB; model 2.14): voters
// compare options in pairs, and the results of all pairs give each option a
// share.
type election struct {
	rule, law, kind int

	options int
	support []float64 // c_ab, row a, column b: total vote for a against b
	victory []float64 // P_ab: probability that a beats b
	share   []float64 // per option; they sum to 1
	flow    []float64
}

// ballot is the vote of a voter of weight w for one option against another
// whose utility is lower by gain; it is negative if gain is.
func ballot(rule int, w, gain float64) float64 {
	if rule == proportional {
		return float64(w * gain)
	}
	return ballotBy(rule, w, gain)
}

// ballotBy is ballot by any other rule than the proportional one.
func ballotBy(rule int, w, gain float64) float64 {
	switch rule {
	case binaryVote:
		return float64(w * sign(gain))
	case proportionalBinary:
		return float64(w * (float64(0.8*gain) + float64(0.2*sign(gain))))
	case cubicVote:
		return float64(w * gain * gain * gain)
	case proportionalCubic:
		return w * (gain + float64(gain*gain*gain)) / 2
	case asymmetric:
		if gain > 0 {
			return float64(w*gain) * 2 / 3
		}
	}
	return float64(w * gain)
}

// begin starts an election between the given number of options.
func (e *election) begin(options int) {
	e.options = options
	e.support, e.victory = resized(e.support, options*options), resized(e.victory, options*options)
	e.share, e.flow = resized(e.share, options), resized(e.flow, options*options)
	for i := range e.support {
		e.support[i] = 1e-8
	}
}

// vote adds a voter of weight w with the given utility per option.
func (e *election) vote(w float64, utility []float64) {
	m := e.options
	for a := range m {
		row, mine := e.support[a*m:(a+1)*m], utility[a]
		if e.rule == proportional {
			for b, u := range utility[:m] {
				row[b] += float64(w * max(0, mine-u))
			}
			continue
		}
		for b, u := range utility[:m] {
			if b != a {
				row[b] += max(0, ballotBy(e.rule, w, mine-u))
			}
		}
	}
}

// close computes the result; share holds it.
func (e *election) close() {
	m := e.options
	for a := range m {
		e.victory[a*m+a] = 0.5
		for b := range a {
			p, q := wins(e.law, e.support[a*m+b], e.support[b*m+a])
			e.victory[a*m+b], e.victory[b*m+a] = p, q
		}
	}
	switch {
	case m == 1:
		e.share[0] = 1
	case e.kind == 0:
		e.conditional()
	default:
		e.markov()
	}
}

// wins returns the probability that a coalition of strength s beats one of
// strength t, and the probability that it loses.
func wins(law int, s, t float64) (p, q float64) {
	if law == 4 {
		// Certain with an advantage of 10%, linear in between.
		const sure = 1.1
		p = min(max((float64(s/(s+t)*(sure+1))-1)/(sure-1), 1e-6), 1-1e-6)
		return p, 1 - p
	}
	for range law {
		s, t = float64(s*s), float64(t*t)
	}
	return s / (s + t), t / (s + t)
}

// conditional makes an option's share proportional to the probability that it
// beats all others at once: p_a ∝ Π_b P_ab.
func (e *election) conditional() {
	m := e.options
	top := math.Inf(-1)
	for a := range m {
		sum := 0.0
		for _, p := range e.victory[a*m : (a+1)*m] {
			sum += portable.Log(p)
		}
		e.share[a] = sum
		top = max(top, sum)
	}
	total := 0.0
	for a, s := range e.share {
		e.share[a] = portable.Exp(s - top)
		total += e.share[a]
	}
	for a := range e.share {
		e.share[a] /= total
	}
}

// markov makes an option's share the share of time that it is the incumbent
// when the incumbent is challenged again and again: by all others equally
// (uniform) or by each in proportion to its supporters' incentive (incentive).
func (e *election) markov() {
	m := e.options
	for from := range m {
		challengers := 1e-10
		if e.kind == 2 {
			for a := range m {
				if a != from {
					challengers += float64(e.support[a*m+from] * e.victory[a*m+from])
				} else {
					challengers += e.support[a*m+a] * 0.5
				}
			}
		}
		for to := range m {
			p := e.victory[to*m+from]
			if e.kind == 2 {
				p = float64(p * (e.support[to*m+from] * p / challengers))
			}
			e.flow[from*m+to] = p
		}
	}
	stationary(e.flow, e.share)
}

// stationary computes the stationary distribution of a Markov chain, given the
// flow from row to column; the diagonal is ignored. It removes the states one
// by one without subtractions (Grassmann, Taksar and Heyman 1985), so that
// small shares are as exact as large ones. It overwrites flow.
func stationary(flow, share []float64) {
	m := len(share)
	for last := m - 1; last > 0; last-- {
		out := 0.0
		for to := range last {
			out += flow[last*m+to]
		}
		for from := range last {
			flow[from*m+last] /= out
			for to := range last {
				if to != from {
					flow[from*m+to] += float64(flow[from*m+last] * flow[last*m+to])
				}
			}
		}
	}
	share[0] = 1
	total := 1.0
	for to := 1; to < m; to++ {
		share[to] = 0
		for from := range to {
			share[to] += float64(share[from] * flow[from*m+to])
		}
		total += share[to]
	}
	for i := range share {
		share[i] /= total
	}
}
