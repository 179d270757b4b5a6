package table

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sim/model/study"
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
	if threes := b.ThreesText(); threes != "" {
		d.Lines = append(d.Lines, threes)
	}
	d.Lines = append(d.Lines, b.SearchText())
	return d
}

// BreakevenTables are the levers under the theory that is meant where one is,
// those that reach the goal first, and the pairs that were tried.
func BreakevenTables(b *output.Breakeven) []*Table {
	m := b.Lead
	t := &Table{
		Title: fmt.Sprintf("%s, under %s, now %s", b.GoalText(), output.TheoryName(&b.Theories[m]), b.Figure(b.Now[m])),
		Head:  []string{"lever", "weight now", "needed", farthest(b, "gets"), "at weight", "change"},
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
	for _, i := range order {
		s, k := &b.Scans[m][i], b.Levers[i]
		needed := output.NoneTried() + b.Unsure(s.Best.Estimate)
		if b.SurfaceDraws > 0 {
			needed = "none found"
		}
		if s.Needed != nil {
			needed = output.WeightRange(s.Needed)
			if !s.Needed.Lasts {
				needed += ", not beyond"
			}
		}
		t.Rows = append(t.Rows, []string{k.Lever, k.Written, needed, b.Figure(s.Best.Estimate), output.Weight(s.Best.At), output.FormatMeasureChange(&b.Measure, &s.Change)})
	}
	tables := []*Table{t}
	if len(b.Pairs[m]) > 0 {
		tables = append(tables, pairsTable(b, m))
	}
	return tables
}

// farthest heads the column that says how far levers get.
func farthest(b *output.Breakeven, gets string) string {
	if b.SurfaceDraws > 0 {
		return "estimated at most"
	}
	return gets + " farthest"
}

// pairsShown is how many pairs a table lists.
const pairsShown = 15

// pairsTable is what two levers do together under a theory.
func pairsTable(b *output.Breakeven, theory int) *Table {
	t := &Table{
		Title: "Two levers at once; how far they get is an estimate from " + output.FormatCount(b.PairDraws) + " draws",
		Head:  []string{"levers", "weights now", "needed", "change in all", farthest(b, "get"), "at weights"}, Left: map[int]bool{2: true},
	}
	two := func(x [2]float64) string { return output.Weight(x[0]) + ", " + output.Weight(x[1]) }
	for i := range b.Pairs[theory][:min(pairsShown, len(b.Pairs[theory]))] {
		p := &b.Pairs[theory][i]
		at, best := p.Best(b.Goal)
		needed, size := "not enough", "–"
		switch p.Status {
		case study.PairReaches:
			needed, size = two(p.At()), output.SizeRange(p.Found)
		case study.PairLarger:
			needed = "a larger change, if any"
		case study.PairNotFollowed:
			needed = "not followed"
		case study.PairFails:
			needed = "not enough with all draws"
		case study.PairOutOfReach:
		}
		t.Rows = append(t.Rows, []string{b.Levers[p.Levers[0]].Lever + " + " + b.Levers[p.Levers[1]].Lever, two(p.Now), needed, size, b.Figure(best), two(at)})
	}
	if more := len(b.Pairs[theory]) - len(t.Rows); more > 0 {
		t.Title += fmt.Sprintf("; breakeven.csv has %s more", output.FormatCount(more))
	}
	return t
}
