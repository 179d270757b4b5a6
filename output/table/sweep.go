package table

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/model/portable"
	"sim/model/study"
	"sim/output"
)

// sweptRows is how many values of a swept number a table shows at most.
const sweptRows = 25

// Sweep is what a sweep says in text.
func Sweep(s *output.Sweep) *Document {
	d := &Document{
		Title: fmt.Sprintf("%s · %s points", s.Line(), output.FormatCount(len(s.Points))), Notice: strings.ToUpper(output.Notice),
		Tables: SweepTables(s),
	}
	if len(s.Points) > 2 {
		d.Lines = append(d.Lines, fmt.Sprintf("Least and most were picked among %s points; the more points, the farther apart they lie by luck alone.", output.FormatCount(len(s.Points))))
	}
	for _, a := range s.Axes {
		if !math.IsNaN(a.Base) {
			d.Lines = append(d.Lines, fmt.Sprintf("%s is %s in the scenario.", a.Path, a.Written))
		}
	}
	return d
}

// SweepTables are the figures of a sweep: the shares along a single axis under
// the theory that is meant where one is, and where each figure is least and most.
func SweepTables(s *output.Sweep) []*Table {
	var ts []*Table
	if len(s.Axes) == 1 {
		ts = append(ts, along(s))
	}
	return append(ts, extremes(s))
}

// along is a row for each value of a single axis.
func along(s *output.Sweep) *Table {
	t := &Table{
		Title: fmt.Sprintf("Share of draws under %s, ± Monte Carlo error", output.TheoryName(&s.Theories[s.Lead])),
		Head:  []string{s.Axes[0].Path},
	}
	classes := s.ClassesShown()
	for _, c := range classes {
		t.Head = append(t.Head, s.Scenario.Bargain.ClassLabel(c))
	}
	if s.Measure != nil {
		t.Head = append(t.Head, s.Measure.Text)
	}
	every := (len(s.Points) + sweptRows - 1) / sweptRows
	for point := 0; point < len(s.Points); point += every {
		row := []string{output.Plain(s.Axes[0].Values[point])}
		for _, c := range classes {
			row = append(row, Share(s.At(point, s.Lead, "share", c.String()).Estimate()))
		}
		if s.Measure != nil {
			row = append(row, measured(s, point, s.Lead))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// measured is the measure that was asked for, at a point.
func measured(s *output.Sweep, point, theory int) string {
	r := s.At(point, theory, study.MeasureMean, s.Measure.Text)
	switch {
	case !r.Shown():
		return "–"
	case s.Measure.Share:
		return Share(r.Estimate())
	}
	return output.AmountsOfMeasure(s.Measure).WithError(r.Value, r.Error)
}

// extremes says, theory by theory, where each share is least and most.
func extremes(s *output.Sweep) *Table {
	t := &Table{
		Title: "Where each share of draws is least and most, and by how much, on the same draws",
		Head:  []string{"theory", "outcome", "least", "at", "most", "at", "difference in points"},
		Left:  map[int]bool{1: true, 3: true, 5: true},
	}
	classes := s.ClassesShown()
	for m := range s.Theories {
		if s.Theories[m].Predicts {
			continue // it has no outcomes
		}
		for i, c := range classes {
			var least, most study.Row
			var atLeast, atMost int
			for point := range s.Points {
				r := s.At(point, m, "share", c.String())
				if point == 0 || r.Value < least.Value {
					least, atLeast = r, point
				}
				if point == 0 || r.Value > most.Value {
					most, atMost = r, point
				}
			}
			name := ""
			if i == 0 {
				name = output.TheoryName(&s.Theories[m])
			}
			difference, seen := apart(s, atLeast, atMost, m, c)
			row := []string{name, s.Scenario.Bargain.ClassLabel(c), Share(least.Estimate()), "~", Share(most.Estimate()), "~", difference}
			if seen {
				row[3], row[5] = place(s, atLeast), place(s, atMost)
			}
			t.Rows = append(t.Rows, row)
		}
	}
	return t
}

// apart is by how much a share differs between two points, on the same draws
// where these are kept; seen is false where that is noise.
func apart(s *output.Sweep, least, most, theory int, c model.Class) (text string, seen bool) {
	if p, ok := s.Pair(least, most, theory, c); ok {
		return output.FormatPoints(&p), !p.Noise()
	}
	a, b := s.At(least, theory, "share", c.String()), s.At(most, theory, "share", c.String())
	d, e := b.Value-a.Value, portable.Hypot(a.Error, b.Error)
	if d <= analysis.SignZ*e {
		return "~", false
	}
	return "+" + output.FormatWithError(float64(100*d), float64(100*e)), true
}

// place names a point by its values.
func place(s *output.Sweep, point int) string {
	var parts []string
	for _, x := range s.Values(point) {
		parts = append(parts, output.Plain(x))
	}
	return strings.Join(parts, ", ")
}
