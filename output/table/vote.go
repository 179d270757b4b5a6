package table

import (
	"fmt"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// VotingPower is what each party's votes would be worth in a weighted vote.
func VotingPower(b *model.Bargain, v *study.Vote) *Table {
	t := &Table{Head: []string{"party", "votes", "share of votes", "Shapley–Shubik", "Banzhaf"}}
	for _, i := range b.ListedParties() {
		x := &v.Voters[i]
		t.Rows = append(t.Rows, []string{
			output.PartyName(&b.Parties[i]), output.FormatExact(x.Votes), exactPercent(x.Votes / v.Total),
			exactPercent(x.Power.Shapley), exactPercent(x.Power.Banzhaf),
		})
	}
	return t
}

// exactPercent writes a share that no Monte Carlo error is part of.
func exactPercent(x float64) string { return fmt.Sprintf("%.1f%%", 100*x) }
