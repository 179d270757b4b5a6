package protocol

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// Totals with parties that shun risk, with parties that only have a voice, and with
// issues that do not exist without a deal: the dual proves the Nash terms. A
// surplus is bent by risk, so its part of the dual is worked out by search.
func TestTotalsWithRiskAndVoices(t *testing.T) {
	for name, m := range map[string]mould{
		"bent":     {parties: [2]int{3, 6}, issues: [2]int{2, 8}, curvatures: cheapSteps, risk: true, slack: roomy},
		"straight": {parties: [2]int{3, 6}, issues: [2]int{2, 8}, curvatures: straight, risk: true, slack: roomy},
	} {
		t.Run(name, func(t *testing.T) {
			protocol := playing(t, "nash")
			rapid.Check(t, func(t *rapid.T) {
				p := m.problem(t)
				x := withRandomRows(t, p)
				if rapid.Bool().Draw(t, "neutral") { // payoffs stay below 1 for who shuns risk
					clear(p.Risk)
					for k := range p.Absent {
						p.Absent[k] = rapid.IntRange(0, 2).Draw(t, "absent") == 0
					}
				}
				speakers := rapid.IntRange(0, p.Parties-2).Draw(t, "speakers")
				for i := range p.Parties {
					if i < speakers {
						p.Consent[i], p.Voice[i] = false, rapid.Float64Range(0.1, 1).Draw(t, "voice")
					}
					p.Reservation[i] = p.Value(i, x) - rapid.Float64Range(0.02, 0.2).Draw(t, "room")
				}
				var out model.Offer
				if protocol.Solve(p, nil, &out); out.Status != model.Agreement {
					t.Fatalf("%v, %v: there are terms that all accept", out.Status, out.Reason)
				}
				if miss := mostMissed(p, out.Terms); miss > 1e-9 {
					t.Fatalf("the terms miss a total by %g", miss)
				}
				nu, weight := make([]float64, len(p.Rows)), make([]float64, p.Parties)
				copy(nu, out.Price)
				primal, dual := 0.0, 0.0
				for i := range p.Parties {
					if !p.Consent[i] {
						weight[i] = p.Voice[i]
						primal += p.Voice[i] * p.Value(i, out.Terms)
						continue
					}
					weight[i] = out.Certificate[i]
					primal += p.Power[i] * math.Log(gainOf(p, i, p.Value(i, out.Terms)))
					dual += mostProduct(p, i, weight[i])
				}
				if gap := dual + pricedSupport(p, weight, nu) - primal; math.Abs(gap) > 1e-9 {
					t.Fatalf("the gap is %g", gap)
				}
			})
		})
	}
}

// gainOf is party i's surplus at value v, after the risk transform.
func gainOf(p *model.Problem, i int, v float64) float64 {
	return model.RiskUtility(v, p.Risk[i]) - model.RiskUtility(p.Reservation[i], p.Risk[i])
}

// mostProduct is the largest α ln surplus − μ·value of party i over all values.
func mostProduct(p *model.Problem, i int, mu float64) float64 {
	worth := func(y float64) float64 {
		gain := gainOf(p, i, y)
		if !(gain > 0) {
			return math.Inf(-1)
		}
		return p.Power[i]*math.Log(gain) - mu*y
	}
	const golden = 0.6180339887498949
	a, b := p.Reservation[i], p.Reservation[i]+2
	if r := p.Risk[i]; r > 0 {
		b = min(b, (1+r)/(2*r)) // beyond it more is worth less
	}
	for range 120 {
		if c, d := b-golden*(b-a), a+golden*(b-a); worth(c) < worth(d) {
			a = c
		} else {
			b = d
		}
	}
	return worth((a + b) / 2)
}

// The utilitarian terms of random problems with totals, whether the parties accept
// them or not, have the largest weighted sum: prices alone prove it.
func TestUtilitarianTotals(t *testing.T) {
	for name, m := range mouldsWithRows {
		t.Run(name, func(t *testing.T) {
			protocol, tried, undecided := playing(t, "utilitarian"), 0, 0
			rapid.Check(t, func(t *rapid.T) {
				p := m.problem(t)
				withRandomRows(t, p)
				for i := range p.Parties {
					p.Voice[i] = float64(rapid.IntRange(0, 2).Draw(t, "voice")) / 4
					if i > 1 {
						p.Consent[i] = rapid.Bool().Draw(t, "consent")
					}
				}
				var out model.Offer
				tried++
				if protocol.Solve(p, nil, &out); out.Status == model.Undecided {
					undecided++
					return
				}
				if out.Reason == model.Unreachable {
					return
				}
				if out.Status != model.Agreement && out.Reason != model.Refused {
					t.Fatalf("%v, %v", out.Status, out.Reason)
				}
				if miss := mostMissed(p, out.Terms); miss > 1e-9 {
					t.Fatalf("the terms miss a total by %g", miss)
				}
				nu, weight, sum := make([]float64, len(p.Rows)), make([]float64, p.Parties), 0.0
				copy(nu, out.Price)
				for r, price := range nu {
					if price < 0 && !p.Rows[r].Equal {
						t.Fatalf("price %v of an inequality", price)
					}
				}
				for i := range p.Parties {
					if weight[i] = p.Voice[i]; p.Consent[i] {
						weight[i] = p.Power[i]
					}
					sum += weight[i] * p.Value(i, out.Terms)
				}
				if gap := pricedSupport(p, weight, nu) - sum; math.Abs(gap) > 1e-9 {
					t.Fatalf("the gap is %g", gap)
				}
			})
			if undecided > tried/100 {
				t.Errorf("%d of %d are undecided", undecided, tried)
			}
		})
	}
}
