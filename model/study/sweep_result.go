package study

import (
	"sync"

	"sim/model"
	"sim/model/analysis"
)

// A SweepResult is the results of a scenario at many values of one or two of
// its numbers, all on the same draws.
type SweepResult struct {
	Subject *Subject
	Axes    []Axis   // one or two; the last one varies fastest
	Points  []Point  // points of the grid
	Measure *Measure // measure computed in addition to the headline quantities; nil: none

	once  sync.Once
	place map[[3]string]int // index of a quantity among the rows of the first point
}

// sizes returns the number of values per axis.
func (r *SweepResult) sizes() []int {
	sizes := make([]int, len(r.Axes))
	for k := range r.Axes {
		sizes[k] = len(r.Axes[k].Values)
	}
	return sizes
}

func (r *SweepResult) total() int {
	total := 1
	for _, n := range r.sizes() {
		total *= n
	}
	return total
}

// Index returns the index in Points of the values with the given indices on the
// axes.
func (r *SweepResult) Index(at ...int) int {
	i := 0
	for k, a := range r.Axes {
		i = i*len(a.Values) + at[k]
	}
	return i
}

// Values returns the values of the axes at a point.
func (r *SweepResult) Values(point int) []float64 {
	xs := make([]float64, len(r.Axes))
	for k := len(r.Axes) - 1; k >= 0; k-- {
		n := len(r.Axes[k].Values)
		xs[k], point = r.Axes[k].Values[point%n], point/n
	}
	return xs
}

// At returns a quantity at a point; its N is 0 if there is none.
func (r *SweepResult) At(point, theory int, quantity, key string) Row {
	r.once.Do(func() {
		r.place = make(map[[3]string]int, len(r.Points[0].Rows))
		for i, row := range r.Points[0].Rows {
			r.place[[3]string{row.Protocol, row.Quantity, row.Key}] = i
		}
	})
	protocol, rows := r.Subject.Theories[theory].Name, r.Points[point].Rows
	if i, ok := r.place[[3]string{protocol, quantity, key}]; ok && i < len(rows) {
		if row := rows[i]; row.Protocol == protocol && row.Quantity == quantity && row.Key == key {
			return row
		}
	}
	row, _ := FindRow(rows, protocol, quantity, key)
	return row
}

// Pair compares the share of a class at two points, draw by draw; ok is false
// if the draws of one of them are not kept.
func (r *SweepResult) Pair(a, b, theory int, c model.Class) (p analysis.Paired, ok bool) {
	if r.Points[a].Endings == nil || r.Points[b].Endings == nil {
		return p, false
	}
	replicates, err := r.Subject.Config.Replicates()
	if err != nil {
		return p, false
	}
	return analysis.PairShare(endings(r.Points[a].Endings).in(theory, c), endings(r.Points[b].Endings).in(theory, c), replicates), true
}

// ClassesShown returns the outcome classes in which some draw ends at some
// point.
func (r *SweepResult) ClassesShown() []model.Class {
	var classes []model.Class
	for c := range model.Class(model.Classes) {
		if r.occurs(c) {
			classes = append(classes, c)
		}
	}
	return classes
}

func (r *SweepResult) occurs(c model.Class) bool {
	for point := range r.Points {
		for t := range r.Subject.Theories {
			if r.At(point, t, "share", c.String()).Value > 0 {
				return true
			}
		}
	}
	return false
}
