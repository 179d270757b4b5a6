package protocol

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// A pieCase is two parties that divide one thing: linear preferences, ideals 1
// and 0, so that a position x is what the first has and 1 − x what the second.
type pieCase struct {
	d, c, s, delta [2]float64 // reservation values, capabilities, saliences, patience
}

// alpha is the first party's bargaining power.
func (w pieCase) alpha() float64 { return w.c[0] / (w.c[0] + w.c[1]) }

// pie is what is left once both have their reservation values.
func (w pieCase) pie() float64 { return 1 - w.d[0] - w.d[1] }

// first is the party that speaks first.
func (w pieCase) first() int {
	if w.c[1] > w.c[0] {
		return 1
	}
	return 0
}

// at is the position that gives party i a payoff of u.
func (w pieCase) at(i int, u float64) float64 {
	if i == 0 {
		return u
	}
	return 1 - u
}

func (w pieCase) problem() *model.Problem {
	p := opposed([]float64{1}, []float64{1}, w.d[0], w.d[1], w.alpha())
	for i := range 2 {
		p.Capability[i], p.Attention[i][0], p.Patience[i] = w.c[i], w.s[i], w.delta[i]
	}
	p.StatusQuo[0] = 0.5
	return plain(p)
}

// inPie says by formulas of their own where every theory divides the pie.
var inPie = map[string]func(w pieCase) float64{
	"weighted_mean": func(w pieCase) float64 { return w.c[0] * w.s[0] / (w.c[0]*w.s[0] + w.c[1]*w.s[1]) },
	"median":        func(w pieCase) float64 { return winner(w.c[0]*w.s[0] - w.c[1]*w.s[1]) },
	"nash":          func(w pieCase) float64 { return w.d[0] + w.alpha()*w.pie() },
	// Either could get the whole pie: equal shares of it are halves.
	"kalai_smorodinsky": func(w pieCase) float64 { return w.d[0] + w.pie()/2 },
	"egalitarian":       func(w pieCase) float64 { return (1 + w.d[0] - w.d[1]) / 2 },
	"utilitarian":       func(w pieCase) float64 { return winner(w.c[0] - w.c[1]) },
	"zeuthen":           func(w pieCase) float64 { return w.d[0] + w.pie()/2 },
	"rubinstein": func(w pieCase) float64 {
		r := [2]float64{-math.Log(w.delta[0]), -math.Log(w.delta[1])}
		return w.d[0] + r[1]/(r[0]+r[1])*w.pie()
	},
	// Stahl 1972, from the last of twelve offers back.
	"alternating_offers": func(w pieCase) float64 {
		gets := [2]float64{}
		for t := 11; t >= 0; t-- {
			lead := (w.first() + t) % 2
			left := 0.8 * w.delta[1-lead] * gets[1-lead]
			gets[lead], gets[1-lead] = w.pie()-left, left
		}
		return w.d[0] + gets[0]
	},
	// Both ask for less from round to round, and take what is enough.
	"stacked_offers": func(w pieCase) float64 {
		x, tabled := 0.0, false
		for round := range 12 {
			for turn := range 2 {
				i := (w.first() + turn) % 2
				asks := 1 - (1-w.d[i])*float64(round)/11
				if tabled && w.at(i, x) >= asks-1e-9 { // at is its own inverse
					return x
				}
				x, tabled = w.at(i, asks), true
			}
		}
		return math.NaN()
	},
	// Fearon 1995, with costs spread evenly from 0 to 0.1: the demand at the cost
	// c with the largest (0.1 − c)·(pie − 0.1 + c).
	"crisis": func(w pieCase) float64 {
		c := min(max(0.1-w.pie()/2, 0), 0.1)
		return w.at(1-w.first(), w.d[1-w.first()]+0.1-c)
	},
	"option_election": func(w pieCase) float64 { return winner(w.c[0]*w.s[0] - w.c[1]*w.s[1]) },
	"condorcet":       func(w pieCase) float64 { return winner(w.c[0]*w.s[0] - w.c[1]*w.s[1]) },
}

// winner is the position of the first party if it is ahead, else that of the second.
func winner(ahead float64) float64 {
	if ahead > 0 {
		return 1
	}
	return 0
}

// TestTwoPartiesOneIssue: every theory divides a pie as a formula of its own says.
func TestTwoPartiesOneIssue(t *testing.T) {
	elsewhere := map[string]string{"challenge": "TestChallengeOfTwo", "spatial": "TestSpatialOfTwo", "exchange": "TestExchangeOfTwo, since it needs two issues"}
	for _, name := range All.Names() {
		want, ok := inPie[name]
		if !ok {
			if elsewhere[name] == "" {
				t.Errorf("%s: no formula for two parties and one issue", name)
			}
			continue
		}
		protocol := playing(t, name)
		rapid.Check(t, func(t *rapid.T) {
			var w pieCase
			demand, split := rapid.Float64Range(0, 0.95).Draw(t, "reservation values"), rapid.Float64Range(0, 1).Draw(t, "split")
			w.d = [2]float64{demand * split, demand * (1 - split)}
			for i := range 2 {
				w.c[i] = rapid.Float64Range(0.2, 1).Draw(t, "capability")
				w.s[i] = rapid.Float64Range(0.2, 1).Draw(t, "salience")
				w.delta[i] = rapid.Float64Range(0.5, 0.99).Draw(t, "patience")
			}
			if math.Abs(w.c[0]*w.s[0]-w.c[1]*w.s[1]) < 1e-9 || math.Abs(w.c[0]-w.c[1]) < 1e-9 {
				t.Skip("a tie")
			}
			var out model.Offer
			protocol.Solve(w.problem(), nil, &out)
			if x := want(w); !(math.Abs(out.Terms[0]-x) <= 1e-6) {
				t.Fatalf("%s: %+v ends at %g (%v), want %g", name, w, out.Terms[0], out.Status, x)
			}
		})
	}
}
