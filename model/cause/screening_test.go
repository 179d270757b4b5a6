package cause

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Each state of a sale with infinitely many rounds is solved by the linear
// equilibrium if its continuation is (Stokey 1981; Sobel and Takahashi 1983).
func TestStationary(t *testing.T) {
	for _, patience := range []float64{0.5, 0.9, 0.98} {
		root := math.Sqrt(1 - patience)
		for _, state := range []int{0, 17, 64, 100} {
			var s Screening
			d := stationary(&s, 128, patience, state)
			v := 1 - float64(state)/128
			if price := v * root / (1 + root); math.Abs(-d.Offer-price) > 1e-9 || math.Abs(1-d.Cutoff/128-v/(1+root)) > 1e-9 || math.Abs(d.Value-price/2) > 1e-9 {
				t.Errorf("patience %g, state %g: price %g, next %g, value %g", patience, v, -d.Offer, 1-d.Cutoff/128, d.Value)
			}
		}
	}
}

// A sale before a deadline follows the recursion of its quadratic value (Sobel
// and Takahashi 1983), as long as what is left at the end is not less than a cell.
func TestHorizon(t *testing.T) {
	for _, rounds := range []int{2, 5, 20} {
		for _, patience := range []float64{0.5, 0.9, 0.98} {
			if rounds == 20 && patience < 0.98 {
				continue
			}
			var s Screening
			noGap(&s, 128, patience)
			demands, accepted := play(&s, rounds)
			cut := make([]float64, rounds) // what is left of a state after each round
			price, worth := 1.0, 0.0       // price and value of a state of 1 in the next round, from the last
			for n := rounds - 1; n >= 0; n-- {
				rate := 1 - patience + patience*price
				if n == rounds-1 {
					rate = 1
				}
				cut[n] = rate / (2 * (rate - patience*worth))
				worth = rate*cut[n]*(1-cut[n]) + patience*worth*cut[n]*cut[n]
				price = rate * cut[n]
			}
			left := 1.0
			for n := range rounds {
				if n == 0 && math.Abs(-demands[0].Offer-price) > 1e-5 {
					t.Errorf("%d rounds, patience %g: price %g, want %g", rounds, patience, -demands[0].Offer, price)
				}
				left *= cut[n]
				if math.Abs(1-accepted[n]-left) > 1e-5 {
					t.Errorf("%d rounds, patience %g, round %d: %g left, want %g", rounds, patience, n, 1-accepted[n], left)
				}
			}
		}
	}
}

// With perfect patience nothing is accepted before the last round, and then as
// much as if it were the only one.
func TestDeadlineIsCommitment(t *testing.T) {
	for _, rounds := range []int{1, 2, 5, 12, 20} {
		var s Screening
		privateCost(&s, 128, 0.5, 0.1, 0, 0.4, 1)
		demands, accepted := play(&s, rounds)
		for n, d := range demands[:rounds-1] {
			if !d.Nobody {
				t.Errorf("%d rounds: somebody accepts in round %d", rounds, n)
			}
		}
		if no := 1 - accepted[rounds-1]; math.Abs(no-0.375) > 1e-9 {
			t.Errorf("%d rounds: no deal with chance %g", rounds, no)
		}
	}
}

// Private strength before a deadline: a slice of types per round, and a last one
// that is K/R of them, where the range R is wide enough.
func TestStrengthLasts(t *testing.T) {
	const patience, width = 0.98, 0.4
	for _, c := range []struct {
		rounds int
		costs  float64
	}{{5, 0.2}, {20, 0.2}, {5, 0.12}, {20, 0.12}, {26, 0.12}} {
		var s Screening
		privateStrength(&s, 128, c.costs/2, c.costs/2, 0.3, 0.3+width, patience)
		demands, accepted := play(&s, c.rounds)
		for n, d := range demands {
			share := c.costs / width * (1 - patience) * float64(n+1)
			if n == c.rounds-1 {
				share += c.costs / width * patience
			}
			if math.Abs(accepted[n]-share) > 1e-5 {
				t.Errorf("%d rounds, costs %g: %g accept by round %d, want %g", c.rounds, c.costs, accepted[n], n, share)
			}
			if demand := 0.7 - float64(n)*(1-patience)*c.costs - c.costs/2; math.Abs(1-d.Offer-demand) > 1e-5 {
				t.Errorf("%d rounds, costs %g: demand %g in round %d, want %g", c.rounds, c.costs, 1-d.Offer, n, demand)
			}
		}
	}
}

// Talks without an end about costs: how far ahead they are computed makes no
// difference, and all agree.
func TestOpenHorizon(t *testing.T) {
	var want []float64
	for _, ahead := range []int{12, 24, 48} {
		var s Screening
		privateCost(&s, 128, 0.5, 0.1, 0, 0.4, 0.98)
		s.ahead = ahead
		got := playOpen(&s, 6)
		if got[5] != 1 || !s.Surprised() {
			t.Errorf("%d rounds ahead: %g accept", ahead, got[5])
		}
		for n := range want {
			if math.Abs(got[n]-want[n]) > 1e-9 {
				t.Errorf("%d rounds ahead: %g accept by round %d, want %g", ahead, got[n], n, want[n])
			}
		}
		want = got
	}
}

// Talks without an end about strength end soon if the range of strength is at
// most twice the costs of going on, and else do not.
func TestOpenCondition(t *testing.T) {
	for _, c := range []struct {
		width, costs float64
		soon         bool
	}{{0.3, 0.2, true}, {0.38, 0.2, true}, {0.4, 0.2, true}, {0.4, 0.1, false}} {
		var s Screening
		privateStrength(&s, 128, c.costs/2, c.costs/2, 0.3, 0.3+c.width, 0.98)
		accepted := playOpen(&s, 24)
		if soon := accepted[23] == 1; soon != c.soon {
			t.Errorf("range %g, costs %g: %g accept in 24 rounds", c.width, c.costs, accepted[23])
		}
		if !c.soon && math.Abs(accepted[23]-24*0.02*c.costs/c.width) > 1e-4 {
			t.Errorf("range %g, costs %g: %g accept in 24 rounds", c.width, c.costs, accepted[23])
		}
	}
}

// A range of width 0 is complete information, bit for bit.
func TestNothingPrivate(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		var s Screening
		begin(&s, 16, 0)
		s.Patience, s.ProposerPatience = random.Float64(), random.Float64()
		refused := random.Float64() * 0.5
		one := Type{GoingOn: refused + random.Float64()*0.2, Refused: refused, ProposerGoingOn: random.Float64() * 0.6}
		one.ProposerRefused, one.Shift = one.ProposerGoingOn-random.Float64()*0.2, random.Float64()*0.1
		for b := range s.Types {
			s.Types[b] = one
		}
		for _, rounds := range []int{Open, 1, 2, 7} {
			got, want := s.Demand(rounds), s.Known(rounds, one)
			if got.Offer != want.Offer || got.Nobody != want.Nobody || !got.Nobody && (got.Cutoff != 16 || got.Chance != 1) {
				t.Fatalf("%d rounds, %+v: %+v, want %+v", rounds, one, got, want)
			}
			if !want.Nobody && !got.Accepts(random.Float64()*16, math.Inf(-1)) {
				t.Fatalf("%d rounds: refused", rounds)
			}
			if math.Abs(got.Value-want.Value) > 1e-12 {
				t.Fatalf("%d rounds: value %g, want %g", rounds, got.Value, want.Value)
			}
		}
	}
}

// randomGame is a game of random payoffs and beliefs on a bent frontier. If it
// has a deadline, refusing then is as good as going on.
func randomGame(s *Screening, random *rand.Rand, cells int) {
	prior := make([]float64, cells)
	for c := range prior {
		prior[c] = math.Exp(random.NormFloat64() * 0.3)
	}
	s.Begin(cells, prior)
	s.Patience, s.ProposerPatience = 0.8+random.Float64()*0.2, 0.8+random.Float64()*0.2
	var net, payoff []float64
	bend := 1 + random.Float64()
	for n := range 17 {
		u := float64(n) / 16
		net, payoff = append(net, u), append(payoff, 1-math.Pow(u, bend))
	}
	s.Frontier.Set(net, payoff)
	f, own, shift := 0.6*random.Float64()-0.2, 0.5*random.Float64(), random.NormFloat64()*0.3
	slope, move := random.NormFloat64(), random.NormFloat64()*0.2
	for b := range s.Types {
		s.Types[b] = Type{GoingOn: f, Refused: f, ProposerGoingOn: own, ProposerRefused: own, Shift: float64(b) / float64(cells) * shift * 0.2}
		step := random.Float64() * 0.8 / float64(cells)
		f += step
		own += (slope - move) * step * 0.5
	}
}

// A type that is less tough than one that accepts accepts earlier or at once,
// and offers do not fall while payoffs stay.
func TestSkimming(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var s Screening
	agreed := 0
	for range 10_000 {
		randomGame(&s, random, 32)
		rounds := 1 + random.IntN(12)
		types := [2]float64{random.Float64() * 32, random.Float64() * 32}
		if types[0] > types[1] {
			types[0], types[1] = types[1], types[0]
		}
		when := [2]int{rounds, rounds}
		last := math.Inf(-1)
		for n := range rounds {
			d := s.Demand(rounds - n)
			if d.Offer < last-1e-12 {
				t.Fatalf("round %d: offers fall from %g to %g", n, last, d.Offer)
			}
			last = d.Offer
			if d.Cutoff < s.low || d.Chance < 0 || d.Chance > 1+1e-12 {
				t.Fatalf("round %d: %+v with %g left", n, d, s.low)
			}
			for i, at := range types {
				if when[i] == rounds && d.Accepts(at, math.Inf(-1)) {
					when[i] = n
				}
			}
			s.Refuse(d)
		}
		if when[0] > when[1] {
			t.Fatalf("type %g agrees in round %d, the tougher %g in %d", types[0], when[0], types[1], when[1])
		}
		if when[1] < rounds {
			agreed++
		}
	}
	if agreed < 1000 || agreed > 9000 {
		t.Errorf("the tougher type agrees in %d of 10,000 games: they test little", agreed)
	}
}

// Halving and a full search for each state find the same policy, bit for bit.
func TestHalving(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	var s Screening
	check := func(name string, rounds int) {
		t.Helper()
		s.Demand(rounds)
		p, boundaries := &s.plan, s.cells+1
		for n := 1; n < p.rows; n++ {
			s.prepare(n)
			row := n * boundaries
			offers, values := slices.Clone(p.offer[row:row+boundaries]), slices.Clone(p.value[row:row+boundaries])
			for a := p.from; a < boundaries; a++ {
				j := -1
				if a <= p.top {
					j = p.bestSlot(p.mass[a], a, p.top)
				}
				p.write(n, a, j)
			}
			p.finish(n)
			for a := p.from; a < boundaries; a++ {
				offer, value := offers[a], values[a]
				if p.offer[n*boundaries+a] != offer || p.value[n*boundaries+a] != value {
					t.Fatalf("%s, %d rounds left, state %d: offer %v, value %v, by halving %v, %v",
						name, n, a, p.offer[n*boundaries+a], p.value[n*boundaries+a], offer, value)
				}
			}
		}
	}
	for range 300 {
		randomGame(&s, random, 64)
		check("random", 26)
		check("random, open", Open)
	}
	for _, patience := range []float64{0.9, 0.95, 0.98, 0.99, 1} {
		privateCost(&s, 128, 0.5, 0.1, 0, 0.4, patience)
		check("cost", 26)
		check("cost, open", Open)
		privateStrength(&s, 128, 0.1, 0.1, 0.3, 0.7, patience)
		check("strength", 26)
		check("strength, open", Open)
		noGap(&s, 128, patience)
		check("sale", 26)
	}
}

// A game is solved again only if something has moved by more than the
// tolerance, and then from the belief that refusals have left.
func TestSolvedAnew(t *testing.T) {
	var s, fresh Screening
	privateCost(&s, 64, 0.5, 0.1, 0, 0.4, 0.98)
	s.Tolerance = 1e-3
	s.Refuse(s.Demand(20))
	before := s.Demand(19)
	for b := range s.Types {
		s.Types[b].GoingOn += 5e-4
	}
	if s.Demand(19) != before {
		t.Error("solved anew within the tolerance")
	}
	for b := range s.Types {
		s.Types[b].GoingOn += 5e-3
	}
	after := s.Demand(19)
	if after.Offer <= before.Offer {
		t.Errorf("offer %g after payoffs moved, %g before", after.Offer, before.Offer)
	}
	privateCost(&fresh, 64, 0.5, 0.1, 0, 0.4, 0.98)
	copy(fresh.Types, s.Types)
	fresh.RuleOut(s.low)
	if got := fresh.Demand(19); got != after {
		t.Errorf("%+v, from the start %+v", after, got)
	}
}

// Where the toughest cannot be satisfied, the proposer goes up to what can be
// agreed, at any position; where nobody can, nothing is demanded.
func TestFrontierEnds(t *testing.T) {
	for _, cells := range []int{16, 128} {
		var s Screening
		privateCost(&s, cells, 0.5, 0.1, 0, 0.1, 0.98) // the types require 0.4 to 0.5, and all are worth it
		s.Frontier.Set([]float64{-1, 0.4321}, []float64{2, 0.5679})
		if d := s.Demand(1); math.Abs(d.Offer-0.4321) > 1e-12 || math.Abs(d.Cutoff/float64(cells)-0.321) > 1e-12 || d.Nobody {
			t.Errorf("%d cells: %+v", cells, d)
		}
		s.Frontier.Set([]float64{-1, 0.3}, []float64{2, 0.7})
		if d := s.Demand(5); !d.Nobody || d.Chance != 0 || d.Accepts(0, math.Inf(-1)) {
			t.Errorf("%d cells, nothing can be agreed: %+v", cells, d)
		}
	}
}

// A proposer whose every demand was refused takes the responder to be of the
// toughest type.
func TestSurprised(t *testing.T) {
	var s Screening
	privateCost(&s, 32, 0.5, 0.1, 0, 0.4, 0.98)
	for range 10 {
		s.Refuse(s.Demand(Open))
	}
	if !s.Surprised() || s.Mean(make([]float64, 33)) != 0 {
		t.Fatal("not surprised")
	}
	if d := s.Demand(Open); d.Offer != 0.5 || d.Nobody || !d.Accepts(32, 0.5) || d.Accepts(32, 0.6) {
		t.Errorf("%+v", d)
	}
}

func TestNoAllocations(t *testing.T) {
	var s Screening
	mean := make([]float64, 129)
	for b := range mean {
		mean[b] = float64(b) * 1e-3
	}
	game := func() {
		privateCost(&s, 128, 0.5, 0.1, 0, 0.4, 0.98)
		for n := 26; n > 0; n-- {
			s.Refuse(s.Demand(n))
			if n == 20 {
				s.News(0.1, mean, 0.05)
			}
		}
		s.Demand(Open)
	}
	game()
	if n := testing.AllocsPerRun(3, func() {
		s.Frontier.net, s.Frontier.payoff = s.Frontier.net[:0], s.Frontier.payoff[:0]
		game()
	}); n > 2 { // the points that the test gives the frontier
		t.Errorf("%g allocations", n)
	}
}

func BenchmarkScreening128x26(b *testing.B) {
	var s Screening
	privateCost(&s, 128, 0.5, 0.1, 0, 0.4, 0.98)
	s.Demand(26)
	b.ReportAllocs()
	for b.Loop() {
		s.plan.rows = 0
		s.Demand(26)
	}
}

// The game of the benchmark, searched in full.
func BenchmarkFullSearch128x26(b *testing.B) {
	var s Screening
	privateCost(&s, 128, 0.5, 0.1, 0, 0.4, 0.98)
	s.Demand(26)
	for b.Loop() {
		for n := 1; n < s.plan.rows; n++ {
			s.prepare(n)
			for a := range s.plan.top + 1 {
				s.plan.write(n, a, s.plan.bestSlot(s.plan.mass[a], a, s.plan.top))
			}
		}
	}
}

// A row that repeats the one before it is repeated by all that follow: the next one,
// computed all the same, has the same bits.
func TestRowsRepeat(t *testing.T) {
	for _, private := range []float64{0.1, 0.2, 0.3} {
		var s Screening
		privateCost(&s, 64, 0.5, 0.1, 0, private, 0.98)
		s.Demand(60)
		p := &s.plan
		if p.steady == 0 || p.steady > 40 {
			t.Errorf("%g: rows repeat from %d on", private, p.steady)
			continue
		}
		row := p.steady * 65
		offer, value, cutoff := slices.Clone(p.offer[row:]), slices.Clone(p.value[row:]), slices.Clone(p.cutoff[row:])
		copy(p.offer[row-65:], offer)
		copy(p.value[row-65:], value)
		s.prepare(p.steady)
		p.halve(p.steady, p.from, 64, p.from, p.top)
		p.finish(p.steady)
		if !slices.Equal(offer, p.offer[row:]) || !slices.Equal(value, p.value[row:]) || !slices.Equal(cutoff, p.cutoff[row:]) {
			t.Errorf("%g: the next row differs", private)
		}
	}
}
