package output

import (
	"math"

	"sim/model"
	"sim/model/analysis"
	"sim/model/study"
)

// A Comparison is one or more variants of a scenario against a base, on the
// same draws.
type Comparison struct {
	*Study
	Base     string // what the base is called
	Variants []Variant
	Remarks  []string // what could not be compared, and why
}

// A Variant is one of what is compared with the base.
type Variant struct {
	Name   string // its file, or what was changed
	Source string // where its figures come from
	*analysis.Comparison
	Changes []study.ChangeEffect // what each change does; nil: not asked
}

// NewComparison is what was compared as it is shown: names and sources are those of
// the subjects, the base first.
func NewComparison(s *Study, found *study.Comparison, names, sources []string) *Comparison {
	c := &Comparison{Study: s, Base: names[0]}
	for i, v := range found.Variants {
		c.Variants = append(c.Variants, Variant{Name: names[i+1], Source: sources[i+1], Comparison: v})
		if found.Effects != nil {
			c.Variants[i].Changes = found.Effects[i]
		}
	}
	for i := range found.Remarks {
		c.Remarks = append(c.Remarks, compareRemark(found, names, &found.Remarks[i]))
	}
	return c
}

// ClassesShown are the outcome classes that a comparison talks about: those in
// which some draw ends in either run.
func (v *Variant) ClassesShown() []model.Class {
	var classes []model.Class
	for c := range model.Class(model.Classes) {
		f := v.Find("share", c.String())
		for t := range v.Theories {
			if p := &v.Paired[t][f]; p.A.Value > 0 || p.B.Value > 0 {
				classes = append(classes, c)
				break
			}
		}
	}
	return classes
}

// LeadOf is the index among the theories compared of the one that is meant
// where one is: the study's, or the last if it was not compared.
func (c *Comparison) LeadOf(v *Variant) int {
	for t := range v.Theories {
		if v.Theories[t].Name == c.Theories[c.Lead].Name {
			return t
		}
	}
	return len(v.Theories) - 1
}

// Shown reports whether figure f under theory t rests on enough draws in both
// runs to be shown in text, tables and pictures.
func (v *Variant) Shown(t, f int) bool {
	p := &v.Paired[t][f]
	return min(p.A.N, p.B.N) >= study.MinimumDraws
}

// FormatPoints writes a difference between two shares in percentage points, with
// its sign and its error; "~" where it is noise, and "none" where no draw
// differs at all.
func FormatPoints(p *analysis.Paired) string { return formatChange(p, 100, 0, FormatWithError) }

// Change writes a difference of amounts as FormatPoints does. One that is less
// than a thousandth of the width is written as that bound: paired draws find
// differences that are far too small to matter.
func (a Amounts) Change(p *analysis.Paired) string {
	return formatChange(p, 1, a.Width/1000, a.WithError)
}

// FormatMeasureChange writes a difference of a measure: in percentage points for
// a share.
func FormatMeasureChange(m *study.Measure, p *analysis.Paired) string {
	if m.Share {
		return FormatPoints(p)
	}
	return AmountsOfMeasure(m).Change(p)
}

func formatChange(p *analysis.Paired, unit, least float64, format func(value, err float64) string) string {
	d := p.Difference
	switch {
	case d.N == 0 || d.Value != d.Value:
		return "–"
	case p.Same:
		return "none"
	case p.Noise():
		return "~"
	case math.Abs(d.Value) < least:
		return "<" + Plain(least)
	}
	s := format(float64(unit*d.Value), float64(unit*d.Error))
	if d.Value > 0 {
		return "+" + s
	}
	return s
}

// VerdictWords say in words, verdict by verdict, whether theories agree on the
// direction of an effect.
var VerdictWords = []string{
	analysis.NoDirection:    "no direction: no theory shows a change beyond the Monte Carlo error",
	analysis.RobustPositive: "robust: more under every theory",
	analysis.RobustNegative: "robust: less under every theory",
	analysis.SomePositive:   "only some: more under some theories, no direction under the others",
	analysis.SomeNegative:   "only some: less under some theories, no direction under the others",
	analysis.Contested:      "contested: more under some theories, less under others",
}

// VerdictOf is the verdict on figure f in words; empty where fewer than two
// theories were compared.
func (v *Variant) VerdictOf(f int) string {
	if len(v.Theories) < 2 {
		return ""
	}
	return VerdictWords[v.Effects[f].Verdict]
}
