package analysis

import (
	"context"
	"math"
	"math/rand/v2"

	"golang.org/x/sync/errgroup"

	"sim/model"
)

// A Discovery is a scenario discovery (Bryant & Lempert 2010; Lempert, Groves,
// Popper & Bankes 2006): boxes, defined by ranges of some inputs, that hold
// many of the draws of interest and few others.
type Discovery struct {
	Draws      int        // number of draws
	Hits       int        // number of draws of interest
	Trajectory []PeelStep // peeling steps to the first box, over its significant inputs; over all inputs if no box was found
	Step       int        // index in Trajectory of the first box, before polishing
	Boxes      []FoundBox
}

// A FoundBox is a box with its quality.
type FoundBox struct {
	Box
	Earlier  int     // draws of interest in earlier boxes; this box was found without them
	Coverage float64 // share of all draws of interest that it adds, 0 to 1
	// Reproduced is, per limit, the share of bootstrap resamples whose box limits
	// the same input, 0 to 1; nil except for the first box.
	Reproduced []float64
	// LeftOut counts the draws left out of a resample that are in the box found
	// there, summed over resamples; LeftOutHits counts those of interest among
	// them, and LeftOutInterest all left-out draws of interest. They give the
	// quality out of sample.
	LeftOut, LeftOutHits, LeftOutInterest int
}

// A Search holds the settings of Discover.
type Search struct {
	Density   float64 // minimum density to aim for, 0 to 1; 0: balance coverage and density
	Seed      uint64  // seed of the resamples
	Resamples int
	Workers   int
	Most      int // maximum number of boxes
}

// Worth is the share of the draws of interest that each further box must add.
const Worth = 0.05

// Discover searches for boxes with the draws of interest: hits[i] says whether
// draw i is one, and inputs[c][i] is its input c. The result has no boxes if no
// limits are better than chance. The error is that of ctx.
func Discover(ctx context.Context, inputs [][]float64, hits []bool, s Search) (*Discovery, error) {
	order := make([][]int32, len(inputs))
	for c, x := range inputs {
		order[c] = sortedBy(x)
	}
	weight := make([]int, len(hits))
	for i := range weight {
		weight[i] = 1
	}
	p := newPrim(inputs, order, hits, weight)
	d := &Discovery{Draws: p.total, Hits: p.totalHits}
	for range s.Most {
		if p.totalHits == 0 || p.totalHits == p.total {
			break
		}
		trajectory, step, box := p.search(s.Density)
		if d.Trajectory == nil {
			d.Trajectory, d.Step = trajectory, step
		}
		if len(box.Limits) == 0 || float64(box.Hits) < Worth*float64(d.Hits) {
			break
		}
		d.Boxes = append(d.Boxes, FoundBox{Box: box, Earlier: d.Hits - p.totalHits, Coverage: float64(box.Hits) / float64(d.Hits)})
		for i := range weight {
			if weight[i] > 0 && box.Holds(inputs, i) {
				weight[i] = 0
			}
		}
		p = newPrim(inputs, order, hits, weight)
	}
	if len(d.Boxes) == 0 {
		return d, nil
	}
	return d, d.Boxes[0].resample(ctx, inputs, order, hits, s)
}

// resample repeats the search in bootstrap resamples.
func (f *FoundBox) resample(ctx context.Context, inputs [][]float64, order [][]int32, hits []bool, s Search) error {
	boxes, weights := make([]Box, s.Resamples), make([][]int, s.Resamples)
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(max(1, s.Workers))
	for r := range boxes {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			chance := rand.New(rand.NewPCG(s.Seed, uint64(model.Key("resample"))+uint64(r))) //nolint:gosec // no secret
			weights[r] = make([]int, len(hits))
			for range hits {
				weights[r][chance.IntN(len(hits))]++
			}
			_, _, boxes[r] = newPrim(inputs, order, hits, weights[r]).search(s.Density)
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return err
	}
	f.Reproduced = make([]float64, len(f.Limits))
	for r := range boxes {
		for k := range f.Limits {
			for _, l := range boxes[r].Limits {
				if l.Column == f.Limits[k].Column {
					f.Reproduced[k] += 1 / float64(s.Resamples)
				}
			}
		}
		for i, w := range weights[r] {
			if w > 0 {
				continue
			}
			if hits[i] {
				f.LeftOutInterest++
			}
			if boxes[r].Holds(inputs, i) {
				f.LeftOut++
				if hits[i] {
					f.LeftOutHits++
				}
			}
		}
	}
	return nil
}

// OutOfSampleDensity is the density out of sample, 0 to 1: of the boxes found in
// resamples, on the draws left out of them. It is NaN without such draws.
func (f *FoundBox) OutOfSampleDensity() float64 { return ratio(f.LeftOutHits, f.LeftOut) }

// OutOfSampleCoverage is the coverage out of sample, 0 to 1; NaN without left-out
// draws of interest.
func (f *FoundBox) OutOfSampleCoverage() float64 { return ratio(f.LeftOutHits, f.LeftOutInterest) }

func ratio(k, n int) float64 {
	if n == 0 {
		return math.NaN()
	}
	return float64(k) / float64(n)
}
