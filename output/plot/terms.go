package plot

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

var terms = Kind{
	Name:    "terms",
	Doc:     "Terms of what is signed: all issues at a glance, and terms-ISSUE, one issue theory by theory against ideals and status quo.",
	unasked: true,
	Applies: func(r *output.Result) bool { return len(tabled(r.Scenario.Bargain)) > 0 },
	figures: func(r *output.Result) []Figure {
		b := r.Scenario.Bargain
		fs := []Figure{glance(r)}
		for _, k := range tabled(b) {
			fs = append(fs, Figure{
				Name:        "terms-" + b.Issues[k].ID,
				Title:       termsTitle(r, k),
				Description: describeTerms(r, k),
				draw:        func(s *canvas) { drawTerms(s, r, k) },
			})
		}
		return fs
	},
}

// termsTitle says that the picture is of terms that were signed, and where the
// theories' medians are: it answers no question about draws without a deal.
func termsTitle(r *output.Result, k int) string {
	title := capital(output.IssueName(&r.Scenario.Bargain.Issues[k])) + ", where something is signed"
	if terms := r.FormatMedianTerms(k); terms != "" {
		title += ": " + terms
	}
	return title
}

// tabled lists the issues that belong to some package.
func tabled(b *model.Bargain) []int {
	var issues []int
	for _, k := range b.ListedIssues() {
		if slices.ContainsFunc(b.Packages, func(p model.Package) bool { return slices.Contains(p.Issues, k) }) {
			issues = append(issues, k)
		}
	}
	return issues
}

func describeTerms(r *output.Result, k int) string {
	b := r.Scenario.Bargain
	issue := &b.Issues[k]
	var w strings.Builder
	fmt.Fprintf(&w, "Terms on the issue %s where something signed settles it", output.IssueName(issue))
	if issue.Unit != "" {
		fmt.Fprintf(&w, " (%s)", issue.Unit)
	}
	w.WriteString(", by theory: 5th, 50th and 95th percentile of those draws.")
	for _, i := range theoryOrder(b, len(r.Tally.Theories)) {
		spread := &r.Tally.Theories[i].Terms[k]
		fmt.Fprintf(&w, " %s: ", output.TheoryName(&b.Theories[i]))
		if spread.N() < study.MinimumDraws {
			w.WriteString("not shown, fewer than 100 draws.")
			continue
		}
		lower, median, upper := termsAt(issue, spread, 0.05), termsAt(issue, spread, 0.5), termsAt(issue, spread, 0.95)
		amounts := output.AmountsOf(issue).Among(lower.Value, upper.Value)
		fmt.Fprintf(&w, "%s, %s, %s (%s draws).", amounts.Format(lower.Value, lower.Error), amounts.Format(median.Value, median.Error),
			amounts.Format(upper.Value, upper.Error), output.FormatCount(spread.N()))
	}
	return w.String()
}

// termsAt is a quantile of the terms in the issue's unit, counted along
// amounts, not positions.
func termsAt(issue *model.Issue, s *montecarlo.Distribution, p float64) montecarlo.Estimate {
	return study.TermsQuantile(issue, s, p)
}

// amountAt is termsAt without its error.
func amountAt(issue *model.Issue, s *montecarlo.Distribution, p float64) float64 {
	if issue.Scale.Falls() {
		p = 1 - p
	}
	return issue.Scale.Amount(s.At(p))
}

// issueAxis is the scale of an issue in its own unit; position 0 is left.
func issueAxis(issue *model.Issue, left, right float64) axis {
	return axis{issue.Scale.Amount(0), issue.Scale.Amount(1), left, right}
}

func drawTerms(s *canvas, r *output.Result, k int) {
	b, t := r.Scenario.Bargain, r.Tally
	issue := &b.Issues[k]
	a := issueAxis(issue, axesLeft+8, axesRight-8)

	order := theoryOrder(b, len(t.Theories))
	var rows [][]float64
	dots := make([][]float64, len(t.Theories))
	for _, i := range order {
		spread := &t.Theories[i].Terms[k]
		if spread.N() < study.MinimumDraws {
			continue
		}
		for _, p := range dotLevels() {
			dots[i] = append(dots[i], a.at(amountAt(issue, spread, p)))
		}
		rows = append(rows, dots[i])
	}
	layout := layDots(a.left, a.right, rows)

	settled := "Terms where something signed settles the issue"
	if slices.ContainsFunc(b.Theories, func(t model.Theory) bool { return t.Predicts }) {
		settled += ", or where a theory that asks nobody predicts them"
	}
	words := settled + fmt.Sprintf(": of 50 such imagined draws, each dot is one (stacking moves a dot by at most %s%% of the scale).", output.FormatExact(50/float64(layout.bins)))
	if layout.pressed {
		words += " Tall stacks are pressed together, with their number of dots above."
	}
	if issue.Question != "" {
		words = issue.Question + " " + words
	}
	s.prose(words + " Below the dots: the line holds 90% of the draws, the bar 50%, the circle is the median; brackets are 95% Monte Carlo errors.")

	ticks := a.ticks(5)
	f := s.open(axesLeft, axesRight, a.places(ticks))
	drawStances(s, f, b, issue, a)
	for _, i := range order {
		f.separate()
		spread := &t.Theories[i].Terms[k]
		if dots[i] == nil {
			row := f.row(34)
			s.theory(&b.Theories[i], row, 2)
			s.note(a, row.middle(), fmt.Sprintf("not shown: fewer than %d draws", study.MinimumDraws))
			s.around(smallStyle, axesRight+gap, row.middle(), []string{deals(spread.N(), t.N(i))})
			continue
		}
		row := f.row(max(layout.room(dots[i])+30, 54))
		s.theory(&b.Theories[i], row, 3)
		base := row.bottom - 22
		s.line(a.left, base, a.right, base, pen{colour: pale, width: 1})
		c := blue
		if b.Theories[i].Baseline {
			c = grey
		}
		layout.draw(s, dots[i], base, fill{colour: c})
		var q five
		for j, p := range levels {
			q[j] = termsAt(issue, spread, p)
		}
		s.interval(a, base+10, q, c, false)
		s.errorMark(a, base+10, 3.5, q[0])
		s.errorMark(a, base+10, 3.5, q[4])
		s.around(smallStyle, axesRight+gap, row.middle(), append([]string{deals(spread.N(), t.N(i))}, figures(issue, q)...))
	}
	f.close()
	s.drawTicks(a, ticks, output.AmountsOf(issue).Tick)
	if len(issue.Labels) > 0 {
		at, names := make([]float64, len(issue.Labels)), make([]string, len(issue.Labels))
		for i, l := range issue.Labels {
			at[i], names[i] = a.at(issue.Scale.Amount(l.At)), l.Name
		}
		s.pointersBelow(labelStyle, at, names)
	}
	unit := issue.Unit
	if unit == "" {
		unit = "position on the issue's scale"
	}
	s.drawName(a, unit)
}

// figures writes an interval in numbers.
func figures(issue *model.Issue, q five) []string {
	amounts := output.AmountsOf(issue)
	if q[4].Value-q[0].Value <= 1e-9*amounts.Width {
		return []string{"at least 90% at " + amounts.Exact(q[2].Value)}
	}
	amounts = amounts.Among(q[0].Value, q[4].Value)
	return []string{
		"90%: " + amounts.Format(q[0].Value, q[0].Error) + " to " + amounts.Format(q[4].Value, q[4].Error),
		"median: " + amounts.Format(q[2].Value, q[2].Error),
	}
}

// deals says in how many draws something signed settles an issue.
func deals(n, draws int) string {
	if n == draws {
		return "all " + plural(n, "draw", "draws")
	}
	return fmt.Sprintf("%s (%s)", plural(n, "draw", "draws"), output.FormatShare(n, draws))
}

// belief is the central 90% and the median of what the scenario says about a
// number: three equal values if it is known.
func belief(varying []*model.Input, n model.Number) (lower, median, upper float64) {
	c, varies := n.Column()
	if !varies || c >= len(varying) || varying[c] == nil || varying[c].Dist == nil {
		if varies {
			return math.NaN(), math.NaN(), math.NaN()
		}
		v := n.In(nil)
		return v, v, v
	}
	d := varying[c].Dist
	return d.Quantile(0.05), d.Quantile(0.5), d.Quantile(0.95)
}
