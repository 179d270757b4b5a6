package output

import (
	"sync"

	"sim/model"
	"sim/model/analysis"
	"sim/model/scenario"
	"sim/model/study"
)

// A Sweep is a scenario played at many values of one or two of its numbers, on
// the same draws each.
type Sweep struct {
	*Study
	Axes    []Axis            // one or two; the last one changes fastest
	Points  [][]study.Row     // the figures of each point of the grid
	Measure *scenario.Measure // what was asked for beside the headline figures; nil: nothing
	// Endings[point][theory][i] is the class in which draw i ended, by which
	// points are paired; nil for a point whose draws are not kept.
	Endings [][][]byte

	once  sync.Once
	place map[[3]string]int // where a figure stands among those of the first point
}

// An Axis is a number of the scenario and the values that it is given.
type Axis struct {
	Path    string
	Values  []float64 // rising
	Base    float64   // value, or the middle of the range, in the scenario as it is; NaN if it names none
	Written string    // as the scenario writes it
	Unit    string
}

// The quantities of what a sweep was asked for beside the headline figures.
const (
	MeasureMean = "measure_mean"
	MeasureP05  = "measure_p05"
	MeasureP50  = "measure_p50"
	MeasureP95  = "measure_p95"
)

// Names are the paths of the axes in words.
func (s *Sweep) Names() string {
	if len(s.Axes) == 1 {
		return s.Axes[0].Path
	}
	return s.Axes[0].Path + " and " + s.Axes[1].Path
}

// Index is the place in Points of the values with the given places on the axes.
func (s *Sweep) Index(at ...int) int {
	i := 0
	for k, a := range s.Axes {
		i = i*len(a.Values) + at[k]
	}
	return i
}

// Values are the values of the axes at a point.
func (s *Sweep) Values(point int) []float64 {
	xs := make([]float64, len(s.Axes))
	for k := len(s.Axes) - 1; k >= 0; k-- {
		n := len(s.Axes[k].Values)
		xs[k], point = s.Axes[k].Values[point%n], point/n
	}
	return xs
}

// At is a figure at a point; its N is 0 if there is none.
func (s *Sweep) At(point, theory int, quantity, key string) study.Row {
	s.once.Do(func() {
		s.place = make(map[[3]string]int, len(s.Points[0]))
		for i, r := range s.Points[0] {
			s.place[[3]string{r.Protocol, r.Quantity, r.Key}] = i
		}
	})
	protocol, rows := s.Theories[theory].Name, s.Points[point]
	if i, ok := s.place[[3]string{protocol, quantity, key}]; ok && i < len(rows) {
		if r := rows[i]; r.Protocol == protocol && r.Quantity == quantity && r.Key == key {
			return r
		}
	}
	row, _ := study.FindRow(rows, protocol, quantity, key)
	return row
}

// Pair compares the share of a class at two points, on the same draws; ok is
// false where the draws of one of them are not kept.
func (s *Sweep) Pair(a, b, theory int, c model.Class) (p analysis.Paired, ok bool) {
	if len(s.Endings) == 0 || s.Endings[a] == nil || s.Endings[b] == nil {
		return p, false
	}
	replicates, err := s.Config.Replicates()
	if err != nil {
		return p, false
	}
	is := func(point int) []float64 {
		ends := make([]float64, len(s.Endings[point][theory]))
		for i, end := range s.Endings[point][theory] {
			if end == byte(c) {
				ends[i] = 1
			}
		}
		return ends
	}
	return analysis.PairShare(is(a), is(b), replicates), true
}

// ClassesShown are the outcome classes in which some draw ends at some point.
func (s *Sweep) ClassesShown() []model.Class {
	var classes []model.Class
	for c := range model.Class(model.Classes) {
		for point := range s.Points {
			some := false
			for t := range s.Theories {
				some = some || s.At(point, t, "share", c.String()).Value > 0
			}
			if some {
				classes = append(classes, c)
				break
			}
		}
	}
	return classes
}
