package output

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/model/study"
)

// Ensemble is what a run's theories whose draws have an outcome say together; ok
// is false where there are not two of them. It must not be shown without what each theory says.
func (r *Result) Ensemble() (e *analysis.Ensemble, ok bool) {
	if r.Tally == nil || r.N() == 0 {
		return nil, false
	}
	pooled := 0
	for i := range r.Tally.Theories {
		if r.Scenario.Bargain.Theories[i].Pooled() {
			pooled++
		}
	}
	if pooled < 2 {
		return nil, false
	}
	return analysis.NewEnsemble(r.Scenario.Bargain, r.Tally, study.MinimumDraws), true
}

// FormatPooled writes a pooled share of draws, with its Monte Carlo error if
// withError; where the draws cannot tell it from none or all, a bound.
func (r *Result) FormatPooled(e *analysis.Ensemble, c model.Class, withError bool) string {
	p, n := e.Pool.Shares[c], r.N()
	s := FormatShare(int(math.Round(p*float64(n))), n)
	switch {
	case s[0] == '<' || s[0] == '>':
		return s
	case withError:
		return FormatWithError(float64(100*p), float64(100*e.Errors[c])) + "%"
	}
	return FormatPercent(p, e.Errors[c])
}

// PoolWeights says in a sentence with what weights theories are pooled.
func (r *Result) PoolWeights(e *analysis.Ensemble) string {
	b := r.Scenario.Bargain
	names := func(f *analysis.Family) string {
		list := make([]string, len(f.Theories))
		for i, m := range f.Theories {
			list[i] = TheoryTitle(&b.Theories[m])
		}
		return strings.Join(list, ", ")
	}
	if len(e.Families) == 1 {
		return fmt.Sprintf("Pooled, uncalibrated, with weight 1/%d for each theory, all of them %s", len(e.Families[0].Theories), FamilyName(&e.Families[0]))
	}
	parts, alike := make([]string, len(e.Families)), true
	for i := range e.Families {
		f := &e.Families[i]
		alike = alike && f.Weight == e.Families[0].Weight
		parts[i] = fmt.Sprintf("(%s)", names(f))
	}
	for i := range e.Families {
		f := &e.Families[i]
		if !alike {
			parts[i] = FormatPercent(f.Weight, 0.01) + " " + parts[i]
		}
		parts[i] = FamilyName(f) + " " + parts[i]
	}
	if !alike {
		return "Pooled, uncalibrated, with the weights that were given, shared equally inside each family: " + strings.Join(parts, " · ")
	}
	return fmt.Sprintf("Pooled, uncalibrated, with weight 1/%d for each family, shared equally inside it: %s", len(e.Families), strings.Join(parts, " · "))
}

// FamilyName is the name by which text calls a family of theories.
func FamilyName(f *analysis.Family) string {
	if f.Name == "" {
		return "other"
	}
	return strings.ReplaceAll(f.Name, "_", " ")
}

// TheoryMatters says for which outcomes it is so, and with issues for which
// terms, that which theory is right matters more than the inputs: more than
// half of the variance lies between theories. It is empty if there are none or
// too few draws to tell.
func (r *Result) TheoryMatters(e *analysis.Ensemble, issues bool) string {
	if r.N() < study.MinimumDraws {
		return ""
	}
	var list []string
	add := func(name string, s analysis.Split) {
		if s.TheoryMatters() {
			list = append(list, fmt.Sprintf("%s (%s)", name, BetweenShare(s)))
		}
	}
	for _, c := range r.ClassesShown() {
		add(r.Scenario.Bargain.ClassLabel(c), e.Classes[c])
	}
	if issues {
		for _, k := range r.Scenario.Bargain.ListedIssues() {
			add("terms of "+IssueName(&r.Scenario.Bargain.Issues[k]), e.Terms[k].Split)
		}
	}
	if list == nil {
		return ""
	}
	return "Which theory is right matters more than the inputs (share of the variance that lies between theories): " + strings.Join(list, ", ")
}

// BetweenShare writes the share of a variance that lies between theories in
// whole percent; a dash where nothing varies.
func BetweenShare(s analysis.Split) string { return FormatPercent(s.BetweenShare(), 0.01) }

// NestedSplit says how the variance of how draws end divides between causes and
// between the theories of one cause, for outcomes of which at least a hundredth
// lies between theories; empty where the theories have one cause.
func (r *Result) NestedSplit(e *analysis.Ensemble) string {
	if len(e.Families) < 2 {
		return ""
	}
	var parts []string
	for _, c := range r.ClassesShown() {
		if s := e.Classes[c]; s.BetweenShare() >= 0.01 {
			parts = append(parts, fmt.Sprintf("%s %s and %s", r.Scenario.Bargain.ClassLabel(c), CausesShare(s), FormatPercent(s.RulesShare(), 0.01)))
		}
	}
	if parts == nil {
		return "Less than 1% of the variance of how draws end lies between theories; the rest is inputs and chance"
	}
	return "Share of the variance that lies between causes, and between theories of one cause (the rest is inputs and chance): " + strings.Join(parts, " · ")
}

// CausesShare writes the share of a variance that lies between causes in whole
// percent; a dash where nothing varies.
func CausesShare(s analysis.Split) string { return FormatPercent(s.CausesShare(), 0.01) }
