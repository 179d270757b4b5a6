package process

import (
	"math"
	"slices"

	"sim/model"
)

// record is what a party has seen of those on whose compliance it counts.
type record struct {
	breaches float64 // weighted with how much each package counts
	kept     float64 // rounds in force, weighted likewise and with how much their terms lower the hazard
}

// beginRecords starts from the record that the scenario states.
func (v *Violations) beginRecords(g *model.Game) {
	in := g.In()
	for i := range v.records {
		r := &v.records[i]
		r.breaches, r.kept = 0, v.Law.Kept.In(in)
		for _, other := range g.Bargain.Parties[i].CountsOn {
			r.breaches += v.Law.Breaches[other].In(in)
		}
	}
}

// exposed counts a round in which a package was in force. A round under terms
// that lower the hazard says less about the hazard without them: exposure is
// weighted with the factor by which they lower it (model 1.8).
func (v *Violations) exposed(g *model.Game, pkg int) {
	exposure := g.Bargain.Packages[pkg].Counts.In(g.In())
	if g.Force[pkg].Settled {
		exposure = float64(exposure * v.Law.Settled[pkg].In(g.In()))
	}
	g.Table.Factors(pkg, v.factors)
	for i, factor := range v.factors {
		v.records[i].kept += float64(exposure * factor)
	}
}

// breached counts a breach. The pair knows who broke the package; others go by
// the attribution.
func (v *Violations) breached(g *model.Game, pkg, violator, taken int) {
	counts := g.Bargain.Packages[pkg].Counts.In(g.In())
	for i := range v.records {
		by := taken
		if v.pair[i] {
			by = violator
		}
		if slices.Contains(g.Bargain.Parties[i].CountsOn, by) {
			v.records[i].breaches += counts
		}
	}
}

// believe updates the hazards that parties believe in, from the sums and never
// in place: no news leaves the prior as it is.
func (v *Violations) believe(g *model.Game) {
	weight := v.Law.Weight.In(g.In())
	for i := range v.records {
		g.Now().Base[i] = math.NaN()
		if r := &v.records[i]; r.breaches > 0 || r.kept > 0 {
			g.Now().Base[i] = LearnedHazard(g.Table.Prior(i), weight, r.breaches, r.kept)
		}
	}
}

// LearnedHazard is the mean of a Gamma belief about a hazard per round after
// breaches in kept rounds: the prior mean counts as weight rounds (Gelman et al.
// 2013, Bayesian Data Analysis, ch. 2).
func LearnedHazard(prior, weight, breaches, kept float64) float64 {
	return (float64(weight*prior) + breaches) / (weight + kept)
}
