package table

import (
	"fmt"
	"math"

	"sim/model/analysis"
	"sim/output"
)

// ComparedEffects is what each change does to the share of the first outcome, made
// first and made last, under the theories in which it does something; nil where
// that was not asked.
func ComparedEffects(c *output.Comparison, v *output.Variant) *Table {
	class := c.HeadlineClass()
	f := v.Find("share", class.String())
	if len(v.Changes) == 0 || f < 0 {
		return nil
	}
	t := &Table{
		Title: fmt.Sprintf("What each change does to the outcome %s, in percentage points", v.A.Bargain.ClassLabel(class)),
		Head:  []string{"change", "theory", "made first", "made last"},
		Left:  map[int]bool{1: true},
	}
	for i := range v.Changes {
		e := &v.Changes[i]
		name := output.EffectName(e)
		for m := range v.Theories {
			if !acts(e.First, m, f) && !acts(e.Last, m, f) {
				continue
			}
			t.Rows = append(t.Rows, []string{name, output.TheoryName(&v.Theories[m]), pointsOf(e.First, m, f), pointsOf(e.Last, m, f)})
			name = ""
		}
		if name != "" {
			t.Rows = append(t.Rows, []string{name, "all", "~", "~"})
		}
	}
	for m := range v.Theories {
		if v.Theories[m].Predicts {
			continue // it has no outcomes
		}
		sum, bound := 0.0, 0.0
		for i := range v.Changes {
			if e := v.Changes[i].First; e != nil {
				d := e.Paired[m][f].Difference
				sum, bound = sum+d.Value, bound+d.Error
			}
		}
		name := output.TheoryName(&v.Theories[m])
		t.Rows = append(t.Rows,
			[]string{"sum of the changes", name, signed(float64(100*sum), float64(100*bound)), ""},
			[]string{"all together", name, output.FormatPoints(&v.Paired[m][f]), ""})
	}
	return t
}

// acts reports whether the share of figure f under theory m differs beyond the
// error.
func acts(c *analysis.Comparison, m, f int) bool {
	return c != nil && c.Paired[m][f].Difference.N > 0 && !c.Paired[m][f].Noise()
}

func pointsOf(c *analysis.Comparison, m, f int) string {
	if c == nil {
		return "–"
	}
	return output.FormatPoints(&c.Paired[m][f])
}

// signed writes a difference that no pairing gave, with its sign and its error; ~
// where it is noise.
func signed(x, err float64) string {
	if math.Abs(x) <= analysis.SignZ*err {
		return "~"
	}
	s := output.FormatWithError(x, err)
	if x > 0 {
		return "+" + s
	}
	return s
}

// EffectWords say how to read ComparedEffects, and what could not be told apart;
// nil where it was not asked.
func EffectWords(v *output.Variant) []string {
	if v.Changes == nil {
		return nil
	}
	words := []string{"Made first: the base with this change alone, against the base. Made last: the variant, against the variant without this change. Where the two differ, or the sum is not the whole, the changes act together. The error of the sum is an upper bound."}
	for i := range v.Changes {
		if e := &v.Changes[i]; e.Refused != nil {
			words = append(words, fmt.Sprintf("%s: cannot be made or undone alone: %v.", output.EffectName(e), e.Refused))
		}
	}
	return words
}
