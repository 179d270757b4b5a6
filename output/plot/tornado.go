package plot

import (
	"fmt"
	"strings"

	"sim/model/study"
	"sim/output"
)

var tornado = StudyKind[*output.Sensitivity]{
	Name: "tornado",
	Doc:  "A measure with each input at the 10% and 90% quantile of its range, and each lever off and full, on the same draws.",
	figures: func(s *output.Sensitivity) []Figure {
		if s.Tornado == nil || len(drawnEnds(s, s.Tornado.Inputs))+len(drawnEnds(s, s.Tornado.Levers)) == 0 {
			return nil
		}
		return []Figure{{
			Name:        "tornado",
			Title:       "The " + output.MeasureName(&s.Measure) + " with one thing at a time at either end",
			Description: describeTornado(s),
			draw:        func(sh *canvas) { drawTornado(sh, s) },
		}}
	},
}

// drawnEnds are the ends that rest on enough draws, widest first.
func drawnEnds(s *output.Sensitivity, ends []study.Swing) []*study.Swing {
	var drawn []*study.Swing
	for _, e := range study.Widest(ends, s.Lead) {
		if p := &e.Paired[s.Lead]; min(p.A.N, p.B.N) >= study.MinimumDraws {
			drawn = append(drawn, e)
		}
	}
	return drawn
}

func describeTornado(s *output.Sensitivity) string {
	var w strings.Builder
	factor, unit := s.Scale()
	fmt.Fprintf(&w, "The %s under %s with one input or lever at its low and at its high end, all else as it is.", output.MeasureName(&s.Measure), output.TheoryTitle(&s.Theories[s.Lead]))
	for _, ends := range [][]study.Swing{s.Tornado.Inputs, s.Tornado.Levers} {
		for _, e := range drawnEnds(s, ends) {
			p := &e.Paired[s.Lead]
			amounts, at := output.AmountsOfMeasure(&s.Measure), output.AmountsAt(s.Scenario.Bargain, e.Name).Among(e.Low, e.High)
			fmt.Fprintf(&w, " %s: %s%s at %s, %s%s at %s.", e.Name, amounts.Format(factor*p.A.Value, factor*p.A.Error), unit, at.Format(e.Low, 0),
				amounts.Format(factor*p.B.Value, factor*p.B.Error), unit, at.Format(e.High, 0))
		}
	}
	return w.String()
}

func drawTornado(sh *canvas, s *output.Sensitivity) {
	t := s.Lead
	factor, unit := s.Scale()
	sh.prose(fmt.Sprintf("Under %s. Each bar runs from the mean of the measure with one input or lever held at its low end (ring) to that with it at its high end (disc); all else varies as before, in the same draws. The line is the mean as it is. Grey: the difference is noise, within two Monte Carlo errors.", output.TheoryTitle(&s.Theories[t])))
	sh.legend([]key{
		{func(x, y float64) { endMarks(sh, x+2, x+18, y, false) }, "low to high: more"},
		{func(x, y float64) { endMarks(sh, x+18, x+2, y, false) }, "low to high: less"},
		{func(x, y float64) { endMarks(sh, x+6, x+14, y, true) }, "noise"},
	})
	mean := s.Means[t].Value * factor
	lower, upper := mean, mean
	for _, ends := range [][]study.Swing{s.Tornado.Inputs, s.Tornado.Levers} {
		for _, e := range drawnEnds(s, ends) {
			p := &e.Paired[t]
			lower, upper = min(lower, factor*p.A.Value, factor*p.B.Value), max(upper, factor*p.A.Value, factor*p.B.Value)
		}
	}
	pad := padding(lower, upper, 0.06, factor*widthOf(&s.Measure))
	a := axis{lower - pad, upper + pad, pathLeft + 4, pathRight - 4}
	if s.Measure.Share {
		a.from, a.to = max(0, a.from), min(100, a.to)
	}
	ticks := a.ticks(5)
	for _, part := range []struct {
		title   string
		ends    []*study.Swing
		between bool
	}{
		{"Inputs, at the 10% and the 90% quantile of their range", drawnEnds(s, s.Tornado.Inputs), true},
		{"Levers, off (weight 0) and full (weight 1)", drawnEnds(s, s.Tornado.Levers), false},
	} {
		if len(part.ends) == 0 {
			continue
		}
		sh.y = sh.paragraph(strongStyle, margin, sh.y, fromLeft, []string{part.title}) + 3
		f := sh.open(pathLeft, pathRight, a.places(ticks))
		f.guideBand(a.at(mean), a.at(mean), a.at(mean))
		for _, e := range part.ends {
			p := &e.Paired[t]
			row := f.pathRow(e.Name, 36)
			y := row.middle()
			endMarks(sh, a.at(factor*p.A.Value), a.at(factor*p.B.Value), y, p.Noise())
			lines := []string{output.FormatMeasureChange(&s.Measure, p)}
			if part.between {
				at := output.AmountsAt(s.Scenario.Bargain, e.Name).Among(e.Low, e.High)
				lines = append(lines, at.Format(e.Low, 0)+" to "+at.Format(e.High, 0))
			}
			sh.around(smallStyle, pathRight+gap, y, lines)
		}
		f.close()
		sh.drawTicks(a, ticks, func(v float64) string { return output.AmountsOfMeasure(&s.Measure).Tick(v) + unit })
		difference := "; right: its difference from low to high"
		if s.Measure.Share {
			difference += " in percentage points"
		}
		if part.between {
			difference += ", and where the ends are"
		}
		sh.drawName(a, output.MeasureAxis(&s.Measure)+difference)
		sh.y += 6
	}
}

// endMarks draws a bar from the low end, a ring, to the high end, a disc.
func endMarks(sh *canvas, low, high, y float64, noise bool) {
	look := upFill
	switch {
	case noise:
		look = fill{pale, solid, white}
	case high < low:
		look = downFill
	}
	sh.area(span(low, high, y, 5), look)
	sh.discs([]point{{low, y}}, 4.6, white)
	sh.ring(low, y, 4, pen{colour: ink, width: 1.4})
	sh.discs([]point{{high, y}}, 4.4, ink)
}
