package table

import (
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// Pareto is where the theories put two parties in one meeting at central
// values, in stake units.
func Pareto(b *model.Bargain, p *study.Frontier) *Table {
	amount := func(v float64) string { return output.Format(v, 0.01) }
	t := &Table{
		Title: "One meeting at central values, in stake units",
		Head:  []string{"terms of", output.PartyName(&b.Parties[p.Parties[0]]), output.PartyName(&b.Parties[p.Parties[1]]), "remarks"},
		Left:  map[int]bool{3: true},
	}
	for i := range p.Points {
		theory := &p.Points[i]
		remarks := strings.Join(output.PayoffRemarks(theory), "; ")
		t.Rows = append(t.Rows, []string{output.TheoryTitle(theory.Theory), amount(theory.Payoff[0]), amount(theory.Payoff[1]), remarks})
	}
	best := [2][2]float64{p.Alone[len(p.Alone)-1], p.Alone[0]}
	for n, i := range p.Parties {
		t.Rows = append(t.Rows, []string{"best for " + output.PartyName(&b.Parties[i]), amount(best[n][0]), amount(best[n][1]), ""})
	}
	t.Rows = append(t.Rows, []string{"reservation values", amount(p.Reservation[0]), amount(p.Reservation[1]), ""})
	return t
}
