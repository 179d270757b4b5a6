package output

import (
	"cmp"
	"slices"

	"sim/model"
	"sim/model/study"
)

// AtLabel is how near a position must be to a label of its issue's scale to be
// called by it alone, as a part of the scale.
const AtLabel = 0.05

// OnScale says where position x, in [0, 1], lies among the labels of an issue's
// scale: at one that is no farther off than AtLabel, else between two, or beyond
// the outermost one. It is empty without labels.
func OnScale(issue *model.Issue, x float64) string {
	l, ok := model.NearestLabel(issue.Labels, x)
	if !ok {
		return ""
	}
	if max(l.At-x, x-l.At) <= AtLabel {
		return l.Name
	}
	labels := slices.SortedFunc(slices.Values(issue.Labels), func(a, b model.Label) int { return cmp.Compare(a.At, b.At) })
	next := slices.IndexFunc(labels, func(l model.Label) bool { return l.At > x })
	switch next {
	case 0:
		return "short of " + labels[0].Name
	case -1:
		return "beyond " + labels[len(labels)-1].Name
	}
	return "between " + labels[next-1].Name + " and " + labels[next].Name
}

// MedianTerms are the least and the largest of the theories' median terms of
// issue k, over the theories with at least study.MinimumDraws draws that settled
// it, and of how many theories. A prediction is no deal: it counts only where all
// theories predict.
func (r *Result) MedianTerms(k int) (lower, upper study.Estimate, theories int) {
	lower, upper, theories, _ = r.medianTerms(k)
	return lower, upper, theories
}

// medianTerms is MedianTerms, and whether each theory's terms are the same in
// every draw.
func (r *Result) medianTerms(k int) (lower, upper study.Estimate, theories int, known bool) {
	issue := &r.Scenario.Bargain.Issues[k]
	known = true
	for t := range r.Tally.Theories {
		spread := &r.Tally.Theories[t].Terms[k]
		if spread.N() < study.MinimumDraws || r.Scenario.Bargain.Theories[t].Predicts && len(r.Predicting()) < len(r.Tally.Theories) {
			continue
		}
		e := study.TermsQuantile(issue, spread, 0.5)
		if theories == 0 || e.Value < lower.Value {
			lower = e
		}
		if theories == 0 || e.Value > upper.Value {
			upper = e
		}
		known = known && study.Known(spread)
		theories++
	}
	return lower, upper, theories, known
}

// FormatMedianTerms writes the range of MedianTerms in the issue's unit; empty if
// no theory shows terms.
func (r *Result) FormatMedianTerms(k int) string {
	lower, upper, n, known := r.medianTerms(k)
	if n == 0 {
		return ""
	}
	issue := &r.Scenario.Bargain.Issues[k]
	if issue.Options != nil {
		at := func(e study.Estimate) string { return OnScale(issue, issue.Scale.Position(e.Value)) }
		return rangeOf(at(lower), at(upper))
	}
	amounts := AmountsOf(issue)
	if known { // the same in every draw, theory by theory
		return rangeOf(amounts.Exact(lower.Value), amounts.Exact(upper.Value))
	}
	amounts = amounts.Among(lower.Value, upper.Value)
	return rangeOf(amounts.Format(lower.Value, lower.Error), amounts.Format(upper.Value, upper.Error))
}

func rangeOf(a, z string) string {
	if a == z {
		return a
	}
	return a + " to " + z
}
