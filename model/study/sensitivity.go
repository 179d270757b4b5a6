package study

import (
	"context"
	"math"

	"sim/model/analysis"
	"sim/model/montecarlo"
)

// DefaultTop is how many inputs and groups are of interest by default.
const DefaultTop = 15

// SensitivityOptions say what a sensitivity analysis is about, and by which
// methods. The zero value ranks the inputs by how much of the headline outcome's
// variance each explains alone.
type SensitivityOptions struct {
	// Of is the measure, such as terms.territory or share("ceasefire", "nash"); a
	// theory that it names leads. Empty: the share of draws that end in the
	// headline outcome.
	Of string

	Sobol   bool // first-order and total indices of groups of inputs
	Shapley bool // Shapley effects of groups of inputs
	Tornado bool // the leading inputs and all levers at either end, one at a time

	// GroupBy is how inputs are grouped, one of Groupings. Empty: input up to 24
	// inputs, else part; for Shapley effects section where those are too many.
	GroupBy string
	// Top is how many of the leading inputs the tornado varies, and how many
	// inputs and groups are of interest; 0 or less: DefaultTop.
	Top int

	Watch Watch
}

// A Sensitivity is what a measure of how draws end depends on.
type Sensitivity struct {
	Subject *Subject // as asked about; a theory that the measure names leads
	Measure Measure
	Means   []Estimate             // of the measure, by theory, over the draws in which it has a value
	Ranking [][]analysis.InputRank // by theory, by column of the inputs
	Top     int                    // how many inputs or groups are of interest

	Indices *SobolIndices   // nil: not asked for
	Shapley *ShapleyEffects // nil: not asked for
	Tornado *Tornado        // nil: not asked for
}

// AnalyseSensitivity ranks the inputs of a scenario by how much of a measure's
// variance each explains alone, estimated from the draws of one run (given-data
// estimators of first-order Sobol indices, Spearman's ρ and Chatterjee's ξ), and
// answers what else is asked for with further draws. The ranking requires
// independent draws, see Config.Independent.
//
// The error is an *OptionError, which holds among others a *NotSimulatedError, a
// *TooManyGroupsError or a *MissingValuesError; a *TooManyDrawsError;
// ErrNothingVaries; that of the subject's Replay; or the context's.
func AnalyseSensitivity(ctx context.Context, s *Subject, o SensitivityOptions) (*Sensitivity, error) {
	b := s.Scenario.Bargain
	if err := s.Config.checkCapacity(b.Columns + len(b.Theories)); err != nil {
		return nil, err
	}
	if o.Top < 1 {
		o.Top = DefaultTop
	}
	found := &Sensitivity{Top: o.Top}
	var err error
	if found.Measure, found.Subject, err = s.measure(o.Of); err != nil {
		return nil, err
	}
	groups, err := groupsFor(b, &o)
	if err != nil {
		return nil, err
	}
	if err := s.Config.checkCapacity(groups.drawsEach(&o) * len(b.Theories)); err != nil {
		return nil, err
	}
	a := &sensitivityAnalysis{Sensitivity: found, watch: o.Watch}
	if err := a.rank(ctx); err != nil {
		return nil, err
	}
	if o.Sobol {
		if found.Indices, err = a.sobol(ctx, groups.sobol); err != nil {
			return nil, err
		}
	}
	if o.Shapley {
		if found.Shapley, err = a.shapley(ctx, groups.shapley); err != nil {
			return nil, err
		}
	}
	if o.Tornado {
		if found.Tornado, err = a.tornado(ctx); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// A sensitivityAnalysis is a sensitivity analysis on its way.
type sensitivityAnalysis struct {
	*Sensitivity // found so far
	watch        Watch
	values       [][]float64 // the measure in the scenario's own draws, by theory
	replicates   int         // independent replicates that these belong to; 0: every draw is independent
}

// rank simulates the scenario's own draws and ranks the inputs by them.
func (a *sensitivityAnalysis) rank(ctx context.Context) error {
	kept, err := a.Subject.Config.kept(true, a.Measure.Of)
	if err != nil {
		return err
	}
	if err := a.Subject.deliver(ctx, a.watch, kept); err != nil {
		return err
	}
	a.values, a.replicates = byTheory(kept), kept.Replicates
	a.Ranking = analysis.Rank(kept.Inputs, a.values)
	for _, y := range a.values {
		a.Means = append(a.Means, a.pair(y, y).A)
	}
	return nil
}

// byTheory is the one measure that is kept.
func byTheory(kept *montecarlo.ColumnSink) [][]float64 {
	ys := make([][]float64, len(kept.Values))
	for t := range ys {
		ys[t] = kept.Values[t][0]
	}
	return ys
}

// simulatePlan simulates the draws of s that a plan chooses and returns the
// measure by theory.
func (a *sensitivityAnalysis) simulatePlan(ctx context.Context, s *Subject, plan montecarlo.Plan, at Progress) ([][]float64, error) {
	cfg := s.Config.engine(s.tables)
	cfg.Plan, cfg.Draws = plan, plan.Draws()
	at.Total = cfg.Draws
	kept, err := s.Config.kept(false, a.Measure.Of)
	if err != nil {
		return nil, err
	}
	if _, err := s.simulate(ctx, cfg, a.watch.at(at), kept); err != nil {
		return nil, err
	}
	return byTheory(kept), nil
}

// pair compares the measure between draws that differ in one thing alone.
func (a *sensitivityAnalysis) pair(first, second []float64) analysis.Paired {
	if a.Measure.Share {
		return analysis.PairShare(first, second, a.replicates)
	}
	return analysis.PairMean(first, second, a.replicates)
}

// requireValues returns an *OptionError for a method that requires the measure in
// every draw where the leading theory's draws lack it.
func (a *sensitivityAnalysis) requireValues(method string) error {
	y, have := a.values[a.Subject.Lead], 0
	for _, v := range y {
		if !math.IsNaN(v) {
			have++
		}
	}
	if have == len(y) {
		return nil
	}
	return &OptionError{method, &MissingValuesError{a.Measure.Text, a.Subject.Lead, have, len(y)}}
}
