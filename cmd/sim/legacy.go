package main

import (
	"math"

	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

func choose(l *layers, s *scenario.Scenario) error {
	names, err := l.theories()
	if err != nil || names == nil {
		return err
	}
	if err := s.Choose(names); err != nil {
		return l.blame(&study.TheoriesError{Err: err})
	}
	return nil
}

// mostKept is how many numbers an analysis keeps at most of all draws together:
// 4 GB of them.
const mostKept = 500_000_000

// roomFor refuses more draws than can be kept with so many numbers of each.
func roomFor(d *draws, each int) error {
	if most := mostKept / max(1, each); d.cfg.Draws > most {
		return usage("%s draws are too many: this keeps %d numbers of each; expected at most %s", output.FormatCount(d.cfg.Draws), each, output.FormatCount(most))
	}
	return nil
}

// finite is x for JSON, which has no word for what is not a number.
func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
