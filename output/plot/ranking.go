package plot

import (
	"fmt"
	"strings"

	"sim/model/montecarlo"
	"sim/output"
)

var ranking = StudyKind[*output.Sensitivity]{
	Name: "ranking",
	Doc:  "Share of a measure's variance that each input explains alone (first-order Sobol index), with errors, from the draws of a run.",
	figures: func(s *output.Sensitivity) []Figure {
		if len(s.LeadingInputs(s.Lead)) == 0 {
			return nil
		}
		return []Figure{{
			Name:        "ranking",
			Title:       fmt.Sprintf("What explains the %s, input by input", output.MeasureName(&s.Measure)),
			Description: describeRanking(s),
			draw:        func(sh *canvas) { drawRanking(sh, s) },
		}}
	},
}

func describeRanking(s *output.Sensitivity) string {
	var w strings.Builder
	fmt.Fprintf(&w, "Share of the variance of the %s that each input explains alone, under %s.", output.MeasureName(&s.Measure), output.TheoryTitle(&s.Theories[s.Lead]))
	inputs := s.Scenario.Bargain.Varying()
	for _, c := range s.LeadingInputs(s.Lead) {
		r := &s.Ranking[s.Lead][c]
		fmt.Fprintf(&w, " %s: %s, rank correlation %s.", inputs[c].Path, output.FormatPart(r.FirstOrder), output.FormatWithError(r.Rank.Value, r.Rank.Error))
	}
	return w.String()
}

// rankFills are the bars of inputs that the measure goes up with and down with.
var (
	upFill   = fill{blue, solid, white}
	downFill = fill{orange, rising, ink}
)

func drawRanking(sh *canvas, s *output.Sensitivity) {
	t := s.Lead
	columns := s.LeadingInputs(t)
	words := fmt.Sprintf("Under %s. Each bar is the share of the variance that the input explains alone over its whole range (first-order Sobol index); the bracket is the 95%% Monte Carlo error.", output.TheoryTitle(&s.Theories[t]))
	if len(s.Theories) > 1 {
		words += " Ticks are the same under the other theories."
	}
	if rest := len(s.Ranking[t]) - len(columns); rest > 0 {
		words += fmt.Sprintf(" Of %s, %s not shown: the share is smaller, or within the Monte Carlo noise.",
			plural(len(s.Ranking[t]), "input", "inputs"), plural(rest, "is", "are"))
	}
	sh.prose(words)
	keys := []key{{sh.swatch(upFill), "more where the input is high"}, {sh.swatch(downFill), "less where it is high"}, {sh.swatch(fill{pale, solid, white}), "neither"}}
	if len(s.Theories) > 1 {
		keys = append(keys, key{func(x, y float64) { sh.line(x+10, y-5, x+10, y+5, theoryTick) }, "another theory"})
	}
	sh.legend(keys)

	var es []montecarlo.Estimate
	for _, c := range columns {
		for m := range s.Theories {
			e := s.Ranking[m][c].FirstOrder
			if m != t {
				e.Lower, e.Upper = max(0, e.Value), e.Value
			}
			e.Lower = max(e.Lower, 0)
			es = append(es, e)
		}
	}
	a := variancePart(es)
	a.from = 0
	ticks := a.ticks(5)
	f := sh.open(pathLeft, pathRight, a.places(ticks))
	inputs := s.Scenario.Bargain.Varying()
	for _, c := range columns {
		r := &s.Ranking[t][c]
		row := f.pathRow(inputs[c].Path, 30)
		look := fill{pale, solid, white}
		switch {
		case r.Rank.Lower > 0:
			look = upFill
		case r.Rank.Upper < 0:
			look = downFill
		}
		y := row.middle()
		sh.area(box{a.at(0), y - 6, a.at(r.FirstOrder.Value), y + 6}, look)
		for m := range s.Theories {
			if e := s.Ranking[m][c].FirstOrder; m != t && e.Value >= 0 {
				sh.line(a.at(e.Value), y-10, a.at(e.Value), y+10, theoryTick)
			}
		}
		sh.errorMark(a, y, 4, r.FirstOrder)
		sh.around(smallStyle, pathRight+gap, y, []string{output.FormatPart(r.FirstOrder), "ρ = " + output.FormatWithError(r.Rank.Value, r.Rank.Error)})
	}
	f.close()
	sh.drawTicks(a, ticks, percentText)
	sh.drawName(a, "share of the measure's variance that the input explains alone (Sobol S₁); ρ: Spearman's rank correlation")
}

// theoryTick marks another theory's figure.
var theoryTick = pen{colour: inkSoft, width: 1}
