package plot

import (
	"fmt"
	"strings"

	"sim/output"
)

var shapley = StudyKind[*output.Sensitivity]{
	Name: "shapley",
	Doc:  "A measure's variance shared out between groups of inputs, also where these go together: Shapley effects.",
	figures: func(s *output.Sensitivity) []Figure {
		if s.Shapley == nil || !s.Shapley.Defined(s.Lead) {
			return nil
		}
		return []Figure{{
			Name:        "shapley",
			Title:       fmt.Sprintf("The variance of the %s, shared out", output.MeasureName(&s.Measure)),
			Description: describeShapley(s),
			draw:        func(sh *canvas) { drawShapley(sh, s) },
		}}
	},
}

func describeShapley(s *output.Sensitivity) string {
	var w strings.Builder
	fmt.Fprintf(&w, "Shapley effects of groups of inputs on the %s under %s.", output.MeasureName(&s.Measure), output.TheoryTitle(&s.Theories[s.Lead]))
	for _, g := range s.Shapley.Order(s.Lead) {
		fmt.Fprintf(&w, " %s: %s.", output.GroupName(&s.Shapley.Groups[g]), output.FormatPart(s.Shapley.Effects[s.Lead][g]))
	}
	w.WriteString(" A group can have a share without doing anything itself, if its inputs go together with those of another that does.")
	return w.String()
}

func drawShapley(sh *canvas, s *output.Sensitivity) {
	t := s.Lead
	groups := s.Shapley.Order(t)
	sh.prose(fmt.Sprintf("Under %s. The bars add up to the whole variance; brackets are 95%% Monte Carlo errors. A group can have a share without doing anything itself, if its inputs go together with those of another that does.", output.TheoryTitle(&s.Theories[t])))
	a := variancePart(s.Shapley.Effects[t])
	ticks := a.ticks(5)
	f := sh.open(pathLeft, pathRight, a.places(ticks))
	for _, g := range groups {
		e := s.Shapley.Effects[t][g]
		row := f.pathRow(groupLabel(&s.Shapley.Groups[g]), 28)
		sh.area(span(a.at(0), a.at(e.Value), row.middle(), 6), fill{blue, solid, white})
		sh.errorMark(a, row.middle(), 4, e)
		sh.write(smallStyle, pathRight+gap, row.middle(), fromLeft, output.FormatPart(e))
	}
	f.close()
	sh.drawTicks(a, ticks, percentText)
	sh.drawName(a, "share of the measure's variance (Shapley effect)")
}
