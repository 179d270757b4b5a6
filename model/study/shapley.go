package study

import (
	"context"
	"math"

	"sim/model/analysis"
)

// ShapleyEffects attribute the variance of a measure to groups of inputs, even
// if inputs of different groups are correlated (Owen 2014; Song, Nelson & Staum
// 2016).
type ShapleyEffects struct {
	Groups  []analysis.Group
	Draws   int          // number of draws simulated for them
	Orders  int          // number of permutations of the groups
	Effects [][]Estimate // by theory, by group; those of a theory sum to 1
}

// shapley simulates the permutations of the groups and estimates their effects.
func (a *sensitivityAnalysis) shapley(ctx context.Context, groups []analysis.Group) (*ShapleyEffects, error) {
	if err := a.requireValues("Shapley"); err != nil {
		return nil, err
	}
	s := a.Subject
	plan, err := analysis.NewShapleyPlan(s.Scenario.Bargain, s.Config.engine(s.tables), groups)
	if err != nil {
		return nil, &OptionError{"Shapley", err}
	}
	ys, err := a.simulatePlan(ctx, s, plan, Progress{Stage: ShapleyDraws})
	if err != nil {
		return nil, err
	}
	e := &ShapleyEffects{Groups: groups, Draws: plan.Draws(), Orders: plan.Permutations()}
	for _, y := range ys {
		e.Effects = append(e.Effects, plan.Shapley(y))
	}
	return e, nil
}

// Order returns the groups by effect under theory t, the largest first.
func (e *ShapleyEffects) Order(t int) []int {
	return largestFirst(len(e.Groups), func(g int) float64 { return e.Effects[t][g].Value })
}

// Defined reports whether there are effects under theory t: the measure must
// vary, and have a value in every draw.
func (e *ShapleyEffects) Defined(t int) bool {
	return len(e.Groups) > 0 && !math.IsNaN(e.Effects[t][0].Value)
}
