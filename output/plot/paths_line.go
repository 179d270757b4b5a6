package plot

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

var pathsLine = Kind{
	Name: "paths-line",
	Doc:  "Where the issue that moves by itself stands round by round: single draws first, bands of all draws second.",
	Applies: func(r *output.Result) bool {
		return overTime(r) && movingIssue(r) >= 0
	},
	figures: func(r *output.Result) []Figure {
		k := movingIssue(r)
		return []Figure{{
			Name:        "paths-line",
			Title:       capital(output.IssueName(&r.Scenario.Bargain.Issues[k])) + " round by round, as events move it: not the agreed terms",
			Description: describeLine(r, k),
			draw:        func(s *canvas) { drawLine(s, r, k) },
		}}
	},
}

// movingIssue is the issue that a process moves, if the draws say where to; else −1.
func movingIssue(r *output.Result) int {
	k := model.MovingIssue(r.Scenario.Bargain)
	if k < 0 || r.Tally.Theories[leadTheory(r)].ByRound.Line[0].N() == 0 {
		return -1
	}
	return k
}

func describeLine(r *output.Result, k int) string {
	b := r.Scenario.Bargain
	issue, theory := &b.Issues[k], leadTheory(r)
	var w strings.Builder
	fmt.Fprintf(&w, "Where the issue %s stands round by round under %s", output.IssueName(issue), output.TheoryTitle(&b.Theories[theory]))
	if issue.Unit != "" {
		fmt.Fprintf(&w, " (%s)", issue.Unit)
	}
	w.WriteString("; 5th, 50th and 95th percentile of all draws.")
	line := r.Tally.Theories[theory].ByRound.Line
	for _, t := range milestones(len(line)) {
		fmt.Fprintf(&w, " Round %d: %s, %s, %s.", t+1,
			stripText(issue, &line[t], 0.05), stripText(issue, &line[t], 0.5), stripText(issue, &line[t], 0.95))
	}
	return w.String()
}

// milestones are the first, the middle and the last of n rounds.
func milestones(n int) []int {
	ms := []int{0}
	for _, t := range []int{(n - 1) / 2, n - 1} {
		if t > ms[len(ms)-1] {
			ms = append(ms, t)
		}
	}
	return ms
}

// stripText writes a quantile of a strip in an issue's unit.
func stripText(issue *model.Issue, s *montecarlo.Strip, p float64) string {
	if issue.Scale.Falls() {
		p = 1 - p
	}
	e := s.Quantile(p)
	lower, upper := issue.Scale.Amount(e.Lower), issue.Scale.Amount(e.Upper)
	return output.AmountsOf(issue).Format(issue.Scale.Amount(e.Value), e.Error*math.Abs(upper-lower)/(e.Upper-e.Lower))
}

func drawLine(s *canvas, r *output.Result, k int) {
	b := r.Scenario.Bargain
	issue, theory := &b.Issues[k], leadTheory(r)
	by := r.Tally.Theories[theory].ByRound
	lines := linesOf(r, theory)
	lower, upper := lineRange(by.Line, lines)
	name := output.TheoryTitle(&b.Theories[theory])

	s.prose("Upward: " + orID(issue.Unit, "position on the issue's scale") + ".")
	if len(lines) > 0 {
		s.y = s.paragraph(strongStyle, margin, s.y, fromLeft, strongStyle.wrap(
			fmt.Sprintf("%s under %s, one line each", plural(len(lines), "imagined draw", "imagined draws"), name), sheetWidth-2*margin, 2)) + 2
		s.prose("No line is more typical than another. A draw that has ended keeps the value it ended with. Draw 0 is drawn in black, so that one course can be followed; sim trace tells it round by round.")
		s.legend(ensembleKeys(s, b))
		linePanel(s, r, issue, lower, upper, func(c chart) {
			drawEnsemble(s, c, lines, func(o *model.Outcome, t int) float64 { return issue.Scale.Amount(o.Path.Line[t]) })
		})
		s.y += 6
	}
	s.y = s.paragraph(strongStyle, margin, s.y, fromLeft, strongStyle.wrap("All draws under "+name, sheetWidth-2*margin, 2)) + 2
	s.prose("In each round the dark band holds the middle 50% of the draws and the pale one 90%. The bands are not paths: a draw may start at the rim of one and end at the other, and 10% of the draws lie outside.")
	linePanel(s, r, issue, lower, upper, func(c chart) {
		fan{c, func(t int) *montecarlo.Strip { return &by.Line[t] }, issue.Scale.Amount, len(by.Line)}.draw(s, blue)
	})
	if lower > 0 || upper < 1 {
		s.prose(fmt.Sprintf("The upright axis shows part of the issue's scale, which goes from %s to %s.",
			output.AmountsOf(issue).Exact(issue.Scale.Amount(0)), output.AmountsOf(issue).Exact(issue.Scale.Amount(1))))
	}
}

// lineRange is the part of the scale, in positions, that the figure shows:
// what the bands and the single draws need, and a little more.
func lineRange(line []montecarlo.Strip, lines []*model.Outcome) (lower, upper float64) {
	lower, upper = math.Inf(1), math.Inf(-1)
	reach := func(x float64) {
		if finite(x) {
			lower, upper = min(lower, x), max(upper, x)
		}
	}
	for t := range line {
		reach(line[t].At(0.03))
		reach(line[t].At(0.97))
	}
	for _, o := range lines {
		for _, x := range o.Path.Line {
			reach(x)
		}
	}
	pad := max(0.06*(upper-lower), 0.03)
	lower, upper = lower-pad, upper+pad
	if lower < 0.05 {
		lower = 0
	}
	if upper > 0.95 {
		upper = 1
	}
	return max(lower, 0), min(upper, 1)
}

// linePanel draws the axes of one panel and what fills it.
func linePanel(s *canvas, r *output.Result, issue *model.Issue, lower, upper float64, fill func(chart)) {
	const left, tall = margin + 52, 236.0
	b := r.Scenario.Bargain
	n := b.Clock.Rounds
	ticks := roundTicks(n, 8)
	f := s.open(left, axesRight, roundAxis(n, left+chartInset, axesRight-chartInset).places(ticks))
	row := f.row(tall)
	c := newChart(box{left + chartInset, row.top + 4, axesRight - chartInset, row.bottom - 8}, n, issue.Scale.Amount(lower), issue.Scale.Amount(upper))
	c.amounts(s, c.y.ticks(6), output.AmountsOf(issue).Tick, true)
	fill(c)
	s.scaleBeside(issue, lower, upper, c, row)
	f.close()
	s.drawTicks(c.x, ticks, tickText)
	s.drawName(c.x, roundName(b))
}

// scaleBeside writes the labels of the issue's scale to the right of a chart,
// and the nearest ones beyond its range with an arrow.
func (s *canvas) scaleBeside(issue *model.Issue, lower, upper float64, c chart, row box) {
	var at []float64
	var words []string
	above, below := -1, -1
	for i, l := range issue.Labels {
		switch {
		case l.At > upper+1e-9:
			if above < 0 || l.At < issue.Labels[above].At {
				above = i
			}
		case l.At < lower-1e-9:
			if below < 0 || l.At > issue.Labels[below].At {
				below = i
			}
		default:
			at = append(at, c.y.at(issue.Scale.Amount(l.At)))
			words = append(words, l.Name)
		}
	}
	top, bottom := row.top-noticeHeight+2, row.bottom
	const x = axesRight + 16
	if above >= 0 {
		lines := smallStyle.wrap("↑ "+issue.Labels[above].Name, noteWidth, 2)
		s.paragraph(smallStyle, x, top, fromLeft, lines)
		top += float64(len(lines))*smallStyle.leading() + 4
	}
	if below >= 0 {
		lines := smallStyle.wrap("↓ "+issue.Labels[below].Name, noteWidth, 2)
		bottom -= float64(len(lines)) * smallStyle.leading()
		s.paragraph(smallStyle, x, bottom, fromLeft, lines)
		bottom -= 4
	}
	s.captionsBeside(smallStyle, axesRight, noteWidth+gap, top, bottom, at, words)
}
