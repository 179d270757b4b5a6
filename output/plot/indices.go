package plot

import (
	"fmt"
	"strings"

	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/output"
)

var indices = StudyKind[*output.Sensitivity]{
	Name: "indices",
	Doc:  "How much of a measure's variance groups of inputs explain on their own, and together with all others: Sobol indices.",
	figures: func(s *output.Sensitivity) []Figure {
		if s.Indices == nil || !s.Indices.Defined(s.Lead) {
			return nil
		}
		return []Figure{{
			Name:        "indices",
			Title:       fmt.Sprintf("What explains the %s, group by group", output.MeasureName(&s.Measure)),
			Description: describeIndices(s),
			draw:        func(sh *canvas) { drawIndices(sh, s) },
		}}
	},
}

// shownGroups are the groups whose indices are drawn.
func shownGroups(s *output.Sensitivity) []int {
	order := s.Indices.Order(s.Lead)
	return order[:min(s.Top, len(order))]
}

func describeIndices(s *output.Sensitivity) string {
	var w strings.Builder
	fmt.Fprintf(&w, "Share of the variance of the %s that each group of inputs explains on its own, and together with all others, under %s.", output.MeasureName(&s.Measure), output.TheoryTitle(&s.Theories[s.Lead]))
	for _, g := range shownGroups(s) {
		i := &s.Indices.Indices[s.Lead][g]
		fmt.Fprintf(&w, " %s: %s and %s.", output.GroupName(&s.Indices.Groups[g]), output.FormatPart(i.First), output.FormatPart(i.Total))
	}
	return w.String()
}

func drawIndices(sh *canvas, s *output.Sensitivity) {
	t := s.Lead
	groups := shownGroups(s)
	words := fmt.Sprintf("Under %s. The dark bar is what a group explains on its own, the hatched one what would be left if all but the group were known: the group on its own and in company. Brackets are 95%% Monte Carlo errors; for a negative estimate, which only that error can make, the number is the upper end of its interval, such as “<3%%”.", output.TheoryTitle(&s.Theories[t]))
	if rest := len(s.Indices.Groups) - len(groups); rest > 0 {
		words += fmt.Sprintf(" %s explain less and are not shown.", plural(rest, "group", "groups"))
	}
	sh.prose(words)
	own, all := fill{blue, solid, white}, fill{sky, falling, white}
	sh.legend([]key{{sh.swatch(own), "on its own"}, {sh.swatch(all), "on its own and with others"}})
	var es []montecarlo.Estimate
	for _, g := range groups {
		es = append(es, s.Indices.Indices[t][g].First, s.Indices.Indices[t][g].Total)
	}
	a := variancePart(es)
	ticks := a.ticks(5)
	f := sh.open(pathLeft, pathRight, a.places(ticks))
	for n, g := range groups {
		if n > 0 {
			f.separate()
		}
		i := &s.Indices.Indices[t][g]
		row := f.pathRow(groupLabel(&s.Indices.Groups[g]), 40)
		for k, e := range []montecarlo.Estimate{i.First, i.Total} {
			y := row.middle() - 8 + 16*float64(k)
			sh.area(span(a.at(0), a.at(e.Value), y, 6), []fill{own, all}[k])
			sh.errorMark(a, y, 4, e)
			sh.write(smallStyle, pathRight+gap, y, fromLeft, output.FormatPart(e))
		}
	}
	f.close()
	sh.drawTicks(a, ticks, percentText)
	sh.drawName(a, "share of the measure's variance")
}

// groupLabel is a group's name with how many inputs it has.
func groupLabel(g *analysis.Group) string {
	name := output.GroupName(g)
	if n := len(g.Columns); n > 1 {
		name += fmt.Sprintf(" (%d inputs)", n)
	}
	return name
}
