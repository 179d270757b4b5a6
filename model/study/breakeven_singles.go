package study

import (
	"context"
	"sync"

	"sim/model/analysis"
	"sim/model/montecarlo"
)

// ScanSteps is the number of steps from 0 to 1 at which the weight of a single lever
// is tried.
const ScanSteps = 4

const (
	scanMost   = 6     // number of levers up to which each is scanned
	weightFine = 0.008 // precision of the weight needed
)

// A breakevenSearch looks for the smallest change that reaches a goal and
// stores its findings in the result.
type breakevenSearch struct {
	*BreakevenResult
	variants  *leverVariants
	responses []*analysis.Response // by theory, over the weights of all levers; nil: scanned

	mu sync.Mutex // of Followed and Off
}

// singles scans every lever's weight under every theory.
func (b *breakevenSearch) singles(ctx context.Context) error {
	if len(b.Levers) > scanMost {
		return b.readSurface(ctx)
	}
	grid := [][]weightChange{nil} // the scenario as it is, then each lever at each step
	for i := range b.Levers {
		for step := range ScanSteps + 1 {
			grid = append(grid, []weightChange{{i, float64(step) / ScanSteps}})
		}
	}
	if err := b.variants.all(ctx, grid); err != nil {
		return err
	}
	base, err := b.variants.under(ctx, nil)
	if err != nil {
		return err
	}
	for m := range b.Subject.Theories {
		b.Now = append(b.Now, b.variants.estimate(base, m))
		scans := make([]LeverScan, len(b.Levers))
		for i := range b.Levers {
			if err := b.scan(ctx, &scans[i], base, m, i); err != nil {
				return err
			}
		}
		b.Scans, b.Pairs = append(b.Scans, scans), append(b.Pairs, nil)
	}
	return nil
}

// scan determines the effect of one lever under one theory.
func (b *breakevenSearch) scan(ctx context.Context, scan *LeverScan, base *montecarlo.ColumnSink, theory, lever int) error {
	now := analysis.Reading{At: b.Levers[lever].Now, Estimate: b.Now[theory]}
	for step := range ScanSteps + 1 {
		at := float64(step) / ScanSteps
		kept, err := b.variants.under(ctx, []weightChange{{lever, at}})
		if err != nil {
			return err
		}
		scan.Readings = append(scan.Readings, analysis.Reading{At: at, Estimate: b.variants.estimate(kept, theory)})
	}
	best, some := base, false
	if scan.Best, some = b.Goal.Best(append([]analysis.Reading{now}, scan.Readings...)); !some {
		scan.Best = now
	}
	if scan.Best.At != now.At {
		var err error
		if best, err = b.variants.under(ctx, []weightChange{{lever, scan.Best.At}}); err != nil {
			return err
		}
	}
	h := analysis.Headline{Share: b.Measure.Share}
	scan.Change = h.Pair(base.Values[theory][0], best.Values[theory][0], base.Replicates)
	name := b.Subject.Theories[theory].Name
	crossing, ok, err := b.Goal.Nearest(now, scan.Readings, weightFine, func(at float64) (Estimate, error) {
		return b.variants.underOne(ctx, []weightChange{{lever, at}}, name)
	})
	if ok {
		scan.Needed = &crossing
	}
	return err
}
