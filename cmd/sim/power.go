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
// theories of influence. quota of them decide; if it is 0, more than half. It is
// empty if no package holds the issue or nobody cares about it.
func votingPower(b *model.Bargain, k int, quota float64) []string {
	if len(b.Parties) > analysis.MostVoters {
		return []string{fmt.Sprintf("power in a weighted vote: only up to %d parties", analysis.MostVoters)}
	}
	meeting, p := model.NewTable(b), model.NewProblem(len(b.Parties), len(b.Issues))
	meeting.Realise(model.CentralValues(b), model.Central{})
	for g := range b.Packages {
		meeting.Pose(g, p)
		if p.InPackage[k] {
			return powerTable(b, p, k, quota)
		}
	}
	return nil
}

// powerTable writes the votes on issue k of a problem and what they are worth.
func powerTable(b *model.Bargain, p *model.Problem, k int, quota float64) []string {
	votes, total := make([]float64, p.Parties), 0.0
	for i := range votes {
		votes[i] = p.Capability[i] * p.Attention[i][k]
		total += votes[i]
	}
	if total == 0 {
		return nil
	}
	above, decides := total/2, "more than half of them decide"
	if quota > 0 {
		above, decides = quota-1e-9*total, fmt.Sprintf("%s of %s decide", plain(quota), plain(total))
	}
	powers := analysis.WeightedVote(votes, above)
	if powers == nil {
		return []string{"", fmt.Sprintf("If it were put to a vote, all votes together, %s, would not be the %s that --quota asks for.", plain(total), plain(quota))}
	}
	t := &table.Table{Head: []string{"party", "votes", "share of votes", "Shapley–Shubik", "Banzhaf"}}
	for i := range votes {
		t.Rows = append(t.Rows, []string{
			output.PartyName(&b.Parties[i]), plain(votes[i]), exactPercent(votes[i] / total),
			exactPercent(powers[i].Shapley), exactPercent(powers[i].Banzhaf),
		})
	}
	var w strings.Builder
	if t.Text(&w, table.Plain) != nil {
		return nil
	}
	return []string{
		"", wrap("If it were put to a vote, at central values: votes are capability × salience (as a share of attention), and " + decides + ". Power is how often a party's votes turn the result, over all orders of joining (Shapley & Shubik 1954) or all coalitions (Banzhaf 1965):"),
		strings.TrimSuffix(w.String(), "\n"),
	}
}

// exactPercent writes a share that no draws were needed for.
func exactPercent(x float64) string { return fmt.Sprintf("%.1f %%", 100*x) }
