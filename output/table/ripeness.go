package table

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// Ripeness says, theory by theory, in how many of the rounds without a settlement
// the conflict is ripe for one; nil where there is no such index.
func Ripeness(r *output.Result) *Table {
	b := r.Scenario.Bargain
	pkg, ok := b.Ripens()
	if !ok {
		return nil
	}
	id := b.Packages[pkg].ID
	pair, _ := b.Pair()
	t := &Table{
		Title: "Ripeness for " + strings.ReplaceAll(id, "_", " ") + ": going on hurts " + output.PartyName(&b.Parties[pair[0]]) + " and " +
			output.PartyName(&b.Parties[pair[1]]) + ", and some terms suit both (an index; nothing depends on it)",
		Head: []string{"theory", "ripe rounds, of those before it", "draws with a ripe round", "first ripe round, mean"},
	}
	for i := range b.Theories {
		if b.Theories[i].Predicts {
			continue
		}
		row := []string{output.TheoryName(&b.Theories[i]), "–", "–", "–"}
		for j, quantity := range []string{"ripe_mean", "ripe_ever"} {
			if q, ok := study.FindRow(r.Rows, b.Theories[i].Name, quantity, id); ok && q.N > 0 {
				row[j+1] = Share(q.Estimate())
			}
		}
		if q, ok := study.FindRow(r.Rows, b.Theories[i].Name, "ripe_first_mean", id); ok && q.Shown() {
			row[3] = output.Amounts{Width: float64(b.Clock.Rounds)}.Format(q.Value+1, q.Error)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// ripenessOf says what makes the conflict ripe for a settlement at central values, or
// not; empty where there is no such index.
func ripenessOf(s *study.Solution) string {
	r, b := s.Ripeness, s.Subject.Scenario.Bargain
	if r == nil {
		return ""
	}
	first, second := output.PartyName(&b.Parties[r.Pair[0]]), output.PartyName(&b.Parties[r.Pair[1]])
	why := "as both are hurt and some terms suit both"
	switch {
	case !r.Hurts():
		why = fmt.Sprintf("as going on hurts only above %g", model.HurtsAbove)
	case !r.Ripe():
		why = "as no terms suit both"
	}
	is := "not ripe"
	if r.Ripe() {
		is = "ripe"
	}
	return fmt.Sprintf("Ripeness for %s: going on costs %s %s and %s %s per round, the way out is %s (the largest smallest surplus): %s, %s.",
		strings.ReplaceAll(b.Packages[r.Package].ID, "_", " "), first, output.FormatExact(r.Hurting[0]), second, output.FormatExact(r.Hurting[1]),
		output.FormatExact(r.WayOut), is, why)
}
