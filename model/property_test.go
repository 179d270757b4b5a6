package model

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// drawBargain makes a random bargain of known numbers: two to four parties,
// one to five issues, up to six levers of any kind.
func drawBargain(t *rapid.T) *Bargain {
	share := func(label string) Number { return Known(rapid.Float64Range(0.05, 0.95).Draw(t, label)) }
	b := &Bargain{Packages: []Package{
		{ID: "settlement", Outcome: Settlement, Relief: Known(1), Share: Known(1), Stake: Known(1)},
		{ID: "ceasefire", Outcome: Ceasefire, Relief: Known(0.9), Share: Known(0.35), Stake: Known(0.7), FreezesFront: true},
		{ID: "truce", Outcome: Partial, Relief: Known(0.3), Stake: Known(0.2)},
	}}
	n, k := rapid.IntRange(2, 4).Draw(t, "parties"), rapid.IntRange(1, 5).Draw(t, "issues")
	for i := range n {
		b.Parties = append(b.Parties, Party{
			ID: fmt.Sprint("p", i), Seat: Seat(rapid.IntRange(0, min(i, 2)).Draw(t, "seat")),
			Power: share("power"), Patience: Known(0.9), RiskAversion: share("risk"),
			ConflictCost: share("cost"), ExpectedCompliance: share("compliance"), CountsOn: (i + 1) % n,
			BreachLoss: share("breach"), Prospects: share("prospects"), PressureCap: share("cap"), InducementCap: share("cap"),
		})
	}
	for k := range k {
		is := Issue{ID: fmt.Sprint("i", k), StatusQuo: share("quo"), Curvature: Known(float64(rapid.IntRange(1, 3).Draw(t, "curvature")))}
		for range n {
			is.Stances = append(is.Stances, Stance{
				Ideal: share("ideal"), Side: Side(rapid.IntRange(0, 2).Draw(t, "side")),
				Salience: Known(rapid.Float64Range(1, 60).Draw(t, "salience")),
			})
		}
		is.RedLines = []RedLine{{Party: 0, Side: AtMost, Bound: Known(0.99), Binding: share("binding"), Stream: Key(is.ID)}}
		b.Issues = append(b.Issues, is)
		b.Packages[0].Issues = append(b.Packages[0].Issues, k)
	}
	b.Packages[1].Issues, b.Packages[2].Issues = []int{0}, []int{k - 1}
	for range rapid.IntRange(0, 6).Draw(t, "levers") {
		b.Levers = append(b.Levers, drawLever(t, b))
	}
	return b
}

func drawLever(t *rapid.T, b *Bargain) Lever {
	share := func(label string) Number { return Known(rapid.Float64Range(0.05, 0.95).Draw(t, label)) }
	party := func() int { return rapid.IntRange(0, len(b.Parties)-1).Draw(t, "party") }
	l := Lever{
		ID: fmt.Sprintf("l%02d", rapid.IntRange(0, 99).Draw(t, "id")*100+len(b.Levers)), Holder: party(), Target: party(),
		Weight: share("weight"), Intensity: share("intensity"), Credibility: share("credibility"), PassThrough: share("pass"), Cost: share("cost"),
		When: Trigger(rapid.IntRange(int(Always), int(WhileTalking)).Draw(t, "when")), WhenParty: party(),
	}
	for range rapid.IntRange(1, 3).Draw(t, "effects") {
		l.Effects = append(l.Effects, Effect{
			Moves: Channel(rapid.IntRange(int(MovesPosition), int(MovesBinding)).Draw(t, "moves")), Party: party(),
			Issue: rapid.IntRange(0, len(b.Issues)-1).Draw(t, "issue"), Push: Known(rapid.Float64Range(-2, 2).Draw(t, "push")),
			Toward: share("toward"), Additive: rapid.Bool().Draw(t, "additive"),
		})
	}
	if len(b.Levers) > 0 && len(b.Levers[0].Substitutions) == 0 && rapid.Bool().Draw(t, "offsets") {
		l.Substitutions = []Substitution{{Lever: 0, Share: share("share")}}
	}
	return l
}

// pose realises b at central values and poses all of its packages.
func pose(b *Bargain) []*Problem {
	table := NewTable(b)
	table.SetInputs(nil, MedianEvents{})
	var ps []*Problem
	for g := range b.Packages {
		p := NewProblem(len(b.Parties), len(b.Issues))
		table.Pose(g, p)
		ps = append(ps, p)
	}
	return ps
}

// near reports whether two problems agree to within the tolerance; 0 means to
// the last bit.
func near(a, b *Problem, tolerance float64) error {
	for _, v := range [...]struct {
		what string
		a, b []float64
	}{
		{"reservation value", a.Reservation, b.Reservation},
		{"scale", a.PayoffSlope, b.PayoffSlope},
		{"offset", a.PayoffConstant, b.PayoffConstant},
		{"power", a.Power, b.Power},
		{"patience", a.Patience, b.Patience},
		{"capability", a.Capability, b.Capability},
		{"lower", a.Lower, b.Lower},
		{"upper", a.Upper, b.Upper},
		{"status quo", a.StatusQuo, b.StatusQuo},
		{"ideal", slices.Concat(a.Ideal...), slices.Concat(b.Ideal...)},
		{"weight", slices.Concat(a.Weight...), slices.Concat(b.Weight...)},
	} {
		for i := range v.a {
			if !(math.Abs(v.a[i]-v.b[i]) <= tolerance) {
				return fmt.Errorf("%s %d: %v against %v", v.what, i, v.a[i], v.b[i])
			}
		}
	}
	return nil
}

// M1: the order in which levers are listed changes nothing but rounding. A
// scenario lists them by name, so not even that.
func TestLeverOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBargain(t)
		permuted := *b
		at := rapid.Permutation(indices(len(b.Levers))).Draw(t, "order")
		permuted.Levers = make([]Lever, len(b.Levers))
		for to, from := range at {
			l := b.Levers[from]
			l.Substitutions = slices.Clone(l.Substitutions)
			for i := range l.Substitutions {
				l.Substitutions[i].Lever = slices.Index(at, l.Substitutions[i].Lever)
			}
			permuted.Levers[to] = l
		}
		for g, p := range pose(&permuted) {
			if err := near(p, pose(b)[g], 1e-12); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// M1: the order of issues changes nothing but their order.
func TestIssueOrderDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBargain(t)
		last := len(b.Issues) - 1
		turned := func(k int) int { return last - k }
		r := *b
		r.Issues, r.Packages, r.Levers = slices.Clone(b.Issues), slices.Clone(b.Packages), slices.Clone(b.Levers)
		slices.Reverse(r.Issues)
		for g := range r.Packages {
			r.Packages[g].Issues = slices.Clone(r.Packages[g].Issues)
			for i, k := range r.Packages[g].Issues {
				r.Packages[g].Issues[i] = turned(k)
			}
		}
		for i := range r.Levers {
			r.Levers[i].Effects = slices.Clone(r.Levers[i].Effects)
			for j := range r.Levers[i].Effects {
				r.Levers[i].Effects[j].Issue = turned(r.Levers[i].Effects[j].Issue)
			}
		}
		for g, p := range pose(&r) {
			q := pose(b)[g]
			for i := range b.Parties {
				if math.Abs(p.Reservation[i]-q.Reservation[i]) > 1e-12 || math.Abs(p.PayoffConstant[i]-q.PayoffConstant[i]) > 1e-12 || p.PayoffSlope[i] != q.PayoffSlope[i] {
					t.Fatalf("party %d: %v, %v against %v, %v", i, p.Reservation[i], p.PayoffConstant[i], q.Reservation[i], q.PayoffConstant[i])
				}
				for k := range b.Issues {
					if p.Ideal[i][k] != q.Ideal[i][turned(k)] {
						t.Fatal("ideals are not those of the issue")
					}
				}
			}
		}
	})
}

// M11 and M19: a lever of weight 0 or intensity 0 changes no bit of anything.
func TestIdleLeverChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBargain(t)
		more := *b
		idle := drawLever(t, b)
		if rapid.Bool().Draw(t, "weight") {
			idle.Weight = Known(0)
		} else {
			idle.Intensity = Known(0)
		}
		more.Levers = append(slices.Clone(b.Levers), idle)
		for g, p := range pose(&more) {
			if err := near(p, pose(b)[g], 1e-12); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// M9, the leverage principle: pressure that acts whatever happens moves no
// surplus where no other pressure acts on that party and the deal is sure to hold.
func TestUnconditionalPressureIsNoLeverage(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBargain(t)
		b.Parties[0].ExpectedCompliance = Known(1)
		for i := range b.Levers {
			for j := range b.Levers[i].Effects {
				e := &b.Levers[i].Effects[j]
				if e.Party == 0 && (e.Moves == MovesPressure || e.Moves == MovesExpectedCompliance) {
					e.Party = 1
				}
			}
		}
		more := *b
		always := drawLever(t, b)
		always.Holder, always.When, always.Substitutions = 1, Always, nil
		always.Effects = []Effect{{Moves: MovesPressure, Party: 0}}
		more.Levers = append(slices.Clone(b.Levers), always)
		for g, p := range pose(&more) {
			if !b.Packages[g].Headline() {
				continue
			}
			q := pose(b)[g]
			gained, before := p.PayoffConstant[0]-p.Reservation[0], q.PayoffConstant[0]-q.Reservation[0]
			if math.Abs(gained-before) > 1e-12 {
				t.Fatalf("package %d: surplus moved by %g", g, gained-before)
			}
		}
	})
}

// Beside another lever an unconditional one weakens it by the factor 1 − e:
// with strengths 0.4 and 0.3 under a cap of 0.5, from 0.2 to 0.14.
func TestUnconditionalPressureWeakensOthers(t *testing.T) {
	leverage := func(levers ...Lever) float64 {
		b := &Bargain{
			Parties:  []Party{{ID: "a", Power: Known(1), ExpectedCompliance: Known(1), PressureCap: Known(0.5), CountsOn: -1, Patience: Known(0.9)}, {ID: "b", Power: Known(1), ExpectedCompliance: Known(1), CountsOn: -1, Patience: Known(0.9)}},
			Packages: []Package{{ID: "deal", Relief: Known(1), Share: Known(1), Stake: Known(1)}},
			Levers:   levers,
		}
		p := pose(b)[0]
		return p.PayoffConstant[0] - p.Reservation[0]
	}
	lever := func(id string, strength float64, when Trigger) Lever {
		return Lever{
			ID: id, Holder: 1, Weight: Known(strength), Intensity: Known(1), Credibility: Known(1), PassThrough: Known(1),
			When: when, Effects: []Effect{{Moves: MovesPressure, Party: 0}},
		}
	}
	conditional, always := lever("c", 0.3, OnRefusal), lever("a", 0.4, Always)
	if got := leverage(conditional); math.Abs(got-0.15) > 1e-12 {
		t.Errorf("alone: got %g, want 0.15", got)
	}
	if got := leverage(conditional, always); math.Abs(got-0.09) > 1e-12 {
		t.Errorf("beside an unconditional one: got %g, want 0.09", got)
	}
}

// M10: a lever wholly made up for is, for its target, as if it were not there.
func TestFullOffsetRemovesLever(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBargain(t)
		b.Levers = nil
		b.Levers = []Lever{drawLever(t, b)}
		b.Levers[0].Holder, b.Levers[0].When = 1, Always
		full := Lever{
			ID: "zz", Holder: 1, Weight: Known(1), Intensity: Known(1), Credibility: Known(1), PassThrough: Known(1), Cost: Known(0.3),
			When: Always, Substitutions: []Substitution{{Lever: 0, Share: Known(1)}},
		}
		with, without := *b, *b
		with.Levers = append(slices.Clone(b.Levers), full)
		without.Levers = nil
		for g, p := range pose(&with) {
			q := pose(&without)[g]
			for i := range b.Parties {
				if i == 1 {
					continue // both holders' costs stay
				}
				if p.Reservation[i] != q.Reservation[i] || p.PayoffConstant[i] != q.PayoffConstant[i] || p.PayoffSlope[i] != q.PayoffSlope[i] {
					t.Fatalf("package %d, party %d: the lever still acts", g, i)
				}
			}
		}
	})
}

// What each kind of act promises: pressure and a higher conflict cost lower
// what no deal is worth to the target, inducements and trust raise what an agreement is worth.
func TestLeverDirections(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBargain(t)
		lever := drawLever(t, b)
		lever.Holder, lever.Substitutions = 1, nil
		b.Parties[0].Seat = Signatory
		value := func(e Effect, when Trigger) (reservation, payoff float64) {
			l := lever
			l.When, l.WhenParty, l.Effects = when, 0, []Effect{e}
			more := *b
			more.Levers = append(slices.Clone(b.Levers), l)
			p := pose(&more)[0]
			return p.Reservation[0], p.PayoffSlope[0] + p.PayoffConstant[0]
		}
		base := pose(b)[0]
		for _, c := range []struct {
			e           Effect
			when        Trigger
			reservation float64
			payoff      float64
		}{
			{Effect{Moves: MovesPressure}, OnRefusal, -1, 0},
			{Effect{Moves: MovesConflictCost, Push: Known(1)}, OnRefusal, -1, 0},
			{Effect{Moves: MovesProspects, Push: Known(1)}, OnRefusal, 1, 0},
			{Effect{Moves: MovesInducement}, OnAgreement, 0, 1},
		} {
			d, a := value(c.e, c.when)
			if move := d - base.Reservation[0]; move*c.reservation < -1e-12 || c.reservation == 0 && math.Abs(move) > 1e-12 {
				t.Fatalf("%v: reservation value moved by %g", c.e.Moves, move)
			}
			if move := a - (base.PayoffSlope[0] + base.PayoffConstant[0]); move*c.payoff < -1e-12 || c.payoff == 0 && math.Abs(move) > 1e-12 {
				t.Fatalf("%v: agreement payoff moved by %g", c.e.Moves, move)
			}
		}
	})
}

func indices(n int) []int {
	is := make([]int, n)
	for i := range is {
		is[i] = i
	}
	return is
}

// Realising and posing allocate nothing, draw after draw.
func TestRealiseAllocatesNothing(t *testing.T) {
	var b *Bargain
	rapid.Check(t, func(t *rapid.T) {
		if b == nil {
			b = drawBargain(t)
		}
	})
	table, p := NewTable(b), NewProblem(len(b.Parties), len(b.Issues))
	n := 1.0
	for try := 0; try < 5 && n != 0; try++ { // what the runtime allocates for itself now and then is not theirs
		n = testing.AllocsPerRun(100, func() {
			table.SetInputs(nil, MedianEvents{})
			for g := range b.Packages {
				table.Pose(g, p)
			}
		})
	}
	if n != 0 {
		t.Errorf("%v allocations a draw", n)
	}
}

// A lever that makes up for a penalty never helps it: the target's reservation
// value is no lower than under the penalty alone, and no higher than without it.
func TestOffsetNeverHelpsThePenalty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBargain(t)
		b.Parties[0].Seat, b.Levers = Signatory, nil
		penalty := drawLever(t, b)
		penalty.ID, penalty.Holder, penalty.When, penalty.WhenParty, penalty.Substitutions = "a", 1, OnRefusal, 0, nil
		penalty.Effects = []Effect{{Moves: MovesPressure, Party: 0}, {Moves: MovesConflictCost, Party: 0, Push: Known(rapid.Float64Range(0, 2).Draw(t, "push"))}}
		offset := drawLever(t, b)
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
// target, whatever else acts on it. Other pressure may already take all that
// pressure can; a conflict can always cost more.
func TestStrongerPenaltyLowersReservation(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := drawBargain(t)
		b.Parties[0].Seat = Signatory
		penalty := drawLever(t, b)
		penalty.ID, penalty.Holder, penalty.When, penalty.WhenParty, penalty.Substitutions = "zz", 1, OnRefusal, 0, nil
		penalty.Effects = []Effect{{Moves: MovesPressure, Party: 0}}
		fought := rapid.Bool().Draw(t, "through the conflict")
		if fought {
			penalty.Effects = []Effect{{Moves: MovesConflictCost, Party: 0, Push: Known(rapid.Float64Range(0.2, 2).Draw(t, "push"))}}
		}
		value := func(weight float64) float64 {
			c := *b
			penalty.Weight = Known(weight)
			c.Levers = append(slices.Clone(b.Levers), penalty)
			return pose(&c)[0].Reservation[0]
		}
		weak := rapid.Float64Range(0, 0.5).Draw(t, "weak")
		strong := weak + rapid.Float64Range(0.1, 0.5).Draw(t, "more")
		if w, s := value(weak), value(strong); s > w+1e-12 || fought && s >= w {
			t.Fatalf("reservation value %v under weight %v, %v under weight %v", w, weak, s, strong)
		}
	})
}
