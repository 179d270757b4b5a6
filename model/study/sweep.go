package study

import (
	"context"
	"slices"
	"sync"
)

// SweepOptions are the grid of a sweep and the measure to compute on it.
type SweepOptions struct {
	Axes []Axis // one or two axes; Path and Values are used; the last one varies fastest
	// Of is a measure to compute in addition to the headline quantities, such
	// as terms.territory. It must not name a theory. Empty: none.
	Of    string
	Store PointStore
	Watch Watch // receives progress in points
}

// A PointStore stores the finished points of a sweep, so that it can be
// interrupted and continued. A nil PointStore stores nothing.
type PointStore interface {
	// Known returns the points finished earlier, by their index in a grid of
	// the given size. It is called once: after the options have been checked
	// and before anything is simulated.
	Known(total int) (map[int]Point, error)
	// Finished receives each further point as soon as it is finished, in one
	// call at a time.
	Finished(number int, p Point) error
}

// A Point is the result of a sweep at one point of its grid.
type Point struct {
	Rows []Row // the headline quantities, then those of the additional measure
	// Endings[theory][i] is the class in which draw i ended; nil if there are
	// too many draws to keep them.
	Endings [][]byte
}

// Sweep simulates a scenario at every point of a grid of values, all on the
// same draws. Points are simulated in parallel, as many at a time as the Config
// has workers, in an order that covers the whole grid early. The error is an
// *OptionError, which holds a *WordsError, ErrTheoriesDiffer, a *OneTheoryError
// or a parse error of the measure; a *PointError; the store's; or the
// context's.
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

// checkCorners reads the scenario at the first and the last point, so that a
// value outside its domain is reported before anything is simulated.
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
		progress, end := count.begin(r.Subject.Config.Draws)
		p, err := r.simulate(ctx, left[i], progress)
		end()
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
