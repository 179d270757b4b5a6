package plot

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/output"
)

var compareChanges = StudyKind[*output.Comparison]{
	Name: "compare-changes",
	Doc:  "Draws that end in an outcome only before or only after a change, and the difference with its error, theory by theory.",
	figures: func(c *output.Comparison) []Figure {
		return eachVariant(c, "compare-changes", "Which draws end otherwise", func(v *output.Variant) (string, func(*canvas)) {
			return describeChanges(v), func(s *canvas) { drawChanges(s, v) }
		})
	},
}

func describeChanges(v *output.Variant) string {
	var w strings.Builder
	w.WriteString("Draws that end in an outcome only before or only after, and the difference of the shares in percentage points.")
	for _, class := range v.ClassesShown() {
		f := v.Find("share", class.String())
		for m := range v.Theories {
			if v.Theories[m].Predicts {
				continue // it has no outcomes
			}
			p := &v.Paired[m][f]
			fmt.Fprintf(&w, " %s under %s: only before %s, only after %s, difference %s.", v.A.Bargain.ClassLabel(class), output.TheoryName(&v.Theories[m]),
				output.FormatCount(p.OnlyA), output.FormatCount(p.OnlyB), output.FormatPoints(p))
		}
	}
	return w.String()
}

// The fills of draws that are lost to an outcome and won for it.
var (
	lostFill = fill{tint(vermilion), falling, white}
	wonFill  = fill{tint(blue), rising, white}
)

func drawChanges(s *canvas, v *output.Variant) {
	s.prose("Bars to the left are draws that end so only before the change, to the right only after. The dot is what is left of both, the difference, with a bracket for its 95% Monte Carlo error on the same draws; hollow where it is noise.")
	s.legend([]key{
		{s.swatch(lostFill), "only before"},
		{s.swatch(wonFill), "only after"},
		{func(x, y float64) { s.discs([]point{{x + 10, y}}, 4, ink) }, "difference"},
		{func(x, y float64) { s.ring(x+10, y, 3.6, pen{colour: ink, width: 1.4}) }, "noise"},
	})
	classes := v.ClassesShown()
	reach := 0.005
	for _, class := range classes {
		f := v.Find("share", class.String())
		for m := range v.Theories {
			if v.Theories[m].Predicts {
				continue // it has no outcomes
			}
			p := &v.Paired[m][f]
			n := float64(max(p.Difference.N, 1))
			reach = max(reach, float64(p.OnlyA)/n, float64(p.OnlyB)/n, -p.Difference.Lower, p.Difference.Upper)
		}
	}
	a := axis{-reach * 1.04, reach * 1.04, axesLeft + 8, axesRight - 8}
	ticks := a.ticks(7)
	frame := s.open(axesLeft, axesRight, a.places(ticks))
	for i, class := range classes {
		if i > 0 {
			frame.separate()
		}
		drawClassChanges(s, frame, a, v, class)
	}
	frame.close()
	s.drawTicks(a, ticks, pointsText)
	s.drawName(a, "percentage points of all draws")
}

// pointsText writes a part of one as percentage points, with its sign.
func pointsText(v float64) string {
	t := tickText(v * 100)
	if v > 0 {
		return "+" + t
	}
	return t
}

func drawClassChanges(s *canvas, frame *frame, a axis, v *output.Variant, class model.Class) {
	f := v.Find("share", class.String())
	head := frame.row(22)
	s.swatch(classFills[class])(margin, head.middle()+2)
	s.write(strongStyle, margin+26, head.middle()+2, fromLeft, v.A.Bargain.ClassLabel(class))
	s.around(smallStyle, axesRight+gap, head.middle()+2, smallStyle.wrap(firstWord(v.VerdictOf(f)), noteWidth, 1))
	for m := range v.Theories {
		if v.Theories[m].Predicts {
			continue // it has no outcomes
		}
		p := &v.Paired[m][f]
		row := frame.row(18)
		y := row.middle()
		n := float64(max(p.Difference.N, 1))
		zero := a.at(0)
		s.area(box{a.at(-float64(p.OnlyA) / n), y - 6, zero, y + 6}, lostFill)
		s.area(box{zero, y - 6, a.at(float64(p.OnlyB) / n), y + 6}, wonFill)
		s.line(zero, row.top, zero, row.bottom, pen{colour: rule, width: 1})
		s.write(smallStyle, margin+10, y, fromLeft, smallStyle.shorten(output.TheoryName(&v.Theories[m]), labelWidth-10))
		d := p.Difference
		x := a.at(d.Value)
		s.errorMark(a, y, 4, d)
		s.discs([]point{{x, y}}, 4.6, white)
		if p.Noise() {
			s.ring(x, y, 3.4, pen{colour: ink, width: 1.4})
		} else {
			s.discs([]point{{x, y}}, 3.8, ink)
		}
		s.write(smallStyle, axesRight+gap, y, fromLeft, output.FormatPoints(p))
	}
	frame.row(4)
}

// firstWord is what stands before the colon.
func firstWord(words string) string {
	word, _, _ := strings.Cut(words, ":")
	return word
}
