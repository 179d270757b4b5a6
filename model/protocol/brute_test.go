package protocol

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// Small problems of every kind, against a grid over all terms: whatever the
// grid finds, the theory must do at least as well by its own measure, and where
// the grid finds terms that everybody gains from there must be an agreement.
func TestAgainstGrid(t *testing.T) {
	nash, egalitarian, ks := playing(t, "nash"), playing(t, "egalitarian"), playing(t, "kalai_smorodinsky")
	utilitarian := playing(t, "utilitarian")
	m := mould{
		parties: [2]int{2, 4}, issues: [2]int{1, 2}, curvatures: anyCurve, sided: true, kinked: true, boxed: true, risk: true,
		slack: []float64{0.4, 0.1, 0.01, -0.02, -0.2},
	}
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		const steps = 60
		margin, product, sum := math.Inf(-1), math.Inf(-1), math.Inf(-1)
		grid(p, steps, func(x []float64) {
			margin = max(margin, leastSurplus(p, x))
			l, u := 0.0, 0.0
			for i := range p.Parties {
				l += p.Power[i] * math.Log(max(0, surplus(p, i, x)))
				u += p.Power[i] * p.Value(i, x)
			}
			product = max(product, l)
			sum = max(sum, u)
		})
		egalitarian.Solve(p, nil, &out)
		if margin > 1e-8 && !out.Status.Agreed() {
			t.Fatalf("egalitarian: %v (%v), but some terms leave everybody %g", out.Status, out.Reason, margin)
		}
		if out.Status == model.Agreement && (out.Margin < margin-1e-9 || math.Abs(leastSurplus(p, out.Terms)-out.Margin) > 1e-9) {
			t.Fatalf("egalitarian: margin %g, least surplus %g, grid %g", out.Margin, leastSurplus(p, out.Terms), margin)
		}
		status := out.Status
		nash.Solve(p, nil, &out)
		if out.Status == model.Undecided && margin < 1e-3 {
			t.Skip("too close to the edge of the zone to tell; it says so")
		}
		if out.Status != status {
			t.Fatalf("nash: %v, egalitarian: %v, margin %g", out.Status, status, margin)
		}
		if out.Status == model.Agreement && out.LogProduct < product-1e-9 {
			t.Fatalf("nash: log product %g, grid %g", out.LogProduct, product)
		}

		ks.Solve(p, nil, &out)
		if out.Status != status {
			t.Fatalf("kalai_smorodinsky: %v, egalitarian: %v", out.Status, status)
		}
		if out.Status == model.Agreement {
			best := bests(p)
			share := func(x []float64) float64 {
				s := math.Inf(1)
				for i := range p.Parties {
					s = min(s, surplus(p, i, x)/best[i])
				}
				return s
			}
			reached := share(out.Terms)
			grid(p, steps, func(x []float64) {
				if share(x) > reached+1e-7 {
					t.Fatalf("kalai_smorodinsky: share %g at %v, grid %g at %v", reached, out.Terms, share(x), x)
				}
				for i := range p.Parties {
					others := true
					for j := range p.Parties {
						others = others && (j == i || surplus(p, j, x) >= 0)
					}
					if others && surplus(p, i, x) > best[i]+1e-8 {
						t.Fatalf("best offer for %d: %g, grid %g", i, best[i], surplus(p, i, x))
					}
				}
			})
		}

		utilitarian.Solve(p, nil, &out)
		if out.Reason != model.Unreachable {
			u := 0.0
			for i := range p.Parties {
				u += p.Power[i] * p.Value(i, out.Terms)
			}
			if u < sum-1e-9 {
				t.Fatalf("utilitarian: %g, grid %g", u, sum)
			}
		}
	})
}

// An empty zone is proved by its certificate, which is checked here by code of
// its own: whatever the terms, the weighted values fall short of what the
// reservation values need.
func TestCertificates(t *testing.T) {
	protocols := map[string]model.Protocol{}
	for _, name := range []string{"nash", "egalitarian", "kalai_smorodinsky"} {
		protocols[name] = playing(t, name)
	}
	m := mould{
		parties: [2]int{2, 6}, issues: [2]int{1, 8}, curvatures: anyCurve, sided: true, kinked: true, boxed: true, risk: true,
		slack: []float64{-0.01, -0.05, -0.1},
	}
	proofs := 0
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		for name, protocol := range protocols {
			protocol.Solve(p, nil, &out)
			if out.Status == model.Undecided {
				t.Fatalf("%s: undecided, margin %g", name, out.Margin)
			}
			if out.Status != model.None {
				continue
			}
			proofs++
			need, share := 0.0, 0.0
			for i, m := range out.Certificate {
				if m < 0 || (m > 0 && !p.Consent[i]) {
					t.Fatalf("%s: weight %g on party %d", name, m, i)
				}
				if m > 0 {
					need += m * p.Reservation[i]
				}
				share += out.Share[i]
			}
			if most := support(p, out.Certificate); !(most < need) {
				t.Fatalf("%s: %v: most %g, need %g: proves nothing", name, out.Reason, most, need)
			}
			if math.Abs(share-1) > 1e-12 {
				t.Fatalf("%s: shares sum to %g", name, share)
			}
		}
	})
	if proofs == 0 {
		t.Error("no empty zone was drawn")
	}
}

// leastSurplus is the smallest surplus of the parties that must consent, after
// the risk transform.
func leastSurplus(p *model.Problem, x []float64) float64 {
	least := math.Inf(1)
	for i := range p.Parties {
		if p.Consent[i] {
			least = min(least, surplus(p, i, x))
		}
	}
	return least
}

// support is the largest weighted payoff, issue by issue by golden section.
func support(p *model.Problem, mu []float64) float64 {
	sum := 0.0
	for i, m := range mu {
		sum += m * p.Constant[i]
	}
	for k := range p.Issues {
		most, _ := peak(p, k, func(x float64) float64 {
			v := 0.0
			for i, m := range mu {
				v += m * p.Worth(i, k, x)
			}
			return v
		})
		sum += most
	}
	return sum
}
