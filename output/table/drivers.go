package table

import (
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/output"
)

// driversShown is how many inputs a table of drivers lists at most.
const driversShown = 10

// ranked are the inputs that move the outcome under theory t by more than
// Monte Carlo noise would the luckiest of so many, most first, with their columns
// in the bargain.
func ranked(r *output.Result, t int) []montecarlo.InputIndex {
	var ds []montecarlo.InputIndex
	if r.Tally.FirstOrder == nil {
		return nil
	}
	least := analysis.BonferroniZ(len(r.Scenario.Bargain.Varying()))
	for _, d := range r.Tally.FirstOrder.RankAll(t) {
		if d.Index.Value > least*d.Index.Error && len(ds) < driversShown {
			ds = append(ds, d)
		}
	}
	return ds
}

// Movers is a line that names what moves the outcome most under theory t.
func Movers(r *output.Result, t int) string {
	inputs := r.Scenario.Bargain.Varying()
	if len(inputs) == 0 {
		return "What moves it most: nothing; every number of the scenario is known"
	}
	var names []string
	for _, d := range ranked(r, t)[:min(5, len(ranked(r, t)))] {
		names = append(names, shortPath(inputs[d.Column].Path)+" "+output.FormatPercent(d.Index.Value, d.Index.Error))
	}
	if names == nil {
		return "What moves it most: no single input stands out of the Monte Carlo noise"
	}
	return "What moves it most (share of the outcome's variance that the input explains alone): " + strings.Join(names, ", ")
}

// Drivers is what moves the outcome under theory t: how much of its variance
// each input explains alone, and which way the input moves the first class.
func Drivers(r *output.Result, t int) *Table {
	b := r.Scenario.Bargain
	class := r.ClassesShown()[0]
	rise := map[int]float64{}
	if r.Tally.FirstOrder != nil {
		for _, d := range r.Tally.FirstOrder.Rank(t, class) {
			rise[d.Column] = d.Rise
		}
	}
	title := "What moves it most, under " + output.TheoryName(&b.Theories[t])
	if !r.Config.Independent() {
		title += " (± is an upper bound: the draws are not independent)"
	}
	tab := &Table{
		Title: title,
		Head:  []string{"input", "range", "share of variance explained alone", "more of it means"},
		Left:  map[int]bool{1: true, 3: true},
	}
	inputs := b.Varying()
	e := noise(r, t, class)
	verdict := verdicts(r, class)
	if verdict != nil {
		tab.Head, tab.Left[4] = append(tab.Head, "theories agree on that"), true
	}
	for _, d := range ranked(r, t) {
		in := inputs[d.Column]
		row := []string{in.Path, in.Written, output.FormatWithError(float64(100*d.Index.Value), float64(100*d.Index.Error)) + "%", direction(rise[d.Column], e, class)}
		if verdict != nil {
			row = append(row, verdict(d.Column))
		}
		tab.Rows = append(tab.Rows, row)
	}
	return tab
}

// verdicts says of an input's column whether the theories agree which way the
// input moves a class; nil where there are not two theories.
func verdicts(r *output.Result, class model.Class) func(column int) string {
	e, ok := r.Ensemble()
	if !ok || r.Tally.FirstOrder == nil {
		return nil
	}
	var rises []map[int]float64
	var errors, weights []float64
	for m, weight := range e.Weights {
		if r.Scenario.Bargain.Theories[m].Predicts {
			continue
		}
		rise := map[int]float64{}
		for _, d := range r.Tally.FirstOrder.Rank(m, class) {
			rise[d.Column] = d.Rise
		}
		rises, errors, weights = append(rises, rise), append(errors, noise(r, m, class)), append(weights, weight)
	}
	return func(column int) string {
		effects := make([]float64, len(rises))
		for m := range rises {
			effects[m] = rises[m][column]
		}
		return verdictWords[analysis.NewEffects(effects, errors, weights).Verdict]
	}
}

// verdictWords say the verdicts in words.
var verdictWords = []string{
	analysis.NoDirection:    "none shows a direction",
	analysis.RobustPositive: "all: more",
	analysis.RobustNegative: "all: fewer",
	analysis.SomePositive:   "only some: more",
	analysis.SomeNegative:   "only some: fewer",
	analysis.Contested:      "contested: some more, some fewer",
}

// noise is a bound on one standard error of the difference between the shares
// of a class in two halves of the draws.
func noise(r *output.Result, t int, class model.Class) float64 {
	return 2 * montecarlo.Share(r.Tally.Theories[t].Classes[class], r.Tally.N(t)).Error
}

func direction(rise, err float64, class model.Class) string {
	switch {
	case rise > 2*err:
		return "more draws end in " + class.String()
	case rise < -2*err:
		return "fewer draws end in " + class.String()
	}
	return "~"
}

// shortPath drops the section from an input's path where the rest names it.
func shortPath(path string) string {
	section, rest, ok := strings.Cut(path, ".")
	switch section {
	case "parties", "issues", "levers", "packages":
		if ok {
			return rest
		}
	}
	return path
}
