package answer

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// totals says how often each total holds a deal back, what raising its number would
// be worth, and how often nothing meets the totals.
func totals(r *output.Result, played []int) (notes []string) {
	b := r.Scenario.Bargain
	for k := range b.Totals {
		low, high := spanOf(r, played, func(t int) int { return r.Tally.Theories[t].Binds[k] })
		text := fmt.Sprintf("Total %s: holds deals back in %s of %s runs", b.Totals[k].ID, counts(r, low, high), output.FormatCount(per(r)))
		if high == 0 {
			text = fmt.Sprintf("Total %s: holds no deal back", b.Totals[k].ID)
		} else if worth := worth(r, played, k); worth != "" {
			text += "; raising its number by 1 is worth " + worth + " to the parties on average"
		}
		notes = append(notes, text+".")
	}
	if b.Totals == nil {
		return nil
	}
	if low, high := spanOf(r, played, func(t int) int { return r.Tally.Theories[t].Reasons[model.OverTotal] }); high > 0 {
		notes = append(notes, fmt.Sprintf("In %s of %d runs no terms within the limits add up to what the totals ask for.", counts(r, low, high), per(r)))
	}
	return notes
}

// spanOf is the smallest and the largest share of draws over theories, of counts.
func spanOf(r *output.Result, theories []int, count func(theory int) int) (lower, upper float64) {
	lower = 1
	for _, t := range theories {
		x := float64(count(t)) / float64(r.Tally.N(t))
		lower, upper = min(lower, x), max(upper, x)
	}
	return lower, upper
}

// worth is the range over theories of what raising the number of total k by 1 is worth in the
// mean of draws with a deal; empty if there are too few of them.
func worth(r *output.Result, theories []int, k int) string {
	b := r.Scenario.Bargain
	var least, most study.Row
	for _, t := range theories {
		row, ok := study.FindRow(r.Rows, b.Theories[t].Name, "total_price_mean", b.Totals[k].ID)
		if !ok || !row.Shown() {
			continue
		}
		if least.Protocol == "" || row.Value < least.Value {
			least = row
		}
		if most.Protocol == "" || row.Value > most.Value {
			most = row
		}
	}
	if least.Protocol == "" {
		return ""
	}
	switch size := max(math.Abs(least.Value), math.Abs(most.Value)); {
	case size <= max(least.Error, most.Error):
		return "no more than its error"
	case size*b.Span(k) < leastWorth:
		return "next to nothing"
	}
	a, z := output.FormatPrice(least.Value, least.Error), output.FormatPrice(most.Value, most.Error)
	if strings.TrimRight(a, "0") == strings.TrimRight(z, "0") {
		return a + " stake units"
	}
	return a + " to " + z + " stake units"
}

// leastWorth is what raising a number by all that its total can vary must be worth, in
// stake units, to be told.
const leastWorth = 5e-4
