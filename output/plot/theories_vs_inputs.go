package plot

import (
	"fmt"
	"math"
	"strings"

	"sim/model/study"
	"sim/output"
)

var theoriesVsInputs = Kind{
	Name:    "theories-vs-inputs",
	Doc:     "How much of the spread lies between theories and how much comes from the inputs and from chance within the play.",
	Applies: func(r *output.Result) bool { return len(r.Tally.Theories) > 1 && len(comparisons(r)) > 0 },
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name:        "theories-vs-inputs",
			Title:       "What matters more: the theory, or the inputs?",
			Description: describeComparisons(r),
			draw:        func(s *canvas) { drawComparisons(s, r) },
		}}
	},
}

// A comparison sets the spread between theories beside the spread from inputs
// of one thing, both as shares.
type comparison struct {
	name             string
	class            bool // an outcome class; else the terms of an issue
	theories, inputs float64
	draws            int // of a class: in so many draws theories were set beside each other
}

// words says both. That theories never differed in so many draws is no proof
// that they never do.
func (c comparison) words() string {
	between := output.FormatPercent(c.theories, whole)
	if c.class && c.theories == 0 {
		between = output.FormatShare(0, c.draws)
	}
	return between + " against " + output.FormatPercent(c.inputs, whole)
}

// whole is the error given to the digits rule so that bars, which rest on a
// sample or on a mean over theories, are written in whole percent.
const whole = 0.01

// comparisons are those of the classes that occur, if there is a sample, and
// of the issues whose terms at least two theories show.
func comparisons(r *output.Result) []comparison {
	return append(classComparisons(r), termComparisons(r)...)
}

// classComparisons compare, for each class, how often two theories differ in
// the same draw on whether it ends in the class with how often two draws differ
// under the same theory.
func classComparisons(r *output.Result) []comparison {
	if r.Sample == nil || r.Sample.N < study.MinimumDraws {
		return nil
	}
	classes := r.ClassesShown()
	n, theories := r.Sample.N, len(r.Sample.Outcomes)
	if theories < 2 {
		return nil
	}
	var cs []comparison
	for _, c := range classes {
		// Of m things of which k are in the class, k(m−k) of the m(m−1)/2 pairs differ.
		between, within := 0, 0
		for j := range n {
			k := 0
			for t := range theories {
				if r.Sample.Outcomes[t][j].Class == c {
					k++
				}
			}
			between += k * (theories - k)
		}
		for t := range theories {
			k := 0
			for j := range n {
				if r.Sample.Outcomes[t][j].Class == c {
					k++
				}
			}
			within += k * (n - k)
		}
		pairs := func(m int) float64 { return float64(m) * float64(m-1) / 2 }
		cs = append(cs, comparison{
			name: r.Scenario.Bargain.ClassLabel(c), class: true, draws: n,
			theories: float64(between) / (float64(n) * pairs(theories)),
			inputs:   float64(within) / (float64(theories) * pairs(n)),
		})
	}
	return cs
}

// termComparisons compare, for each issue, the range of the median across
// theories with the mean width of the 90 % range within a theory, both as
// shares of the issue's scale.
func termComparisons(r *output.Result) []comparison {
	b := r.Scenario.Bargain
	var cs []comparison
	for _, k := range tabled(b) {
		issue := &b.Issues[k]
		lower, upper := issue.Scale.Bounds()
		least, most, width, shown := math.Inf(1), math.Inf(-1), 0.0, 0
		for t := range r.Tally.Theories {
			spread := &r.Tally.Theories[t].Terms[k]
			if spread.N() < study.MinimumDraws {
				continue
			}
			median := amountAt(issue, spread, 0.5)
			least, most = min(least, median), max(most, median)
			width += amountAt(issue, spread, 0.95) - amountAt(issue, spread, 0.05)
			shown++
		}
		if shown < 2 {
			continue
		}
		cs = append(cs, comparison{
			name:     output.IssueName(issue),
			theories: (most - least) / (upper - lower),
			inputs:   width / float64(shown) / (upper - lower),
		})
	}
	return cs
}

func describeComparisons(r *output.Result) string {
	var w strings.Builder
	w.WriteString("Spread between theories against spread from inputs and chance.")
	for _, c := range comparisons(r) {
		fmt.Fprintf(&w, " %s: %s.", c.name, c.words())
	}
	return w.String()
}

func drawComparisons(s *canvas, r *output.Result) {
	s.prose("Where the dark bar is the longer one, the choice of theory matters more than everything that the scenario is unsure of. No theory is privileged: the spread between them is uncertainty too.")
	between, within := fill{blue, solid, white}, fill{orange, rising, ink}
	s.legend([]key{{s.swatch(between), "between theories"}, {s.swatch(within), "from inputs and chance"}})

	for _, part := range []struct {
		class       bool
		title, name string
	}{
		{true, "How draws end", "share of pairs that differ on whether a draw ends so: two theories on the same draw, or two draws under the same theory"},
		{false, "Terms where a deal is struck", "share of the issue's scale: range of the medians across theories, or the mean 90 % range within a theory"},
	} {
		var rows []comparison
		most := 0.0
		for _, c := range comparisons(r) {
			if c.class == part.class {
				rows = append(rows, c)
				most = max(most, c.theories, c.inputs)
			}
		}
		if len(rows) == 0 {
			continue
		}
		s.y = s.paragraph(strongStyle, margin, s.y, fromLeft, []string{part.title}) + 3
		a := axis{0, min(1, max(most*1.05, 0.02)), axesLeft, axesRight - 8}
		ticks := a.ticks(6)
		f := s.open(axesLeft, axesRight, a.places(ticks))
		for _, c := range rows {
			row := f.row(32)
			s.around(labelStyle, margin, row.middle(), labelStyle.wrap(c.name, labelWidth, 2))
			s.area(box{a.left, row.top + 4, a.at(c.theories), row.middle()}, between)
			s.area(box{a.left, row.middle(), a.at(c.inputs), row.bottom - 4}, within)
			s.around(smallStyle, axesRight+gap, row.middle(), []string{c.words()})
		}
		f.close()
		s.drawTicks(a, ticks, percentText)
		s.drawName(a, part.name)
		s.y += 6
	}
}
