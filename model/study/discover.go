package study

import (
	"context"
	"errors"
	"math"
	"slices"

	"sim/model/analysis"
	"sim/model/scenario"
)

const (
	resamples = 30 // bootstrap resamples for the stability of a box
	mostBoxes = 3  // largest number of boxes
)

// DiscoverOptions define the draws of interest for scenario discovery. The zero
// value means those that end in the headline outcome.
type DiscoverOptions struct {
	// Where selects the draws of interest, such as terms.territory > 0.8; a
	// theory that it names leads. Empty: those that end in the headline
	// outcome. Without a Density, if more than half of the draws meet the
	// condition, those that do not are selected.
	Where string
	// Density is the share of a box's draws that should be of interest, (0, 1];
	// 0: a balance between density and coverage.
	Density float64

	Watch Watch
}

// A Discovery is the ranges of inputs in which draws of interest occur.
type Discovery struct {
	Subject *Subject // subject of the question; a theory that the condition names leads
	Where   Where    // the condition that draws of interest meet
	// Complement says that Where is the negation of what was asked: more than
	// half of the draws met that.
	Complement bool
	Found      *analysis.Discovery // under the leading theory
	Counts     []BoxCounts         // the first box under every theory of the subject; nil if there is no box
	Resamples  int                 // number of resamples for the stability of a box
	Density    float64             // requested density; 0: none
}

// BoxCounts counts draws under one theory.
type BoxCounts struct {
	Draws, Hits        int // all draws, and those of interest
	Inside, InsideHits int // draws in the box, and those of interest among them
}

// Discover finds boxes, ranges of a few inputs that contain many draws of
// interest and few others, by the patient rule induction method (PRIM; Friedman
// & Fisher 1999, Bryant & Lempert 2010). It requires independent draws, see
// Config.Independent.
//
// The error is an *OptionError, which holds a *NotSimulatedError if the named
// theory is not simulated; a *TooManyDrawsError; that of the subject's Replay;
// or the context's.
func Discover(ctx context.Context, s *Subject, o DiscoverOptions) (*Discovery, error) {
	b := s.Scenario.Bargain
	if err := s.Config.checkCapacity(b.Columns + len(b.Theories)); err != nil {
		return nil, err
	}
	if !(o.Density >= 0 && o.Density <= 1) {
		return nil, &OptionError{"Density", errors.New("expected a share above 0 and up to 1, or 0 for none")}
	}
	d := &Discovery{Resamples: resamples, Density: o.Density}
	var err error
	if d.Where, d.Subject, err = s.where(o.Where); err != nil {
		return nil, err
	}
	kept, err := s.Config.kept(true, indicator(d.Where))
	if err != nil {
		return nil, err
	}
	if err := d.Subject.deliver(ctx, o.Watch, kept); err != nil {
		return nil, err
	}
	values := byTheory(kept)
	if o.Density == 0 && mostly(values[d.Subject.Lead]) {
		// All draws together hold a condition that most of them meet so well
		// that no box could balance coverage and density better.
		d.Complement = true
		if d.Where, err = scenario.ParseWhere("not ("+d.Where.Text+")", b); err != nil {
			return nil, err
		}
	}
	search := analysis.Search{Density: o.Density, Seed: s.Config.Seed, Resamples: resamples, Workers: s.Config.Workers, Most: mostBoxes}
	inputs, hits := d.counted(kept.Inputs, values[d.Subject.Lead])
	if d.Found, err = analysis.Discover(ctx, inputs, hits, search); err != nil {
		return nil, err
	}
	if len(d.Found.Boxes) > 0 {
		for _, of := range values {
			inputs, hits := d.counted(kept.Inputs, of)
			d.Counts = append(d.Counts, countBox(&d.Found.Boxes[0].Box, inputs, hits))
		}
	}
	return d, nil
}

// counted returns the inputs of the draws that have a value, and whether each of them
// is of interest.
func (d *Discovery) counted(inputs [][]float64, values []float64) (of [][]float64, hits []bool) {
	all := !slices.ContainsFunc(values, math.IsNaN)
	if of = inputs; !all {
		of = make([][]float64, len(inputs))
	}
	for i, v := range values {
		if math.IsNaN(v) {
			continue
		}
		hits = append(hits, (v == 1) != d.Complement)
		for c := range inputs {
			if !all {
				of[c] = append(of[c], inputs[c][i])
			}
		}
	}
	return of, hits
}

// mostly reports whether more than half of the values, but not all, are 1.
func mostly(values []float64) bool {
	n, of := 0, 0
	for _, v := range values {
		if v == 1 {
			n++
		}
		if !math.IsNaN(v) {
			of++
		}
	}
	return 2*n > of && n < of
}

func countBox(b *analysis.Box, inputs [][]float64, hits []bool) BoxCounts {
	n := BoxCounts{Draws: len(hits)}
	for _, hit := range hits {
		if hit {
			n.Hits++
		}
	}
	n.Inside, n.InsideHits = b.Count(inputs, hits)
	return n
}
