package plot

import (
	"image/color"
	"math"

	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// drawSweptPanel draws one figure along a number, a line a theory.
func drawSweptPanel(s *canvas, w *output.Sweep, p *sweptPanel, unit string, left, right float64) {
	const ticksWide = 46.0
	at := left
	if p.class >= 0 {
		s.swatch(classFills[p.class])(left, s.y+9)
		at += 26
	}
	name := strongStyle.shorten(p.name, right-at)
	s.write(strongStyle, at, s.y+9, fromLeft, name)
	if p.unit != "" {
		unit = p.unit
	}
	if at += strongStyle.measure(name) + gap; right-at > 40 {
		s.write(smallStyle, at, s.y+9, fromLeft, smallStyle.shorten(unit, right-at))
	}
	s.y += 20
	lower, upper := math.Inf(1), math.Inf(-1)
	for t, line := range p.lines {
		for i, e := range line {
			if e.N < study.MinimumDraws || math.IsNaN(e.Value) {
				continue
			}
			lower, upper = min(lower, e.Lower), max(upper, e.Upper)
			if p.low != nil {
				lower, upper = min(lower, p.low[t][i]), max(upper, p.high[t][i])
			}
		}
	}
	if !(upper >= lower) {
		lower, upper = 0, 1
	}
	width := p.amounts.Width
	if p.percent {
		lower = 0
		upper, width = max(upper, 0.005), 1
	}
	pad := padding(lower, upper, 0.06, width)
	if upper += pad; !p.percent {
		lower -= pad
	}
	f := s.open(left+ticksWide, right, nil)
	b := f.row(132)
	a := w.Axes[0]
	last := len(a.Values) - 1
	x := axis{a.Values[0], a.Values[last], b.left + 10, b.right - 10}
	y := axis{lower, upper, b.bottom - 5, b.top + 3}
	amount := p.amounts.Tick
	if p.percent {
		amount = percentText
	}
	for _, v := range y.ticks(4) {
		s.line(b.left, y.at(v), b.right, y.at(v), pen{colour: ruleSoft, width: 1})
		s.write(tickStyle, b.left-5, y.at(v), fromRight, amount(v))
	}
	if base := a.Base; base >= a.Values[0] && base <= a.Values[last] {
		s.line(x.at(base), b.top, x.at(base), b.bottom, pen{colour: rule, width: 1.2, dashes: []float64{1.5, 3}})
	}
	if !manyTheories(w.Theories) {
		for t := range p.lines {
			drawErrorBand(s, x, y, a.Values, p.lines[t], theoryPen(w.Theories, t).colour)
		}
	}
	for t := range p.lines {
		line := theoryPen(w.Theories, t)
		s.runs(x, y, a.Values, p.lines[t], nil, line)
		if p.low != nil {
			thin := pen{colour: line.colour, width: 0.8, dashes: line.dashes}
			s.runs(x, y, a.Values, p.lines[t], p.low[t], thin)
			s.runs(x, y, a.Values, p.lines[t], p.high[t], thin)
		}
	}
	f.close()
	s.drawTicks(x, x.ticks(6), output.AmountsAt(w.Scenario.Bargain, a.Path).Tick)
	s.y = s.paragraph(smallStyle, (left+ticksWide+right)/2, s.y, centred, smallStyle.wrap(a.Path, right-left-ticksWide, 2))
}

// runs draws estimates, or values beside them, as lines that break off where a
// figure rests on too few draws.
func (s *canvas) runs(x, y axis, at []float64, es []montecarlo.Estimate, values []float64, p pen) {
	var run []point
	flush := func() {
		if len(run) == 1 {
			s.discs(run, p.width, p.colour)
		} else {
			s.curve(run, p)
		}
		run = nil
	}
	for i, e := range es {
		if e.N < study.MinimumDraws || math.IsNaN(e.Value) {
			flush()
			continue
		}
		v := e.Value
		if values != nil {
			v = values[i]
		}
		run = append(run, point{x.at(at[i]), y.at(v)})
	}
	flush()
}

// drawErrorBand fills the band of the 95% errors of a line.
func drawErrorBand(s *canvas, x, y axis, at []float64, es []montecarlo.Estimate, c color.NRGBA) {
	var lower, upper []point
	flush := func() {
		if len(upper) > 1 {
			s.polygon(between(lower, upper), fade(c, 0.18))
			s.curve(lower, pen{colour: fade(c, 0.5), width: 0.6}) // where another band lies over this one
			s.curve(upper, pen{colour: fade(c, 0.5), width: 0.6})
		}
		lower, upper = nil, nil
	}
	for i, e := range es {
		if e.N < study.MinimumDraws || math.IsNaN(e.Value) {
			flush()
			continue
		}
		lower, upper = append(lower, point{x.at(at[i]), y.at(e.Lower)}), append(upper, point{x.at(at[i]), y.at(e.Upper)})
	}
	flush()
}
