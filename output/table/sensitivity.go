package table

import (
	"fmt"
	"math"
	"strings"

	"sim/model/analysis"
	"sim/model/study"
	"sim/output"
)

// Sensitivity is what a sensitivity analysis says in text.
func Sensitivity(s *output.Sensitivity) *Document {
	d := &Document{
		Title:  s.Line(),
		Notice: strings.ToUpper(output.Notice),
		Tables: []*Table{Ranking(s)},
		Lines:  []string{MeasureLine(s)},
	}
	if s.Indices != nil {
		d.Tables = append(d.Tables, Indices(s))
	}
	if s.Shapley != nil {
		d.Tables = append(d.Tables, ShapleyEffects(s))
		d.Lines = append(d.Lines, ShapleyCaveat)
	}
	if s.Tornado != nil {
		d.Tables = append(d.Tables, Tornado(s)...)
	}
	d.Lines = append(d.Lines, s.Remarks()...)
	return d
}

// ShapleyCaveat stands next to Shapley effects.
const ShapleyCaveat = "A group can have a Shapley effect without doing anything itself, if its inputs go together with those of another that does."

// MeasureLine says what is looked at and what it comes to.
func MeasureLine(s *output.Sensitivity) string {
	factor, unit := s.Scale()
	m := s.Means[s.Lead]
	return fmt.Sprintf("Measure: %s, mean %s%s under %s, from %s draws; figures: %s.", output.MeasureAxis(&s.Measure),
		output.AmountsOfMeasure(&s.Measure).WithError(float64(factor*m.Value), float64(factor*m.Error)), unit, output.TheoryName(&s.Theories[s.Lead]), output.FormatCount(m.N), s.Source)
}

// Ranking lists the inputs that explain most of the measure under the leading
// theory.
func Ranking(s *output.Sensitivity) *Table {
	t := s.Lead
	tab := &Table{
		Title: fmt.Sprintf("What explains the %s, input by input, under %s", output.MeasureName(&s.Measure), output.TheoryName(&s.Theories[t])),
		Head:  []string{"input", "range", "explained alone (Sobol S₁)", "Spearman ρ"},
		Left:  map[int]bool{1: true},
	}
	if !s.Measure.Share { // for a share, ξ estimates the same as S₁
		tab.Head = append(tab.Head, "Chatterjee ξ")
	}
	tab.Left[len(tab.Head)] = true
	if tab.Head = append(tab.Head, "where the input is high"); len(s.Theories) > 1 {
		tab.Left[len(tab.Head)] = true
		tab.Head = append(tab.Head, "theories")
	}
	inputs := s.Scenario.Bargain.Varying()
	for _, c := range s.LeadingInputs(t) {
		r := &s.Ranking[t][c]
		row := []string{inputs[c].Path, inputs[c].Written, output.FormatPart(r.FirstOrder), output.FormatWithError(r.Rank.Value, r.Rank.Error)}
		if !s.Measure.Share {
			row = append(row, output.FormatWithError(r.Xi.Value, r.Xi.Error))
		}
		row = append(row, rises(r))
		if len(s.Theories) > 1 {
			row = append(row, agree(s, c))
		}
		tab.Rows = append(tab.Rows, row)
	}
	if tab.Rows == nil {
		nothing := "no single input stands out of the Monte Carlo noise"
		switch {
		case len(inputs) == 0:
			nothing = "every number of the scenario is known"
		case math.IsNaN(s.Ranking[t][0].FirstOrder.Value):
			nothing = "the measure never varies, or has a value in too few draws"
		}
		tab.Rows = [][]string{{nothing}}
		tab.Head = nil
	}
	return tab
}

// rises returns the direction in which the measure moves with an input.
func rises(r *analysis.InputRank) string {
	switch {
	case r.Rank.Lower > 0:
		return "more"
	case r.Rank.Upper < 0:
		return "less"
	}
	return "~"
}

// agree returns whether theories agree on the direction in which the measure
// moves with an input.
func agree(s *output.Sensitivity, column int) string {
	var rhos, errors, weights []float64
	var families []string
	for m := range s.Theories {
		r := &s.Ranking[m][column].Rank
		rhos, errors, families = append(rhos, r.Value), append(errors, r.Error), append(families, s.Theories[m].Family)
	}
	weights, _ = analysis.FamilyWeights(families, s.Scenario.Bargain.Weights)
	return map[analysis.Verdict]string{
		analysis.NoDirection: "none shows a direction", analysis.RobustPositive: "all: more", analysis.RobustNegative: "all: less",
		analysis.SomePositive: "only some: more", analysis.SomeNegative: "only some: less",
		analysis.Contested: "contested",
	}[analysis.NewEffects(rhos, errors, weights).Verdict]
}

// untold says why there are no indices under a theory.
func untold(s *output.Sensitivity, t int) string {
	return fmt.Sprintf("Under %s the measure never varies, or has no value in some draws: there is nothing to share out.", output.TheoryName(&s.Theories[t]))
}

// Indices is the first-order and total indices under the theory that leads.
func Indices(s *output.Sensitivity) *Table {
	t := s.Lead
	tab := &Table{
		Title: fmt.Sprintf("Variance of the %s, group by group, under %s", output.MeasureName(&s.Measure), output.TheoryName(&s.Theories[t])),
		Head:  []string{"group", "inputs", "first order (S₁)", "95%", "total (Sₜ)", "95%"},
	}
	if !s.Indices.Defined(t) {
		return &Table{Title: tab.Title, Rows: [][]string{{untold(s, t)}}}
	}
	order := s.Indices.Order(t)
	for _, g := range order[:min(s.Top, len(order))] {
		i := &s.Indices.Indices[t][g]
		tab.Rows = append(tab.Rows, []string{
			output.GroupName(&s.Indices.Groups[g]), inputCount(&s.Indices.Groups[g]),
			output.FormatPart(i.First), output.FormatPartInterval(i.First), output.FormatPart(i.Total), output.FormatPartInterval(i.Total),
		})
	}
	return tab
}

// ShapleyEffects is the Shapley effects under the theory that leads.
func ShapleyEffects(s *output.Sensitivity) *Table {
	t := s.Lead
	tab := &Table{
		Title: fmt.Sprintf("Shapley effects: variance of the %s shared out, under %s", output.MeasureName(&s.Measure), output.TheoryName(&s.Theories[t])),
		Head:  []string{"group", "inputs", "share", "95%"},
	}
	if !s.Shapley.Defined(t) {
		return &Table{Title: tab.Title, Rows: [][]string{{untold(s, t)}}}
	}
	for _, g := range s.Shapley.Order(t) {
		e := s.Shapley.Effects[t][g]
		tab.Rows = append(tab.Rows, []string{output.GroupName(&s.Shapley.Groups[g]), inputCount(&s.Shapley.Groups[g]), output.FormatPart(e), output.FormatPartInterval(e)})
	}
	return tab
}

func inputCount(g *analysis.Group) string {
	if g.Chance {
		return ""
	}
	return fmt.Sprint(len(g.Columns))
}

// Tornado is the measure with each input, and each lever, at either end, under
// the theory that leads.
func Tornado(s *output.Sensitivity) []*Table {
	t := s.Lead
	factor, unit := s.Scale()
	amounts := output.AmountsOfMeasure(&s.Measure)
	name := strings.ToUpper(output.MeasureName(&s.Measure)[:1]) + output.MeasureName(&s.Measure)[1:]
	var tabs []*Table
	for _, part := range []struct {
		title string
		ends  []study.Swing
		head  []string
	}{
		{name + " with one input held at the 10% or the 90% quantile of its range, under ", s.Tornado.Inputs, []string{"input", "low", "high", "at low", "at high", "high − low"}},
		{name + " with one lever off (weight 0) or full (weight 1), under ", s.Tornado.Levers, []string{"lever", "off", "full", "full − off"}},
	} {
		if len(part.ends) == 0 {
			continue
		}
		tab := &Table{
			Title: part.title + output.TheoryName(&s.Theories[t]),
			Head:  part.head,
		}
		for _, e := range study.Widest(part.ends, t) {
			p := &e.Paired[t]
			row := []string{e.Name}
			if part.head[1] == "low" {
				ends := output.AmountsAt(s.Scenario.Bargain, e.Name).Among(e.Low, e.High)
				row = append(row, ends.Format(e.Low, 0), ends.Format(e.High, 0))
			}
			if min(p.A.N, p.B.N) < study.MinimumDraws {
				row = append(row, "–", "–", "–")
			} else {
				text := amounts.Among(float64(factor*p.A.Value), float64(factor*p.B.Value))
				row = append(row, text.Format(float64(factor*p.A.Value), float64(factor*p.A.Error))+unit, text.Format(float64(factor*p.B.Value), float64(factor*p.B.Error))+unit,
					output.FormatMeasureChange(&s.Measure, p)+points(s, p))
			}
			tab.Rows = append(tab.Rows, row)
		}
		tabs = append(tabs, tab)
	}
	return tabs
}

// points is the unit that follows a difference between two shares in percent.
func points(s *output.Sensitivity, p *analysis.Paired) string {
	if !s.Measure.Share || p.Noise() {
		return ""
	}
	return " points"
}
