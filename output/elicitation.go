package output

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"sim/model/study"
)

// An Elicitation is what experts' ranges make of a scenario, as it is shown.
type Elicitation struct {
	*Study
	*study.Elicitation
	Written string // file that holds the scenario with the mixtures; empty: none
}

// Figure writes a figure of the measure with its error.
func (e *Elicitation) Figure(x study.Estimate) string {
	switch {
	case math.IsNaN(x.Value):
		return "–"
	case !e.Measure.Share:
		return AmountsOfMeasure(&e.Measure).WithError(x.Value, x.Error)
	}
	return FormatShareOf(x)
}

// SpreadText says how much of the spread lies in the inputs, in theories, and in
// whom one asks.
func (e *Elicitation) SpreadText() string {
	s := &e.Spreads
	switch {
	case s.Pooled == 0:
		return fmt.Sprintf("No theory has a figure for the %s with every expert's ranges, so its spread cannot be divided.", MeasureName(&e.Measure))
	case math.IsNaN(s.Inputs.Value):
		return fmt.Sprintf("Whomever one asks, the %s is the same in every draw.", MeasureName(&e.Measure))
	}
	return fmt.Sprintf("Of the variance of the %s over draws, theories and experts, whom one asks makes %s, which theory is used %s, the two only together %s, and inputs and chance, within a theory and an expert's ranges, the other %s (%s, by the weights of their families).",
		MeasureName(&e.Measure), FormatPart(s.Experts), FormatPart(s.Theories), FormatPart(s.Both), FormatPart(s.Inputs), Counted(s.Pooled, "theory", "theories"))
}

// ApartText says how far the experts lie apart under the leading theory.
func (e *Elicitation) ApartText() string {
	if len(e.Experts) < 2 {
		return fmt.Sprintf("Only %s has answered, so nothing can be said about whom one asks.", Printable(e.Experts[0].Name))
	}
	t := e.Lead
	d, apart := e.Differences[t], e.Apart[t]
	if d.Noise() {
		return fmt.Sprintf("Under %s the experts' ranges lead to the same %s, as far as Monte Carlo error tells.", TheoryName(&e.Theories[t]), MeasureName(&e.Measure))
	}
	low, high := e.By[apart[0]][t], e.By[apart[1]][t]
	return fmt.Sprintf("Under %s, the %s comes to %s with the ranges of %s alone and %s with those of %s: %s on the same draws.", TheoryName(&e.Theories[t]), MeasureName(&e.Measure),
		e.Figure(low), Printable(e.Experts[apart[0]].Name), e.Figure(high), Printable(e.Experts[apart[1]].Name), FormatMeasureChange(&e.Measure, &d))
}

// HowText says what was done with the answers.
func (e *Elicitation) HowText() string {
	s := "Each expert's three figures were fitted as percentiles; a number on which several answered is their mixture, by weight, and where one gave no answer the scenario's own range stands. Every row of a table was played on the same random numbers. Experts are people's beliefs: the spread between them says how far these people differ, not how far they may all be wrong."
	if e.Written != "" {
		s += " The scenario with the mixtures is " + Printable(e.Written) + "."
	}
	return s
}

// CommonText writes how much of what experts' ranges cover is common to each two.
func CommonText(n *study.ElicitedNumber) string {
	switch {
	case math.IsNaN(n.Common):
		return "one answer"
	case n.Common == 0:
		return "nothing in common"
	}
	return fmt.Sprintf("%.0f%% in common", 100*n.Common)
}

// Disputed are the indices of the numbers: those whose ranges have least in common
// first, and those with one answer last.
func (e *Elicitation) Disputed() []int {
	order := make([]int, len(e.Numbers))
	for i := range order {
		order[i] = i
	}
	common := func(i int) float64 {
		if x := e.Numbers[i].Common; !math.IsNaN(x) {
			return x
		}
		return math.Inf(1)
	}
	slices.SortStableFunc(order, func(i, j int) int { return cmp.Compare(common(i), common(j)) })
	return order
}
