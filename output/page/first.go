package page

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/output"
)

// finding is the report's first sentence: how many of 100 imagined runs end with
// a deal and how many without, over the theories that ask the parties.
func finding(r *output.Result) string {
	played, ok := r.Played()
	if !ok {
		return "The theories run here ask nobody: they predict terms, and no outcome."
	}
	b, draws := played.Scenario.Bargain, played.Tally.Draws
	over := func(count func(c *[model.Classes]int) int) string {
		least, most := draws, 0
		for i := range played.Tally.Theories {
			n := count(&played.Tally.Theories[i].Classes)
			least, most = min(least, n), max(most, n)
		}
		return ofHundred(least, most, draws)
	}
	deals := func(c *[model.Classes]int) int {
		return c[model.Settlement] + c[model.Ceasefire] + c[model.Partial]
	}
	first := played.ClassesShown()[0]
	text := fmt.Sprintf("Under these assumptions %s of 100 imagined runs end with a deal in force and %s with none", over(deals),
		over(func(c *[model.Classes]int) int { return draws - deals(c) }))
	if first.Deal() {
		text += fmt.Sprintf("; %s %s", over(func(c *[model.Classes]int) int { return c[first] }), output.EndingName(b, first))
	}
	if len(played.Tally.Theories) > 1 {
		return text + ". Which theory is used decides where in between."
	}
	return text + "."
}

// ofHundred writes a range of counts of draws as counts of 100.
func ofHundred(least, most, draws int) string {
	return strings.NewReplacer(" %", "", "%", "").Replace(output.FormatShareRange(least, most, draws))
}

// A drive is an input that moves the outcome, for the first screen.
type drive struct{ Name, Share, Rests string }

// drives are the first few inputs that move the outcome under a theory.
func drives(r *output.Result, theory int) []drive {
	const shown = 3
	b := r.Scenario.Bargain
	inputs := b.Varying()
	var ds []drive
	for _, d := range r.Moving(theory) {
		if len(ds) == shown {
			break
		}
		in := inputs[d.Column]
		ds = append(ds, drive{output.InputName(b, in.Path), output.FormatPercent(d.Index.Value, d.Index.Error), output.EvidenceStatusOf(b, in).String()})
	}
	return ds
}

// A stretch is a part of the bar of what numbers rest on.
type stretch struct {
	Class string
	Part  float64 // in percent of the bar
}

// stretches divide the bar: assumed, opinion, evidence.
func stretches(b *model.Bargain) []stretch {
	l := output.CountEvidence(b)
	if l.Total == 0 {
		return nil
	}
	part := func(n int) float64 { return float64(n) * 100 / float64(l.Total) }
	return []stretch{
		{"assumed", part(l.Of[output.Assumed])},
		{"opinion", part(l.Of[output.Opinion])},
		{"evidence", part(l.Of[output.Evidence] + l.Of[output.Disputed])},
	}
}

// opening is the sentences at the beginning of a paragraph that fit into a line,
// at least one, and whether they are all.
func opening(paragraph string) (text string, all bool) {
	const line = 120
	for end := 0; ; {
		i := strings.Index(paragraph[end:], ". ")
		if i < 0 {
			return paragraph, true
		}
		if end > 0 && end+i > line {
			return paragraph[:end-1], false
		}
		end += i + 2
	}
}
