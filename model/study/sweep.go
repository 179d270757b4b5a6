package study

import (
	"context"
	"slices"
	"sync"
)

// SweepOptions are what a sweep goes over and what it follows.
type SweepOptions struct {
	Axes []Axis // one or two, of which Path and Values are read; the last one changes fastest
	// Of is a measure to follow beside the headline figures, such as
	// terms.territory. It names no theory. Empty: none.
	Of    string
	Store PointStore
	Watch Watch // is told points
}

// A PointStore keeps the points of a sweep that are finished, so that it can be
// interrupted and continued. A nil PointStore keeps nothing.
type PointStore interface {
	// Known returns the points that were finished before, by their number in a grid
	// of so many. It is asked once: after the sweep was found to be possible and
	// before anything is simulated.
	Known(total int) (map[int]Point, error)
	// Finished is told each further point as soon as it is finished, one at a time.
	Finished(number int, p Point) error
}

// A Point is what a sweep found at one point of its grid.
type Point struct {
	Rows []Row // the headline figures, then those of the measure that is followed
	// Endings[theory][i] is the class in which draw i ended; nil where there are too
	// many draws to keep them.
	Endings [][]byte
}

// Sweep simulates a scenario at every point of a grid of values, on the same draws
// each. Points are simulated side by side, as many as the Config has workers, in an
// order that covers the whole grid early. The error is an
// *OptionError, which holds a *WordsError, ErrTheoriesDiffer, a *OneTheoryError or
// says that the measure cannot be read; a *PointError; the store's; or the context's.
func Sweep(ctx context.Context, s *Subject, o SweepOptions) (*SweepResult, error) {
	r := &SweepResult{Subject: s, Axes: slices.Clone(o.Axes)}
	for k := range r.Axes {
		if err := r.Axes[k].locate(s); err != nil {
			return nil, err
		}
	}
	if o.Of != "" {
		m, err := s.measureOfAll(o.Of)
		if err != nil {
			return nil, err
		}
		r.Measure = &m
	}
	if err := r.checkCorners(); err != nil {
		return nil, err
	}
	known := map[int]Point{}
	if o.Store != nil {
		var err error
		if known, err = o.Store.Known(r.total()); err != nil {
			return nil, err
		}
	}
	if err := r.fill(ctx, known, o); err != nil {
		return nil, err
	}
	return r, nil
}

// checkCorners reads the scenario at the first and the last point, so that a value
// out of its domain is met before anything is simulated.
func (r *SweepResult) checkCorners() error {
	for _, point := range []int{0, r.total() - 1} {
		s, err := r.variant(point)
		if err != nil {
			return err
		}
		if !slices.Equal(s.TheoryNames(), r.Subject.TheoryNames()) {
			return &OptionError{"Axes", ErrTheoriesDiffer}
		}
	}
	return nil
}

// fill simulates the points that are not known.
func (r *SweepResult) fill(ctx context.Context, known map[int]Point, o SweepOptions) error {
	r.Points = make([]Point, r.total())
	var left []int
	for _, i := range spreadOrder(r.sizes()) {
		if p, ok := known[i]; ok {
			r.Points[i] = p
		} else {
			left = append(left, i)
		}
	}
	count := newPointCount(o.Watch, len(r.Points)-len(left), len(r.Points))
	var storing sync.Mutex
	return sideBySide(ctx, r.Subject.Config.Workers, len(left), func(ctx context.Context, i int) error {
		p, err := r.simulate(ctx, left[i])
		if err != nil {
			return err
		}
		r.Points[left[i]] = p
		if o.Store != nil {
			storing.Lock()
			err = o.Store.Finished(left[i], p)
			storing.Unlock()
		}
		if err == nil {
			count.add(1, 0)
		}
		return err
	})
}
