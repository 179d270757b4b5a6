package scenarios_test

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"sim/model"
)

// A measure is a quantity of a draw; NaN where the draw has none.
type measure struct {
	name string
	of   func(b *model.Bargain, d *drawn) float64
	// least is the smallest change that counts as one; it must also exceed three
	// standard errors.
	least float64
}

// Smallest changes that count: one draw in a hundred, a point of the scale in
// five hundred, and in stake units a hundredth of what fighting costs the party
// that it costs least.
const (
	leastShare  = 0.01
	leastTerms  = 0.002
	leastPayoff = 0.0005
	leastGain   = 0.0001 // of what one party loses the others share
	leastTrust  = 0.002
	leastHazard = 0.0005
)

// moved is the mean over the draws of what a measure gains from low to high,
// draw by draw on the same numbers, and its standard error. Draws that lack
// it on one side do not count.
func moved(m measure, low, high *played) (gain, err float64) {
	var n, sum, squares float64
	for _, d := range gains(m, low, high) {
		if d == d {
			n, sum, squares = n+1, sum+d, squares+d*d
		}
	}
	gain = sum / n
	return gain, math.Sqrt(max(0, squares/n-gain*gain) / (n - 1))
}

// gains is what a measure gains from low to high in each draw; NaN where it
// lacks on one side.
func gains(m measure, low, high *played) []float64 {
	ds := make([]float64, len(low.draws))
	for i := range ds {
		ds[i] = m.of(high.bargain, &high.draws[i]) - m.of(low.bargain, &low.draws[i])
	}
	return ds
}

// mean is the mean of a measure over the draws that have it.
func (p *played) mean(m measure) float64 {
	var n, sum float64
	for i := range p.draws {
		if x := m.of(p.bargain, &p.draws[i]); x == x {
			n, sum = n+1, sum+x
		}
	}
	return sum / n
}

// share is 1 in draws that end in the class.
func share(c model.Class) measure {
	return measure{"share of draws that end in " + c.String(), func(_ *model.Bargain, d *drawn) float64 {
		return indicator(d.class == c)
	}, leastShare}
}

// reached is 1 in draws that reach the class at some time.
func reached(c model.Class) measure {
	return measure{"share of draws that reach " + c.String(), func(_ *model.Bargain, d *drawn) float64 {
		return indicator(d.first[c] >= 0)
	}, leastShare}
}

func indicator(holds bool) float64 {
	if holds {
		return 1
	}
	return 0
}

// terms is where an issue was settled, in its own unit.
func terms(issue string) measure {
	return ofIssue("terms on "+issue, issue, func(d *drawn) []float64 { return d.terms })
}

// offered is where an issue would be settled at once, in its own unit.
func offered(issue string) measure {
	return ofIssue("terms on "+issue+" at once", issue, func(d *drawn) []float64 { return d.nash })
}

func ofIssue(name, issue string, in func(*drawn) []float64) measure {
	return measure{name, func(b *model.Bargain, d *drawn) float64 {
		k := slices.IndexFunc(b.Issues, func(k model.Issue) bool { return k.ID == issue })
		if x := at(in(d), k); x == x {
			return b.Issues[k].Scale.Amount(x)
		}
		return math.NaN()
	}, leastTerms}
}

// ofParty is a measure of stake units.
func ofParty(name, party string, in func(*drawn) []float64) measure {
	return ofPartyIn(name, party, func(d *drawn, i int) float64 { return at(in(d), i) })
}

// ofPartyIn is ofParty where it is worked out for the party.
func ofPartyIn(name, party string, of func(d *drawn, i int) float64) measure {
	return measure{name + " of " + party, func(b *model.Bargain, d *drawn) float64 { return of(d, seat(b, party)) }, leastPayoff}
}

// reservation is a party's reservation value at the start.
func reservation(party string) measure {
	return ofParty("reservation value", party, func(d *drawn) []float64 { return d.reservation })
}

// laterReservation is a party's reservation value in the middle of the game.
func laterReservation(party string) measure {
	return ofParty("later reservation value", party, func(d *drawn) []float64 { return d.later })
}

// talking is what going on talking is worth to a party at the start.
func talking(party string) measure {
	return ofParty("talking value", party, func(d *drawn) []float64 { return d.talking })
}

// agreed is a party's payoff from the first package, if it were settled at once.
func agreed(party string) measure {
	return ofParty("payoff of a settlement at once", party, func(d *drawn) []float64 { return d.agreed })
}

// unmoved is a party's payoff from the first package at the start, if it moved
// nothing else.
func unmoved(party string) measure {
	return ofParty("payoff of a settlement that moves nothing", party, func(d *drawn) []float64 { return d.unmoved })
}

// surplus is what a party has of the first package, if it were settled at once,
// over its reservation value.
func surplus(party string) measure {
	return slight(ofPartyIn("gain by a settlement at once", party, func(d *drawn, i int) float64 { return at(d.agreed, i) - at(d.reservation, i) }))
}

// full is a party's payoff from the first package at the start, if it moved nothing
// but took what depends on promises to the end of what is on the table.
func full(party string) measure {
	return ofParty("payoff of a settlement that takes only promises to the full", party, func(d *drawn) []float64 { return d.full })
}

// gets is a party's value, from 0 to 1, of an issue as it would be settled at once.
func gets(party, issue string) measure {
	return measure{"value of " + issue + " at once to " + party, func(b *model.Bargain, d *drawn) float64 {
		if d.gets == nil {
			return math.NaN()
		}
		return d.gets[seat(b, party)][slices.IndexFunc(b.Issues, func(k model.Issue) bool { return k.ID == issue })]
	}, leastTerms}
}

// slight is a measure of payoffs or shares that moves little, or in few draws.
func slight(m measure) measure {
	m.least = leastGain
	return m
}

// payoff is a party's payoff from the package in force at the end, when it was
// signed.
func payoff(party string) measure {
	return ofParty("payoff of the agreement", party, func(d *drawn) []float64 { return d.payoff })
}

// utility is what a party has at the end, in its own tastes.
func utility(party string) measure {
	return ofParty("utility", party, func(d *drawn) []float64 { return d.utility })
}

// blocked is how many rounds a party is recorded as not consenting.
func blocked(party string) measure {
	m := ofParty("rounds without consent", party, func(d *drawn) []float64 { return d.blocked })
	m.least = leastShare
	return m
}

// trust is φ of a party: how far it trusts a settlement that is made at once.
func trust(party string) measure {
	m := ofParty("trust", party, func(d *drawn) []float64 { return d.trust })
	m.least = leastTrust
	return m
}

// fear is the hazard of a breach that a party believes in at the start.
func fear(party string) measure {
	m := ofParty("believed hazard", party, func(d *drawn) []float64 { return d.fear })
	m.least = leastHazard
	return m
}

// laterFear is the hazard of a breach that a party believes in in the middle of
// the game.
func laterFear(party string) measure {
	m := ofParty("later believed hazard", party, func(d *drawn) []float64 { return d.feared })
	m.least = leastHazard
	return m
}

// answers is how many levers are carried out because a party is taken to have
// violated an agreement.
func answers(party string) measure {
	return measure{"answers to violations by " + party, func(b *model.Bargain, d *drawn) float64 {
		return float64(d.answers[seat(b, party)])
	}, leastShare}
}

// cost is a party's disagreement cost before levers and stocks.
func cost(party string) measure {
	path := "parties." + party + ".disagreement_cost"
	return measure{"disagreement cost of " + party, func(b *model.Bargain, d *drawn) float64 {
		for i := range b.Inputs {
			if in := &b.Inputs[i]; in.Path == path {
				if in.Column < 0 {
					return in.Value
				}
				return d.in[in.Column]
			}
		}
		return math.NaN()
	}, leastPayoff}
}

func seat(b *model.Bargain, party string) int {
	return slices.IndexFunc(b.Parties, func(p model.Party) bool { return p.ID == party })
}

// at is x[i], NaN where there is no such party or issue.
func at(x []float64, i int) float64 {
	if i < 0 || i >= len(x) {
		return math.NaN()
	}
	return x[i]
}

// A claim is what must be true of a measure when something is turned from low
// to high.
type claim struct {
	of   measure
	sign int // 1: rises; −1: falls
	// cannot turns sign round: it must not rise, or fall, beyond chance.
	cannot bool
	// below bounds the size of the change by the mean of another measure.
	below *measure
}

// up says that a measure rises.
func up(m measure) claim { return claim{of: m, sign: 1} }

// down says that a measure falls.
func down(m measure) claim { return claim{of: m, sign: -1} }

// notUp says that a measure does not rise.
func notUp(m measure) claim { return claim{of: m, sign: 1, cannot: true} }

// notDown says that a measure does not fall.
func notDown(m measure) claim { return claim{of: m, sign: -1, cannot: true} }

// smaller says that a measure changes by less than another one is.
func smaller(m, than measure) claim { return claim{of: m, below: &than} }

// check compares the draws of low and high.
func (c claim) check(t *testing.T, low, high *played) {
	t.Helper()
	gain, err := moved(c.of, low, high)
	t.Logf("%s: %+.4f ± %.4f", c.of.name, gain, err)
	if fault := c.fault(low, high, *draws < enough); fault != "" {
		t.Errorf("%s: %+.4f ± %.4f: %s", c.of.name, gain, err, fault)
	}
}

// enough is from how many draws on what a claim is about must exceed three errors.
// Over fewer it must move, and not the wrong way by more than that.
const enough = 1000

// fault is what is wrong with the claim; empty: nothing.
func (c claim) fault(low, high *played, few bool) string {
	gain, err := moved(c.of, low, high)
	signed := float64(c.sign) * gain
	switch {
	case gain != gain:
		return "no draw has it"
	case c.below != nil:
		if most := low.mean(*c.below); !(math.Abs(gain)+3*err < most) {
			return fmt.Sprintf("moves by more than the %s of %.4f", c.below.name, most)
		}
	case c.cannot:
		if signed > 3*err {
			return "moves as it must not"
		}
	case signed < 0 && !few || signed < -3*err:
		return "goes the wrong way"
	case few && gain == 0:
		return "does not move"
	case !few && !(math.Abs(gain) >= c.of.least && math.Abs(gain) > 3*err):
		return "moves too little"
	}
	return ""
}

// TestClaims: a claim fails where a measure goes the wrong way, does not move, or
// does not exist.
func TestClaims(t *testing.T) {
	m := measure{"number", func(_ *model.Bargain, d *drawn) float64 { return d.in[0] }, 0.1}
	run := func(xs ...float64) *played {
		p := &played{}
		for _, x := range xs {
			p.draws = append(p.draws, drawn{in: []float64{x}})
		}
		return p
	}
	start, nan := run(1, 2, 3, 4), math.NaN()
	for _, c := range []struct {
		name  string
		claim claim
		end   *played
		holds bool
	}{
		{"rises", up(m), run(2, 3, 4, 5.1), true},
		{"rises too little", up(m), run(1.01, 2.01, 3.01, 4.01), false},
		{"rises by chance", up(m), run(3, 1, 5, 4), false},
		{"stays", up(m), start, false},
		{"goes the wrong way", up(m), run(0, 1, 2, 2.9), false},
		{"falls", down(m), run(0, 1, 2, 2.9), true},
		{"rises instead", down(m), run(2, 3, 4, 5.1), false},
		{"may stay", notUp(m), start, true},
		{"may fall", notUp(m), run(0, 1, 2, 2.9), true},
		{"must not rise", notUp(m), run(2, 3, 4, 5.1), false},
		{"may rise", notDown(m), run(2, 3, 4, 5.1), true},
		{"must not fall", notDown(m), run(0, 1, 2, 2.9), false},
		{"is smaller", smaller(m, m), run(2, 3, 4, 5.1), true},
		{"is larger", smaller(m, m), run(5, 6, 7, 8.1), false},
		{"does not exist", up(m), run(nan, nan, nan, nan), false},
	} {
		if fault := c.claim.fault(start, c.end, false); (fault == "") != c.holds {
			t.Errorf("%s: %q", c.name, fault)
		}
	}
	for name, end := range map[string]*played{"stays": start, "goes the wrong way": run(0, 1, 2, 2.9)} {
		if up(m).fault(start, end, true) == "" {
			t.Errorf("few draws: %s: no fault", name)
		}
	}
}
