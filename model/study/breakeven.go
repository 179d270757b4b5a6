package study

import (
	"context"
	"errors"
	"slices"

	"sim/model/analysis"
	"sim/model/registry"
)

// A Goal is a bound that a quantity should reach.
type Goal = analysis.Goal

// BreakevenOptions are the goal, and the levers that may be moved to reach it.
type BreakevenOptions struct {
	// Of is the measure whose mean is to reach the goal, such as utility.north, or
	// the share of draws, such as share("settlement"). It names no theory.
	Of     string
	Goal   Goal
	Levers []string // by ID; nil: all
	Watch  Watch    // receives progress in points; their total may grow on the way
	// Store keeps finished pieces of the work, so that it can be interrupted and
	// continued to the same result; nil: nothing is kept.
	Store WorkStore
}

// ErrNoLevers means that the scenario has no levers.
var ErrNoLevers = errors.New("no levers to move")

// Breakeven finds, under each theory, the smallest change of one lever's weight
// with which a quantity reaches a goal, or of two levers' weights if no single
// one suffices, or a change of three that does if no two do. All variants of the scenario are simulated
// on the same draws, as many at a time as the Config has workers. The error is an *OptionError,
// which may hold a *OneTheoryError; ErrNoLevers; a *TooManyDrawsError; ErrDamaged; the
// store's or the context's.
func Breakeven(ctx context.Context, s *Subject, o BreakevenOptions) (*BreakevenResult, error) {
	m, err := s.measureOfAll(o.Of)
	if err != nil {
		return nil, err
	}
	if m.Share && (o.Goal.Value < 0 || o.Goal.Value > 1) {
		return nil, &OptionError{"Goal", errors.New("a share of draws lies from 0 to 1")}
	}
	levers, err := leverWeights(s, o.Levers)
	if err != nil {
		return nil, err
	}
	if err := s.Config.checkCapacity(len(s.Theories) * (ScanSteps + 1) * (len(levers) + 1)); err != nil {
		return nil, err
	}
	b := &BreakevenResult{Subject: s, Measure: m, Goal: o.Goal, Levers: levers}
	search := &breakevenSearch{
		BreakevenResult: b,
		variants:        newLeverVariants(s, m, levers, newPointCount(o.Watch, 0, 0)),
	}
	if err := search.variants.work.open(o.Store); err != nil {
		return nil, err
	}
	if err := search.singles(ctx); err != nil {
		return nil, err
	}
	if err := search.pairs(ctx); err != nil {
		return nil, err
	}
	if err := search.threes(ctx); err != nil {
		return nil, err
	}
	return b, nil
}

// leverWeights returns the weights of the levers with the given IDs, or of all
// levers.
func leverWeights(s *Subject, ids []string) ([]LeverWeight, error) {
	bargain := s.Scenario.Bargain
	var known []string
	for _, i := range bargain.ListedLevers() {
		known = append(known, bargain.Levers[i].ID)
	}
	if len(known) == 0 {
		return nil, ErrNoLevers
	}
	for _, id := range ids {
		if !slices.Contains(known, id) {
			return nil, &OptionError{"Levers", &registry.UnknownError{What: "lever", Name: id, Known: known}}
		}
	}
	var weights []LeverWeight
	for _, id := range known {
		if ids != nil && !slices.Contains(ids, id) {
			continue
		}
		w := LeverWeight{Lever: id, Path: "levers." + id + ".weight", Now: 1, Written: "1"} // the default weight is 1
		for i := range bargain.Inputs {
			if in := &bargain.Inputs[i]; in.Path == w.Path {
				w.Now, w.Written = in.Value, in.Written
			}
		}
		weights = append(weights, w)
	}
	return weights, nil
}
