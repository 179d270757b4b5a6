package study

import (
	"context"
	"math"
	"slices"

	"sim/model/analysis"
	"sim/model/portable"
)

// confirmedMost is how many levers, and how many pairs, that a surface gives
// to reach a goal with the smallest change are followed with all draws.
const confirmedMost = 3

// z975 is the standard normal quantile of 0.975.
const z975 = 1.959963984540054

// readSurface reads what every lever does off a response surface under each theory,
// and follows with all draws those that seem to need the smallest change.
func (b *breakevenSearch) readSurface(ctx context.Context) error {
	base, err := b.variants.under(ctx, nil)
	if err != nil {
		return err
	}
	for m := range b.Subject.Theories {
		b.Now = append(b.Now, b.variants.estimate(base, m))
		r, err := b.response(ctx, m, base.Values[m])
		if err != nil {
			return err
		}
		b.responses = append(b.responses, r)
		scans := make([]LeverScan, len(b.Levers))
		for i := range scans {
			b.surfaceLever(&scans[i], m, i)
		}
		b.Scans, b.Pairs = append(b.Scans, scans), append(b.Pairs, nil)
		if r != nil {
			b.SurfaceDraws = r.N
			if err := b.confirm(ctx, m); err != nil {
				return err
			}
		}
	}
	return nil
}

// response fits a response surface of the quantity over the weights of all levers
// under a theory; nil where nothing can be fitted. asIs is the quantity by draw in the
// scenario as it is.
func (b *breakevenSearch) response(ctx context.Context, theory int, asIs [][]float64) (*analysis.Response, error) {
	if b.Now[theory].N == 0 {
		return nil, nil //nolint:nilnil // as where nothing can be fitted
	}
	levers, now, all := make([]int, len(b.Levers)), make([]float64, len(b.Levers)), make([]int, len(b.Levers))
	for i, w := range b.Levers {
		levers[i], now[i], all[i] = leverIndex(b.Subject.Scenario.Bargain, w.Lever), w.Now, i
	}
	runs, err := newWeightRuns(ctx, b.Subject, theory, levers, now, []runMeasure{{b.Measure.Of, b.Measure.Share}}, b.variants.count, b.variants.work, asIs)
	if err != nil {
		return nil, err
	}
	rs, err := runs.responses(ctx, runs.run(now), all, b.Subject.Config.Draws/2, []int{0})
	if err != nil {
		return nil, err
	}
	return rs[0], nil
}

// surfaceAt is the estimate of the surface of the quantity with some levers
// moved; without a value where the surface or the quantity as it is has none.
func (b *breakevenSearch) surfaceAt(theory int, moved []weightChange) Estimate {
	e := b.Now[theory]
	r := b.responses[theory]
	if r == nil || len(moved) == 0 {
		return e
	}
	now := make([]float64, len(b.Levers))
	for i, w := range b.Levers {
		now[i] = w.Now
	}
	to := slices.Clone(now)
	for _, c := range moved {
		to[c.lever] = c.weight
	}
	change, off := r.Change(now, to)
	value := e.Value + change
	if b.Measure.Share {
		value = min(1, max(0, value))
	}
	off = portable.Hypot(off, e.Error)
	return Estimate{N: r.N, Value: value, Error: off, Lower: value - analysis.SignZ*off, Upper: value + analysis.SignZ*off}
}

// real computes the quantity with some levers moved with all draws, and notes how
// far off the surface is there.
func (b *breakevenSearch) real(ctx context.Context, theory int, moved []weightChange) (Estimate, error) {
	e, err := b.variants.underOne(ctx, moved, b.Subject.Theories[theory].Name)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.Followed++
	if off := math.Abs(e.Value - b.surfaceAt(theory, moved).Value); off > b.Off {
		b.Off = off
	}
	return e, err
}

// surfaceLever sets what the surface gives of a lever alone.
func (b *breakevenSearch) surfaceLever(scan *LeverScan, theory, lever int) {
	now := analysis.Reading{At: b.Levers[lever].Now, Estimate: b.Now[theory]}
	for step := range ScanSteps + 1 {
		at := float64(step) / ScanSteps
		scan.Readings = append(scan.Readings, analysis.Reading{At: at, Estimate: b.surfaceAt(theory, []weightChange{{lever, at}})})
	}
	var some bool
	if scan.Best, some = b.Goal.Best(append([]analysis.Reading{now}, scan.Readings...)); !some {
		scan.Best = now
	}
	scan.Change = Paired{A: now.Estimate, B: scan.Best.Estimate, Same: scan.Best.At == now.At}
	scan.Change.Difference = scan.Best.Estimate
	scan.Change.Difference.Value -= now.Value
	if scan.Change.Same {
		scan.Change.Difference = Estimate{N: now.N}
	}
}

// confirm follows with all draws the levers that may reach the goal alone, as far
// as the surface can tell, those that seem to need the smallest change first.
func (b *breakevenSearch) confirm(ctx context.Context, theory int) error {
	if b.Goal.Met(b.Now[theory].Value) {
		return nil
	}
	type guess struct {
		lever int
		path  analysis.Path
		size  float64
	}
	var guesses []guess
	for i, w := range b.Levers {
		best := b.Scans[theory][i].Best
		if best.At == w.Now || math.IsNaN(best.Value) || !b.Goal.Met(best.Value) && b.Goal.Sure(best.Estimate) {
			continue
		}
		end := 0.0
		if best.At > w.Now {
			end = 1
		}
		path := analysis.Path{Now: [2]float64{w.Now, 0}, End: [2]float64{end, 0}, First: 1}
		g := guess{i, path, math.Abs(best.At - w.Now)}
		for step := range ScanSteps * 4 { // where the surface first reaches it
			size := path.Length() * float64(step+1) / (ScanSteps * 4)
			if b.Goal.Met(b.surfaceAt(theory, []weightChange{{i, path.At(size)[0]}}).Value) {
				g.size = size
				break
			}
		}
		guesses = append(guesses, g)
	}
	slices.SortStableFunc(guesses, func(x, y guess) int {
		if x.size < y.size {
			return -1
		}
		return 1
	})
	guesses = guesses[:min(len(guesses), confirmedMost)]
	return sideBySide(ctx, b.Subject.Config.Workers, len(guesses), func(ctx context.Context, n int) error {
		g := guesses[n]
		size, e, ok, err := b.follow(ctx, theory, g.size, g.path.Length(), func(size float64) []weightChange {
			return []weightChange{{g.lever, g.path.At(size)[0]}}
		})
		if !ok {
			return err
		}
		m := analysis.MixedChange{Path: g.path, Size: size, Figure: e}
		scan := &b.Scans[theory][g.lever]
		at := m.At(m.Size)[0]
		c := analysis.Crossing{Reading: analysis.Reading{At: at, Estimate: m.Figure}, Lower: at, Upper: at, Lasts: true}
		for _, r := range scan.Readings {
			if (r.At-b.Levers[g.lever].Now)*(at-b.Levers[g.lever].Now) > 0 && math.Abs(r.At-b.Levers[g.lever].Now) > m.Size && !b.Goal.Met(r.Value) {
				c.Lasts = false
			}
		}
		if slope := math.Abs(m.Figure.Value-b.Now[theory].Value) / m.Size; slope > 0 {
			off := z975 * m.Figure.Error / slope
			c.Lower, c.Upper = max(0, at-off), min(1, at+off)
		}
		scan.Needed = &c
		return nil
	})
}

// surfaceGrid is the surface of two weights under a theory, read off the response
// over all.
func (b *breakevenSearch) surfaceGrid(levers [2]int, theory int) PairScan {
	p := PairScan{Levers: levers, Now: [2]float64{b.Levers[levers[0]].Now, b.Levers[levers[1]].Now}}
	p.Surface = new(analysis.ResponseSurface)
	for k := range p.Surface.At {
		p.Surface.At[k] = withNow(quarters, p.Now[k])
	}
	for _, x := range p.Surface.At[0] {
		var row []Estimate
		for _, y := range p.Surface.At[1] {
			row = append(row, b.surfaceAt(theory, []weightChange{{levers[0], x}, {levers[1], y}}))
		}
		p.Surface.Figures = append(p.Surface.Figures, row)
	}
	return p
}

// followSurface follows with all draws the pairs that seem by the surface to
// need the smallest change, each along the mixture of the two that it gives. Those
// after the first are followed only as far as it needs.
func (b *breakevenSearch) followSurface(ctx context.Context, ps []PairScan, theory int) error {
	order := b.promising(ps)
	for _, i := range order {
		ps[i].Status = PairNotFollowed
	}
	order = order[:min(len(order), confirmedMost)]
	shortest := math.Inf(1)
	err := b.firstThenRest(ctx, len(order), func(ctx context.Context, n int) error {
		p, limit := &ps[order[n]], shortest-weightFine // written before the rest begins
		path, about, _ := b.Goal.First(p.Surface, p.Now)
		size, e, ok, err := b.follow(ctx, theory, min(about, path.Length()), min(limit, path.Length()), func(size float64) []weightChange {
			x := path.At(size)
			return []weightChange{{p.Levers[0], x[0]}, {p.Levers[1], x[1]}}
		})
		switch {
		case ok:
			m := analysis.MixedChange{Path: path, Size: size, Figure: e}
			m.Lower, m.Upper = b.Goal.SizeInterval(p.Surface, &m)
			p.Found, p.Status = &m, PairReaches
		case limit < path.Length():
			p.Status = PairLarger
		default:
			p.Status = PairFails
		}
		if n == 0 && ok {
			shortest = size
		}
		return err
	})
	sortPairs(ps, b.Goal)
	return err
}

// firstThenRest does the first of n things and then the others in parallel.
func (b *breakevenSearch) firstThenRest(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	if n == 0 {
		return nil
	}
	if err := do(ctx, 0); err != nil {
		return err
	}
	return sideBySide(ctx, b.Subject.Config.Workers, n-1, func(ctx context.Context, i int) error { return do(ctx, i+1) })
}
