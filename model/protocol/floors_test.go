package protocol

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// Nash terms with floors under surpluses keep them, and no terms that do have a
// larger product: the dual at the weights of the offer, with every surplus at
// its floor or more, is an upper bound. Floors that the terms clear anyway change
// nothing.
func TestFloorsAgainstTheirDual(t *testing.T) {
	m := mould{parties: [2]int{2, 5}, issues: [2]int{2, 8}, curvatures: cheapSteps, slack: roomy}
	protocol, bound := playing(t, "nash"), 0
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		var free, out model.Offer
		protocol.Solve(p, nil, &free)
		if free.Status != model.Agreement {
			return
		}
		p.Floor = make([]float64, p.Parties)
		misses := false
		for i := range p.Floor {
			if rapid.Bool().Draw(t, "floor") {
				p.Floor[i] = free.Surplus[i] * rapid.Float64Range(0.5, 1.4).Draw(t, "share")
				misses = misses || p.Floor[i] > free.Surplus[i]
			}
		}
		before := append([]float64(nil), p.Reservation...)
		protocol.Solve(p, nil, &out)
		for i, d := range before {
			if p.Reservation[i] != d {
				t.Fatal("the problem has changed")
			}
		}
		if !misses {
			for k, x := range free.Terms {
				if out.Terms[k] != x {
					t.Fatalf("floors that do not bind move issue %d from %v to %v", k, x, out.Terms[k])
				}
			}
			return
		}
		if out.Status != model.Agreement {
			return
		}
		bound++
		scale := math.Inf(1)
		for i, s := range out.Surplus {
			if s < p.Floor[i]-1e-9 {
				t.Fatalf("party %d gains %v, less than its floor of %v", i, s, p.Floor[i])
			}
			scale = min(scale, p.Power[i]/s/out.Certificate[i]) // parties at their floors weigh more than that
		}
		for i, s := range out.Surplus {
			if s > p.Floor[i]+1e-4 {
				scale = p.Power[i] / s / out.Certificate[i]
			}
		}
		mu := make([]float64, p.Parties)
		dual := 0.0
		for i := range mu {
			mu[i] = scale * out.Certificate[i]
			y := max(p.Power[i]/mu[i], p.Floor[i])
			dual += p.Power[i]*math.Log(y) - mu[i]*(y+p.Reservation[i])
		}
		if gap := dual + pricedSupport(p, mu, nil) - out.LogProduct; gap > 1e-4 {
			t.Fatalf("terms with a product larger by %g may keep the floors", gap)
		}
	})
	if bound == 0 {
		t.Error("no floor bound")
	}
}
