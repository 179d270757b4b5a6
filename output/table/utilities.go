package table

import (
	"sim/model/study"
	"sim/output"
)

// Utilities is what each party gets, theory by theory, in stake units: means
// over all draws of its utility, of its reservation value and of what going on
// talking is worth, and over the draws with a deal of its payoff from the
// agreement, of its surplus and of how far it trusts the agreement.
func Utilities(r *output.Result) *Table {
	t := &Table{
		Title: "What parties get, in stake units (means; ± Monte Carlo error)",
		Head:  []string{"party", "theory", "utility", "reservation value", "talking value", "agreement payoff", "surplus", "compliance", "deals"},
		Left:  map[int]bool{1: true},
	}
	b := r.Scenario.Bargain
	for _, i := range b.ListedParties() {
		for k := range b.Theories {
			row := []string{output.PartyName(&b.Parties[i]), output.TheoryName(&b.Theories[k])}
			deals := 0
			for _, quantity := range []string{"utility_mean", "reservation_value_mean", "talking_value_mean", "agreement_payoff_mean", "surplus_mean", "compliance_mean"} {
				f, _ := study.FindRow(r.Rows, b.Theories[k].Name, quantity, b.Parties[i].ID)
				deals = f.N
				if f.Shown() {
					row = append(row, output.FormatWithError(f.Value, f.Error))
				} else {
					row = append(row, "–")
				}
			}
			t.Rows = append(t.Rows, append(row, output.FormatCount(deals)))
		}
	}
	return t
}
