package protocol

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// settled draws problems until the theory agrees on one by a clear margin.
func settled(t *rapid.T, m mould, protocol model.Protocol, out *model.Offer) *model.Problem {
	p := m.problem(t)
	protocol.Solve(p, nil, out)
	if out.Status != model.Agreement || least(p, out.Terms) < 1e-4 {
		t.Skip("no clear agreement")
	}
	return p
}

// duet is two parties, everything else varied.
func duet(curvatures []float64) mould {
	return mould{
		parties: [2]int{2, 2}, issues: [2]int{1, 6}, curvatures: curvatures,
		sided: true, kinked: true, boxed: true, risk: true, slack: roomy,
	}
}

// crowd is any number of parties.
func crowd(curvatures []float64) mould {
	m := duet(curvatures)
	m.parties = [2]int{2, 5}
	return m
}

// Permuting parties or issues permutes the answer (metamorphic test 1).
func TestOrderDoesNotMatter(t *testing.T) {
	for _, name := range All.Names() {
		switch name {
		case "challenge", "spatial", "exchange":
			continue // they break ties by the order of the list; see TestInfluenceOrder
		}
		protocol := playing(t, name)
		tolerance := 1e-7
		switch name {
		case "alternating_offers", "stacked_offers", "crisis":
			tolerance = 1e-4 // offers are exact in what they bring the proposer, others' payoffs to its root
		case "kalai_smorodinsky", "egalitarian":
			tolerance = 1e-4 // likewise the smallest surplus, and what those above it get
		}
		var out model.Offer
		rapid.Check(t, func(t *rapid.T) {
			p := crowd(cheapSteps).problem(t)
			for i := range p.Parties {
				p.Capability[i] += 1e-3 * float64(i) // who is equally capable speaks in the order of the list
			}
			protocol.Solve(p, nil, &out)
			status, payoff, shares := out.Status, slices.Clone(out.Payoff), slices.Clone(out.Share)
			smallest := least(p, out.Terms)
			q := clone(p)
			slices.Reverse(q.Weight)
			slices.Reverse(q.Ideal)
			slices.Reverse(q.Side)
			slices.Reverse(q.Curvature)
			slices.Reverse(q.Attention)
			slices.Reverse(q.Gain)
			slices.Reverse(q.Loss)
			slices.Reverse(q.Toll)
			slices.Reverse(q.Line)
			slices.Reverse(q.Price)
			for _, v := range [][]float64{q.Risk, q.Constant, q.Reservation, q.Patience, q.Power, q.Capability} {
				slices.Reverse(v)
			}
			for i := range q.Parties {
				slices.Reverse(q.Weight[i])
				slices.Reverse(q.Ideal[i])
				slices.Reverse(q.Side[i])
				slices.Reverse(q.Attention[i])
				slices.Reverse(q.Gain[i])
				slices.Reverse(q.Loss[i])
				if q.Toll != nil {
					slices.Reverse(q.Toll[i])
				}
				if q.Price != nil {
					slices.Reverse(q.Line[i])
					slices.Reverse(q.Price[i])
				}
			}
			for _, v := range [][]float64{q.Lower, q.Upper, q.StatusQuo} {
				slices.Reverse(v)
			}
			slices.Reverse(q.InPackage)
			protocol.Solve(q, nil, &out)
			if c, ok := atLevel(protocol).(*crisis); ok && math.Abs(c.refusal-0.5) < 1e-6 {
				return // without a stream, at even odds rounding tells the draw
			}
			if out.Status != status {
				t.Fatalf("%s: %v, permuted %v", name, status, out.Status)
			}
			if l := least(q, out.Terms); name == "egalitarian" && math.Abs(l-smallest) > 1e-9 {
				t.Fatalf("smallest surplus %g, permuted %g", smallest, l)
			}
			if satisfied(p, payoff) && (name == "kalai_smorodinsky" || name == "egalitarian") {
				return // the level tells its terms to a root of a root of rounding
			}
			for i := range payoff {
				j := p.Parties - 1 - i
				if math.Abs(payoff[i]-out.Payoff[j]) > tolerance || (status == model.None && math.Abs(shares[i]-out.Share[j]) > 1e-3) {
					t.Fatalf("%s: payoffs %v, permuted %v", name, payoff, out.Payoff)
				}
			}
		})
	}
}

// satisfied reports whether some party has all but nothing less than its best
// terms would give it: there payoffs are flat.
func satisfied(p *model.Problem, payoff []float64) bool {
	for i := range p.Parties {
		if payoff[i] > bestValue(p, i)-1e-6 {
			return true
		}
	}
	return false
}

// Nothing dominates an efficient theory's terms (metamorphic test 2): neither
// random terms, nor steps from the terms.
func TestPareto(t *testing.T) {
	names := []string{"nash", "kalai_smorodinsky", "egalitarian", "utilitarian", "zeuthen", "rubinstein", "alternating_offers", "stacked_offers", "crisis"}
	for _, name := range names {
		protocol := playing(t, name)
		slight := 1e-4 // preferences of curvature 3 are flat around the ideal
		if name == "kalai_smorodinsky" || name == "egalitarian" {
			slight = 1e-3 // next to a kink what those above the smallest get is found to that
		}
		var out model.Offer
		rapid.Check(t, func(t *rapid.T) {
			p := settled(t, crowd(anyCurve), protocol, &out)
			if out.Flags&model.WeaklyEfficient != 0 {
				t.Skip("flagged")
			}
			y := make([]float64, p.Issues)
			for range 50 {
				far := math.Pow(10, rapid.Float64Range(-4, 0).Draw(t, "far"))
				for k := range y {
					step := far * rapid.Float64Range(-1, 1).Draw(t, "step")
					y[k] = min(max(out.Terms[k]+step, p.Lower[k]), p.Upper[k])
				}
				better, worse := false, false
				for i := range p.Parties {
					gain := loss(p, i, out.Terms) - loss(p, i, y)
					better = better || gain > slight
					worse = worse || gain < 0
				}
				if better && !worse {
					t.Fatalf("%s: %v dominates %v", name, y, out.Terms)
				}
			}
		})
	}
}

// With linear preferences several terms can be equally good for whoever decides;
// those that are chosen are hardly ever flagged, because they are efficient (see
// TestPareto).
func TestEfficientTermsAreNotFlagged(t *testing.T) {
	for _, name := range []string{"kalai_smorodinsky", "egalitarian", "alternating_offers"} {
		t.Run(name, func(t *testing.T) {
			protocol := playing(t, name)
			var out model.Offer
			all, flagged := 0, 0
			rapid.Check(t, func(t *rapid.T) {
				settled(t, crowd(straight), protocol, &out)
				all++
				if out.Flags&model.WeaklyEfficient != 0 {
					flagged++
				}
			})
			if 20*flagged > all {
				t.Errorf("%d of %d are flagged", flagged, all)
			}
		})
	}
}

// loss is by how much party i's payoff at x falls short of what it would be
// with all issues at its ideal, without tolls. Next to there the value's
// rounding hides a loss, for which the others may gain a lot: a party on which
// everything hangs loses 1e-19, another gains 1e-3.
func loss(p *model.Problem, i int, x []float64) float64 {
	sum := 0.0
	for k, w := range p.Weight[i] {
		away := func(x float64) float64 {
			d, side, g := x-p.Ideal[i][k], p.Side[i][k], p.Curvature[i][k]
			switch l := math.Abs(d); {
			case d > 0 && side == model.AtLeast, d < 0 && side == model.AtMost:
				return 0
			case g < 2:
				return (2-g)*l + (g-1)*l*l
			default:
				return math.Pow(l, g)
			}
		}
		lost, held := away(x[k]), away(p.StatusQuo[k])
		sum += w * (p.Gain[i][k]*min(lost, held) + p.Loss[i][k]*max(0, lost-held))
		if p.Toll != nil {
			sum += max(0, p.Toll[i][k]*(x[k]-p.StatusQuo[k]))
		}
		if p.Price != nil {
			sum += max(0, p.Price[i][k]*(x[k]-p.Line[i][k]))
		}
	}
	return sum
}

// Changing a party's units changes nothing under Nash and Kalai–Smorodinsky
// (metamorphic test 3), nor where offers are made in turn.
func TestUnitsDoNotMatter(t *testing.T) {
	for _, name := range []string{"nash", "kalai_smorodinsky", "zeuthen", "rubinstein", "alternating_offers"} {
		protocol := playing(t, name)
		curves, tolerance := anyCurve, 1e-5
		if name == "kalai_smorodinsky" {
			tolerance = 1e-3 // what those above the smallest share get; see TestOrderDoesNotMatter
		}
		if name == "alternating_offers" {
			// A proposer can be indifferent between several offers where
			// preferences are linear, and its best offers are found to 1e-4.
			curves, tolerance = cheapSteps, 1e-3
		}
		var out model.Offer
		rapid.Check(t, func(t *rapid.T) {
			m := crowd(curves)
			// Units count where payoffs are transformed; and a proposer can be indifferent
			// where it gains nothing from a movement.
			m.risk, m.kinked = false, name != "alternating_offers"
			p := settled(t, m, protocol, &out)
			if out.Flags&model.WeaklyEfficient != 0 {
				t.Skip("several terms do")
			}
			surplus := slices.Clone(out.Surplus)
			q := clone(p)
			factor := make([]float64, p.Parties)
			for i := range factor {
				factor[i] = rapid.Float64Range(0.3, 1).Draw(t, "factor")
				shift := rapid.Float64Range(-0.5, 0.5).Draw(t, "shift")
				for k := range q.Issues {
					q.Gain[i][k] *= factor[i]
					q.Loss[i][k] *= factor[i]
					if q.Toll != nil {
						q.Toll[i][k] *= factor[i]
					}
					if q.Price != nil {
						q.Price[i][k] *= factor[i]
					}
				}
				q.Constant[i] = factor[i]*q.Constant[i] + shift
				q.Reservation[i] = factor[i]*q.Reservation[i] + shift
			}
			if name == "kalai_smorodinsky" && satisfied(p, out.Payoff) {
				t.Skip("the level tells its terms to a root of a root of rounding")
			}
			protocol.Solve(q, nil, &out)
			for i := range surplus {
				if math.Abs(out.Surplus[i]/factor[i]-surplus[i]) > tolerance {
					t.Fatalf("%s: surpluses %v, in other units %v", name, surplus, out.Surplus)
				}
			}
		})
	}
}

// Taking away terms that were not chosen changes nothing under Nash
// (independence of irrelevant alternatives; metamorphic test 4).
func TestIrrelevantAlternatives(t *testing.T) {
	protocol := playing(t, "nash")
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		p := settled(t, crowd(anyCurve), protocol, &out)
		surplus := slices.Clone(out.Surplus)
		q := clone(p)
		for k, x := range out.Terms {
			q.Lower[k] += rapid.Float64Range(0, 1).Draw(t, "lower") * (x - q.Lower[k])
			q.Upper[k] += rapid.Float64Range(0, 1).Draw(t, "upper") * (x - q.Upper[k])
			q.Lower[k], q.Upper[k] = min(q.Lower[k], x), max(q.Upper[k], x)
		}
		protocol.Solve(q, nil, &out)
		if out.Status == model.Undecided {
			t.Skip("a box this tight can leave the solver without a hold; it says so")
		}
		if !out.Status.Agreed() {
			t.Fatalf("%v (%v) in the smaller box", out.Status, out.Reason)
		}
		for i := range surplus {
			if math.Abs(out.Surplus[i]-surplus[i]) > 1e-5 {
				t.Fatalf("surpluses %v, in the smaller box %v", surplus, out.Surplus)
			}
		}
	})
}

// Parties in mirrored positions gain equally (metamorphic test 5).
func TestSymmetry(t *testing.T) {
	for _, name := range []string{"nash", "kalai_smorodinsky", "egalitarian"} {
		protocol := playing(t, name)
		var out model.Offer
		rapid.Check(t, func(t *rapid.T) {
			p := mould{parties: [2]int{1, 1}, issues: [2]int{1, 5}, curvatures: anyCurve, risk: true, slack: []float64{0}}.problem(t)
			q := model.NewProblem(2, p.Issues)
			d := rapid.Float64Range(-0.2, 0.4).Draw(t, "reservation")
			for i := range 2 {
				copy(q.Weight[i], p.Weight[0])
				copy(q.Curvature[i], p.Curvature[0])
				q.Risk[i], q.Reservation[i] = p.Risk[0], d
				q.Consent[i], q.Power[i] = true, 0.5
				for k, x := range p.Ideal[0] {
					q.Ideal[i][k] = x
					if i == 1 {
						q.Ideal[i][k] = 1 - x
					}
				}
			}
			for i := range 2 {
				affine(q, i, p.Gain[0][0], 0)
			}
			protocol.Solve(q, nil, &out)
			if out.Status == model.Agreement && math.Abs(out.Surplus[0]-out.Surplus[1]) > 1e-6 {
				t.Fatalf("%s: surpluses %v", name, out.Surplus)
			}
		})
	}
}

// Of two parties, the one that has more without a deal, or more power, does not
// lose by it, and the other does not gain (metamorphic tests 6 and 7).
func TestStrengthPays(t *testing.T) {
	protocol := playing(t, "nash")
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		p := settled(t, duet(anyCurve), protocol, &out)
		payoff := slices.Clone(out.Payoff)
		q := clone(p)
		if rapid.Bool().Draw(t, "power") {
			q.Power[0] += 0.5 * q.Power[1]
			q.Power[1] *= 0.5
		} else {
			q.Reservation[0] += 0.5 * out.Surplus[0]
		}
		protocol.Solve(q, nil, &out)
		if !out.Status.Agreed() {
			t.Fatalf("%v (%v)", out.Status, out.Reason)
		}
		if out.Payoff[0] < payoff[0]-1e-6 || out.Payoff[1] > payoff[1]+1e-6 {
			t.Fatalf("payoffs %v, with more strength of the first %v", payoff, out.Payoff)
		}
	})
}

// Two parties under Kalai–Smorodinsky: if one gets more out of every agreement
// and the other's best offer is unchanged, the first does not lose by it
// (individual monotonicity; metamorphic test 8).
func TestMonotonicity(t *testing.T) {
	protocol := playing(t, "kalai_smorodinsky")
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		p := duet(anyCurve).problem(t)
		// The first party gains from any terms, so it does not bound the other's best.
		worst := p.Constant[0]
		for k := range p.Issues {
			worst += min(p.Worth(0, k, p.Lower[k]), p.Worth(0, k, p.Upper[k]))
		}
		p.Reservation[0] = worst - 0.05
		stretch := func(factor float64) {
			for k := range p.Issues {
				p.Weight[0][k] *= factor
				if p.Toll != nil {
					p.Toll[0][k] *= factor
				}
				if p.Price != nil {
					p.Price[0][k] *= factor
				}
			}
			p.Constant[0] = worst + factor*(p.Constant[0]-worst)
		}
		stretch(0.7)
		protocol.Solve(p, nil, &out)
		if out.Status != model.Agreement {
			t.Skip("no agreement")
		}
		payoff := out.Payoff[0]
		stretch(1 / 0.7)
		protocol.Solve(p, nil, &out)
		if out.Payoff[0] < payoff-1e-8 {
			t.Fatalf("payoff %g, with better agreements %g", payoff, out.Payoff[0])
		}
	})
}

// Agreements under Nash are exact: the duality gap vanishes (metamorphic test
// 12; its other half is TestCertificates).
func TestGap(t *testing.T) {
	protocol := playing(t, "nash")
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		p := crowd(anyCurve).problem(t)
		protocol.Solve(p, nil, &out)
		if out.Status == model.Agreement && !(out.Gap <= 1e-9) {
			t.Fatalf("gap %g", out.Gap)
		}
	})
}

// Almost linear preferences give almost the payoffs of linear ones (metamorphic
// test 13). Under max-min only the smallest surplus is compared: a hair's
// breadth of it can be worth a lot to a party above.
func TestAlmostStraight(t *testing.T) {
	nash, egalitarian := playing(t, "nash"), playing(t, "egalitarian")
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		m := crowd(straight)
		m.sided = false
		p := settled(t, m, nash, &out)
		q := clone(p)
		for i := range q.Parties {
			for k := range q.Issues {
				q.Curvature[i][k] = 1 + 1e-6
			}
		}
		payoff := slices.Clone(out.Payoff)
		nash.Solve(q, nil, &out)
		if !out.Status.Agreed() {
			t.Fatalf("%v (%v)", out.Status, out.Reason)
		}
		for i := range payoff {
			if math.Abs(out.Payoff[i]-payoff[i]) > 1e-3 {
				t.Fatalf("payoffs %v, almost straight %v", payoff, out.Payoff)
			}
		}
		egalitarian.Solve(p, nil, &out)
		margin := out.Margin
		egalitarian.Solve(q, nil, &out)
		if math.Abs(out.Margin-margin) > 1e-5 {
			t.Fatalf("margin %g, almost straight %g", margin, out.Margin)
		}
	})
}

// A voice pulls the terms toward its ideal and never blocks.
func TestVoice(t *testing.T) {
	protocol := playing(t, "nash")
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		m := crowd(cheapSteps)
		m.parties = [2]int{3, 4}
		p := m.problem(t)
		last := p.Parties - 1
		p.Consent[last], p.Power[last] = false, 0
		protocol.Solve(p, nil, &out)
		status := out.Status
		value := p.Value(last, out.Terms)
		p.Voice[last] = rapid.Float64Range(0.1, 10).Draw(t, "voice")
		p.Reservation[last] = 2
		protocol.Solve(p, nil, &out)
		if out.Status != status {
			t.Fatalf("%v, with a voice %v", status, out.Status)
		}
		if status == model.Agreement && p.Value(last, out.Terms) < value-1e-8 {
			t.Fatalf("value %g, with a voice %g", value, p.Value(last, out.Terms))
		}
	})
}
