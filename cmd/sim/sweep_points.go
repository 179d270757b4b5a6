package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/bits"
	"slices"
	"strconv"

	"golang.org/x/sync/errgroup"

	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// sweepPlay plays the points of a sweep.
type sweepPlay struct {
	l     *layers
	name  string   // of the scenario
	set   []string // changes to all points
	over  *output.Sweep
	cfg   montecarlo.Config
	of    string
	limit int // points side by side
}

// order lists the points so that wherever the sweep is cut short, what is done
// lies evenly over the whole: by the bits of the places on the axes, read from
// the lowest up (van der Corput 1935; in two dimensions taking turns).
func order(sizes []int) []int {
	total := 1
	for _, n := range sizes {
		total *= n
	}
	points := make([]int, total)
	keys := make([]uint64, total)
	for p := range points {
		points[p] = p
		rest, key := p, uint64(0)
		for k, size := range slices.Backward(sizes) {
			place := uint64(rest % size)
			rest /= size
			for b := range 20 {
				if place>>b&1 == 1 {
					key |= 1 << (b*len(sizes) + k)
				}
			}
		}
		keys[p] = bits.Reverse64(key)
	}
	slices.SortFunc(points, func(a, b int) int {
		switch {
		case keys[a] < keys[b]:
			return -1
		case keys[a] > keys[b]:
			return 1
		}
		return 0
	})
	return points
}

// changes are the overrides of a point.
func (p *sweepPlay) changes(point int) []string {
	changes := slices.Clone(p.set)
	for k, x := range p.over.Values(point) {
		changes = append(changes, p.over.Axes[k].Path+"="+strconv.FormatFloat(x, 'g', -1, 64))
	}
	return changes
}

// load reads the scenario of a point.
func (p *sweepPlay) load(point int) (*scenario.Scenario, error) {
	s, err := loadWith(p.name, p.changes(point), "--over")
	if err != nil {
		return nil, err
	}
	return s, choose(p.l, s)
}

// play plays one point.
func (p *sweepPlay) play(ctx context.Context, point int) ([]study.Row, [][]byte, error) {
	s, err := p.load(point)
	if err != nil {
		return nil, nil, err
	}
	var sinks []montecarlo.Sink
	var kept *montecarlo.Kept
	var measure scenario.Measure
	if p.of != "" {
		if measure, err = scenario.ParseMeasure(p.of, s.Bargain); err != nil {
			return nil, nil, err
		}
		if kept, err = montecarlo.NewKept(p.cfg, false, measure.Of); err != nil {
			return nil, nil, err
		}
		sinks = append(sinks, kept)
	}
	var ends endings
	if len(p.over.Points)*p.cfg.Draws*len(s.Bargain.Theories) <= mostEndings {
		sinks = append(sinks, &ends)
	}
	tally, err := montecarlo.Run(ctx, s.Bargain, p.cfg, sinks...)
	if err != nil {
		return nil, nil, err
	}
	rows := study.Summarise(s.Bargain, tally)
	if kept == nil {
		return rows, ends, nil
	}
	for t := range s.Bargain.Theories {
		add := func(quantity string, e montecarlo.Estimate) {
			rows = append(rows, study.Row{Protocol: s.Bargain.Theories[t].Name, Quantity: quantity, Key: p.of, N: e.N, Value: e.Value, Error: e.Error, Lower: e.Lower, Upper: e.Upper})
		}
		xs := kept.Values[t][0]
		add(output.MeasureMean, analysis.Estimate(xs, measure.Share, 0, kept.Replicates))
		if measure.Share {
			continue
		}
		add(output.MeasureP05, analysis.Estimate(xs, false, 0.05, kept.Replicates))
		add(output.MeasureP50, analysis.Estimate(xs, false, 0.50, kept.Replicates))
		add(output.MeasureP95, analysis.Estimate(xs, false, 0.95, kept.Replicates))
	}
	return rows, ends, nil
}

// all plays the points that are not there yet and keeps each in store as soon as
// it is finished.
func (p *sweepPlay) all(ctx context.Context, store *pointStore, shown *pointProgress) error {
	g, inner := errgroup.WithContext(ctx)
	g.SetLimit(p.limit)
	for _, point := range order(sizesOf(p.over.Axes)) {
		if p.over.Points[point] != nil {
			continue
		}
		g.Go(func() error {
			if err := inner.Err(); err != nil {
				return err
			}
			rows, ends, err := p.play(inner, point)
			if err != nil {
				return err
			}
			if err := store.add(point, rows, ends); err != nil {
				return err
			}
			shown.done()
			return nil
		})
	}
	err := g.Wait()
	shown.clear()
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

func sizesOf(axes []output.Axis) []int {
	sizes := make([]int, len(axes))
	for k := range axes {
		sizes[k] = len(axes[k].Values)
	}
	return sizes
}

// key tells sweeps apart: points of one may be taken up by another only
// where it is the same.
func (p *sweepPlay) key(s *scenario.Scenario) string {
	h := sha256.New()
	_, _ = fmt.Fprintln(h, s.Digest, p.cfg.Draws, p.cfg.Seed, p.cfg.Sampler, theoryNames(s.Bargain), p.of, version()) // a hash never fails to write
	for _, a := range p.over.Axes {
		_, _ = fmt.Fprintln(h, a.Path, a.Values)
	}
	return hex.EncodeToString(h.Sum(nil))
}
