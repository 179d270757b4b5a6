package plot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/output"
)

// BreakevenKinds lists the kinds of pictures of a breakeven in the order of its page.
var BreakevenKinds = []StudyKind[*output.Breakeven]{breakevenReach, breakevenCurves}

// Breakeven lists every picture of a breakeven.
func Breakeven(b *output.Breakeven) []Figure { return figuresOf(BreakevenKinds, b.Study, b) }

var breakevenReach = StudyKind[*output.Breakeven]{
	Name: "breakeven",
	Doc:  "How far each lever gets towards a goal, and where it reaches it, theory by theory.",
	figures: func(b *output.Breakeven) []Figure {
		var fs []Figure
		for _, m := range theoryOrder(b.Scenario.Bargain, len(b.Theories)) {
			fs = append(fs, Figure{
				Name: "breakeven-" + b.Theories[m].Name, Title: "How far each lever gets, under " + output.TheoryName(&b.Theories[m]),
				Description: describeReach(b, m), draw: func(s *canvas) { drawReach(s, b, m) },
			})
		}
		return fs
	},
}

func describeReach(b *output.Breakeven, theory int) string {
	var w strings.Builder
	fmt.Fprintf(&w, "Goal: %s. Now %s. %s.", b.GoalText(), b.Figure(b.Now[theory]), b.Verdict(theory))
	for _, i := range byReach(b, theory) {
		s := &b.Scans[theory][i]
		fmt.Fprintf(&w, " %s gets farthest at weight %s: %s.", b.Levers[i].Lever, output.Weight(s.Best.At), b.Figure(s.Best.Estimate))
	}
	return w.String()
}

// byReach lists the levers, those that get farthest first.
func byReach(b *output.Breakeven, theory int) []int {
	order := make([]int, len(b.Levers))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		x, y := b.Scans[theory][i].Best.Value, b.Scans[theory][j].Best.Value
		if b.Goal.AtMost {
			x, y = y, x
		}
		return cmp.Compare(y, x)
	})
	return order
}

// goalPen draws the goal.
var goalPen = pen{colour: vermilion, width: 1.8, dashes: []float64{7, 4}}

func drawReach(s *canvas, b *output.Breakeven, theory int) {
	s.prose("Goal: " + b.GoalText() + ". For each lever the bar reaches over all weights from 0 to 1 that were looked at, the dot is where it gets farthest, with a bracket for its 95% Monte Carlo error. Filled where it reaches the goal.")
	if b.SurfaceDraws > 0 {
		s.prose("What levers do is estimated by a response surface; the weights needed are from all draws.")
	}
	s.prose(output.TheoryName(&b.Theories[theory]) + ": " + b.Verdict(theory) + ".")
	s.legend([]key{
		{func(x, y float64) { s.line(x, y, x+20, y, goalPen) }, "goal"},
		{func(x, y float64) { s.line(x, y, x+20, y, pen{colour: ink, width: 1.4}) }, "as it is"},
		{s.swatch(fill{pale, solid, white}), "all weights"},
		{func(x, y float64) { s.discs([]point{{x + 10, y}}, 4, blue) }, "farthest, reaches the goal"},
		{func(x, y float64) { s.ring(x+10, y, 3.6, pen{colour: blue, width: 1.6}) }, "farthest, does not"},
	})
	now := b.Now[theory]
	lower, upper := min(b.Goal.Value, now.Value), max(b.Goal.Value, now.Value)
	for i := range b.Levers {
		for _, r := range b.Scans[theory][i].Readings {
			if !math.IsNaN(r.Value) {
				lower, upper = min(lower, r.Lower), max(upper, r.Upper)
			}
		}
	}
	if b.Measure.Share {
		lower, upper = 0, min(1, upper)
	}
	pad := padding(lower, upper, 0.04, widthOf(&b.Measure))
	if !b.Measure.Share {
		lower -= pad
	}
	a := axis{lower, upper + pad, axesLeft + 8, axesRight - 8}
	name := output.AmountsOfMeasure(&b.Measure).Tick
	if b.Measure.Share {
		name = percentText
	}
	ticks := a.ticks(6)
	f := s.open(axesLeft, axesRight, a.places(ticks))
	for _, i := range byReach(b, theory) {
		drawLeverReach(s, f, a, b, theory, i)
	}
	var back canvas // behind the rows and their notices
	for _, v := range []struct {
		at  float64
		pen pen
	}{{now.Value, pen{colour: ink, width: 1.4}}, {b.Goal.Value, goalPen}} {
		if !math.IsNaN(v.at) {
			back.line(a.at(v.at), f.top+noticeHeight, a.at(v.at), s.y, v.pen)
		}
	}
	s.behind(f.guideFrom, back.marks...)
	f.close()
	s.drawTicks(a, ticks, name)
	words := "mean of " + b.MeasureText()
	if b.Measure.Share {
		words = "share of draws: " + b.MeasureText()
	} else if b.Measure.Unit != "" {
		words += ", " + b.Measure.Unit
	}
	s.drawName(a, words)
}

func drawLeverReach(s *canvas, f *frame, a axis, b *output.Breakeven, theory, lever int) {
	scan, k := &b.Scans[theory][lever], b.Levers[lever]
	row := f.row(29)
	y := row.middle()
	s.write(labelStyle, margin, y, fromLeft, labelStyle.shorten(k.Lever, labelWidth))
	lower, upper := math.Inf(1), math.Inf(-1)
	for _, r := range scan.Readings {
		if !math.IsNaN(r.Value) {
			lower, upper = min(lower, r.Value), max(upper, r.Value)
		}
	}
	if upper >= lower {
		s.rect(box{a.at(lower), y - 4, a.at(upper), y + 4}, pale)
	}
	note := "too few draws"
	if !math.IsNaN(scan.Best.Value) {
		x := a.at(scan.Best.Value)
		s.errorMark(a, y, 4, scan.Best.Estimate)
		s.discs([]point{{x, y}}, 4.8, white)
		if scan.Needed != nil {
			s.discs([]point{{x, y}}, 4, blue)
		} else {
			s.ring(x, y, 3.6, pen{colour: blue, width: 1.6})
		}
		note = "farthest at " + output.Weight(scan.Best.At) + ", now " + k.Written
		if scan.Best.At == k.Now {
			note = "farthest as it is, " + k.Written
		}
		if scan.Needed != nil {
			note = "needs " + output.WeightRange(scan.Needed) + ", now " + k.Written
		}
	}
	s.around(smallStyle, axesRight+gap, y, smallStyle.wrap(note, noteWidth, 2))
}

var breakevenCurves = StudyKind[*output.Breakeven]{
	Name: "breakeven-curves",
	Doc:  "The figure over the weight of each of the levers that get farthest.",
	figures: func(b *output.Breakeven) []Figure {
		return []Figure{{
			Name: "breakeven-curves", Title: "What weight it takes, under " + output.TheoryName(&b.Theories[b.Lead]),
			Description: describeReach(b, b.Lead), draw: func(s *canvas) { drawCurves(s, b, b.Lead) },
		}}
	},
}

// curvesShown is how many levers have a panel.
const curvesShown = 6

func drawCurves(s *canvas, b *output.Breakeven, theory int) {
	s.prose("Goal: " + b.GoalText() + ". Each panel moves the weight of one lever from 0 to 1; brackets are 95% Monte Carlo errors. All panels have the same scale. The dotted upright is the weight in the scenario, the ring the smallest change that reaches the goal.")
	if b.SurfaceDraws > 0 {
		s.prose("What levers do is estimated by a response surface; the weights needed are from all draws.")
	}
	order := byReach(b, theory)
	order = order[:min(curvesShown, len(order))]
	lower, upper := b.Goal.Value, b.Goal.Value
	for _, i := range order {
		for _, r := range b.Scans[theory][i].Readings {
			if !math.IsNaN(r.Value) {
				lower, upper = min(lower, r.Lower), max(upper, r.Upper)
			}
		}
	}
	if b.Measure.Share {
		lower, upper = 0, min(1, upper)
	}
	pad := padding(lower, upper, 0.06, widthOf(&b.Measure))
	if upper += pad; !b.Measure.Share {
		lower -= pad
	}
	const apart, height = 16.0, 206.0
	across := min(3, len(order))
	wide := (sheetWidth - 2*margin - float64(across-1)*apart) / float64(across)
	top := s.y
	for n, i := range order {
		if n > 0 && n%across == 0 {
			top += height
		}
		s.y = top
		left := margin + float64(n%across)*(wide+apart)
		drawCurve(s, b, theory, i, lower, upper, left, left+wide)
	}
	s.y = top + height
	if more := len(b.Levers) - len(order); more > 0 {
		words := fmt.Sprintf("%d more levers are not drawn; scan.csv has them.", more)
		if more == 1 {
			words = "One more lever is not drawn; scan.csv has it."
		}
		s.prose(words)
	}
}

func drawCurve(s *canvas, b *output.Breakeven, theory, lever int, lower, upper, left, right float64) {
	const ticksWide = 42.0
	scan, k := &b.Scans[theory][lever], b.Levers[lever]
	s.write(strongStyle, left, s.y+9, fromLeft, strongStyle.shorten(k.Lever, right-left))
	s.y += 20
	f := s.open(left+ticksWide, right, nil)
	row := f.row(116)
	x := axis{0, 1, row.left + 12, row.right - 12}
	y := axis{lower, upper, row.bottom - 5, row.top + 3}
	name := output.AmountsOfMeasure(&b.Measure).Tick
	if b.Measure.Share {
		name = percentText
	}
	for _, v := range y.ticks(4) {
		s.line(row.left, y.at(v), row.right, y.at(v), pen{colour: ruleSoft, width: 1})
		s.write(tickStyle, row.left-5, y.at(v), fromRight, name(v))
	}
	s.line(row.left, y.at(b.Goal.Value), row.right, y.at(b.Goal.Value), goalPen)
	s.line(x.at(k.Now), row.top, x.at(k.Now), row.bottom, pen{colour: rule, width: 1.2, dashes: []float64{1.5, 3}})
	var line, dots []point
	for _, r := range scan.Readings {
		if math.IsNaN(r.Value) {
			continue
		}
		px := x.at(r.At)
		line, dots = append(line, point{px, y.at(r.Value)}), append(dots, point{px, y.at(r.Value)})
		p := pen{colour: ink, width: 1.1}
		s.segments([][2]point{{{px, y.at(r.Lower)}, {px, y.at(r.Upper)}}, {{px - 3, y.at(r.Lower)}, {px + 3, y.at(r.Lower)}}, {{px - 3, y.at(r.Upper)}, {px + 3, y.at(r.Upper)}}}, p)
	}
	s.curve(line, pen{colour: blue, width: 1.8})
	s.discs(dots, 3, blue)
	if n := scan.Needed; n != nil {
		s.ring(x.at(n.At), y.at(n.Value), 6, pen{colour: vermilion, width: 2})
	}
	f.close()
	s.drawTicks(x, []float64{0, 0.25, 0.5, 0.75, 1}, tickText)
	s.write(smallStyle, (row.left+row.right)/2, s.y+4, centred, "weight")
}
