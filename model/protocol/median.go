package protocol

import (
	"cmp"
	"slices"

	"sim/model"
	"sim/model/registry"
)

// Median is the weighted median voter (Black 1948): every issue ends at the
// median of all parties' ideals, weighted by capability times salience.
var Median = registry.Of(registry.About{
	Name: "median",
	Doc:  "Median voter: each issue ends at the median of the ideals, weighted by capability × salience.",
	Explain: `Every party takes part, whether its consent is needed or not. Each issue of the package ends at the position that no weighted majority would move from, the one with the smallest

    sum of capability × salience × distance from the ideal

within what can be tabled. Where exactly half the weight lies on either side the middle of that range is taken; an issue that matters to nobody stays at the status quo. The median asks nobody for consent: its terms are no agreement and its draws have no outcome, and the summary says how often a party that would have to consent would refuse them. With consent: asked such a draw counts as one without agreement.

It assumes that issues are decided one by one as if by votes weighted with influence. Do not use it where nobody can be outvoted.`,
	Citation: "D. Black, On the Rationale of Group Decision-making, Journal of Political Economy 56 (1948)",
	Record:   "a mean absolute error of 28.37 of 100 for the median of the initial positions, where the weighted mean had 22.99 and one constant for all issues (the median of their outcomes) 27.96; whether that median is weighted the table does not say; " + europeanUnion,
}, consentParameters{"none"}, newMedian)

func newMedian(par consentParameters) (model.Theory, error) {
	asks, err := consentAsked(par.Consent)
	return model.Theory{
		Name: "median", Family: "influence", OnRequest: true, Predicts: !asks, MinParties: 1, MinIssues: 1,
		New: func() model.Protocol { return &median{asks: asks} },
	}, err
}

type median struct {
	asks  bool
	votes []vote
	tied  bool // whether on some issue exactly half of the weight is on either side of an interval
}

// A vote is an ideal and its weight.
type vote struct{ ideal, weight float64 }

// Solve implements model.Protocol.
func (m *median) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	m.tied = false
	influence(p, out, m, m.asks)
	if m.tied && out.Reason != model.NotDecided {
		out.Flags |= model.NonUnique
	}
}

// position is the weighted median of the ideals on issue k: the midpoint of the
// shortest interval with at most half of the weight on either side.
func (m *median) position(p *model.Problem, k int) (x float64, ok bool) {
	m.votes = m.votes[:0]
	total := 0.0
	for i := range p.Parties {
		if w := float64(p.CapabilityAt(i, k) * p.Attention[i][k]); w > 0 {
			m.votes = append(m.votes, vote{p.Ideal[i][k], w})
			total += w
		}
	}
	if len(m.votes) == 0 {
		return 0, false
	}
	x, tied := middle(m.votes, total)
	m.tied = m.tied || tied
	return x, true
}

// middle is the weighted median of one or more votes whose weights sum to
// total; it sorts the votes. tied reports whether it is the midpoint of an
// interval.
func middle(votes []vote, total float64) (x float64, tied bool) {
	slices.SortFunc(votes, func(a, b vote) int {
		return cmp.Or(cmp.Compare(a.ideal, b.ideal), cmp.Compare(a.weight, b.weight))
	})
	dust := float64(1e-12 * total)
	sum := 0.0
	for i, v := range votes[:len(votes)-1] {
		sum += v.weight
		switch {
		case sum > total/2+dust:
			return v.ideal, false
		case sum >= total/2-dust:
			return (v.ideal + votes[i+1].ideal) / 2, votes[i+1].ideal > v.ideal
		}
	}
	return votes[len(votes)-1].ideal, false
}
