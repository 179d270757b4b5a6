package theory_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"sim/model"
)

// lined is a pie of which a has the term and b the rest, with what they have said
// in public. They know everything and have half of it each without a line.
func lined(t *testing.T, lines, rest string) *model.Bargain {
	t.Helper()
	return load(t, fmt.Sprintf(`
title: A pie
purpose: illustration
clock: {rounds: 1}
run: {theories: [nash, audience, audience+egalitarian]}
parties: {a: {reservation_value: 0.2}, b: {reservation_value: 0.2}}
issues: {pie: {status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}, public_lines: %s}}
packages: {deal: {outcome: settlement, issues: all}}
%s`, lines, rest))
}

// TestLines: with a unit price a on a demand t a party needs (d + a·t)/(1 + a); the
// pie is divided halfway between what the two need, or at a line, and if they need
// more than there is, they have locked each other in (model 2.22).
func TestLines(t *testing.T) {
	for _, c := range []struct {
		lines string
		want  float64 // the terms, none if negative
	}{
		{"{a: {at_least: 0.5, price: 1}, b: {at_most: 0.7, price: 1}}", 0.5},
		{"{a: {at_least: 0.7, price: 1}, b: {at_most: 0.4, price: 1}}", 0.525},
		{"{a: {at_least: 0.8, price: 1}}", 0.65},
		{"{a: {at_least: 0.6, price: 9}}", 0.6}, // at the line
		{"{a: {at_least: {held: 0.1}, price: 9}}", 0.6},
		{"{a: {at_least: 0.9, price: 2}, b: {at_most: 0.1, price: 2}}", -1},
		{"{a: {at_least: 0.9, price: 0}, b: {at_most: 0.1, price: 0}}", 0.5},
	} {
		b := lined(t, c.lines, "")
		out := play(t, b, "audience")
		if signed := out.Class == model.Settlement; signed != (c.want >= 0) || signed && math.Abs(out.Terms[0]-c.want) > 1e-6 {
			t.Errorf("%s: %v at %v, want %g", c.lines, out.Class, out.Terms, c.want)
		}
		if plain := play(t, b, "nash"); plain.Terms[0] != 0.5 {
			t.Errorf("%s: nash ends at %v", c.lines, plain.Terms)
		}
	}
}

// TestDearerLine: the dearer a line, the nearer to it the terms; they never pass it
// because of its price.
func TestDearerLine(t *testing.T) {
	for _, theory := range []string{"audience", "audience+egalitarian"} {
		last := 0.5
		for _, price := range []float64{0, 0.1, 0.3, 1, 3, 10} {
			out := play(t, lined(t, fmt.Sprintf("{a: {at_least: 0.7, price: %g}}", price), ""), theory)
			if x := out.Terms[0]; x < last-1e-9 || x > 0.7+1e-6 {
				t.Errorf("%s at %g: %g after %g", theory, price, x, last)
			}
			last = out.Terms[0]
		}
		if last < 0.6 {
			t.Errorf("%s: no price moves the terms", theory)
		}
	}
}

// TestLineThatNobodyCrosses: a line that the terms respect anyway changes nothing,
// and a price of 0 no bit.
func TestLineThatNobodyCrosses(t *testing.T) {
	for lines, tolerance := range map[string]float64{"{a: {at_least: 0.4, price: 3}}": 1e-12, "{a: {at_least: 0.8, price: 0}}": 0} {
		b := lined(t, lines, "")
		want, got := play(t, b, "nash"), play(t, b, "audience")
		near := func(x, y float64) bool { return math.Abs(x-y) <= tolerance }
		if !slices.EqualFunc(got.Terms, want.Terms, near) || !slices.EqualFunc(got.Payoff, want.Payoff, near) || got.Class != want.Class {
			t.Errorf("%s: audience ends at %v, nash at %v", lines, got.Terms, want.Terms)
		}
	}
}

// TestHardens: a lever that hardens a public line multiplies its price, e to the
// power of its size, and one that loosens it divides it.
func TestHardens(t *testing.T) {
	lever := "levers: {speech: {holder: a, weight: %g, credibility: 1, effects: [{%s: a, issue: pie, by: 0.7}]}}"
	terms := func(price, weight float64, verb string) float64 {
		return play(t, lined(t, fmt.Sprintf("{a: {at_least: 0.8, price: %g}}", price), fmt.Sprintf(lever, weight, verb)), "audience").Terms[0]
	}
	for _, c := range []struct {
		verb string
		by   float64
	}{{"hardens", 0.7}, {"loosens", -0.7}} {
		if got, want := terms(0.5, 1, c.verb), terms(0.5*math.Exp(c.by), 0, c.verb); math.Abs(got-want) > 1e-9 || got == terms(0.5, 0, c.verb) {
			t.Errorf("%s: %g, want %g", c.verb, got, want)
		}
	}
}

// TestLineInPackages: a line may tie its issue to a package, and may count there
// alone.
func TestLineInPackages(t *testing.T) {
	text := `
title: Two issues
purpose: illustration
clock: {rounds: 1}
run: {theories: [nash, audience]}
parties: {a: {reservation_value: 0.1}, b: {reservation_value: 0.1}}
issues:
  pie: {status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}, public_lines: {a: {at_least: 0.9, price: 2%s}}}
  cake: {status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}
packages: {truce: {outcome: ceasefire, issues: [cake]}}
`
	free := play(t, load(t, fmt.Sprintf(text, "")), "audience")
	tied := play(t, load(t, fmt.Sprintf(text, ", packages: [truce], only: true")), "audience")
	const cake, pie = 0, 1 // by name
	if free.Terms[cake] != 0.5 || !math.IsNaN(free.Terms[pie]) || math.Abs(tied.Terms[pie]-0.9) > 1e-6 {
		t.Errorf("without the tie %v, with it %v", free.Terms, tied.Terms)
	}
}

// TestStepAtLine: of an issue with a few steps one stands at each line, so that
// terms just at it are tried.
func TestStepAtLine(t *testing.T) {
	b := load(t, `
title: A pie
purpose: illustration
clock: {rounds: 1}
run: {theories: [nash, audience]}
parties: {a: {reservation_value: 0.1}, b: {reservation_value: 0.1}}
issues: {pie: {status_quo: 0, curvature: 1, steps: 3, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}, public_lines: {a: {at_least: 0.62, price: 9}}}}
packages: {deal: {outcome: settlement, issues: all}}
`)
	if out := play(t, b, "audience"); out.Terms[0] != 0.62 {
		t.Errorf("signed at %v", out.Terms)
	}
	if out := play(t, b, "nash"); out.Terms[0] != 0.5 {
		t.Errorf("nash ends at %v", out.Terms)
	}
}

// TestEverything: private information, a line and a vote act at once, and a file
// without one of them plays the others. What b accepts because it bears 0.2 its house
// does not; where a bears nothing it asks for 0.17 more than half, which b does not
// accept as it bears 0.12.
func TestEverything(t *testing.T) {
	for _, c := range []struct {
		a, b, rest string
		want       model.Reason
	}{
		{"0.1", "{uniform: [0, 0.4]}", "steps: 9, public_lines: {a: {at_least: 0.9, price: 9}}", model.EmptyZone},
		{"0.1", "{uniform: [0, 0.4]}", "steps: 9", model.NotRatified},
		{"0", "0.02 to 0.5", "irreversible: 0", model.NotKnown},
	} {
		b := load(t, fmt.Sprintf(`
title: A pie
purpose: illustration
clock: {rounds: 1, ends: deadline}
run: {theories: [nash, everything]}
parties: {a: {disagreement_cost: %s}, b: {disagreement_cost: {value: %s, known_to: [b]}}}
issues: {pie: {status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}, %s}}
packages: {deal: {outcome: settlement, issues: all}}
factions: {b.home: {house: {accepts: {pie: {at_most: 0.2}}}}}
processes: {ratification: {b.home: {}}}
`, c.a, c.b, c.rest))
		if out := play(t, b, "everything"); out.Class == model.Settlement || out.Reason != c.want && out.Reason != model.Unreachable {
			t.Errorf("%s, %s: %v for %v", c.b, c.rest, out.Class, out.Reason)
		}
		if out := play(t, b, "nash"); out.Class != model.Settlement {
			t.Errorf("%s, %s: nash ends in %v", c.b, c.rest, out.Class)
		}
		of := b.Theories[slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == "everything" })]
		if of.Pooled() || of.Twin != "nash" {
			t.Errorf("everything is pooled, or compared with %s", of.Twin)
		}
	}
}

// TestEverythingKeepsItself: where power shifts under an agreement, everything at
// once signs only what everybody keeps, also of what is demanded of who alone knows
// its cost; where nobody is tempted to break the demand, it is that of information.
func TestEverythingKeepsItself(t *testing.T) {
	for _, c := range []struct {
		shift, most float64 // the largest term that b keeps, none if there is none that a accepts
		kept        bool
	}{{0, 1, true}, {0.12, 0.5 + 0.05 - 0.12, true}, {0.3, 0, false}} {
		b := load(t, fmt.Sprintf(`
title: A pie
purpose: illustration
clock: {rounds: 1, ends: deadline}
run: {theories: [nash, information, everything]}
parties: {a: {disagreement_cost: 0.1, counts_on: []}, b: {disagreement_cost: {value: {uniform: [0, 0.1]}, known_to: [b]}}}
issues: {pie: {status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
packages: {deal: {outcome: settlement, issues: all, monitoring: 1, power_shift: {to: b, issue: pie, a_round: %g, up_to: %g}}}
`, c.shift, c.shift))
		alone, out := play(t, b, "information"), play(t, b, "everything")
		switch signed := out.Class == model.Settlement; {
		case alone.Class != model.Settlement:
			t.Fatalf("information ends in %v for %v", alone.Class, alone.Reason)
		case signed != c.kept, !signed && out.Reason != model.NotKept:
			t.Errorf("a shift of %g: %v for %v", c.shift, out.Class, out.Reason)
		case signed && c.shift == 0 && out.Terms[0] != alone.Terms[0]:
			t.Errorf("without a shift %v, information %v", out.Terms, alone.Terms)
		case signed && c.shift > 0 && (out.Terms[0] > c.most+1e-4 || alone.Terms[0] < c.most+1e-3):
			t.Errorf("a shift of %g: %v, of which b keeps %g; information %v", c.shift, out.Terms, c.most, alone.Terms)
		}
	}
}

// claimed is a pie that a claims to have whole or not at all, with the chance p of
// a and the costs of both of going on.
func claimed(t *testing.T, p, costA, costB float64) *model.Bargain {
	t.Helper()
	return load(t, fmt.Sprintf(`
title: A pie
purpose: illustration
clock: {rounds: 1}
run: {theories: [nash, indivisible, indivisible+egalitarian]}
parties: {a: {reservation_value: %g}, b: {reservation_value: %g}}
issues: {pie: {status_quo: 0.5, curvature: 1, labels: {none: 0, all: 1}, indivisible: {options: [none, all], claimed_by: [a]}, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}}}
packages: {deal: {outcome: settlement, issues: all}}
`, p-costA, 1-p-costB))
}

// TestClaims: what can be had whole or not at all is had only if one side gains
// nothing from going on (Fearon 1995); the claim is the reason where it is divided
// otherwise, and is a's doing.
func TestClaims(t *testing.T) {
	for _, c := range []struct {
		p, costA, costB float64
		want            float64 // negative: none
	}{{0.5, 0.1, 0.1, -1}, {0.8, 0.1, 0.25, 1}, {0.08, 0.1, 0.1, 0}} {
		b := claimed(t, c.p, c.costA, c.costB)
		for _, theory := range []string{"indivisible", "indivisible+egalitarian"} {
			out := play(t, b, theory)
			switch signed := out.Class == model.Settlement; {
			case signed != (c.want >= 0), signed && out.Terms[0] != c.want:
				t.Errorf("%v, %s: %v at %v", c, theory, out.Class, out.Terms)
			case !signed && (out.Reason != model.Indivisible || out.Blocks[0] != 1):
				t.Errorf("%v, %s: fails for %v because of %v", c, theory, out.Reason, out.Blocks)
			}
		}
		if out := play(t, b, "nash"); out.Class != model.Settlement || math.Abs(out.Terms[0]-(c.p+(c.costB-c.costA)/2)) > 1e-9 {
			t.Errorf("%v: nash ends at %v", c, out.Terms)
		}
	}
}

// TestEmptyAnyway: where dividing would not help, the claim is not the reason.
func TestEmptyAnyway(t *testing.T) {
	if out := play(t, claimed(t, 0.5, -0.1, -0.1), "indivisible"); out.Class == model.Settlement || out.Reason == model.Indivisible {
		t.Errorf("fails for %v", out.Reason)
	}
}

// TestGrowingLine: a line whose price grows closes a zone that opens later, as going on
// gets dearer: what could still be signed at the first price cannot at the later one. A
// line that stood in nobody's way does not grow.
func TestGrowingLine(t *testing.T) {
	signedIn := func(grows float64, price float64) int {
		b := load(t, fmt.Sprintf(`
title: A pie
purpose: illustration
clock: {rounds: 12}
run: {theories: [nash, audience]}
parties: {a: {disagreement_cost: 0.02}, b: {disagreement_cost: 0.02}}
issues: {pie: {status_quo: 0.5, curvature: 1, positions: {a: {ideal: 1, salience: 50}, b: {ideal: 0, salience: 50}}, public_lines: {a: {at_least: 0.9, price: %g, grows: %g}}}}
packages: {deal: {outcome: settlement, issues: all}}
processes: {stock: {army: {of: b, level: 1, loss: 0.1, costs: 0.3}}}
`, price, grows))
		return play(t, b, "audience").First[model.Settlement]
	}
	plain, slow, fast := signedIn(0, 0.3), signedIn(0.02, 0.3), signedIn(0.2, 0.3)
	if plain <= 0 || slow < plain || fast >= 0 && fast <= slow || slow < 0 {
		t.Errorf("signed in round %d at a price that stays, %d and %d at prices that grow", plain, slow, fast)
	}
	if never, idle := signedIn(0, 0.01), signedIn(5, 0.01); never != 0 || idle != 0 {
		t.Errorf("signed at once in round %d, %d where the line would grow", never, idle)
	}
}
