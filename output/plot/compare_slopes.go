package plot

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/output"
)

var compareSlopes = StudyKind[*output.Comparison]{
	Name: "compare-slopes",
	Doc:  "Share of draws by outcome before and after a change, a line a theory.",
	figures: func(c *output.Comparison) []Figure {
		return eachVariant(c, "compare-slopes", "Before and after", func(v *output.Variant) (string, func(*canvas)) {
			return describeSlopes(v), func(s *canvas) { drawSlopes(s, c, v) }
		})
	},
}

func describeSlopes(v *output.Variant) string {
	var w strings.Builder
	w.WriteString("Share of draws by outcome before and after, and whether the theories agree on the direction.")
	for _, class := range v.ClassesShown() {
		f := v.Find("share", class.String())
		fmt.Fprintf(&w, " %s:", v.A.Bargain.ClassLabel(class))
		for m := range v.Theories {
			if v.Theories[m].Predicts {
				continue // it has no outcomes
			}
			p := &v.Paired[m][f]
			fmt.Fprintf(&w, " under %s from %s to %s;", output.TheoryName(&v.Theories[m]), output.FormatShareOf(p.A), output.FormatShareOf(p.B))
		}
		fmt.Fprintf(&w, " %s.", v.VerdictOf(f))
	}
	return w.String()
}

// slopePanels is how many panels stand side by side.
const slopePanels = 3

func drawSlopes(s *canvas, c *output.Comparison, v *output.Variant) {
	lead := c.LeadOf(v)
	s.prose(fmt.Sprintf("Each line is a theory, on the same draws before and after: left %s, right %s. Every panel has a scale of its own. The thick line is %s; rings mark the baseline.",
		c.Base, v.Name, output.TheoryName(&v.Theories[lead])))
	s.legend(changeKeys(s))
	classes := v.ClassesShown()
	const apart, height = 14.0, 236.0
	wide := (sheetWidth - 2*margin - (slopePanels-1)*apart) / slopePanels
	top := s.y
	for i, class := range classes {
		if i > 0 && i%slopePanels == 0 {
			top += height
		}
		left := margin + float64(i%slopePanels)*(wide+apart)
		s.y = top
		drawSlopePanel(s, v, class, lead, left, left+wide)
	}
	s.y = top + height
}

// drawSlopePanel draws one class.
func drawSlopePanel(s *canvas, v *output.Variant, class model.Class, lead int, left, right float64) {
	f := v.Find("share", class.String())
	s.swatch(classFills[class])(left, s.y+9)
	s.write(strongStyle, left+26, s.y+9, fromLeft, v.A.Bargain.ClassLabel(class))
	s.y += 20
	most := 0.0
	for m := range v.Theories {
		if v.Theories[m].Predicts {
			continue // it has no outcomes
		}
		p := &v.Paired[m][f]
		most = max(most, p.A.Value, p.B.Value)
	}
	const ticksWide = 40.0
	frame := s.open(left+ticksWide, right, nil)
	b := frame.row(136)
	y := axis{0, min(1, max(most*1.1, 0.005)), b.bottom - 8, b.top + 4}
	for _, t := range y.ticks(4) {
		s.line(b.left, y.at(t), b.right, y.at(t), pen{colour: ruleSoft, width: 1})
		s.write(tickStyle, b.left-5, y.at(t), fromRight, percentText(t))
	}
	x0, x1 := b.left+34, b.right-34
	order := make([]int, 0, len(v.Theories))
	for m := range v.Theories { // what matters lies on top
		if v.Theories[m].Predicts {
			continue // it has no outcomes
		}
		if v.Paired[m][f].Noise() && m != lead {
			order = append(order, m)
		}
	}
	for m := range v.Theories {
		if v.Theories[m].Predicts {
			continue // it has no outcomes
		}
		if !v.Paired[m][f].Noise() && m != lead {
			order = append(order, m)
		}
	}
	for _, m := range append(order, lead) {
		p := &v.Paired[m][f]
		line := changePen(p)
		if m == lead {
			line.width += 1.4
		}
		y0, y1 := y.at(p.A.Value), y.at(p.B.Value)
		s.line(x0, y0, x1, y1, line)
		r := 2.6
		if m == lead {
			r = 4
		}
		if v.Theories[m].Baseline {
			s.discs([]point{{x0, y0}, {x1, y1}}, 4.2, white)
			s.ring(x0, y0, 3.8, pen{colour: line.colour, width: 1.6})
			s.ring(x1, y1, 3.8, pen{colour: line.colour, width: 1.6})
			continue
		}
		s.discs([]point{{x0, y0}, {x1, y1}}, r, line.colour)
	}
	frame.close()
	s.write(tickStyle, x0, s.y+10, centred, "before")
	s.write(tickStyle, x1, s.y+10, centred, "after")
	s.y += 20
	if words := v.VerdictOf(f); words != "" {
		s.y = s.paragraph(smallStyle, left, s.y, fromLeft, smallStyle.wrap(words, right-left, 2))
	}
}
