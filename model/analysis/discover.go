package analysis

import (
	"context"
	"math"
	"math/rand/v2"

	"golang.org/x/sync/errgroup"

	"sim/model"
)

// A Discovery is where in the ranges of belief the draws of interest lie: boxes
// of some inputs' ranges that hold many of them and few others (scenario
// discovery, Bryant & Lempert 2010; Lempert, Groves, Popper & Bankes 2006).
type Discovery struct {
	Draws int        // all
	Hits  int        // those of interest
	Way   []PeelStep // in to the first box, by the inputs that matter; by all of them if there is none
	Step  int        // of the way: the first box before it was tidied
	Boxes []FoundBox
}

// A FoundBox is a box that was found.
type FoundBox struct {
	Box
	Earlier  int     // draws of interest that earlier boxes hold; the box looks at what they leave
	Coverage float64 // the share of all draws of interest that it adds
	// Again is, by limit, the share of resamples in which the box found there
	// has a limit on the same input. Resamples draw as many draws with
	// replacement; only for the first box, nil otherwise.
	Again []float64
	// Others counts, over all resamples, the draws left out of a resample that
	// lie in the box found there, and those of interest among them: how dense
	// the way of finding boxes makes them where it has not looked. Wanted is how
	// many draws of interest were left out.
	Others, OtherHits, Wanted int
}

// A Search says how to look for boxes.
type Search struct {
	Density   float64 // wanted, 0 to 1; 0: whatever balances coverage and density
	Seed      uint64  // of the resamples
	Resamples int
	Workers   int
	Most      int // boxes
}

// Worth is the share of the draws of interest that a further box must add.
const Worth = 0.05

// Discover looks for boxes of the inputs, inputs[c][i] being input c of draw i,
// in which the draws of interest, hits[i], lie. No box at all means that no
// limits hold them together better than luck could.
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
	d := &Discovery{Draws: p.total, Hits: p.wanted}
	for range s.Most {
		if p.wanted == 0 || p.wanted == p.total {
			break
		}
		way, step, box := p.search(s.Density)
		if d.Way == nil {
			d.Way, d.Step = way, step
		}
		if len(box.Limits) == 0 || float64(box.Hits) < Worth*float64(d.Hits) {
			break
		}
		d.Boxes = append(d.Boxes, FoundBox{Box: box, Earlier: d.Hits - p.wanted, Coverage: float64(box.Hits) / float64(d.Hits)})
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
	return d, d.Boxes[0].again(ctx, inputs, order, hits, s)
}

// again looks for the box in resamples.
func (f *FoundBox) again(ctx context.Context, inputs [][]float64, order [][]int32, hits []bool, s Search) error {
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
	f.Again = make([]float64, len(f.Limits))
	for r := range boxes {
		for k := range f.Limits {
			for _, l := range boxes[r].Limits {
				if l.Column == f.Limits[k].Column {
					f.Again[k] += 1 / float64(s.Resamples)
				}
			}
		}
		for i, w := range weights[r] {
			if w > 0 {
				continue
			}
			if hits[i] {
				f.Wanted++
			}
			if boxes[r].Holds(inputs, i) {
				f.Others++
				if hits[i] {
					f.OtherHits++
				}
			}
		}
	}
	return nil
}

// OtherDensity is the density of boxes found in resamples on draws that they
// were not found in, and OtherCoverage their coverage; NaN if there are none.
func (f *FoundBox) OtherDensity() float64 { return ratio(f.OtherHits, f.Others) }

// OtherCoverage is the share of left-out draws of interest that lie in the boxes.
func (f *FoundBox) OtherCoverage() float64 { return ratio(f.OtherHits, f.Wanted) }

func ratio(k, n int) float64 {
	if n == 0 {
		return math.NaN()
	}
	return float64(k) / float64(n)
}
