package protocol

import (
	"sim/model"
	"sim/model/registry"
)

// europeanUnion is on what the published errors of theories of influence were computed,
// and by whom: no journal or book that prints them was found.
const europeanUnion = "with Council votes as power, on 351 issues of European Union legislation of the years 1999 to 2019; data: J. Arregui and C. Perarnaud, DEU III (2021, doi 10.34810/data53); computed by H. G. Hassan, schelling, docs/review/reviewer-package.md (github.com/hamzagul07/schelling), not in a journal"

// WeightedMean is the compromise model (Van den Bos 1991; Achen 2006): every
// issue ends at the mean of all parties' ideals, weighted by capability times
// salience. It is the baseline.
var WeightedMean = registry.Of(registry.About{
	Name: "weighted_mean",
	Doc:  "Compromise model: each issue ends at the mean of the ideals, weighted by capability × salience (the baseline).",
	Explain: `Every party takes part, whether its consent is needed or not. Each issue of the package ends at

    sum of capability × salience × ideal  /  sum of capability × salience

within what can be tabled, capability being the power on that issue where a party's differs by issue; an issue that matters to nobody stays at the status quo. The mean asks nobody for consent: its terms are no agreement and its draws have no outcome, and the summary says how often a party that would have to consent would refuse them. With consent: asked such a draw counts as one without agreement.

It assumes that influence works issue by issue and that there are no trades between issues. It stands beside every theory because on resolved European Union issues its mean absolute error was smaller than that of the challenge model. Do not use it where a party can simply walk away from the result: that is what the share of draws in which it would refuse shows.`,
	Citation: "J. M. M. Van den Bos, Dutch EC Policy Making (1991); C. H. Achen, Institutional Realism and Bargaining Models, in The European Union Decides (2006)",
	Record:   "a mean absolute error of 22.99 of 100, where the plain mean of the positions had 23.63, one constant for all issues (the median of their outcomes) 27.96 and the reference point alone 44.34; " + europeanUnion,
}, consentParameters{"none"}, newWeightedMean)

func newWeightedMean(par consentParameters) (model.Theory, error) {
	asks, err := consentAsked(par.Consent)
	return model.Theory{
		Name: "weighted_mean", Family: "influence", Baseline: true, Predicts: !asks, MinParties: 1, MinIssues: 1,
		New: func() model.Protocol { return weightedMean{asks} },
	}, err
}

type weightedMean struct{ asks bool }

// Solve implements model.Protocol.
func (w weightedMean) Solve(p *model.Problem, _ *model.Stream, out *model.Offer) {
	influence(p, out, w, w.asks)
}

// position is the weighted mean of the ideals on issue k.
func (weightedMean) position(p *model.Problem, k int) (x float64, ok bool) {
	num, den := 0.0, 0.0
	for i := range p.Parties {
		w := float64(p.CapabilityAt(i, k) * p.Attention[i][k])
		num += float64(w * p.Ideal[i][k])
		den += w
	}
	return num / den, den > 0
}
