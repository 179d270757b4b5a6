package plot

import (
	"sim/model/analysis"
	"sim/output"
)

// A part is a thing whose variance is split.
type part struct {
	name  string
	split analysis.Split
}

// drawSplits draws, for each class and each issue whose terms at least two
// theories show, how the variance divides between the theories and the inputs.
func drawSplits(s *canvas, r *output.Result, e *analysis.Ensemble) {
	var ends, terms []part
	for _, c := range r.ClassesShown() {
		if e.Classes[c].Total() > 0 {
			ends = append(ends, part{r.Scenario.Bargain.ClassLabel(c), e.Classes[c]})
		}
	}
	for _, k := range r.Scenario.Bargain.ListedIssues() {
		if e.Terms[k].Theories > 1 {
			terms = append(terms, part{output.IssueName(&r.Scenario.Bargain.Issues[k]), e.Terms[k].Split})
		}
	}
	if len(ends)+len(terms) == 0 {
		return
	}
	s.y += 6
	s.y = s.paragraph(strongStyle, margin, s.y, fromLeft, []string{"Where the variance lies"})
	words := "All of the variance over draws and theories: what lies between theories, and what lies within them, from the inputs and from chance."
	if matters := r.TheoryMatters(e, true); matters != "" {
		words += " " + matters + "."
	} else {
		words += " Beyond half, which theory is right would matter more than the inputs."
	}
	s.prose(words)
	causes, rules, within := fill{blue, solid, white}, fill{sky, falling, white}, fill{orange, rising, ink}
	s.legend([]key{{s.swatch(causes), "between causes"}, {s.swatch(rules), "between theories of one cause"}, {s.swatch(within), "within theories: inputs and chance"}})
	a := axis{0, 1, axesLeft + 8, axesRight - 8}
	ticks := []float64{0, 0.25, 0.5, 0.75, 1}
	f := s.open(axesLeft, axesRight, a.places(ticks))
	for n, list := range [][]part{ends, terms} {
		if n > 0 && len(ends) > 0 && len(terms) > 0 {
			f.separate()
		}
		for _, p := range list {
			row := f.row(30)
			name := p.name
			if n > 0 {
				name = "terms: " + name
			}
			s.around(labelStyle, margin, row.middle(), labelStyle.wrap(name, labelWidth, 2))
			share, first := p.split.BetweenShare(), p.split.CausesShare()
			if !finite(share) {
				s.note(a, row.middle(), "nothing varies")
				continue
			}
			s.area(box{a.left, row.top + 6, a.at(first), row.bottom - 6}, causes)
			s.area(box{a.at(first), row.top + 6, a.at(share), row.bottom - 6}, rules)
			s.area(box{a.at(share), row.top + 6, a.right, row.bottom - 6}, within)
			s.write(smallStyle, axesRight+gap, row.middle(), fromLeft, output.BetweenShare(p.split)+" between theories")
		}
	}
	f.close()
	s.drawTicks(a, ticks, percentText)
	s.drawName(a, "share of the variance")
}
