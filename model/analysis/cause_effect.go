package analysis

import (
	"sim/model"
	"sim/model/montecarlo"
)

// A CauseEffect is what the cause of a theory does: the theory against its twin,
// the same rule without the cause, on the same draws.
type CauseEffect struct {
	Theory, Twin int  // indices in the run
	Part         bool // whether the twin lacks a part of the cause only

	// The shares of draws that end with a settlement or a ceasefire in force, and
	// with a settlement: A under the twin, B under the theory. OnlyA counts the
	// draws that fail only because of the cause, OnlyB those that agree only with
	// it.
	Deal, Settlement Paired
	Both             int // draws that agree under both

	// Mean differences to the twin over the draws that agree under both: per
	// issue that both settle, of the terms in its own unit; per party, of the
	// payoff of the agreement in stake units.
	Terms, Payoff []montecarlo.Estimate
	// Options are, per issue and option, the differences of the shares of draws that
	// put the issue there, over the same draws as Terms.
	Options [][]montecarlo.Estimate
}

// CauseEffects compares the theories of a run that have their twin in it, in the
// order of the run.
func CauseEffects(b *model.Bargain, t *montecarlo.Tally) []CauseEffect {
	var all []CauseEffect
	for i := range t.Theories {
		twin := t.Theories[i].Twin
		if twin == nil {
			continue
		}
		e := CauseEffect{
			Theory: i, Twin: twin.Twin, Deal: againstTwin(t, i, twin.Deals, deals), Settlement: againstTwin(t, i, twin.Settlements, settlements),
			Both: twin.Both,
		}
		for k := range twin.Terms {
			lower, upper := b.Issues[k].Scale.Bounds()
			e.Terms = append(e.Terms, Scaled(twin.Terms[k].Mean(), upper-lower))
			options := make([]montecarlo.Estimate, len(twin.Options[k]))
			for o := range options {
				options[o] = twin.Options[k][o].Mean()
			}
			e.Options = append(e.Options, options)
		}
		for j := range twin.Payoff {
			e.Payoff = append(e.Payoff, twin.Payoff[j].Mean())
		}
		if y := &b.Theories[i]; y.Beside && y.Reveals != nil { // it lacks a part of what its twin is about
			e.turn()
		}
		all = append(all, e)
	}
	return all
}

// turn has a theory that lacks a part of the cause of its twin stand as what that
// is compared with.
func (e *CauseEffect) turn() {
	e.Theory, e.Twin, e.Part = e.Twin, e.Theory, true
	for _, p := range []*Paired{&e.Deal, &e.Settlement} {
		p.A, p.B, p.OnlyA, p.OnlyB, p.Difference = p.B, p.A, p.OnlyB, p.OnlyA, Negative(p.Difference)
	}
	for _, list := range append([][]montecarlo.Estimate{e.Terms, e.Payoff}, e.Options...) {
		for k := range list {
			list[k] = Negative(list[k])
		}
	}
}

// Negative is the estimate of a quantity with the opposite sign.
func Negative(e montecarlo.Estimate) montecarlo.Estimate {
	return montecarlo.Estimate{N: e.N, Value: 0 - e.Value, Error: e.Error, Lower: 0 - e.Upper, Upper: 0 - e.Lower}
}

func deals(y *montecarlo.TheoryTally) int {
	return y.Classes[model.Settlement] + y.Classes[model.Ceasefire]
}

func settlements(y *montecarlo.TheoryTally) int { return y.Classes[model.Settlement] }

// againstTwin compares the share of draws that count counts.
func againstTwin(t *montecarlo.Tally, theory int, d montecarlo.Discordant, count func(*montecarlo.TheoryTally) int) Paired {
	p := Paired{
		A: t.Share(t.Theories[theory].Twin.Twin, count), B: t.Share(theory, count), Difference: t.TwinDifference(theory, d, count),
		OnlyA: d.OnlyTwin, OnlyB: d.OnlyTheory, Same: d == montecarlo.Discordant{},
	}
	p.Gain = p.gain()
	return p
}

// Scaled is the estimate of a quantity times a factor of at least 0.
func Scaled(e montecarlo.Estimate, by float64) montecarlo.Estimate {
	return montecarlo.Estimate{N: e.N, Value: float64(e.Value * by), Error: float64(e.Error * by), Lower: float64(e.Lower * by), Upper: float64(e.Upper * by)}
}
