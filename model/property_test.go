package model

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// M1: the order in which levers are listed changes nothing but rounding. A
// scenario lists them by name, so not even that.
func TestLeverOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBargain(t)
		permuted := *b
		order := rapid.Permutation(indices(len(b.Levers))).Draw(t, "order")
		permuted.Levers, permuted.Parties = make([]Lever, len(b.Levers)), slices.Clone(b.Parties)
		for to, from := range order {
			l := b.Levers[from]
			l.Substitutions = slices.Clone(l.Substitutions)
			for i := range l.Substitutions {
				l.Substitutions[i].Lever = slices.Index(order, l.Substitutions[i].Lever)
			}
			permuted.Levers[to] = l
		}
		for i := range permuted.Parties {
			permuted.Parties[i].OnLeaving = slices.Clone(b.Parties[i].OnLeaving)
			for j, l := range b.Parties[i].OnLeaving {
				permuted.Parties[i].OnLeaving[j] = slices.Index(order, l)
			}
		}
		for g, p := range pose(&permuted) {
			if err := nearAll(p, pose(b)[g], 1e-12); err != nil {
				t.Fatalf("package %d: %v", g, err)
			}
		}
	})
}

// M1: the order of issues changes nothing but their order.
func TestIssueOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		b.Processes = nil // its hazards name issues by index
		last := len(b.Issues) - 1
		turned := func(k int) int { return last - k }
		turn := func(s Size) Size {
			if s.Issue > 0 {
				s.Issue = turned(s.Issue-1) + 1
			}
			return s
		}
		all := func(ks []int) []int {
			ks = slices.Clone(ks)
			for i := range ks {
				ks[i] = turned(ks[i])
			}
			return ks
		}
		r := *b
		r.Issues, r.Packages, r.Levers, r.Parties = slices.Clone(b.Issues), slices.Clone(b.Packages), slices.Clone(b.Levers), slices.Clone(b.Parties)
		slices.Reverse(r.Issues)
		for i := range r.Parties {
			p := &r.Parties[i]
			p.Say, p.Prospects, p.DisagreementCost = all(p.Say), slices.Clone(p.Prospects), turn(p.DisagreementCost)
			for j := range p.Prospects {
				p.Prospects[j].Issue = turned(p.Prospects[j].Issue)
			}
			p.WalksAway = slices.Clone(p.WalksAway)
			for j := range p.WalksAway {
				p.WalksAway[j] = slices.Clone(p.WalksAway[j])
				for w := range p.WalksAway[j] {
					p.WalksAway[j][w].Issue = turned(p.WalksAway[j][w].Issue)
				}
			}
		}
		for g := range r.Packages {
			p := &r.Packages[g]
			p.Issues, p.Limits = all(p.Issues), slices.Clone(p.Limits)
			for i := range p.Limits {
				p.Limits[i].Issue = turned(p.Limits[i].Issue)
			}
		}
		if b.Standstill != nil {
			still := *b.Standstill
			still.Issue, r.Standstill = turned(still.Issue), &still
		}
		for i := range r.Levers {
			r.Levers[i].Effects = slices.Clone(r.Levers[i].Effects)
			for j := range r.Levers[i].Effects {
				e := &r.Levers[i].Effects[j]
				if e.Issue >= 0 {
					e.Issue = turned(e.Issue)
				}
				e.By = turn(e.By)
			}
		}
		terms, reversed := make([]float64, last+1), make([]float64, last+1)
		for g, p := range pose(&r) {
			q := pose(b)[g]
			l := s.below("level", p.Levels())
			p.AtLevel(l)
			for k := range terms {
				reversed[k] = max(p.Lower[k], min(p.Upper[k], rapid.Float64Range(0, 1).Draw(t, "terms")))
				terms[turned(k)] = reversed[k]
			}
			q.AtLevel(q.Nearest(terms))
			for i := range b.Parties {
				if math.Abs(p.Reservation[i]-q.Reservation[i]) > 1e-12 || p.Lower[0] <= p.Upper[0] && math.Abs(p.Value(i, reversed)-q.Value(i, terms)) > 1e-12 {
					t.Fatalf("package %d, party %d: %v, %v against %v, %v", g, i, p.Reservation[i], p.Value(i, reversed), q.Reservation[i], q.Value(i, terms))
				}
				for k := range b.Issues {
					if p.Ideal[i][k] != q.Ideal[i][turned(k)] || p.InPackage[k] != q.InPackage[turned(k)] {
						t.Fatal("not the same issues")
					}
				}
			}
		}
	})
}

// M11 and M19: a lever of weight 0 that offers nothing, or one that its dates
// keep from acting, changes no bit of anything.
func TestIdleLeverChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		more := *b
		idle := s.lever(b)
		idle.Weight = Known(0)
		idle.Effects = slices.DeleteFunc(idle.Effects, func(e Effect) bool { return e.Does == Offers })
		more.Levers = append(slices.Clone(b.Levers), idle)
		one, two := tableOf(b), tableOf(&more)
		if err := same(two, one, indices(len(b.Packages))); err != nil {
			t.Fatal(err)
		}
	})
}

// An offer of weight 0 leaves an issue that nobody else carries out where it is
// held: nothing is on the table.
func TestOfferOfNothingIsOffTheTable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		b.Issues[0].Carriers, b.Issues[0].Steps, b.Issues[0].Options = []Carrier{{Party: 1, Share: Known(1), Credibility: Known(1)}}, 0, nil
		b.Issues[0].RedLines, b.Processes = nil, nil
		for i := range b.Levers {
			b.Levers[i].Effects = slices.DeleteFunc(slices.Clone(b.Levers[i].Effects), func(e Effect) bool { return e.Issue == 0 })
		}
		weight, upTo := rapid.SampledFrom([]float64{0, 0.5, 1}).Draw(t, "weight"), rapid.SampledFrom([]float64{0, 1}).Draw(t, "up to")
		offer := always("offer", weight, Effect{Does: Offers, Party: 0, Issue: 0, UpTo: Known(upTo)})
		offer.Holder, offer.When = 1, []Moment{{OnAgreement, -1}}
		b.Levers = append(b.Levers, offer)
		table := tableOf(b)
		quo := table.here.quo[0]
		if held := rapid.Float64Range(0, 1).Draw(t, "held"); s.one("something is in force", 2) {
			table.Now().StatusQuo[0] = held
			table.Rebuild()
		}
		p := table.Problem(0)
		lower, upper := 0.0, quo+weight*(upTo-quo)
		if upTo < quo {
			lower, upper = upper, 1
		}
		lower, upper = min(lower, p.StatusQuo[0]), max(upper, p.StatusQuo[0])
		if math.Abs(p.Lower[0]-lower) > 1e-15 || math.Abs(p.Upper[0]-upper) > 1e-15 {
			t.Fatalf("between %g and %g, want %g and %g", p.Lower[0], p.Upper[0], lower, upper)
		}
	})
}

// M9, the leverage principle: what presses a party whatever happens, in every
// world and never relieved, moves no surplus at any terms, its holder's neither,
// whatever else acts and however far the agreement is trusted; it moves d.
func TestUnconditionalPressureIsNoLeverage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		more := *b
		by := rapid.Float64Range(0.01, 0.3).Draw(t, "by")
		press := always("press", rapid.Float64Range(0.1, 1).Draw(t, "weight"), Effect{Does: Presses, Party: 0, By: Size{Amount: Known(by)}})
		press.Holder, press.Cost, press.Credibility = 1, Known(rapid.Float64Range(0, 0.2).Draw(t, "own cost")), s.share("credibility")
		more.Levers = append(slices.Clone(b.Levers), press)
		more.Parties = slices.Clone(b.Parties)
		more.Parties[1].Leaves, more.Parties[1].OnLeaving = Number{}, nil // it stays
		plain := more
		plain.Levers = b.Levers
		without, with := tableOf(&plain), tableOf(&more)
		if s.one("a package is in force", 2) {
			stir(t, &plain, without.Now())
			without.Now().Gone[1] = false
			copyAll(with.Now(), without.Now())
			without.Rebuild()
			with.Rebuild()
		}
		for g := range b.Packages {
			p, q := without.Problem(g), with.Problem(g)
			l := s.below("level", p.Levels())
			p.AtLevel(l)
			q.AtLevel(l)
			x := s.terms(p)
			for i := range b.Parties {
				if before, after := p.Value(i, x)-p.Reservation[i], q.Value(i, x)-q.Reservation[i]; math.Abs(after-before) > 1e-12 {
					t.Fatalf("package %d: surplus of party %d moved from %g to %g", g, i, before, after)
				}
			}
			if p.Reservation[0]-q.Reservation[0] < 1e-6 {
				t.Fatalf("package %d: pressed, but no deal is worth %g as before", g, q.Reservation[0])
			}
		}
	})
}

// copyAll copies the circumstances of a bargain to those of one with more levers.
func copyAll(to, from *Circumstances) {
	to.Unrelieved, to.Holding, to.InForce, to.Settled = from.Unrelieved, from.Holding, from.InForce, from.Settled
	for _, v := range [...][2][]float64{
		{to.StatusQuo, from.StatusQuo},
		{to.Cost, from.Cost},
		{to.Press, from.Press},
		{to.Reward, from.Reward},
		{to.Dated, from.Dated},
		{to.Lost, from.Lost},
		{to.Shift, from.Shift},
		{to.Called, from.Called},
		{to.Base, from.Base},
		{to.Credibility, from.Credibility},
		{to.Reach, from.Reach},
	} {
		copy(v[0], v[1])
	}
	copy(to.Carried, from.Carried)
	copy(to.Snapped, from.Snapped)
	copy(to.Gone, from.Gone)
}

// terms draws terms that can be tabled at the problem's present level.
func (s *sketch) terms(p *Problem) []float64 {
	x := make([]float64, p.Issues)
	for k := range x {
		x[k] = p.StatusQuo[k]
		if p.InPackage[k] {
			x[k] = max(p.Lower[k], min(p.Upper[k], rapid.Float64Range(0, 1).Draw(s.T, "terms")))
		}
	}
	return x
}

// M10: a lever wholly made up for is, for its target, as if it were not there.
func TestFullOffsetRemovesLever(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		b.Levers = nil
		for i := range b.Parties {
			b.Parties[i].OnLeaving = nil
		}
		made := s.lever(b)
		made.Holder, made.When, made.Substitutions = 1, []Moment{{Always, -1}}, nil
		made.Effects = slices.DeleteFunc(made.Effects, func(e Effect) bool { return e.Does == Offers || e.Does == Assures })
		b.Levers = []Lever{made}
		full := always("zz", 1)
		full.Holder, full.Cost, full.Substitutions = 1, Known(0.3), []Substitution{{Lever: 0, Share: Known(1)}}
		with, without := *b, *b
		with.Levers = append(slices.Clone(b.Levers), full)
		without.Levers = nil
		for g, p := range pose(&with) {
			q := pose(&without)[g]
			for l := range p.Levels() {
				p.AtLevel(l)
				q.AtLevel(l)
				for i := range b.Parties {
					if i == 1 {
						continue // both holders' costs stay
					}
					if p.Reservation[i] != q.Reservation[i] || p.Constant[i] != q.Constant[i] || !slices.Equal(p.Gain[i], q.Gain[i]) {
						t.Fatalf("package %d, party %d: the lever still acts", g, i)
					}
				}
			}
		}
	})
}

// What each kind of act promises its target (model 4.2): which way it moves what
// no deal is worth and what an agreement is; nobody else's payoffs move.
func TestLeverDirections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		b.Parties[0].Seat, b.Parties[0].Stated, b.Parties[0].Say = Signatory, false, nil
		b.Parties[1].Leaves, b.Parties[1].OnLeaving = Number{}, nil
		b.Issues[0].Stances[0] = Stance{Ideal: Known(1), Side: AtLeast, Salience: Known(40)}
		b.Issues[0].HasNoDeal, b.Issues[0].DealOnly = false, false // nobody expects it to move then
		refuses := []Moment{{OnRefusal, 0}}
		for _, c := range []struct {
			name        string
			e           Effect
			when        []Moment
			reservation int // sign of the change
			payoff      int
		}{
			{"presses", Effect{Does: Presses, By: Size{Amount: Known(0.1)}}, refuses, -1, 0},
			{"costs", Effect{Does: Costs, By: Size{Amount: Known(0.1)}}, refuses, -1, 0},
			{"relieves", Effect{Does: Costs, By: Size{Amount: Known(-0.1)}}, refuses, 1, 0},
			{"expects more", Effect{Does: Expects, Issue: 0, By: Size{Amount: Known(0.1)}}, refuses, 1, 0},
			{"expects less", Effect{Does: Expects, Issue: 0, By: Size{Amount: Known(-0.1)}}, refuses, -1, 0},
			{"rewards refusal", Effect{Does: Rewards, By: Size{Amount: Known(0.1)}}, refuses, 1, 0},
			{"rewards", Effect{Does: Rewards, By: Size{Amount: Known(0.1)}}, []Moment{{OnAgreement, -1}}, 0, 1},
			{"presses after agreement", Effect{Does: Presses, By: Size{Amount: Known(0.1)}}, []Moment{{OnAgreement, -1}}, 0, -1},
			{"after its own breach", Effect{Does: Presses, By: Size{Amount: Known(0.1)}}, []Moment{{OnViolation, 0}}, 0, 0},
			{"compensates a breach", Effect{Does: Rewards, By: Size{Amount: Known(0.1)}}, []Moment{{OnViolation, 1}}, 0, 2},
		} {
			l := always("zz", rapid.Float64Range(0.2, 1).Draw(t, "weight"), c.e)
			l.Holder, l.Credibility, l.When = 1, s.share("credibility"), c.when
			more := *b
			more.Levers = append(slices.Clone(b.Levers), l)
			before, after := tableOf(b), tableOf(&more)
			p, q := before.Problem(0), after.Problem(0)
			level := s.below("level", p.Levels())
			p.AtLevel(level)
			q.AtLevel(level)
			for i := range b.Parties {
				d, a := q.Reservation[i]-p.Reservation[i], q.Constant[i]-p.Constant[i]
				wantD, wantA := c.reservation, c.payoff
				if i > 0 {
					wantD, wantA = 0, 0
				}
				if wantA == 2 { // counts as far as a breach by that party is feared
					if wantA = 0; a > 0 && slices.Contains(b.Parties[0].CountsOn, 1) {
						wantA = 1
					}
				}
				if !moves(d, wantD) || !moves(a, wantA) {
					t.Fatalf("%s: reservation value of party %d moved by %g, agreement by %g; want %d, %d", c.name, i, d, a, wantD, wantA)
				}
			}
		}
	})
}

// moves reports whether a change does not go against a sign; 0: nothing moves.
func moves(change float64, sign int) bool {
	if sign == 0 {
		return math.Abs(change) <= 1e-12
	}
	return change*float64(sign) >= -1e-12
}

// No lever, at whatever weight, changes what a party thinks of terms in its own
// tastes (model 4).
func TestTastesNeverMove(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		none := *b
		none.Levers, none.Parties = nil, slices.Clone(b.Parties)
		for i := range none.Parties {
			none.Parties[i].OnLeaving = nil
		}
		none.Processes = nil
		with, without := tableOf(b), tableOf(&none)
		x := make([]float64, len(b.Issues))
		for k := range x {
			x[k] = rapid.Float64Range(0, 1).Draw(t, "terms")
		}
		for i := range b.Parties {
			if v, w := with.PlainAt(i, x), without.PlainAt(i, x); v != w {
				t.Fatalf("party %d: %v with levers, %v without", i, v, w)
			}
		}
	})
}

// Sizes add up: two levers are one of twice the size (model 4.3).
func TestSizesAdd(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		does := rapid.SampledFrom([]Verb{Presses, Rewards, Costs, Expects, Assures}).Draw(t, "does")
		half := s.lever(b)
		half.Substitutions, half.Cost = nil, Known(0)
		half.Effects = []Effect{{Does: does, Party: 0, Issue: 0, Against: 1, By: Size{Amount: Known(0.02)}}}
		whole, twice := half, half
		twice.ID = "twice"
		whole.Effects = []Effect{{Does: does, Party: 0, Issue: 0, Against: 1, By: Size{Amount: Known(0.04)}}}
		one, two := *b, *b
		one.Levers, two.Levers = append(slices.Clone(b.Levers), whole), append(slices.Clone(b.Levers), half, twice)
		for g, p := range pose(&one) {
			if err := nearAll(p, pose(&two)[g], 1e-12); err != nil {
				t.Fatalf("package %d: %v", g, err)
			}
		}
	})
}

// Setting up a draw and posing its problems allocate nothing, draw after draw.
func TestDrawsAllocateNothing(t *testing.T) {
	var bs []*Bargain
	var ins [][3][]float64
	rapid.Check(t, func(t *rapid.T) {
		if s := (&sketch{T: t, varies: true}); len(bs) < 20 {
			bs, ins = append(bs, s.bargain()), append(ins, s.in)
		}
	})
	for j, b := range bs {
		table := NewTable(b)
		n := 1.0
		for try := 0; try < 5 && n != 0; try++ { // what the runtime allocates for itself now and then is not theirs
			n = testing.AllocsPerRun(20, func() {
				for i := range 3 {
					table.SetInputs(ins[j][i], MedianEvents{})
					for g := range b.Packages {
						table.Problem(g)
					}
				}
			})
		}
		if n != 0 {
			t.Errorf("bargain %d: %v allocations a draw", j, n)
		}
	}
}

// A lever that makes up for a penalty never helps it: the target's reservation
// value is no lower than under the penalty alone, and no higher than without it.
func TestOffsetNeverHelpsThePenalty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		b.Parties[0].Seat, b.Levers = Signatory, nil
		for i := range b.Parties {
			b.Parties[i].OnLeaving = nil
		}
		penalty := always("a", rapid.Float64Range(0, 1).Draw(t, "weight"), Effect{Does: Presses, Party: 0, By: s.size("by", 0, 0.3, len(b.Issues))}, Effect{Does: Costs, Party: 0, By: s.size("by", 0, 0.3, len(b.Issues))})
		penalty.Holder, penalty.When, penalty.Credibility = 1, []Moment{{OnRefusal, 0}}, s.share("credibility")
		offset := s.lever(b)
		offset.ID, offset.Holder, offset.Effects = "b", 1, nil
		offset.Substitutions = []Substitution{{Lever: 0, Share: Known(rapid.Float64Range(0, 1).Draw(t, "share"))}}
		value := func(levers ...Lever) float64 {
			c := *b
			c.Levers = levers
			return pose(&c)[0].Reservation[0]
		}
		none, alone, both := value(), value(penalty), value(penalty, offset)
		if both < alone-1e-12 || both > none+1e-12 {
			t.Fatalf("reservation value %v without, %v under the penalty, %v with the offset", none, alone, both)
		}
	})
}

// The stronger a penalty on refusal, the lower what no deal is worth to its
// target, whatever else acts on it; what it bears can only fall to nothing.
func TestStrongerPenaltyLowersReservation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := &sketch{T: t}
		b := s.bargain()
		b.Parties[0].Seat = Signatory
		does := rapid.SampledFrom([]Verb{Presses, Costs}).Draw(t, "does")
		penalty := always("zz", 0, Effect{Does: does, Party: 0, By: Size{Amount: Known(rapid.Float64Range(0.05, 0.3).Draw(t, "by"))}})
		penalty.Holder, penalty.When, penalty.Credibility = 1, []Moment{{OnRefusal, 0}}, s.share("credibility")
		value := func(weight float64) float64 {
			c := *b
			penalty.Weight = Known(weight)
			c.Levers = append(slices.Clone(b.Levers), penalty)
			return pose(&c)[0].Reservation[0]
		}
		weak := rapid.Float64Range(0, 0.5).Draw(t, "weak")
		strong := weak + rapid.Float64Range(0.1, 0.5).Draw(t, "more")
		if w, s := value(weak), value(strong); s > w+1e-12 || does == Presses && s >= w {
			t.Fatalf("reservation value %v under weight %v, %v under weight %v", w, weak, s, strong)
		}
	})
}
