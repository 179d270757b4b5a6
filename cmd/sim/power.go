package main

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/output"
	"sim/output/table"
)

// votingPower says whose votes would count for how much if issue k were put to
// a weighted vote at central values: votes are capability × salience, as in the
// theories of influence, and more than half of them decide. It is empty if no
// package holds the issue or nobody cares about it.
func votingPower(b *model.Bargain, k int) []string {
	if len(b.Parties) > analysis.MostVoters {
		return []string{fmt.Sprintf("power in a weighted vote: only up to %d parties", analysis.MostVoters)}
	}
	meeting, p := model.NewTable(b), model.NewProblem(len(b.Parties), len(b.Issues))
	meeting.Realise(model.CentralValues(b), model.Central{})
	for g := range b.Packages {
		meeting.Pose(g, p)
		if p.InPackage[k] {
			return powerTable(b, p, k)
		}
	}
	return nil
}

// powerTable writes the votes on issue k of a problem and what they are worth.
func powerTable(b *model.Bargain, p *model.Problem, k int) []string {
	votes, total := make([]float64, p.Parties), 0.0
	for i := range votes {
		votes[i] = p.Capability[i] * p.Attention[i][k]
		total += votes[i]
	}
	powers := analysis.WeightedVote(votes, total/2)
	if powers == nil {
		return nil
	}
	t := &table.Table{Head: []string{"party", "votes", "Shapley–Shubik", "Banzhaf"}}
	for i := range votes {
		t.Rows = append(t.Rows, []string{
			output.PartyName(&b.Parties[i]), output.FormatPercent(votes[i]/total, 0.01),
			output.FormatPercent(powers[i].Shapley, 0.01), output.FormatPercent(powers[i].Banzhaf, 0.01),
		})
	}
	var w strings.Builder
	if t.Text(&w, table.Plain) != nil {
		return nil
	}
	return []string{
		"", wrap("If it were put to a vote, at central values: votes are capability × salience, more than half of them decide. Power is how often a party's votes turn the result, over all orders of joining (Shapley & Shubik 1954) or all coalitions (Banzhaf 1965):"),
		strings.TrimSuffix(w.String(), "\n"),
	}
}
