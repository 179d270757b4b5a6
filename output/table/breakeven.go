package table

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sim/output"
)

// Breakeven is what it would take, in text.
func Breakeven(b *output.Breakeven) *Document {
	d := &Document{Title: b.Line(), Notice: strings.ToUpper(output.Notice), Tables: BreakevenTables(b)}
	d.Lines = []string{
		"What it would take for " + b.GoalText() + ":",
	}
	for m := range b.Theories {
		d.Lines = append(d.Lines, fmt.Sprintf("  %s, now %s: %s", output.TheoryName(&b.Theories[m]), b.Figure(b.Now[m]), b.Verdict(m)))
	}
	if pairs := b.PairsText(); pairs != "" {
		d.Lines = append(d.Lines, pairs)
	}
	d.Lines = append(d.Lines, "Weights were looked at in steps; what lies between two steps is not seen unless the goal is reached at one of them.")
	return d
}

// BreakevenTables are the levers under the theory that is meant where one is,
// those that reach the goal first, and the pairs that were tried.
func BreakevenTables(b *output.Breakeven) []*Table {
	m := b.Lead
	t := &Table{
		Title: fmt.Sprintf("%s, under %s, now %s", b.GoalText(), output.TheoryName(&b.Theories[m]), b.Figure(b.Now[m])),
		Head:  []string{"lever", "weight now", "needed", "gets farthest", "at weight", "change"},
		Left:  map[int]bool{2: true},
	}
	order := make([]int, len(b.Levers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		x, y := &b.Scans[m][i], &b.Scans[m][j]
		switch {
		case (x.Needed != nil) != (y.Needed != nil):
			if x.Needed != nil {
				return -1
			}
			return 1
		case b.Goal.AtMost:
			return cmp.Compare(x.Best.Value, y.Best.Value)
		}
		return cmp.Compare(y.Best.Value, x.Best.Value)
	})
	unit := 1.0
	if b.Measure.Share {
		unit = 100
	}
	for _, i := range order {
		s, k := &b.Scans[m][i], b.Levers[i]
		needed := "no weight does" + b.Unsure(s.Best.Estimate)
		if s.Needed != nil {
			needed = output.WeightRange(s.Needed)
			if !s.Needed.Lasts {
				needed += ", not beyond"
			}
		}
		t.Rows = append(t.Rows, []string{k.Lever, k.Written, needed, b.Figure(s.Best.Estimate), output.Weight(s.Best.At), output.FormatChange(&s.Change, unit)})
	}
	tables := []*Table{t}
	if len(b.Pairs[m]) > 0 {
		p := &Table{
			Title: "Two levers at once, moved in proportion from where they are to where each gets farthest",
			Head:  []string{"levers", "needed", "get farthest", "at weights"}, Left: map[int]bool{1: true},
		}
		for i := range b.Pairs[m] {
			pair := &b.Pairs[m][i]
			needed := "not enough" + b.Unsure(pair.Best)
			if pair.Needed != nil {
				needed = output.Weight(pair.Needed[0]) + ", " + output.Weight(pair.Needed[1])
			}
			p.Rows = append(p.Rows, []string{
				b.Levers[pair.Levers[0]].Lever + " + " + b.Levers[pair.Levers[1]].Lever, needed, b.Figure(pair.Best),
				output.Weight(pair.Far[0]) + ", " + output.Weight(pair.Far[1]),
			})
		}
		tables = append(tables, p)
	}
	return tables
}
