package table

import (
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// Rounds says when what was reached, theory by theory: for each class of deal
// the share of draws that ever reached it, the share in which it is in force at
// the end, and the median round in which it was first reached. It is nil for a
// single meeting.
func Rounds(r *output.Result) *Table {
	b := r.Scenario.Bargain
	if b.Clock.Rounds == 0 {
		return nil
	}
	t := &Table{Title: "Reached within the horizon, and in force at the end", Head: []string{"theory", "class", "ever reached", "in force at the end", "median round first reached"}}
	for i := range b.Theories {
		name := output.TheoryName(&b.Theories[i])
		for _, c := range []model.Class{model.Settlement, model.Ceasefire, model.Partial} {
			reached, ok := study.FindRow(r.Rows, b.Theories[i].Name, "reached", c.String())
			if !ok {
				continue
			}
			median := "–"
			if row, ok := study.FindRow(r.Rows, b.Theories[i].Name, "rounds_p50", c.String()); ok && row.Shown() {
				median = output.Amounts{Width: float64(b.Clock.Rounds)}.Format(row.Value+1, row.Error)
			}
			t.Rows = append(t.Rows, []string{
				name, b.ClassLabel(c), Share(reached.Estimate()), Share(r.Tally.Class(i, c)), median,
			})
		}
	}
	return t
}

// Reached says in a line what a theory ever reached against what is in force at
// the end; it is empty for a single meeting.
func Reached(r *output.Result, t int) string {
	b := r.Scenario.Bargain
	if b.Clock.Rounds == 0 {
		return ""
	}
	var parts []string
	for _, c := range []model.Class{model.Settlement, model.Ceasefire, model.Partial} {
		row, ok := study.FindRow(r.Rows, b.Theories[t].Name, "reached", c.String())
		if ok && row.Value > 0 {
			parts = append(parts, b.ClassLabel(c)+" in "+Share(row.Estimate()))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return "Ever reached within the horizon under " + output.TheoryName(&b.Theories[t]) + ": " + strings.Join(parts, ", ") + " of draws; the table says what is in force at the end."
}

// Quiet says in a line in how many draws a theory ends in a stalemate that was
// quiet for long; it is empty where no draw does.
func Quiet(r *output.Result, t int) string {
	b := r.Scenario.Bargain
	row, ok := study.FindRow(r.Rows, b.Theories[t].Name, "quiet", model.Stalemate.String())
	if !ok || !(row.Value > 0) {
		return ""
	}
	return "Quiet stalemates under " + output.TheoryName(&b.Theories[t]) + ", with little " + b.Words.OrNeutral().DisagreementCost + " for 12 rounds or more in a row: " + Share(row.Estimate()) + " of draws."
}

// Lasting says how long the first settlement or ceasefire signed stayed in
// force, theory by theory: the share still in force after some rounds, of those
// signed. It is nil for a single meeting.
func Lasting(r *output.Result) *Table {
	b := r.Scenario.Bargain
	rounds := b.Clock.Rounds
	if rounds == 0 {
		return nil
	}
	after := []int{max(1, rounds/6), max(2, rounds/3), max(3, rounds/2)}
	t := &Table{Title: "Still in force after a signature (draws out of sight left out)", Head: []string{"theory", "signed in"}}
	for _, k := range after {
		t.Head = append(t.Head, "after "+output.FormatCount(k)+" rounds")
	}
	for i := range b.Theories {
		if b.Theories[i].Predicts {
			continue
		}
		tally := r.Tally.Theories[i].ByRound
		signed := total(tally.Lasted)
		row := []string{output.TheoryName(&b.Theories[i]), output.FormatCount(signed) + " draws"}
		curve := tally.Survival()
		for _, k := range after {
			row = append(row, still(curve, k, signed))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func still(curve []montecarlo.Estimate, k, signed int) string {
	if signed < study.MinimumDraws || k >= len(curve) || curve[k].N == 0 {
		return "–"
	}
	return Share(curve[k])
}

func total(counts []int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}
