package protocol

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// line is two parties that divide a line, the first one's ideal at 1 and the
// second one's at 0, where losses count loss times as much as gains from what is
// held.
func line(held, loss, curvature, power float64, reservation [2]float64) *model.Problem {
	p := opposed([]float64{1}, []float64{1}, reservation[0], reservation[1], power)
	p.StatusQuo[0] = held
	p.Curvature[0][0], p.Curvature[1][0] = curvature, curvature
	plain(p)
	p.Loss[0][0], p.Loss[1][0] = loss, loss
	return p
}

// The agreed line is the line held while the ratio of power per surplus lies
// within [1/Λ, Λ], and moves by the closed form beyond (model 6.2).
func TestHeldLine(t *testing.T) {
	nash := playing(t, "nash")
	var out model.Offer
	sticks, moves := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		held := rapid.Float64Range(0.3, 0.7).Draw(t, "held")
		loss := rapid.Float64Range(1, 3).Draw(t, "loss aversion")
		a := rapid.Float64Range(0.1, 0.9).Draw(t, "power")
		s := [2]float64{rapid.Float64Range(0.01, 0.25).Draw(t, "first"), rapid.Float64Range(0.01, 0.25).Draw(t, "second")}
		nash.Solve(line(held, loss, 1, a, [2]float64{held - s[0], 1 - held - s[1]}), nil, &out)
		want := held
		switch ratio := a / s[0] / ((1 - a) / s[1]); {
		case ratio > loss:
			want = held + a*s[1]/loss - (1-a)*s[0]
			moves++
		case ratio < 1/loss:
			want = held - ((1-a)*s[0]/loss - a*s[1])
			moves++
		default:
			sticks++
		}
		if !(math.Abs(out.Terms[0]-want) <= 1e-9) {
			t.Fatalf("line at %v, want %v", out.Terms[0], want)
		}
		if want == held && out.Terms[0] != held {
			t.Fatalf("line at %v, not where it is held, %v", out.Terms[0], held)
		}
	})
	if sticks == 0 || moves == 0 {
		t.Errorf("the line sticks %d times and moves %d times", sticks, moves)
	}
}

// The more losses count, the less an agreement of two parties moves the issue
// from where it is.
func TestLossAversionHolds(t *testing.T) {
	nash := playing(t, "nash")
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		held := rapid.Float64Range(0.2, 0.8).Draw(t, "held")
		curvature := rapid.SampledFrom([]float64{1, 1.1, 1.5, 2, 3}).Draw(t, "curvature")
		p := line(held, 1, curvature, rapid.Float64Range(0.1, 0.9).Draw(t, "power"), [2]float64{})
		for i := range 2 { // standing still is an agreement, whatever losses count
			p.Reservation[i] = p.Constant[i] - rapid.Float64Range(0.01, 0.2).Draw(t, "surplus")
		}
		last := math.Inf(1)
		for _, loss := range []float64{1, 1.3, 1.8, 2.5, 4} {
			p.Loss[0][0], p.Loss[1][0] = loss, loss
			nash.Solve(p, nil, &out)
			moved := math.Abs(out.Terms[0] - held)
			if !out.Status.Agreed() || moved > last+1e-9 {
				t.Fatalf("%v: moves by %g where losses count %g times as much, by %g where they count less", out.Status, moved, loss, last)
			}
			last = moved
		}
	})
}

// A party's attitude to risk does not change whether there is an agreement, and
// of two parties one that is more averse gets less (Kihlstrom, Roth and
// Schmeidler 1981).
func TestRiskAversionCosts(t *testing.T) {
	nash, egalitarian := playing(t, "nash"), playing(t, "egalitarian")
	var out model.Offer
	agreed, none := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		m := duet([]float64{1, 1.5, 2})
		m.risk = false
		m.slack = []float64{0.3, 0.1, 0.01, -0.01, -0.1}
		p := m.problem(t)
		nash.Solve(p, nil, &out)
		status, payoff := out.Status, out.Payoff[0]
		for _, r := range []float64{0.2, 0.6, 0.95} {
			p.Risk[0] = r
			egalitarian.Solve(p, nil, &out)
			if out.Status != status {
				t.Fatalf("%v, with a risk aversion of %g %v", status, r, out.Status)
			}
			nash.Solve(p, nil, &out)
			if out.Status != status {
				t.Fatalf("%v, with a risk aversion of %g %v", status, r, out.Status)
			}
			if status != model.Agreement {
				none++
				continue
			}
			agreed++
			if out.Payoff[0] > payoff+1e-7 {
				t.Fatalf("payoff %g, with a risk aversion of %g %g", payoff, r, out.Payoff[0])
			}
			payoff = out.Payoff[0]
		}
	})
	if agreed == 0 || none == 0 {
		t.Errorf("%d agreements, %d failures", agreed, none)
	}
}

// The walk over kinks finds what golden section finds, at weights of every size,
// and the second derivative that it returns is that of the weighted value.
func TestBestPositionIsBest(t *testing.T) {
	m := mould{
		parties: [2]int{1, 5}, issues: [2]int{1, 3}, curvatures: []float64{1, 1.02, 1.3, 2, 2.5, 3},
		sided: true, kinked: true, boxed: true, slack: []float64{1},
	}
	inside := 0
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		s := load(p)
		mu := make([]float64, s.members)
		for j := range mu {
			mu[j] = math.Pow(10, rapid.Float64Range(-3, 3).Draw(t, "weight"))
		}
		for k := range s.issues {
			x, stiffness := s.bestPosition(k, mu, 0)
			value := func(x float64) float64 { return s.weightedValue(k, mu, x) }
			size := 0.0
			for _, j := range s.carer[k*s.members : k*s.members+s.carers[k]] {
				of := &s.interest[k*s.members+j]
				size += mu[j] * (of.loss + math.Abs(of.toll))
			}
			if most, at := peak(p, s.issue[k], value); value(x) < most-1e-12*size {
				t.Fatalf("value %g at %g, but %g at %g", value(x), x, most, at)
			}
			const step = 1e-4
			if stiffness > 0 && s.middleOfStretch(k, x, 100*step) {
				inside++
				if second := -(value(x+step) - 2*value(x) + value(x-step)) / (step * step); math.Abs(second-stiffness) > 1e-2*stiffness+1e-6*size {
					t.Fatalf("second derivative %g, want %g", stiffness, second)
				}
			}
		}
	})
	if inside == 0 {
		t.Error("no position lay between kinks")
	}
}

// middleOfStretch reports whether no kink or bound is within room of x.
func (s *solver) middleOfStretch(k int, x, room float64) bool {
	if x-room < s.lower[k] || x+room > s.upper[k] {
		return false
	}
	for _, e := range s.kinksOf(k) {
		if math.Abs(e.at-x) <= room {
			return false
		}
	}
	return true
}
