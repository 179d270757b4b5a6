package study

import (
	"context"
	"math"

	"sim/model/analysis"
	"sim/model/montecarlo"
)

// SobolIndices are first-order and total Sobol indices of groups of inputs, by
// the design of Saltelli et al. (2010): two samples whose groups are swapped
// one at a time.
type SobolIndices struct {
	Groups  []analysis.Group
	Joined  int                // number of groups joined to others because their inputs are correlated
	Draws   int                // number of draws simulated for them
	Size    int                // number of draws in each of the two samples
	Sampler string             // sampler of the two samples
	Indices [][]analysis.Index // by theory, by group
}

// sobol simulates the design and estimates the indices of the groups.
func (a *sensitivityAnalysis) sobol(ctx context.Context, groups []analysis.Group) (*SobolIndices, error) {
	if err := a.requireValues("Sobol"); err != nil {
		return nil, err
	}
	s, b := a.Subject, a.Subject.Scenario.Bargain
	groups, joined := analysis.Independent(b, groups)
	cfg := s.Config
	cfg.Sampler = montecarlo.Sobol.Name
	if n := cfg.Draws; cfg.Check() != nil { // Sobol sequences require 8·2^m draws
		for cfg.Draws = 8; cfg.Draws < n; cfg.Draws *= 2 {
		}
	}
	plan, err := analysis.NewSaltelliPlan(b, cfg.engine(s.tables), groups)
	if err != nil { // twice the number of inputs exceeds its dimensions
		cfg.Sampler = montecarlo.Random.Name
		if plan, err = analysis.NewSaltelliPlan(b, cfg.engine(s.tables), groups); err != nil {
			return nil, err
		}
	}
	ys, err := a.simulatePlan(ctx, s, plan, Progress{Stage: IndexDraws})
	if err != nil {
		return nil, err
	}
	i := &SobolIndices{Groups: groups, Joined: joined, Draws: plan.Draws(), Size: plan.Size, Sampler: cfg.Sampler}
	for _, y := range ys {
		i.Indices = append(i.Indices, plan.Indices(y))
	}
	return i, nil
}

// Order returns the groups by total index under theory t, the largest first.
func (i *SobolIndices) Order(t int) []int {
	return largestFirst(len(i.Groups), func(g int) float64 { return i.Indices[t][g].Total.Value })
}

// Defined reports whether there are indices under theory t: the measure must
// vary, and have a value in every draw.
func (i *SobolIndices) Defined(t int) bool {
	return len(i.Groups) > 0 && !math.IsNaN(i.Indices[t][0].Total.Value)
}
