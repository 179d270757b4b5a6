package plot

import (
	"math"
	"slices"
	"testing"

	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

func TestPadding(t *testing.T) {
	for _, c := range []struct {
		name                       string
		lower, upper, width, wants float64
	}{
		{"a spread", 0.2, 0.7, 1, 0.05},
		{"a spread far from zero", 2000000, 2000001, 2, 0.1},
		{"a tiny spread on a tiny scale", 1e-9, 2e-9, 4e-9, 1e-10},
		{"all alike", -100, -100, 200, 0.2},
		{"unknown scale", 15000, 15010, 0, 1},
		{"unknown scale, all alike", -15000, -15000, 0, 15},
		{"unknown scale, all zero", 0, 0, 0, 0.001},
	} {
		if got := padding(c.lower, c.upper, 0.1, c.width); math.Abs(got-c.wants) > 1e-9*c.wants {
			t.Errorf("%s: %g, want %g", c.name, got, c.wants)
		}
	}
}

// A picture of a measure is the same, but for its words, wherever the measure's
// scale begins and however wide it is. The effects are about a thousandth of the
// scale, so the least padding decides.
func TestPicturesFollowTheScale(t *testing.T) {
	draw := func(offset, width float64) map[string][]mark {
		m := scenario.Measure{Text: "terms.x", Width: width}
		of := func(v float64) montecarlo.Estimate {
			at := func(v float64) float64 { return offset + width*v }
			return montecarlo.Estimate{N: 200, Value: at(v), Error: width / 10000, Lower: at(v - 0.0002), Upper: at(v + 0.0002)}
		}
		r := small(200, "weighted_mean")
		s := &output.Sensitivity{Study: studyOf(r), Sensitivity: &study.Sensitivity{Measure: m, Means: []montecarlo.Estimate{of(0.5005)}}}
		s.Tornado = &study.Tornado{Inputs: []study.Swing{{Name: "a", High: 1, Paired: []analysis.Paired{{A: of(0.5), B: of(0.501)}}}}}
		b := breakevenOf(r, 2, false)
		b.Measure, b.Goal.Value = m, of(0.502).Value
		for theory := range b.Theories {
			b.Now[theory] = of(0.5)
			for i := range b.Scans[theory] {
				scan := &b.Scans[theory][i]
				for k := range scan.Readings {
					scan.Readings[k].Estimate = of(0.5 + 0.0003*float64(k))
				}
				scan.Best, scan.Needed = scan.Readings[4], nil
			}
		}
		w := sweepOf(r, "terms.x", study.Axis{Path: "levers.a.weight", Values: []float64{0, 1}, Base: 0.5})
		panel := sweptPanel{name: "m", class: -1, amounts: output.AmountsOfMeasure(&m), lines: [][]montecarlo.Estimate{{of(0.5), of(0.5005)}}}
		marks := map[string][]mark{}
		for name, on := range map[string]func(s *canvas){
			"tornado":          func(c *canvas) { drawTornado(c, s) },
			"breakeven":        func(c *canvas) { drawReach(c, b, 0) },
			"breakeven curves": func(c *canvas) { drawCurves(c, b, 0) },
			"sweep":            func(c *canvas) { drawSweptPanel(c, w, &panel, "", 20, 420) },
		} {
			c := newSheet()
			on(c)
			if name == "breakeven curves" { // below words that take more lines
				top := c.axes[0].top
				for _, m := range c.marks {
					for _, ps := range append(m.outline, m.circles) {
						for i := range ps {
							ps[i].y -= top
						}
					}
				}
			}
			marks[name] = slices.DeleteFunc(c.marks, func(m mark) bool { return m.text != nil })
		}
		return marks
	}
	same := func(a, b []point) bool {
		return slices.EqualFunc(a, b, func(p, q point) bool { return math.Hypot(p.x-q.x, p.y-q.y) < 1e-3 })
	}
	want := draw(0, 1)
	for _, scale := range [][2]float64{{0, 1e-6}, {1000, 1}, {-20000, 100}, {0, 1e6}} {
		for name, got := range draw(scale[0], scale[1]) {
			if !slices.EqualFunc(got, want[name], func(a, b mark) bool {
				return same(a.circles, b.circles) && slices.EqualFunc(a.outline, b.outline, same)
			}) {
				t.Errorf("%s: not the same from %g over %g as from 0 over 1", name, scale[0], scale[1])
			}
		}
	}
}

// Colours of a map tell values apart on a tiny scale.
func TestMapOnATinyScale(t *testing.T) {
	w := sweepOf(small(200, "weighted_mean"), "terms.x", study.Axis{Path: "a", Values: []float64{0, 1}}, study.Axis{Path: "b", Values: []float64{0, 1}})
	w.Measure.Width = 1e-6
	for point := range w.Points {
		for i := range w.Points[point].Rows {
			row := &w.Points[point].Rows[i]
			row.N, row.Value, row.Error = 200, 1e-7*float64(point), 1e-9
		}
	}
	m := sweptMap{w: w, quantity: study.MeasureMean, key: "terms.x"}
	if !m.scale() || m.step(0) != 0 || m.step(3e-7) != shades-1 {
		t.Errorf("shades %d to %d over %g to %g", m.step(0), m.step(3e-7), m.lower, m.upper)
	}
}
