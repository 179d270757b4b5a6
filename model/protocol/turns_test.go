package protocol

import (
	"math"
	"testing"

	"pgregory.net/rapid"

	"sim/model"
)

// As offers follow each other faster, two parties' offers tend to the Nash
// solution with powers from patience, in proportion to the time between them
// (metamorphic test 14).
func TestFastOffersReachNash(t *testing.T) {
	limit := playing(t, "rubinstein")
	slow := with(t, Rubinstein, func(o *offers) { o.Interval = 1e-2 })
	fast := with(t, Rubinstein, func(o *offers) { o.Interval = 1e-4 })
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		p := settled(t, duet(anyCurve), limit, &out)
		want := out.Payoff[0]
		slow.Solve(p, nil, &out)
		before := math.Abs(out.Payoff[0] - want)
		fast.Solve(p, nil, &out)
		after := math.Abs(out.Payoff[0] - want)
		if after > 1e-3 || after > before+1e-9 {
			t.Fatalf("off by %g with time between offers, by %g with little", before, after)
		}
	})
}

// Each party's payoff from the other's offer is what waiting for its own turn
// would bring it, and both offers are agreements.
func TestStationaryOffers(t *testing.T) {
	protocol := with(t, Rubinstein, func(o *offers) { o.Interval = 1 })
	var one, two model.Offer
	rapid.Check(t, func(t *rapid.T) {
		p := settled(t, duet(anyCurve), protocol, &one)
		p.Capability[0], p.Capability[1] = 2, 1
		protocol.Solve(p, nil, &one)
		p.Capability[1] = 3
		protocol.Solve(p, nil, &two)
		// A party may get more than waiting brings it, where giving it less is of no use to the other.
		for i, mine := range []*model.Offer{&one, &two} {
			other := []*model.Offer{&two, &one}[i]
			wait := p.Patience[i] * surplus(p, i, mine.Terms)
			if d := surplus(p, i, other.Terms) - wait; d < -1e-7 || (d > 1e-7 && p.Value(1-i, other.Terms) < bestValue(p, 1-i)-1e-6) {
				t.Fatalf("party %d: %g from the other's offer, %g by waiting", i, surplus(p, i, other.Terms), wait)
			}
		}
	})
}

// Alternating offers on a grid of terms, by brute force: nobody looks further
// than the grid, so that payoffs may differ by what a step of it is worth.
func TestAlternatingAgainstGrid(t *testing.T) {
	m := duet(anyCurve)
	m.issues = [2]int{1, 1}
	m.slack = []float64{0.3}
	m.boxed, m.risk = false, false // risk aversion makes payoffs so flat near ideals that a grid cannot tell
	played := 0
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		n := rapid.IntRange(1, 4).Draw(t, "rounds")
		protocol := &alternating{rounds: fewRounds(n)}
		var out model.Offer
		protocol.Solve(p, nil, &out)
		if out.Status != model.Agreement {
			t.Skip("no agreement")
		}
		played++
		value := []float64{p.Reservation[0], p.Reservation[1]}
		first := 0
		if p.Capability[1] > p.Capability[0] {
			first = 1
		}
		for r := n - 1; r >= 0; r-- {
			lead := (first + r) % 2
			other := 1 - lead
			need := p.Reservation[other] + 0.9*p.Patience[other]*(value[other]-p.Reservation[other])
			best, at := math.Inf(-1), -1.0
			grid(p, 20000, func(x []float64) {
				if p.Value(other, x) < need-1e-9 {
					return
				}
				// Of equally good terms those that are best for the other.
				if u := p.Value(lead, x) + 1e-12*p.Value(other, x); u > best {
					best, at = u, x[0]
				}
			})
			for i := range value {
				value[i] = p.Value(i, []float64{at})
			}
		}
		for i, v := range value {
			if math.Abs(v-out.Payoff[i]) > 5e-3 {
				t.Fatalf("payoffs %v, on a grid %v", out.Payoff, value)
			}
		}
	})
	if played == 0 {
		t.Error("nobody ever agreed")
	}
}

func fewRounds(n int) rounds { return rounds{Rounds: n, Breakdown: 0.1} }

// Stacked offers end between both parties' reservation values, always within
// the deadline if there is a zone of possible agreement (metamorphic test 15);
// who concedes early gets less.
func TestStackedOffers(t *testing.T) {
	var out model.Offer
	for _, tactic := range []string{"boulware", "linear", "conceder"} {
		for _, accept := range []string{"next", "combi"} {
			protocol := with(t, StackedOffers, func(f *tactics) { f.Tactic, f.Accept = tactic, accept })
			nash := playing(t, "nash")
			rapid.Check(t, func(t *rapid.T) {
				p := settled(t, duet(anyCurve), nash, &out)
				protocol.Solve(p, nil, &out)
				if !out.Status.Agreed() {
					t.Fatalf("%s, %s: %v (%v)", tactic, accept, out.Status, out.Reason)
				}
				for i := range p.Parties {
					if s := surplus(p, i, out.Terms); s < -2e-9 {
						t.Fatalf("%s: party %d falls short by %g", tactic, i, s)
					}
				}
			})
		}
	}
}

// What a party offers is worth to it what it asks for, and of all such terms
// nothing is better for the others together.
func TestAsking(t *testing.T) {
	m := crowd(anyCurve)
	m.parties, m.issues = [2]int{3, 4}, [2]int{1, 3}
	m.risk = false
	found := 0
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		s := new(alternatingBase)
		if !s.openTalks(p, nil, new(model.Offer), nil) {
			t.Skip("no zone")
		}
		lead := rapid.IntRange(0, p.Parties-1).Draw(t, "lead")
		v := s.need[lead] + rapid.Float64Range(0, 1).Draw(t, "asks")*(s.best[lead]-s.need[lead])
		s.termsAtValue(lead, v)
		own, others := s.value[lead], s.meanOfOthers(lead)
		if own < v-1e-8 {
			t.Fatalf("gets %g, asks for %g", own, v)
		}
		found++
		x := make([]float64, p.Issues)
		for range 200 {
			for k := range x {
				x[k] = p.Lower[k] + rapid.Float64Range(0, 1).Draw(t, "terms")*(p.Upper[k]-p.Lower[k])
			}
			if p.Value(lead, x) < v {
				continue
			}
			sum := 0.0
			for i := range p.Parties {
				if i != lead {
					sum += p.Value(i, x) / float64(p.Parties-1)
				}
			}
			if sum > others+1e-7 {
				t.Fatalf("others get %g at %v, but %g at its offer", sum, x, others)
			}
		}
	})
	if found == 0 {
		t.Error("no zone was drawn")
	}
}

// The share of refusals falls with what a breakdown costs the proposer, and
// with the least cost of the responder (metamorphic test 16).
func TestCostsPreventConflict(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := rapid.SampledFrom([]float64{1, 2}).Draw(t, "a"), rapid.SampledFrom([]float64{1, 3}).Draw(t, "b")
		low := rapid.Float64Range(0, 0.15).Draw(t, "low")
		m := duet(anyCurve)
		m.issues = [2]int{1, 3}
		p := m.problem(t)
		p.Capability[0], p.Capability[1] = 2, 1
		refusal := func(low, cost float64) float64 {
			q := clone(p)
			q.Reservation[0] -= cost
			c := &crisis{belief: costs{Low: low, High: 0.2, A: a, B: b}}
			var out model.Offer
			c.Solve(q, nil, &out)
			if out.Status != model.Agreement && out.Reason != model.Refused {
				t.Skip("no zone")
			}
			return c.refusal
		}
		base := refusal(low, 0)
		if more := refusal(low, rapid.Float64Range(0.01, 0.2).Draw(t, "cost")); more > base+1e-6 {
			t.Fatalf("refusals rise from %g to %g with the proposer's cost", base, more)
		}
		if a == 1 && b == 1 {
			if more := refusal(low+0.04, 0); more > base+1e-6 {
				t.Fatalf("refusals rise from %g to %g with the least cost", base, more)
			}
		}
	})
}

// The product of surpluses and the search over costs are two ways to the same
// offer, for any number of parties.
func TestScreening(t *testing.T) {
	m := crowd(cheapSteps)
	m.parties, m.issues = [2]int{2, 4}, [2]int{1, 4}
	compared := 0
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		low := rapid.Float64Range(0, 0.1).Draw(t, "low")
		c := &crisis{belief: costs{Low: low, High: 0.2, A: 1, B: 1}}
		var out model.Offer
		c.Solve(p, nil, &out)
		if out.Status != model.Agreement && out.Reason != model.Refused {
			t.Skip("no zone")
		}
		compared++
		by := (1 - c.refusal) * surplus(p, c.party[c.turn[0]], out.Terms)
		at := c.bestScreen(c.turn[0], c.turn[1])
		if best := (1 - c.cdf(at)) * c.gain(c.turn[0], c.turn[1], at); math.Abs(best-by) > 1e-5 {
			t.Fatalf("worth %g by the product, %g by search", by, best)
		}
	})
	if compared == 0 {
		t.Error("no zone was drawn")
	}
}

// The responder consents in as many draws as its belief says.
func TestRefusals(t *testing.T) {
	p := opposing(0.4, 0.1, 0.9, 0.9)
	c := &crisis{belief: costs{High: 0.4, A: 1, B: 1}}
	var out model.Offer
	refused := 0
	const draws = 1000
	for n := range draws {
		s := model.Stream{Events: sure((float64(n) + 0.5) / draws)}
		if c.Solve(p, &s, &out); out.Reason == model.Refused {
			refused++
			if out.Share[1] != 1 || out.Payoff[1] < p.Reservation[1] {
				t.Fatalf("shares %v, payoffs %v", out.Share, out.Payoff)
			}
		}
	}
	// The first case of the oracles: 37.5 percent (Fearon 1995).
	if math.Abs(float64(refused)/draws-0.375) > 1e-3 {
		t.Errorf("%d of %d refused", refused, draws)
	}
}

// sure are events that all have the same number.
type sure float64

func (s sure) Uniform(model.StreamKey, int, int) float64 { return float64(s) }

// More than two parties can miss the deadline; the shares say who rejected what.
func TestDeadline(t *testing.T) {
	missed := 0
	protocol := with(t, StackedOffers, func(f *tactics) { f.Rounds = 2 })
	m := crowd(anyCurve)
	m.parties = [2]int{3, 5}
	var out model.Offer
	rapid.Check(t, func(t *rapid.T) {
		p := m.problem(t)
		protocol.Solve(p, nil, &out)
		check(t, p, &out)
		if out.Reason == model.PastDeadline {
			missed++
		}
	})
	if missed == 0 {
		t.Error("the deadline was never missed")
	}
}

// Parameters that make no sense are refused.
func TestParametersOfTurns(t *testing.T) {
	for name, set := range map[string]func(any){
		"zeuthen":            func(p any) { p.(*concessions).Steps = 0 },
		"rubinstein":         func(p any) { p.(*offers).Interval = -1 },
		"alternating_offers": func(p any) { p.(*rounds).Breakdown = math.NaN() },
		"stacked_offers":     func(p any) { p.(*tactics).Tactic = "stern" },
		"crisis":             func(p any) { p.(*costs).Low = 0.3 },
	} {
		e, err := All.Lookup(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Build(func(p any) error { set(p); return nil }); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// Nothing allocates under other parameters either.
func TestTurnsDoNotAllocate(t *testing.T) {
	protocols := []model.Protocol{
		with(t, Rubinstein, func(o *offers) { o.Interval = 1 }),
		with(t, Rubinstein, func(o *offers) { o.Outside = true }),
		with(t, AlternatingOffers, func(r *rounds) { r.Outside = true }),
		with(t, StackedOffers, func(f *tactics) { f.Accept = "combi" }),
		with(t, StackedOffers, func(f *tactics) { f.Curve, f.Opening = "exponential", 0.1 }),
		with(t, Crisis, func(c *costs) { c.A = 2 }),
	}
	for n, protocol := range protocols {
		out := new(model.Offer)
		large, small := benchmarkProblem(4, 9, 2), benchmarkProblem(2, 4, 1)
		protocol.Solve(large, nil, out)
		if got := allocations(3, func() {
			protocol.Solve(small, nil, out)
			protocol.Solve(large, nil, out)
		}); got != 0 {
			t.Errorf("theory %d: %g allocations", n, got)
		}
	}
}

// Under other parameters the contract holds too.
func TestContractOfTurns(t *testing.T) {
	for _, protocol := range []model.Protocol{
		with(t, Rubinstein, func(o *offers) { o.Interval = 2 }),
		with(t, Rubinstein, func(o *offers) { o.Outside = true }),
		with(t, AlternatingOffers, func(r *rounds) { r.Outside, r.Rounds = true, 3 }),
		with(t, StackedOffers, func(f *tactics) { f.Accept, f.Least = "const", 0.4 }),
		with(t, StackedOffers, func(f *tactics) { f.Accept, f.Late = "time", 0.5 }),
		with(t, StackedOffers, func(f *tactics) { f.Accept, f.Late = "combi", 0.3 }),
		with(t, Crisis, func(c *costs) { c.Low, c.A, c.B = 0.02, 2, 3 }),
		with(t, Crisis, func(c *costs) { c.Low, c.High = 0.1, 0.1 }),
	} {
		m := crowd(anyCurve)
		m.slack = []float64{0.3, 0.05, 0.001, 0, -0.01}
		var out model.Offer
		rapid.Check(t, func(t *rapid.T) {
			p := m.problem(t)
			protocol.Solve(p, nil, &out)
			check(t, p, &out)
		})
	}
}

// threeIssues is a standard exercise of automated negotiation: weights
// .5/.3/.2 against .2/.3/.5, opposed on every issue, reservation values 0.2.
func threeIssues() *model.Problem {
	p := opposed([]float64{0.5, 0.3, 0.2}, []float64{0.2, 0.3, 0.5}, 0.2, 0.2, 0.5)
	p.Patience[0], p.Patience[1] = 0.95, 0.95
	return p
}

// Both parties get 0.65: the first wins the first issue, the second the third,
// and they halve the one they care about alike.
func TestThreeIssues(t *testing.T) {
	for _, name := range []string{"nash", "kalai_smorodinsky", "egalitarian", "zeuthen", "rubinstein"} {
		out := solved(t, name, threeIssues())
		for i, u := range out.Payoff {
			if math.Abs(u-0.65) > 1e-9 {
				t.Errorf("%s: party %d gets %g", name, i, u)
			}
		}
	}
	// Parties that concede evenly in small steps meet there.
	s, out := with(t, StackedOffers, func(f *tactics) { f.Rounds = 1001 }), new(model.Offer)
	s.Solve(threeIssues(), nil, out)
	if math.Abs(out.Payoff[0]-0.65) > 2e-3 {
		t.Errorf("stacked_offers: %v", out.Payoff)
	}
}

// BenchmarkStackedSteps is two parties, three issues and a hundred turns.
func BenchmarkStackedSteps(b *testing.B) {
	s := &stacked{all: conduct{beta: 0.05, rounds: 50}}
	p, out := threeIssues(), new(model.Offer)
	b.ReportAllocs()
	for b.Loop() {
		s.Solve(p, nil, out)
	}
	b.ReportMetric(float64(s.step), "turns")
}
