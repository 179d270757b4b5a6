package plot

import (
	"image/color"
	"math"

	"sim/model/montecarlo"
)

// levels are the quantiles of an interval mark: the 90% and the 50% range
// around the median.
var levels = [5]float64{0.05, 0.25, 0.5, 0.75, 0.95}

// A five is an estimate at each of the levels.
type five [5]montecarlo.Estimate

// interval draws a thin line over 90% of draws, a thick one over 50% and a
// circle at the median with the bracket of its error. A hollow one has its thick line in outline.
func (s *canvas) interval(a axis, y float64, q five, c color.NRGBA, hollow bool) {
	s.line(a.at(q[0].Value), y, a.at(q[4].Value), y, pen{colour: c, width: 2})
	thick := box{a.at(q[1].Value), y - 3.5, a.at(q[3].Value), y + 3.5}
	if thick.width() < 0 {
		thick.left, thick.right = thick.right, thick.left
	}
	if hollow {
		s.rect(thick, white)
		s.border(thick, pen{colour: c, width: 1.3})
	} else {
		s.rect(thick, c)
	}
	m := a.at(q[2].Value)
	s.discs([]point{{m, y}}, 4.6, white)
	s.ring(m, y, 4, pen{colour: c, width: 1.8})
	s.errorMark(a, y, 3, q[2])
}

// errorMark draws the 95% Monte Carlo error of an estimate as a bracket.
func (s *canvas) errorMark(a axis, y, half float64, e montecarlo.Estimate) {
	x0, x1 := a.at(e.Lower), a.at(e.Upper)
	if e.N == 0 || math.Abs(x1-x0) < 0.3 { // nothing to see: no error at all
		return
	}
	p := pen{colour: ink, width: 1.1}
	s.segments([][2]point{{{x0, y}, {x1, y}}, {{x0, y - half}, {x0, y + half}}, {{x1, y - half}, {x1, y + half}}}, p)
}
