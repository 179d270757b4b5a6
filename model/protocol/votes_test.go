package protocol

import (
	"math"
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// TestVotesByBruteForce: no terms of a fine grid have a larger product of surpluses and
// chance to pass, whether or not what is held passes for certain, something has been
// refused, or two issues come to a vote.
func TestVotesByBruteForce(t *testing.T) {
	rng := rand.New(rand.NewPCG(16, 10))
	moved, stuck := 0, 0
	for n := range 80 {
		p := model.NewProblem(2+n%2, 2)
		for i := range p.Parties {
			p.Consent[i], p.Power[i] = true, 1/float64(p.Parties)
			share := 0.2 + 0.6*rng.Float64()
			for k, w := range []float64{share, 1 - share} {
				p.Weight[i][k], p.Ideal[i][k], p.Curvature[i][k] = w, rng.Float64(), 1+rng.Float64()
				p.Gain[i][k], p.Loss[i][k] = 1, 1
			}
		}
		for k := range p.Lower {
			p.Lower[k], p.Upper[k], p.StatusQuo[k], p.InPackage[k] = 0, 1, 0.5, true
		}
		blind := solved(t, "nash", plain(p))
		if !blind.Status.Agreed() {
			continue
		}
		for k := range 1 + n%2 {
			v := model.Vote{Issue: k, Side: model.AtMost, Bound: blind.Terms[k] - 0.1 + 0.2*rng.Float64(), Spread: 0.02 + 0.1*rng.Float64(), Refused: math.NaN()}
			if n%3 == 1 {
				v.Side, v.Sure = model.AtLeast, 1
			}
			if n%4 > 1 {
				v.Excused, v.Sure = true, blind.Terms[k]-0.02-0.1*rng.Float64()
				if v.Side == model.AtLeast {
					v.Sure = blind.Terms[k] + 0.02 + 0.1*rng.Float64()
				}
			}
			if n%5 == 4 {
				if v.Refused = blind.Terms[k] + 0.01; v.Side == model.AtLeast {
					v.Refused = blind.Terms[k] - 0.01
				}
			}
			p.Votes = append(p.Votes, v)
		}
		out := solved(t, "nash", plain(p))
		measure := func(x []float64) float64 {
			sum := logChance(p, x)
			for i := range p.Parties {
				sum += p.Power[i] * math.Log(max(0, p.Value(i, x)-p.Reservation[i]))
			}
			return sum
		}
		own := measure(out.Terms)
		if !(own >= measure(blind.Terms)-1e-9) {
			t.Errorf("%d: the terms reach %g, those of who does not foresee the votes %g", n, own, measure(blind.Terms))
		}
		if math.Abs(out.Terms[0]-blind.Terms[0]) > 1e-3 {
			moved++
		}
		if v := &p.Votes[0]; v.Excused && math.Abs(out.Terms[0]-v.Sure) < 1e-6 {
			stuck++
		}
		const steps = 400
		for a := range steps + 1 {
			for b := range steps + 1 {
				x := []float64{float64(a) / steps, float64(b) / steps}
				if m := measure(x); m > own+1e-6 {
					t.Fatalf("%d: %v reaches %g, the terms %v only %g; %+v", n, x, m, out.Terms, own, p.Votes)
				}
			}
		}
	}
	if moved < 20 || stuck < 3 {
		t.Errorf("only %d are moved, %d to where they pass for certain", moved, stuck)
	}
}

// Of several levels that wins whose own solution has the largest product of surpluses
// and chance to pass; an issue that has only levels may come to a vote, too.
func TestVotesAtLevels(t *testing.T) {
	m := crowd([]float64{1, 1.3, 2})
	m.parties[1], m.issues = 4, [2]int{2, 4}
	m.slack = []float64{0.3, 0.1}
	used := atEachLevel(new(nashSolution))
	voted := 0
	rapid.Check(t, func(t *rapid.T) {
		p := withLevels(t, m.problem(t))
		for _, k := range []int{0, p.Issues - 1} {
			v := model.Vote{Issue: k, Bound: rapid.Float64Range(0, 1).Draw(t, "bound"), Spread: rapid.Float64Range(0.01, 0.2).Draw(t, "spread"), Refused: math.NaN()}
			if v.Side = rapid.SampledFrom([]model.Side{model.AtMost, model.AtLeast}).Draw(t, "side"); v.Side == model.AtLeast {
				v.Sure = 1
			}
			p.Votes = append(p.Votes, v)
		}
		for i := range p.Floor {
			p.Floor[i] = 0
		}
		var out model.Offer
		used.Solve(p, nil, &out)
		if !out.Status.Agreed() {
			return
		}
		measure := func(q *model.Problem, out *model.Offer) float64 {
			if !out.Status.Agreed() {
				return math.Inf(-1)
			}
			return logProduct(q, out) + logChance(q, out.Terms)
		}
		stands := p.Nearest(p.Lower)
		reached := measure(p, &out)
		voted++
		for l := range p.Levels() {
			p.AtLevel(l)
			q := clone(p)
			q.Votes = p.Votes
			var alone model.Offer
			atEachLevel(new(nashSolution)).Solve(q, nil, &alone)
			if s := measure(q, &alone); s > reached+1e-6 {
				t.Fatalf("reaches %g at level %d, but %g can be had at level %d of %d", reached, stands, s, l, p.Levels())
			}
		}
	})
	if voted == 0 {
		t.Error("nothing was voted on")
	}
}
