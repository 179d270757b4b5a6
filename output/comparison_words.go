package output

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/study"
)

// mostChanges is how many changed numbers text lists at most.
const mostChanges = 12

// Changed lists the numbers that the variant and the base write differently.
func (v *Variant) Changed() string {
	changes := study.InputChanges(v.A.Bargain, v.B.Bargain)
	switch {
	case changes == nil && v.observedOtherwise():
		return "What was observed differs, and no number."
	case changes == nil:
		return "No number differs from the base."
	}
	var parts []string
	for _, c := range changes[:min(len(changes), mostChanges)] {
		parts = append(parts, changeWords(c))
	}
	text := "Numbers that differ: " + strings.Join(parts, "; ")
	if more := len(changes) - mostChanges; more > 0 {
		text += fmt.Sprintf("; and %d more", more)
	}
	if v.observedOtherwise() {
		text += "; what was observed differs, too"
	}
	return text + "."
}

// observedOtherwise reports whether other things were observed in the variant than in
// the base.
func (v *Variant) observedOtherwise() bool {
	return !slices.EqualFunc(v.A.Bargain.Observed, v.B.Bargain.Observed, func(x, y model.Observation) bool {
		return ObservationWords(v.A.Bargain, &x) == ObservationWords(v.B.Bargain, &y)
	})
}

// Matching says how many draws match what was observed in the base and in the variant:
// a change that makes what was observed more or less likely also changes which draws
// are looked at. Empty where nothing was observed.
func (c *Comparison) Matching(v *Variant) string {
	m := c.LeadOf(v)
	f := v.Find("share", c.HeadlineClass().String())
	if f < 0 || len(v.A.Bargain.Observed)+len(v.B.Bargain.Observed) == 0 || v.Theories[m].Predicts {
		return ""
	}
	p := &v.Paired[m][f]
	text := fmt.Sprintf("Under %s, %s of %s draws match what was observed in %s, and %s in %s: what differs is due to the change, and to which draws match.",
		TheoryTitle(&v.Theories[m]), FormatCount(p.A.N), FormatCount(c.Config.Draws), c.Base, FormatCount(p.B.N), v.Name)
	if min(p.A.N, p.B.N) < study.MinimumDraws {
		text += " That is too few to say much."
	}
	return text
}

func changeWords(c study.InputChange) string {
	return fmt.Sprintf("%s %s → %s", c.Path, orNone(c.Before), orNone(c.After))
}

// EffectName names the change of an effect: what was written and is, or what the
// numbers belong to.
func EffectName(e *study.ChangeEffect) string {
	if len(e.Changes) == 1 {
		return changeWords(e.Changes[0])
	}
	return fmt.Sprintf("%s (%s)", study.Thing(e.Changes[0].Path), FormatCount(len(e.Changes))+" numbers")
}

func orNone(written string) string {
	if written == "" {
		return "(none)"
	}
	return written
}

// Answer says in a sentence what the change does to the first outcome of the base,
// over the theories that have outcomes; where it does nothing, why.
func (c *Comparison) Answer(v *Variant) string {
	class := c.HeadlineClass()
	f := v.Find("share", class.String())
	if f < 0 {
		return ""
	}
	low, high, more, fewer, theories := math.Inf(1), math.Inf(-1), 0, 0, 0
	for m := range v.Theories {
		p := &v.Paired[m][f]
		if v.Theories[m].Predicts || p.Difference.N == 0 {
			continue
		}
		theories++
		low, high = min(low, float64(100*p.Difference.Value)), max(high, float64(100*p.Difference.Value))
		switch {
		case p.Noise():
		case p.Difference.Value > 0:
			more++
		default:
			fewer++
		}
	}
	if theories == 0 {
		return ""
	}
	ends := EndingName(v.A.Bargain, class)
	if more+fewer == 0 {
		under := "any theory"
		if theories == 1 {
			under = TheoryTitle(&v.Theories[c.LeadOf(v)])
		}
		return fmt.Sprintf("With %s, no more and no fewer draws %s than Monte Carlo error explains under %s%s.", v.Name, ends, under, v.nullReason(f))
	}
	lead := &v.Paired[c.LeadOf(v)][f]
	text := fmt.Sprintf("With %s, %s of 100 imagined runs %s", v.Name, moreOrFewer(low, high), ends)
	switch {
	case theories == 1:
	case more > 0 && fewer > 0:
		text += fmt.Sprintf(": more under %d and fewer under %d of %d theories", more, fewer, theories)
	case more > 0:
		text += fmt.Sprintf(": more under %d of %d theories", more, theories)
	default:
		text += fmt.Sprintf(": fewer under %d of %d theories", fewer, theories)
	}
	if t := &v.Theories[c.LeadOf(v)]; !t.Predicts {
		change := FormatPoints(lead) + " points"
		if lead.Noise() {
			change = "within the error"
		}
		text += fmt.Sprintf(" (%s: %.0f → %.0f, %s)", TheoryTitle(t), float64(100*lead.A.Value), float64(100*lead.B.Value), change)
	}
	return text + "."
}

// moreOrFewer writes a range of differences of counts: 2 to 6 more, 3 fewer, from 2
// fewer to 5 more.
func moreOrFewer(low, high float64) string {
	a, z := int(math.Round(low)), int(math.Round(high))
	one := func(n int) string {
		if n == 0 {
			return "fewer than 1"
		}
		return fmt.Sprint(max(n, -n))
	}
	switch {
	case a == z && z == 0:
		return "fewer than 1 more or fewer"
	case a >= 0 && a == z:
		return one(a) + " more"
	case a >= 0:
		return fmt.Sprintf("%d to %d more", a, z)
	case z <= 0 && a == z:
		return one(a) + " fewer"
	case z <= 0:
		return fmt.Sprintf("%d to %d fewer", -z, -a)
	}
	return fmt.Sprintf("from %d fewer to %d more", -a, z)
}

// nullReason is why a change changes no share of a class, figure f: it changes as
// many draws one way as the other, or nobody's value of no deal, or too little.
func (v *Variant) nullReason(f int) string {
	b := v.A.Bargain
	changed := 0.0
	for m := range v.Theories {
		if p := &v.Paired[m][f]; p.A.N > 0 {
			changed = max(changed, float64(p.OnlyA+p.OnlyB)/float64(p.A.N))
		}
	}
	if changed >= 0.01 {
		return fmt.Sprintf(": it changes up to %.0f of 100 draws, about as many one way as the other", float64(100*changed))
	}
	var names []string
	for _, i := range b.ListedParties() {
		f := v.Find("reservation_value_mean", b.Parties[i].ID)
		if f < 0 {
			continue
		}
		for m := range v.Theories {
			if p := &v.Paired[m][f]; !p.Same && !p.Noise() {
				names = append(names, PartyName(&b.Parties[i]))
				break
			}
		}
	}
	if names == nil {
		return ": it does not change what no deal is worth to anybody"
	}
	return ": what no deal is worth to " + List(names) + " changes, but in too few draws by enough to change an answer"
}
