package study

import (
	"context"
	"errors"
	"strconv"

	"sim/model/analysis"
	"sim/model/montecarlo"
)

// A PointError means that the scenario is invalid at a point of a sweep. Err is
// the error of Source.Load.
type PointError struct{ Err error }

func (e *PointError) Error() string { return e.Err.Error() }
func (e *PointError) Unwrap() error { return e.Err }

// ErrTheoriesDiffer means that some theories accept the scenario only at some
// points of a sweep.
var ErrTheoriesDiffer = errors.New("not every point can be simulated under the same theories")

// Quantities of the measure that a sweep computes; a share of draws has only
// the first.
const (
	MeasureMean = "measure_mean"
	MeasureP05  = "measure_p05"
	MeasureP50  = "measure_p50"
	MeasureP95  = "measure_p95"
)

// variant returns the scenario at a point. The error is a *PointError.
func (r *SweepResult) variant(point int) (*Subject, error) {
	var changes []string
	for k, x := range r.Values(point) {
		changes = append(changes, r.Axes[k].Path+"="+strconv.FormatFloat(x, 'g', -1, 64))
	}
	s, err := r.Subject.With(changes...)
	if err != nil {
		return nil, &PointError{err}
	}
	s.Config.Workers = 1 // points are simulated in parallel
	return s, nil
}

// simulate simulates one point.
func (r *SweepResult) simulate(ctx context.Context, point int, progress func(int, *Tally)) (p Point, err error) {
	s, err := r.variant(point)
	if err != nil {
		return p, err
	}
	var sinks []Sink
	var kept *montecarlo.ColumnSink
	if r.Measure != nil {
		if kept, err = s.keptMeasure(r.Measure.Text); err != nil {
			return p, err
		}
		sinks = append(sinks, kept)
	}
	var ends endings
	if r.total()*s.Config.Draws*len(s.Theories) <= mostEndings {
		sinks = append(sinks, &ends)
	}
	tally, err := s.simulate(ctx, s.Config.engine(s.tables), progress, sinks...)
	if err != nil {
		return p, err
	}
	p = Point{Rows: Summarise(s.Scenario.Bargain, tally), Endings: ends}
	if kept != nil {
		for t, name := range s.TheoryNames() {
			p.Rows = append(p.Rows, r.measureRows(name, kept.Values[t][0], kept.Replicates)...)
		}
	}
	return p, nil
}

// measureRows returns the quantities of the measure under one theory, from its
// value in every draw.
func (r *SweepResult) measureRows(theory string, xs []float64, replicates int) (rows []Row) {
	add := func(quantity string, e Estimate) {
		rows = append(rows, Row{theory, quantity, r.Measure.Text, e.N, e.Value, e.Error, e.Lower, e.Upper})
	}
	add(MeasureMean, analysis.Estimate(xs, r.Measure.Share, 0, replicates))
	if !r.Measure.Share {
		add(MeasureP05, analysis.Estimate(xs, false, 0.05, replicates))
		add(MeasureP50, analysis.Estimate(xs, false, 0.50, replicates))
		add(MeasureP95, analysis.Estimate(xs, false, 0.95, replicates))
	}
	return rows
}
