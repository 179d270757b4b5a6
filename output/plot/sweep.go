package plot

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

// SweepKinds lists the kinds of pictures of a sweep in the order of its page.
var SweepKinds = []StudyKind[*output.Sweep]{sweepLines, sweepMaps}

// Sweep lists every picture of a sweep.
func Sweep(s *output.Sweep) []Figure { return figuresOf(SweepKinds, s.Study, s) }

var sweepLines = StudyKind[*output.Sweep]{
	Name: "sweep",
	Doc:  "Figures along one number of the scenario, a line with its error a theory.",
	figures: func(w *output.Sweep) []Figure {
		if len(w.Axes) != 1 {
			return nil
		}
		fs := []Figure{
			sweptFigure(w, "sweep-outcomes", "How draws end", "share of draws", sharePanels(w)),
			sweptFigure(w, "sweep-utility", "What it is worth to the parties", "mean utility in stake units", utilityPanels(w)),
		}
		if w.Measure != nil {
			fs = append(fs, sweptFigure(w, "sweep-measure", w.Measure.Text, "", measurePanels(w)))
		}
		return fs
	},
}

// A sweptPanel is one figure of a sweep: its estimates by theory and point.
type sweptPanel struct {
	name    string
	class   int // of outcome, for its fill; −1: none
	percent bool
	unit    string
	lines   [][]montecarlo.Estimate // [theory][point]
	low     [][]float64             // [theory][point]: 5 % and 95 % quantiles over draws; nil: not shown
	high    [][]float64
}

func sweptEstimates(w *output.Sweep, quantity, key string) [][]montecarlo.Estimate {
	lines := make([][]montecarlo.Estimate, len(w.Theories))
	for t := range lines {
		for point := range w.Points {
			lines[t] = append(lines[t], w.At(point, t, quantity, key).Estimate())
		}
	}
	return lines
}

func sharePanels(w *output.Sweep) []sweptPanel {
	var ps []sweptPanel
	for _, c := range w.ClassesShown() {
		ps = append(ps, sweptPanel{name: c.String(), class: int(c), percent: true, lines: sweptEstimates(w, "share", c.String())})
	}
	return ps
}

func utilityPanels(w *output.Sweep) []sweptPanel {
	var ps []sweptPanel
	b := w.Scenario.Bargain
	for _, i := range drawnParties(b) {
		ps = append(ps, sweptPanel{name: output.PartyName(&b.Parties[i]), class: -1, lines: sweptEstimates(w, "utility_mean", b.Parties[i].ID)})
	}
	return ps
}

func measurePanels(w *output.Sweep) []sweptPanel {
	p := sweptPanel{name: w.Measure.Text, class: -1, percent: w.Measure.Share, unit: w.Measure.Unit, lines: sweptEstimates(w, output.MeasureMean, w.Measure.Text)}
	if !w.Measure.Share {
		values := func(quantity string) [][]float64 {
			var vs [][]float64
			for _, line := range sweptEstimates(w, quantity, w.Measure.Text) {
				vs = append(vs, pick(line, func(e montecarlo.Estimate) float64 { return e.Value }))
			}
			return vs
		}
		p.low, p.high = values(output.MeasureP05), values(output.MeasureP95)
	}
	return []sweptPanel{p}
}

func sweptFigure(w *output.Sweep, name, title, unit string, panels []sweptPanel) Figure {
	return Figure{
		Name: name, Title: title + " over " + w.Axes[0].Path,
		Description: describeSweep(w, panels),
		draw:        func(s *sheet) { drawSweep(s, w, unit, panels) },
	}
}

func describeSweep(w *output.Sweep, panels []sweptPanel) string {
	var text strings.Builder
	a := w.Axes[0]
	last := len(a.Values) - 1
	fmt.Fprintf(&text, "Figures at %d values of %s from %s to %s.", len(a.Values), a.Path, tickText(a.Values[0]), tickText(a.Values[last]))
	for _, p := range panels {
		for t, line := range p.lines {
			fmt.Fprintf(&text, " %s under %s: from %s to %s.", p.name, output.TheoryName(&w.Theories[t]), p.text(line[0]), p.text(line[last]))
		}
	}
	return text.String()
}

func (p *sweptPanel) text(e montecarlo.Estimate) string {
	if p.percent {
		return output.FormatShareOf(e)
	}
	return output.Format(e.Value, e.Error)
}

// theoryPen is how a theory's line is drawn: few theories have a colour each,
// many share that of their family. The baseline is dashed in black.
func theoryPen(theories []model.Theory, t int) pen {
	p := pen{width: 1.8}
	if theories[t].Baseline {
		p.colour, p.dashes = ink, []float64{5, 3}
		return p
	}
	colours := []color.NRGBA{blue, vermilion, green, purple, orange, sky}
	n, family := 0, 0
	var families []string
	for i := range theories {
		if theories[i].Baseline {
			continue
		}
		if i < t {
			n++
		}
		known := false
		for _, f := range families {
			known = known || f == theories[i].Family
		}
		if !known {
			families = append(families, theories[i].Family)
		}
	}
	if manyTheories(theories) {
		for i, f := range families {
			if f == theories[t].Family {
				family = i
			}
		}
		p.colour, p.width = colours[family%len(colours)], 1.2
		return p
	}
	p.colour = colours[n%len(colours)]
	return p
}

// manyTheories reports whether there are more theories than colours.
func manyTheories(theories []model.Theory) bool { return len(theories) > 7 }

// theoryKeys are the entries of the legend for lines of theories.
func theoryKeys(s *sheet, theories []model.Theory) []key {
	var ks []key
	seen := map[string]bool{}
	for t := range theories {
		name := output.TheoryName(&theories[t])
		if manyTheories(theories) && !theories[t].Baseline {
			if name = theories[t].Family + " theories"; seen[name] {
				continue
			}
			seen[name] = true
		}
		p := theoryPen(theories, t)
		ks = append(ks, key{func(x, y float64) { s.line(x, y, x+20, y, p) }, name})
	}
	return ks
}

func drawSweep(s *sheet, w *output.Sweep, unit string, panels []sweptPanel) {
	words := "Every value plays the same draws. The band around a line is its 95 % Monte Carlo error; where fewer than 100 draws have a value, the line breaks off. Every panel has a scale of its own."
	if manyTheories(w.Theories) {
		words = "Every value plays the same draws, and every line is a theory; sweep.csv has their Monte Carlo errors. Where fewer than 100 draws have a value, the line breaks off. Every panel has a scale of its own."
	}
	if len(panels) > 0 && panels[0].low != nil {
		words = "Every value plays the same draws. The line is the mean over the draws in which the measure has a value, thin lines hold 90 % of them; where there are fewer than 100, lines break off."
	}
	if !math.IsNaN(w.Axes[0].Base) {
		words += " The dotted upright stands at the scenario's own value, " + w.Axes[0].Written + "."
	}
	s.prose(words)
	s.legend(theoryKeys(s, w.Theories))
	const apart, height = 22.0, 226.0
	across := min(2, len(panels))
	wide := (sheetWidth - 2*margin - float64(across-1)*apart) / float64(max(across, 1))
	top := s.y
	for i := range panels {
		if i > 0 && i%across == 0 {
			top += height
		}
		left := margin + float64(i%across)*(wide+apart)
		s.y = top
		drawSweptPanel(s, w, &panels[i], unit, left, left+wide)
	}
	s.y = top + height
}

func drawSweptPanel(s *sheet, w *output.Sweep, p *sweptPanel, unit string, left, right float64) {
	const ticksWide = 46.0
	at := left
	if p.class >= 0 {
		s.swatch(classFills[p.class])(left, s.y+9)
		at += 26
	}
	name := strongStyle.shorten(p.name, right-at)
	s.write(strongStyle, at, s.y+9, fromLeft, name)
	if p.unit != "" {
		unit = p.unit
	}
	if at += strongStyle.measure(name) + gap; right-at > 40 {
		s.write(smallStyle, at, s.y+9, fromLeft, smallStyle.shorten(unit, right-at))
	}
	s.y += 20
	lower, upper := math.Inf(1), math.Inf(-1)
	for t, line := range p.lines {
		for i, e := range line {
			if e.N < output.MinimumDraws || math.IsNaN(e.Value) {
				continue
			}
			lower, upper = min(lower, e.Lower), max(upper, e.Upper)
			if p.low != nil {
				lower, upper = min(lower, p.low[t][i]), max(upper, p.high[t][i])
			}
		}
	}
	if !(upper >= lower) {
		lower, upper = 0, 1
	}
	if p.percent {
		lower = 0
		upper = max(upper, 0.005)
	}
	pad := max((upper-lower)*0.06, 1e-3)
	if upper += pad; !p.percent {
		lower -= pad
	}
	f := s.open(left+ticksWide, right, nil)
	b := f.row(132)
	a := w.Axes[0]
	last := len(a.Values) - 1
	x := axis{a.Values[0], a.Values[last], b.left + 10, b.right - 10}
	y := axis{lower, upper, b.bottom - 5, b.top + 3}
	amount := tickText
	if p.percent {
		amount = percentText
	}
	for _, v := range y.ticks(4) {
		s.line(b.left, y.at(v), b.right, y.at(v), pen{colour: ruleSoft, width: 1})
		s.write(tickStyle, b.left-5, y.at(v), fromRight, amount(v))
	}
	if base := a.Base; base >= a.Values[0] && base <= a.Values[last] {
		s.line(x.at(base), b.top, x.at(base), b.bottom, pen{colour: rule, width: 1.2, dashes: []float64{1.5, 3}})
	}
	if !manyTheories(w.Theories) && p.low == nil {
		for t := range p.lines {
			drawErrorBand(s, x, y, a.Values, p.lines[t], theoryPen(w.Theories, t).colour)
		}
	}
	for t := range p.lines {
		line := theoryPen(w.Theories, t)
		s.runs(x, y, a.Values, p.lines[t], nil, line)
		if p.low != nil {
			thin := pen{colour: line.colour, width: 0.8, dashes: line.dashes}
			s.runs(x, y, a.Values, p.lines[t], p.low[t], thin)
			s.runs(x, y, a.Values, p.lines[t], p.high[t], thin)
		}
	}
	f.close()
	s.drawTicks(x, x.ticks(6), tickText)
	s.y = s.paragraph(smallStyle, (left+ticksWide+right)/2, s.y, centred, smallStyle.wrap(a.Path, right-left-ticksWide, 2))
}

// runs draws estimates, or values beside them, as lines that break off where a
// figure rests on too few draws.
func (s *sheet) runs(x, y axis, at []float64, es []montecarlo.Estimate, values []float64, p pen) {
	var run []point
	flush := func() {
		if len(run) == 1 {
			s.discs(run, p.width, p.colour)
		} else {
			s.curve(run, p)
		}
		run = nil
	}
	for i, e := range es {
		if e.N < output.MinimumDraws || math.IsNaN(e.Value) {
			flush()
			continue
		}
		v := e.Value
		if values != nil {
			v = values[i]
		}
		run = append(run, point{x.at(at[i]), y.at(v)})
	}
	flush()
}

// drawErrorBand fills the band of the 95 % errors of a line.
func drawErrorBand(s *sheet, x, y axis, at []float64, es []montecarlo.Estimate, c color.NRGBA) {
	var lower, upper []point
	flush := func() {
		if len(upper) > 1 {
			s.polygon(between(lower, upper), fade(c, 0.18))
			s.curve(lower, pen{colour: fade(c, 0.5), width: 0.6}) // where another band lies over this one
			s.curve(upper, pen{colour: fade(c, 0.5), width: 0.6})
		}
		lower, upper = nil, nil
	}
	for i, e := range es {
		if e.N < output.MinimumDraws || math.IsNaN(e.Value) {
			flush()
			continue
		}
		lower, upper = append(lower, point{x.at(at[i]), y.at(e.Lower)}), append(upper, point{x.at(at[i]), y.at(e.Upper)})
	}
	flush()
}
