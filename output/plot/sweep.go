package plot

import (
	"fmt"
	"math"
	"strings"

	"sim/model/montecarlo"
	"sim/model/study"
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
	amounts output.Amounts          // format of the values; not used for percent
	lines   [][]montecarlo.Estimate // [theory][point]
	low     [][]float64             // [theory][point]: 5% and 95% quantiles over draws; nil: not shown
	high    [][]float64
}

func sweptEstimates(w *output.Sweep, quantity, key string) [][]montecarlo.Estimate {
	lines := make([][]montecarlo.Estimate, len(w.Theories))
	for t := range lines {
		for point := range w.Points {
			e := w.At(point, t, quantity, key).Estimate()
			if e.N == 0 {
				e.Value, e.Error, e.Lower, e.Upper = math.NaN(), math.NaN(), math.NaN(), math.NaN()
			}
			lines[t] = append(lines[t], e)
		}
	}
	return lines
}

func sharePanels(w *output.Sweep) []sweptPanel {
	var ps []sweptPanel
	for _, c := range w.ClassesShown() {
		ps = append(ps, sweptPanel{name: w.Scenario.Bargain.ClassLabel(c), class: int(c), percent: true, lines: sweptEstimates(w, "share", c.String())})
	}
	return ps
}

func utilityPanels(w *output.Sweep) []sweptPanel {
	var ps []sweptPanel
	b := w.Scenario.Bargain
	for _, i := range drawnParties(b) {
		ps = append(ps, sweptPanel{name: output.PartyName(&b.Parties[i]), class: -1, amounts: output.Amounts{Width: 1}, lines: sweptEstimates(w, "utility_mean", b.Parties[i].ID)})
	}
	return ps
}

func measurePanels(w *output.Sweep) []sweptPanel {
	p := sweptPanel{name: w.Measure.Text, class: -1, percent: w.Measure.Share, unit: w.Measure.Unit, amounts: output.AmountsOfMeasure(w.Measure), lines: sweptEstimates(w, study.MeasureMean, w.Measure.Text)}
	if !w.Measure.Share {
		values := func(quantity string) [][]float64 {
			var vs [][]float64
			for _, line := range sweptEstimates(w, quantity, w.Measure.Text) {
				vs = append(vs, pick(line, func(e montecarlo.Estimate) float64 { return e.Value }))
			}
			return vs
		}
		p.low, p.high = values(study.MeasureP05), values(study.MeasureP95)
	}
	return []sweptPanel{p}
}

func sweptFigure(w *output.Sweep, name, title, unit string, panels []sweptPanel) Figure {
	return Figure{
		Name: name, Title: title + " over " + w.Axes[0].Path,
		Description: describeSweep(w, panels),
		draw:        func(s *canvas) { drawSweep(s, w, unit, panels) },
	}
}

func describeSweep(w *output.Sweep, panels []sweptPanel) string {
	var text strings.Builder
	a := w.Axes[0]
	last, at := len(a.Values)-1, output.AmountsAt(w.Scenario.Bargain, a.Path)
	fmt.Fprintf(&text, "Figures at %d values of %s from %s to %s.", len(a.Values), a.Path, at.Tick(a.Values[0]), at.Tick(a.Values[last]))
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
	return p.amounts.Format(e.Value, e.Error)
}

func drawSweep(s *canvas, w *output.Sweep, unit string, panels []sweptPanel) {
	words := "Every value plays the same draws. The band around a line is its 95% Monte Carlo error; where fewer than 100 draws have a value, the line breaks off. Every panel has a scale of its own."
	if manyTheories(w.Theories) {
		words = "Every value plays the same draws, and every line is a theory; sweep.csv has their Monte Carlo errors. Where fewer than 100 draws have a value, the line breaks off. Every panel has a scale of its own."
	}
	if len(panels) > 0 && panels[0].low != nil {
		words = "Every value plays the same draws. The line is the mean over the draws in which the measure has a value, the band around it its 95% Monte Carlo error; thin lines hold 90% of the draws. Where fewer than 100 have a value, lines break off."
		if manyTheories(w.Theories) {
			words = "Every value plays the same draws. A thick line is a theory's mean over the draws in which the measure has a value, thin ones hold 90% of them; sweep.csv has the Monte Carlo errors. Where fewer than 100 draws have a value, lines break off."
		}
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
