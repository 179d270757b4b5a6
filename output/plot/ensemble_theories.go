package plot

import (
	"fmt"
	"image/color"
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/output"
)

var theoriesTogether = Kind{
	Name: "ensemble",
	Doc:  "What the theories say together: by family, the range over all of them, the pool inside it, and how much of the variance lies between theories.",
	Applies: func(r *output.Result) bool {
		_, ok := r.Ensemble()
		return ok
	},
	figures: func(r *output.Result) []Figure {
		e, _ := r.Ensemble()
		return []Figure{{
			Name:        "ensemble",
			Title:       "What the theories say together, and how far they are apart",
			Description: describeEnsemble(r, e),
			draw:        func(s *canvas) { drawTogether(s, r, e) },
		}}
	},
}

func describeEnsemble(r *output.Result, e *analysis.Ensemble) string {
	var w strings.Builder
	w.WriteString("Share of draws over all theories, pooled; the range of the pool if half of the weight may lie anywhere; the range over the theories; how much of the variance lies between theories, and between causes.")
	for _, c := range r.ClassesShown() {
		fmt.Fprintf(&w, " %s: %s; %s; %s; %s, %s.", c, r.FormatPooled(e, c, false), robustText(r, e, c), envelopeText(r, c), output.BetweenShare(e.Classes[c]), output.CausesShare(e.Classes[c]))
	}
	w.WriteString(" " + r.PoolWeights(e) + ".")
	if s := r.TheoryMatters(e, true); s != "" {
		w.WriteString(" " + s + ".")
	}
	return w.String()
}

// robustText is the range of a class's pooled share under other weights.
func robustText(r *output.Result, e *analysis.Ensemble, c model.Class) string {
	lower, upper := e.Pool.Robust(int(c), analysis.Contamination)
	return output.JoinShares(output.FormatShareAt(lower, e.Errors[c], r.N()), output.FormatShareAt(upper, e.Errors[c], r.N()))
}

// envelopeText is the range of a class's share over the theories.
func envelopeText(r *output.Result, c model.Class) string {
	lower, upper := r.N(), 0
	for i := range r.Tally.Theories {
		n := r.Of(i, r.Tally.Theories[i].Classes[c])
		lower, upper = min(lower, n), max(upper, n)
	}
	return output.FormatShareRange(lower, upper, r.N())
}

// robustFill and envelopeFill are the bars of the pool.
var (
	envelopeFill = fill{white, solid, white}
	robustFill   = fill{pale, rising, white}
)

func drawTogether(s *canvas, r *output.Result, e *analysis.Ensemble) {
	ring := ""
	if baselinePooled(r.Scenario.Bargain) {
		ring = "; the ring is the baseline"
	}
	s.prose("Each circle is the share of draws under one theory, a row for each family" + ring + ". Below them the frame reaches over all theories, the hatched bar over the pool if half of its weight may lie anywhere among them, and the diamond is the pool, with a bracket for its 95% Monte Carlo error. The pool is no better founded than its weights.")
	s.prose(r.PoolWeights(e) + ". Disagreement on how draws end: " + output.FormatPercent(e.Pool.Disagreement, 0.01) + " of the most that there can be.")
	s.legend([]key{
		{func(x, y float64) { s.discs([]point{{x + 10, y}}, 3.6, ink) }, "a theory"},
		{s.swatch(envelopeFill), "all theories"},
		{s.swatch(robustFill), "pool, half the weight anywhere"},
		{func(x, y float64) { s.diamond(x+10, y) }, "pool"},
	})
	classes := r.ClassesShown()
	top := 0.0
	for _, c := range classes {
		for i := range r.Tally.Theories {
			top = max(top, montecarlo.Share(r.Tally.Theories[i].Classes[c], r.Tally.N(i)).Upper)
		}
	}
	a := axis{0, min(1, top*1.04), axesLeft + 8, axesRight - 8}
	ticks := a.ticks(6)
	f := s.open(axesLeft, axesRight, a.places(ticks))
	for n, c := range classes {
		if n > 0 {
			f.separate()
		}
		drawClassTogether(s, f, a, r, e, c)
	}
	f.close()
	s.drawTicks(a, ticks, percentText)
	s.drawName(a, "share of draws")
	drawSplits(s, r, e)
}

// drawClassTogether draws the rows of one class: its name, a row for each
// family and the row of the pool.
func drawClassTogether(s *canvas, f *frame, a axis, r *output.Result, e *analysis.Ensemble, c model.Class) {
	const head, lane, last = 20.0, 15.0, 26.0
	block := f.row(head + lane*float64(len(e.Families)) + last)
	y := block.top + head/2 + 2
	s.swatch(classFills[c])(margin, y)
	st, label := strongStyle, r.Scenario.Bargain.ClassLabel(c)
	if st.measure(label) > labelWidth-26 {
		st = labelStyle
	}
	s.write(st, margin+26, y, fromLeft, label)
	y = block.top + head
	for i := range e.Families {
		family := &e.Families[i]
		middle := y + lane/2
		s.write(smallStyle, margin+26, middle, fromLeft, smallStyle.shorten(output.FamilyName(family), labelWidth-26))
		s.line(a.left, middle, a.right, middle, pen{colour: ruleSoft, width: 0.8})
		for _, m := range family.Theories {
			x := a.at(float64(r.Tally.Theories[m].Classes[c]) / float64(r.Tally.N(m)))
			s.discs([]point{{x, middle}}, 4.4, white)
			s.discs([]point{{x, middle}}, 3.4, ink)
			if r.Scenario.Bargain.Theories[m].Baseline {
				s.ring(x, middle, 6, pen{colour: ink, width: 1.5})
			}
		}
		y += lane
	}
	middle := y + last/2
	s.write(smallStyle, margin+26, middle, fromLeft, "together")
	lower, upper := e.Pool.Robust(int(c), analysis.Contamination)
	outer := box{a.at(e.Pool.Lower[c]), middle - 8, a.at(e.Pool.Upper[c]), middle + 8}
	s.area(outer, envelopeFill)
	s.area(box{a.at(lower), middle - 8, a.at(upper), middle + 8}, robustFill)
	s.border(outer, pen{colour: ink, width: 1})
	x := e.Pool.Shares[c]
	s.errorMark(a, middle, 4, montecarlo.Estimate{N: r.N(), Value: x, Lower: x - 1.96*e.Errors[c], Upper: x + 1.96*e.Errors[c]})
	s.diamond(a.at(x), middle)
	s.around(smallStyle, axesRight+gap, block.middle(), []string{
		"theories " + envelopeText(r, c), "pool " + r.FormatPooled(e, c, false), "other weights " + robustText(r, e, c),
	})
}

// diamond draws the mark of the pool.
func (s *canvas) diamond(x, y float64) {
	for _, layer := range []struct {
		reach  float64
		colour color.NRGBA
	}{{8, white}, {6, vermilion}} {
		q := layer.reach
		s.polygon([]point{{x, y - q}, {x + q, y}, {x, y + q}, {x - q, y}}, layer.colour)
	}
}
