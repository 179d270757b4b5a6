package theory_test

import (
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/theory"
)

// secret is a pie that two states divide; only b knows what no agreement costs it.
func secret(t *testing.T, cost, rest string) *model.Bargain {
	t.Helper()
	return load(t, `
title: A pie
purpose: illustration
run: {theories: [information, nash]}
parties: {a: {disagreement_cost: 0.1}, b: {disagreement_cost: {value: `+cost+`, known_to: [b]}}}
issues: {pie: {status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
`+rest)
}

// at is the outcome of a draw in which b's cost is at quantile u.
func at(t *testing.T, b *model.Bargain, name string, u float64) (out model.Outcome, demanded []float64) {
	t.Helper()
	k := slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == name })
	if k < 0 {
		t.Fatalf("%s is not played", name)
	}
	in := model.CentralValues(b)
	for _, v := range b.Varying() {
		in[v.Column] = v.Dist.Quantile(u)
	}
	out = b.NewOutcome()
	model.Narrate(b, k, in, model.MedianEvents{}, &out, func(e model.Event) {
		if e.Kind == model.Tabled {
			demanded = append(demanded, e.Terms[0])
		}
	})
	return out, demanded
}

// TestTypes: who bears more without an agreement accepts no later, demands fall
// from meeting to meeting, and a refusal is the doing of who refuses. What is
// known is not refused.
func TestTypes(t *testing.T) {
	b := secret(t, "{uniform: [0, 0.4]}", "clock: {rounds: 8, ends: deadline}")
	latest := -1
	for u := 0.975; u > 0; u -= 0.05 {
		out, demanded := at(t, b, "information", u)
		if !slices.IsSortedFunc(demanded, func(x, y float64) int {
			if x > y+1e-6 {
				return -1
			}
			return 0
		}) {
			t.Errorf("u = %g: demands rise: %v", u, demanded)
		}
		round := b.Clock.Rounds
		if out.Class == model.Settlement {
			round = out.Round
		} else if out.Reason != model.NotKnown || out.Blocks[1] == 0 {
			t.Errorf("u = %g: fails for %v, recorded %v", u, out.Reason, out.Blocks)
		}
		if round < latest {
			t.Errorf("u = %g: a tougher type accepts in round %d, a weaker one only in %d", u, round, latest)
		}
		latest = round
		if known, _ := at(t, b, "demands", u); known.Class != model.Settlement {
			t.Errorf("u = %g: what is known is refused: %v", u, known.Reason)
		}
	}
	if latest < b.Clock.Rounds {
		t.Error("even the toughest type accepts")
	}
}

// TestPrivateLimit: a reservation value and a limit that only their owner knows are
// screened as a cost is. One demand of b, which takes anything from 0.1 to 0.5 of
// the pie and up, by a, which has 0.4 without an agreement, asks for 0.65; three
// eighths of types refuse (Fearon 1995: (u − 0.1)·(0.6 − u) is largest at 0.35).
func TestPrivateLimit(t *testing.T) {
	for _, own := range []string{
		"reservation_value: {value: {uniform: [0.1, 0.5]}, known_to: [b]}",
		"walks_away: {pie: {value: {uniform: [0.5, 0.9]}, known_to: [b]}}",
	} {
		b := load(t, `
title: A pie
purpose: illustration
run: {theories: [information, nash]}
parties: {a: {reservation_value: 0.4}, b: {`+own+`}}
issues: {pie: {no_deal: none, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
`)
		const n = 2048
		y := &tally(t, b, n).Theories[named(t, b, "information")]
		if fails := 1 - float64(y.Classes[model.Settlement])/n; math.Abs(fails-0.375) > 4*math.Sqrt(0.375*0.625/n) {
			t.Errorf("%s: %.4f fail", own, fails)
		}
		if mean := y.Terms[0].Mean().Value; math.Abs(mean-0.65) > 1e-3 {
			t.Errorf("%s: asks for %g", own, mean)
		}
		if known := &tally(t, b, 64).Theories[named(t, b, "demands")]; known.Classes[model.Settlement] != 64 {
			t.Errorf("%s: what is known is refused", own)
		}
	}
}

// TestPriceOfIgnorance: where both sides know something alone, either number is
// revealed by itself. With both known, or the one that matters, all draws agree; the
// parts are compared on the same draws with the same party demanding, so that what
// fails with one number known fails with none known, too, if that party demands.
func TestPriceOfIgnorance(t *testing.T) {
	b := load(t, `
title: A pie
purpose: illustration
run: {theories: [information]}
parties: {a: {disagreement_cost: {value: {uniform: [0, 0.4]}, known_to: [a]}, power: 0.000001}, b: {disagreement_cost: 0.1}}
issues: {pie: {range: [0, 100], status_quo: 50, curvature: 1, positions: {a: {ideal: 100, salience: 50}, b: {ideal: 0, salience: 50}}}}
strength: {between: [a, b], value: {uniform: [0.3, 0.7]}, known_to: [b], win: {pie: 100}, lose: {pie: 0}}
`)
	const n = 2048
	all := tally(t, b, n)
	share := func(name string) float64 {
		return float64(all.Theories[named(t, b, name)].Classes[model.Settlement]) / n
	}
	if known := share("demands"); known != 1 {
		t.Errorf("everything known: %g agree", known)
	}
	// b, which demands, knows the strength, so that a's cost is what it does not know.
	cost, strength, none := share("demands+a"), share("demands+b"), share("information")
	if !(cost == 1 && strength == none && math.Abs(none-0.625) < 0.045) {
		t.Errorf("agree with a's cost known %g, with b's strength known %g, with neither %g", cost, strength, none)
	}
	for _, e := range analysis.CauseEffects(b, all) {
		name := b.Theories[e.Twin].Name
		if b.Theories[e.Theory].Name != "information" || e.Part != (name != "demands") {
			t.Errorf("%+v", e)
		}
		if p := share(name) - none; math.Abs(e.Deal.Difference.Value+p) > 1e-12 || e.Deal.OnlyB > e.Deal.OnlyA || e.Deal.OnlyA-e.Deal.OnlyB != int(math.Round(p*n)) {
			t.Errorf("%s: %+v, price %g", name, e.Deal, p)
		}
	}
}

// TestNarrowSecret: a range without width hides nothing, so that the terms are
// those of demands with everything known.
func TestNarrowSecret(t *testing.T) {
	b := secret(t, "{uniform: [0.2, 0.2000001]}", "clock: {rounds: 5}")
	want, _ := at(t, b, "demands", 0.5)
	got, _ := at(t, b, "information", 0.5)
	if got.Class != model.Settlement || math.Abs(got.Terms[0]-want.Terms[0]) > 1e-5 {
		t.Errorf("%v at %v, known %v", got.Class, got.Terms, want.Terms)
	}
}

// TestByName: a name may be a cause and a rule.
func TestByName(t *testing.T) {
	for name, want := range map[string]string{"nash": "", "two_level": "nash", "two_level+egalitarian": "egalitarian"} {
		of, err := theory.ByName(name, theory.Rule)
		if err != nil || of.Name != name || of.Twin != want {
			t.Errorf("%s: %v, %s against %s", name, err, of.Name, of.Twin)
		}
	}
	for _, name := range []string{"two_levels", "nash+egalitarian", "two_level+median", "information+nash", "two_level+"} {
		if _, err := theory.ByName(name, theory.Rule); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

// TestPooled: a twin that is no theory of its own counts in no pool.
func TestPooled(t *testing.T) {
	b := secret(t, "{uniform: [0, 0.4]}", "")
	for i := range b.Theories {
		of := &b.Theories[i]
		if want := of.Name == "information" || of.Name == "nash"; of.Pooled() != want {
			t.Errorf("%s is pooled: %v", of.Name, !want)
		}
	}
}

// TestComposeDemand: what is proposed of a settlement before anything is tabled is
// the demand, not what the rule would have brought: of a single meeting 0.65 of the
// pie (a demand of x is accepted by types with a cost of at least x − ½, and the
// best of x(1 − (x − ½)/0.4) + 0.4(x − ½)/0.4 is 0.65). In a draw it is the demand
// that was tabled first, whatever is asked before.
func TestComposeDemand(t *testing.T) {
	b := secret(t, "{uniform: [0, 0.4]}", "clock: {rounds: 1, ends: deadline}")
	k := slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == "information" })
	p := model.ComposeDraw(b, k, model.CentralValues(b), model.MedianEvents{}, 0, 0, true)
	if p.Tabled || p.Reason != model.NoReason || math.Abs(p.Payoff-0.65) > 2e-3 {
		t.Errorf("of a demand of 0.65 a has %g (%v)", p.Payoff, p.Reason)
	}
	b = secret(t, "{uniform: [0, 0.4]}", "clock: {rounds: 8, ends: deadline}")
	_, demanded := at(t, b, "information", 0.5)
	for _, opening := range []bool{true, false} {
		if p := model.ComposeDraw(b, k, model.CentralValues(b), model.MedianEvents{}, 0, 0, opening); math.Abs(p.Payoff-demanded[0]) > 1e-12 {
			t.Errorf("opening %v: %g, demanded %v", opening, p.Payoff, demanded)
		}
	}
}

// TestBothPrivate: where both costs are private, the clock says who demands, and
// who does asks for what is best for it given its own cost and what it believes of
// the other's: the same as trying all demands. The other accepts if that leaves it
// at least what no agreement does.
func TestBothPrivate(t *testing.T) {
	const least, most = 0.02, 0.32
	for first, power := range []string{"a: {power: 9, ", "a: {power: 1, "} {
		b := load(t, `
title: A pie
purpose: illustration
run: {theories: [information]}
clock: {rounds: 1, ends: deadline}
parties:
  `+power+`disagreement_cost: {value: {uniform: [0.02, 0.32]}, known_to: [a]}}
  b: {power: 3, disagreement_cost: {value: {uniform: [0.02, 0.32]}, known_to: [b]}}
issues: {pie: {status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
`)
		k := slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == "information" })
		for _, u := range [][2]float64{{0.1, 0.1}, {0.1, 0.6}, {0.5, 0.3}, {0.9, 0.2}, {0.9, 0.95}} {
			in, cost := model.CentralValues(b), [2]float64{}
			for i := range cost {
				column, _ := b.Parties[i].DisagreementCost.Amount.Column()
				cost[i] = least + (most-least)*u[i]
				in[column] = cost[i]
			}
			// own and other: who demands and who answers.
			own, other := cost[first], cost[1-first]
			best, demand := math.Inf(-1), 0.0
			for x := 0.5; x <= 0.5+most; x += 1e-4 {
				refuses := min(max((x-0.5-least)/(most-least), 0), 1)
				if value := (1-refuses)*x + refuses*(0.5-own); value > best {
					best, demand = value, x
				}
			}
			share, by, out := math.NaN(), -1, b.NewOutcome()
			model.Narrate(b, k, in, model.MedianEvents{}, &out, func(e model.Event) {
				if e.Kind == model.Demanded {
					by = e.Party
				}
				if e.Kind == model.Tabled {
					share = e.Terms[0]
				}
			})
			if first == 1 {
				share = 1 - share
			}
			if by != first || math.Abs(share-demand) > 3e-3 {
				t.Errorf("%v: %d demands %.4f, not %d %.4f", u, by, share, first, demand)
			}
			if accepts := share <= 0.5+other; accepts != (out.Class == model.Settlement) {
				t.Errorf("%v: a demand of %.4f of a type that has %.4f without a deal ends in %v", u, share, 0.5-other, out.Class)
			}
		}
	}
}
