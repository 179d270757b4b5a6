package table

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/output"
)

// Comparison is what a comparison says in text.
func Comparison(c *output.Comparison) *Document {
	d := &Document{Title: c.Line(), Notice: strings.ToUpper(output.Notice)}
	for i := range c.Variants {
		v := &c.Variants[i]
		d.Lead = append(d.Lead, ComparedWords(c, v)...)
		d.Tables = append(d.Tables, ComparedShares(c, v))
		for _, t := range []*Table{ComparedEffects(c, v), ComparedTerms(c, v), ComparedParties(c, v)} {
			if t != nil {
				d.Tables = append(d.Tables, t)
			}
		}
	}
	d.Lines = append(d.Lines, "Differences on the same draws, in percentage points, ± Monte Carlo error; ~ is noise: no more than two errors.")
	for i := range c.Variants {
		d.Lines = append(append(d.Lines, Bought(c, &c.Variants[i])), EffectWords(&c.Variants[i])...)
	}
	d.Lines = append(d.Lines, c.Remarks...)
	return d
}

// ComparedWords say what differs between a variant and the base, and what that
// does.
func ComparedWords(c *output.Comparison, v *output.Variant) []string {
	words := []string{v.Changed()}
	if answer := c.Answer(v); answer != "" {
		words = append(words, answer)
	}
	if matching := c.Matching(v); matching != "" {
		words = append(words, matching)
	}
	return words
}

// ComparedShares is how the share of each outcome changes, theory by theory,
// with the verdict of all of them below.
func ComparedShares(c *output.Comparison, v *output.Variant) *Table {
	classes := v.ClassesShown()
	t := &Table{Title: fmt.Sprintf("%s against %s", v.Name, c.Base), Head: []string{"theory"}}
	for _, class := range classes {
		t.Head = append(t.Head, v.A.Bargain.ClassLabel(class))
	}
	played := 0 // theories with outcomes
	for m := range v.Theories {
		if !v.Theories[m].Predicts {
			played++
		}
		row := []string{output.TheoryName(&v.Theories[m])}
		for _, class := range classes {
			row = append(row, output.FormatPoints(&v.Paired[m][v.Find("share", class.String())]))
		}
		t.Rows = append(t.Rows, row)
	}
	if played > 1 {
		row := []string{"theories together"}
		for _, class := range classes {
			word, _, _ := strings.Cut(output.VerdictWords[v.Effects[v.Find("share", class.String())].Verdict], ":")
			row = append(row, word)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// ComparedParties is how the parties fare, under the theory that is meant where
// one is; nil where the runs share no party.
func ComparedParties(c *output.Comparison, v *output.Variant) *Table {
	m := c.LeadOf(v)
	t := &Table{
		Title: "Under " + output.TheoryName(&v.Theories[m]) + ": utility from 0 to 1, reservation value in stake units",
		Head:  []string{"party", "utility before", "after", "change", "reservation value before", "after", "change"},
	}
	b := v.A.Bargain
	for _, i := range b.ListedParties() {
		u, r := v.Find("utility_mean", b.Parties[i].ID), v.Find("reservation_value_mean", b.Parties[i].ID)
		if u < 0 || r < 0 {
			continue
		}
		row := []string{output.PartyName(&b.Parties[i])}
		for _, f := range []int{u, r} {
			p := &v.Paired[m][f]
			row = append(row, output.Format(p.A.Value, p.A.Error), output.Format(p.B.Value, p.B.Error), output.Amounts{Width: 1}.Change(p))
		}
		t.Rows = append(t.Rows, row)
	}
	if t.Rows == nil {
		return nil
	}
	return t
}

// ComparedTerms is how the terms of each issue, or the shares of its options, move where a deal settles it,
// under the theory that is meant where one is; nil where no issue was settled
// often enough in both runs.
func ComparedTerms(c *output.Comparison, v *output.Variant) *Table {
	m := c.LeadOf(v)
	t := &Table{
		Title: "Median terms, or shares of options, where a deal was struck, under " + output.TheoryName(&v.Theories[m]),
		Head:  []string{"issue", "before", "after", "change", "draws before", "draws after"},
	}
	b := v.A.Bargain
	for _, k := range b.ListedIssues() {
		if b.Issues[k].Options != nil {
			t.Rows = append(t.Rows, comparedOptions(v, m, &b.Issues[k])...)
			continue
		}
		f := v.Find("terms_p50", b.Issues[k].ID)
		if f < 0 || !v.Shown(m, f) {
			continue
		}
		p := &v.Paired[m][f]
		amounts := output.AmountsOf(&b.Issues[k])
		text := amounts.Among(p.A.Value, p.B.Value)
		t.Rows = append(t.Rows, []string{
			nameWithUnit(&b.Issues[k]), text.Format(p.A.Value, p.A.Error), text.Format(p.B.Value, p.B.Error), amounts.Change(p),
			output.FormatCount(p.A.N), output.FormatCount(p.B.N),
		})
	}
	if t.Rows == nil {
		return nil
	}
	return t
}

// comparedOptions is how the shares of draws at each option of an issue change under
// theory m.
func comparedOptions(v *output.Variant, m int, issue *model.Issue) (rows [][]string) {
	for o := range issue.Options {
		f := v.Find("option_share", issue.ID+"."+issue.OptionName(o))
		if f < 0 || !v.Shown(m, f) {
			continue
		}
		p := &v.Paired[m][f]
		if p.A.Value == 0 && p.B.Value == 0 {
			continue // no draw is ever there
		}
		change := output.FormatPoints(p)
		if !p.Same && !p.Noise() {
			change += " points"
		}
		rows = append(rows, []string{
			output.IssueName(issue) + ": " + issue.OptionName(o), output.FormatShareOf(p.A), output.FormatShareOf(p.B), change,
			output.FormatCount(p.A.N), output.FormatCount(p.B.N),
		})
	}
	return rows
}

// ComparedDraws counts, theory by theory, the draws that end in a class in one
// run and not in the other.
func ComparedDraws(c *output.Comparison, v *output.Variant) *Table {
	classes := v.ClassesShown()
	t := &Table{Title: "Draws that end so only before / only after", Head: []string{"theory"}}
	for _, class := range classes {
		t.Head = append(t.Head, v.A.Bargain.ClassLabel(class))
	}
	for m := range v.Theories {
		if v.Theories[m].Predicts {
			continue // it has no outcomes
		}
		row := []string{output.TheoryName(&v.Theories[m])}
		for _, class := range classes {
			p := &v.Paired[m][v.Find("share", class.String())]
			row = append(row, output.FormatCount(p.OnlyA)+" / "+output.FormatCount(p.OnlyB))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Bought says in a sentence what playing the same draws bought.
func Bought(c *output.Comparison, v *output.Variant) string {
	least, most := math.Inf(1), 0.0
	for m := range v.Theories {
		for _, class := range v.ClassesShown() {
			if g := v.Paired[m][v.Find("share", class.String())].Gain; !math.IsNaN(g) && !math.IsInf(g, 0) {
				least, most = min(least, g), max(most, g)
			}
		}
	}
	switch {
	case most == 0 && c.Matching(v) == "":
		return fmt.Sprintf("%s: no draw changed outcome.", v.Name)
	case most == 0:
		return fmt.Sprintf("%s: no draw that matches in both changed outcome.", v.Name)
	case most < 1.2:
		return fmt.Sprintf("%s: pairing the draws gave almost no gain in precision.", v.Name)
	}
	a, z := output.Format(least, least/5), output.Format(most, most/5)
	if a != z {
		a += " to " + z
	}
	return fmt.Sprintf("%s: for the same errors of the shares, independent runs would need about %s times as many draws.", v.Name, a)
}
