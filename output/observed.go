package output

import (
	"fmt"
	"slices"

	"sim/model"
	"sim/model/study"
)

// ObservationWords says what was observed, beginning with its round: in round 3
// ceasefire was signed.
func ObservationWords(b *model.Bargain, o *model.Observation) string {
	what := ""
	switch o.Kind {
	case model.MeetingObserved:
		what = "a meeting was held"
	case model.NoMeeting:
		what = "no meeting was held"
	case model.SignedObserved:
		what = b.Packages[o.Of].ID + " was signed"
	case model.BrokenObserved:
		what = b.Packages[o.Of].ID + " was broken"
	case model.InForceObserved:
		what = b.Packages[o.Of].ID + " was in force at the end"
	case model.NothingInForce:
		what = "no agreement was in force at the end"
	case model.CarriedObserved:
		what = b.Levers[o.Of].ID + " was carried out"
	case model.WithheldObserved:
		what = b.Levers[o.Of].ID + " had not been carried out"
	case model.LineObserved:
		k := &b.Issues[o.Of]
		lower, upper := k.Scale.Amount(o.Lower), k.Scale.Amount(o.Upper)
		what = fmt.Sprintf("%s stood between %s and %s at the end", k.ID, FormatExact(min(lower, upper)), FormatExact(max(lower, upper)))
	}
	return fmt.Sprintf("in round %d (from 0) %s", o.Round, what)
}

// Observed says in a sentence how many draws match what was observed, over the
// theories that ask the parties; empty where nothing was observed.
func (r *Result) Observed() string {
	b := r.Scenario.Bargain
	if len(b.Observed) == 0 || len(r.Predicting()) == len(b.Theories) {
		return ""
	}
	least, most := r.Tally.Draws, 0
	for i := range b.Theories {
		if !b.Theories[i].Predicts {
			least, most = min(least, r.Tally.N(i)), max(most, r.Tally.N(i))
		}
	}
	text := FormatCount(least)
	if most != least {
		text += " to " + FormatCount(most)
	}
	few := ""
	if least < study.MinimumDraws {
		few = " That is too few to say much."
	}
	if most != least {
		text += ", depending on the theory,"
	}
	return fmt.Sprintf("Of %s draws, %s match what was observed; every share is of these.%s", FormatCount(r.Tally.Draws), text, few)
}

// FirstMatch is the first draw of the sample that matches what was observed under the
// theory that leads; −1 if none of it does.
func (r *Result) FirstMatch() int {
	if lead := r.Scenario.Lead(); r.Sample != nil && lead < len(r.Sample.Outcomes) {
		return slices.IndexFunc(r.Sample.Outcomes[lead], func(o model.Outcome) bool { return o.Class != model.Excluded })
	}
	return -1
}

// Unobserved says why a run with observations has no draws.
func Unobserved(b *model.Bargain, e *study.UnobservedError) string {
	before := ""
	if e.Observation > 0 {
		before = " among those that match what stands before it"
	}
	theory := e.Theory
	for i := range b.Theories {
		if b.Theories[i].Name == e.Theory {
			theory = TheoryName(&b.Theories[i])
		}
	}
	return fmt.Sprintf("observed[%d]: no draw of %s matches it under %s%s: %s. Play more draws, widen the observation or the ranges behind it, or leave the theory out with --theories",
		e.Observation, FormatCount(e.Draws), theory, before, ObservationWords(b, &b.Observed[e.Observation]))
}
