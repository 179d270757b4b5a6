package study

import (
	"context"
	"math"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
)

// DefaultTop is the default number of leading inputs and groups.
const DefaultTop = 15

// SensitivityOptions are the measure of a sensitivity analysis and its methods.
// The zero value ranks the inputs by the share of the headline outcome's
// variance that each explains alone.
type SensitivityOptions struct {
	// Of is the measure, such as terms.territory or share("ceasefire", "nash"); a
	// theory that it names leads. Empty: the share of draws that end in the
	// headline outcome.
	Of string

	Sobol   bool // first-order and total Sobol indices of groups of inputs
	Shapley bool // Shapley effects of groups of inputs
	Tornado bool // the leading inputs and all levers at both ends, one at a time

	// GroupBy is how inputs are grouped, one of Groupings. Empty: by input for
	// up to 24 inputs, else by part; for Shapley effects by section if there
	// are too many parts.
	GroupBy string
	// Top is the number of leading inputs that the tornado varies, and of
	// leading inputs and groups in general; 0 or less: DefaultTop.
	Top int

	Watch Watch
}

// A Sensitivity is how a measure depends on the inputs.
type Sensitivity struct {
	Subject *Subject // subject of the question; a theory that the measure names leads
	Measure Measure
	Means   []Estimate             // means of the measure, by theory, over the draws in which it has a value
	Ranking [][]analysis.InputRank // by theory, by column of the inputs
	Top     int                    // number of leading inputs or groups

	Indices *SobolIndices   // nil: not asked for
	Shapley *ShapleyEffects // nil: not asked for
	Tornado *Tornado        // nil: not asked for
}

// AnalyseSensitivity ranks the inputs of a scenario by how much of a measure's
// variance each explains alone, estimated from the draws of one run (given-data
// estimators of first-order Sobol indices, Spearman's ρ and Chatterjee's ξ),
// and computes the other methods requested from further draws. The ranking
// requires independent draws, see Config.Independent.
//
// The error is an *OptionError, which holds among others a *NotSimulatedError,
// a *TooManyGroupsError or a *MissingValuesError; a *TooManyDrawsError;
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
	found.Measure.Of = withoutNoise(found.Measure)
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

// A sensitivityAnalysis is a sensitivity analysis in progress.
type sensitivityAnalysis struct {
	*Sensitivity // results so far
	watch        Watch
	values       [][]float64 // the measure in the scenario's own draws, by theory
	replicates   int         // number of independent replicates of these draws; 0: every draw is independent
}

// rank simulates the scenario's own draws and ranks the inputs.
func (a *sensitivityAnalysis) rank(ctx context.Context) error {
	kept, err := a.Subject.Config.kept(true, a.Measure.Of)
	if err != nil {
		return err
	}
	if err := a.Subject.deliver(ctx, a.watch, kept); err != nil {
		return err
	}
	a.values, a.replicates = byTheory(kept), kept.Replicates
	a.Ranking = analysis.Rank(kept.Inputs, a.values, kept.Replicates)
	for _, y := range a.values {
		a.Means = append(a.Means, a.pair(y, y).A)
	}
	return nil
}

// byTheory returns the only measure kept, by theory.
func byTheory(kept *montecarlo.ColumnSink) [][]float64 {
	ys := make([][]float64, len(kept.Values))
	for t := range ys {
		ys[t] = kept.Values[t][0]
	}
	return ys
}

// simulatePlan simulates the draws of s that a plan generates and returns the
// measure by theory.
func (a *sensitivityAnalysis) simulatePlan(ctx context.Context, s *Subject, plan montecarlo.Plan, at Progress) ([][]float64, error) {
	cfg := s.Config.engine(s.tables)
	cfg.Plan, cfg.Draws = plan, plan.Draws()
	at.Total = cfg.Draws
	kept, err := s.Config.kept(false, a.Measure.Of)
	if err != nil {
		return nil, err
	}
	if err := s.pass(ctx, cfg, a.watch.at(at), kept); err != nil {
		return nil, err
	}
	return byTheory(kept), nil
}

// pair compares the measure between draws that differ in only one respect.
func (a *sensitivityAnalysis) pair(first, second []float64) analysis.Paired {
	if a.Measure.Share {
		return analysis.PairShare(first, second, a.replicates)
	}
	return analysis.PairMean(first, second, a.replicates)
}

// requireValues returns an *OptionError if a method requires the measure in
// every draw and some draws of the leading theory lack it.
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

// withoutNoise returns the measure to a billionth of its width: what solvers
// leave in the last digits is no variance to explain.
func withoutNoise(m Measure) func(*model.Outcome) float64 {
	unit := float64(1e-9 * m.Width)
	if unit == 0 || m.Share {
		return m.Of
	}
	return func(o *model.Outcome) float64 { return float64(math.Round(m.Of(o)/unit) * unit) }
}
