package table

import (
	"strings"

	"sim/model/analysis"
	"sim/output"
)

// Ignorance says from which ignorance failures come: for the numbers that one party
// alone knows, the share of draws that agree less often than if everybody knew them;
// nil where nothing is private, or no theory is about that.
func Ignorance(r *output.Result) *Table {
	t := &Table{
		Title: "The price of ignorance: draws that agree if everybody knows what one party alone knows (same draws)",
		Head:  []string{"known to all", "under", "agrees then", "agrees without", "fails only for not knowing it", "price, percentage points"},
		Left:  map[int]bool{1: true},
	}
	effects, theories := r.CauseEffects(), r.Scenario.Bargain.Theories
	for i := range effects {
		e := &effects[i]
		paths := r.Revealed(e)
		if paths == nil {
			continue
		}
		price := e.Deal
		price.Difference = analysis.Negative(price.Difference)
		t.Rows = append(t.Rows, []string{
			strings.Join(paths, ", "), output.TheoryName(&theories[e.Theory]),
			output.FormatShareOf(e.Deal.A), output.FormatShareOf(e.Deal.B), output.FormatShare(e.Deal.OnlyA, e.Deal.Difference.N), output.FormatPoints(&price),
		})
	}
	if t.Rows == nil {
		return nil
	}
	return t
}

// Causes is what each cause does to the share of draws that agree, against the
// same rule without it on the same draws; nil where no theory was played next to
// its twin.
func Causes(r *output.Result) *Table {
	effects := r.CauseEffects()
	if effects == nil {
		return nil
	}
	t := &Table{
		Title: "What each cause does, against the same rule without it (same draws)",
		Head:  []string{"theory", "against", "fails only because of it", "agrees only with it", "net, percentage points"},
		Left:  map[int]bool{1: true},
	}
	apart := settlementsApart(effects)
	if apart {
		t.Head = append(t.Head, "net of settlements alone")
	}
	theories := r.Scenario.Bargain.Theories
	for i := range effects {
		e := &effects[i]
		if e.Part {
			continue // which Ignorance shows
		}
		row := []string{
			output.TheoryName(&theories[e.Theory]), output.TheoryName(&theories[e.Twin]),
			output.FormatShare(e.Deal.OnlyA, e.Deal.Difference.N), output.FormatShare(e.Deal.OnlyB, e.Deal.Difference.N), output.FormatPoints(&e.Deal),
		}
		if apart {
			row = append(row, output.FormatPoints(&e.Settlement))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// settlementsApart reports whether a cause does something else to settlements
// than to settlements and ceasefires together.
func settlementsApart(effects []analysis.CauseEffect) bool {
	for i := range effects {
		if e := &effects[i]; e.Deal.OnlyA != e.Settlement.OnlyA || e.Deal.OnlyB != e.Settlement.OnlyB {
			return true
		}
	}
	return false
}

// CauseShifts is how each cause moves terms and payoffs where the draw agrees with
// and without it; nil where no theory was played next to its twin.
func CauseShifts(r *output.Result) *Table {
	effects := r.CauseEffects()
	if effects == nil {
		return nil
	}
	t := &Table{
		Title: "Where a draw agrees with and without it: how terms differ, and payoffs of the agreement in stake units",
		Head:  []string{"theory", "draws", "terms", "payoffs"},
		Left:  map[int]bool{2: true, 3: true},
	}
	b := r.Scenario.Bargain
	for i := range effects {
		e := &effects[i]
		if e.Part {
			continue
		}
		t.Rows = append(t.Rows, []string{output.TheoryName(&b.Theories[e.Theory]), output.FormatCount(e.Both), r.TermShifts(e), r.PayoffShifts(e)})
	}
	return t
}

// CauseWords say how to read Causes and CauseShifts.
func CauseWords(r *output.Result) string {
	return "A draw agrees that ends with " + output.Headline(r.Scenario.Bargain) + " in force. ± Monte Carlo error of the difference; ~ is no more than two errors; shifts are listed only beyond that."
}
