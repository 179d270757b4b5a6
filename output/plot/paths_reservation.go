package plot

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

var pathsReservation = Kind{
	Name: "paths-reservation",
	Doc:  "What refusing is worth to each party that is asked, round by round: single draws first, bands of all draws second.",
	Applies: func(r *output.Result) bool {
		asked, _ := askedParties(r.Scenario.Bargain)
		return overTime(r) && len(asked) > 0
	},
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name:        "paths-reservation",
			Title:       "Round by round: what refusing is worth",
			Description: describeReservation(r),
			draw:        func(s *canvas) { drawReservation(s, r) },
		}}
	},
}

func describeReservation(r *output.Result) string {
	b, theory := r.Scenario.Bargain, leadTheory(r)
	by := r.Tally.Theories[theory].ByRound.Reservation
	var w strings.Builder
	fmt.Fprintf(&w, "Reservation values round by round under %s, in stake units; 5th, 50th and 95th percentile of all draws.", output.TheoryTitle(&b.Theories[theory]))
	asked, _ := askedParties(b)
	for _, i := range asked {
		fmt.Fprintf(&w, " %s:", output.PartyName(&b.Parties[i]))
		for n, t := range milestones(len(by)) {
			if n > 0 {
				w.WriteString(";")
			}
			d := &by[t][i]
			fmt.Fprintf(&w, " in round %d %s, %s, %s", t+1, stripFigure(d, 0.05), stripFigure(d, 0.5), stripFigure(d, 0.95))
		}
		w.WriteString(".")
	}
	return w.String()
}

// stripFigure writes a quantile of a strip.
func stripFigure(d *montecarlo.Strip, p float64) string {
	e := d.Quantile(p)
	return output.Format(e.Value, e.Error)
}

func drawReservation(s *canvas, r *output.Result) {
	b, theory := r.Scenario.Bargain, leadTheory(r)
	by := r.Tally.Theories[theory].ByRound.Reservation
	lines := linesOf(r, theory)
	asked, more := askedParties(b)
	name := output.TheoryTitle(&b.Theories[theory])

	words := "A party's reservation value is what things are worth to it if nothing more is signed: it agrees to nothing that leaves it below. It moves with whatever moves between rounds. Once something is signed it counts what is in force, and jumps."
	if len(lines) > 0 {
		words += fmt.Sprintf(" Left: %s under %s, one line each; draw 0 is drawn in black. Right: all draws.", plural(len(lines), "imagined draw", "imagined draws"), name)
	} else {
		words += " All draws under " + name + "."
	}
	s.prose(words + " A draw that has ended keeps its last value.")
	var keys []key
	if len(lines) > 0 {
		keys = ensembleKeys(s, b)
	}
	s.legend(append(keys, key{fanSwatch(s, blue), "middle 50% and 90% of draws"}))

	lower, upper := reservationRange(by, lines, asked)
	for n, i := range asked {
		if n > 0 {
			s.y += 6
		}
		head := s.y + 9
		s.marker(i, margin+8, head, 5)
		s.write(strongStyle, margin+22, head, fromLeft, strongStyle.nameWithin(output.PartyName(&b.Parties[i]), 420))
		s.write(smallStyle, axesWide, head, fromRight, b.Parties[i].Seat.String())
		s.y += 20
		const left, middle = margin + 40, (margin + 40 + axesWide) / 2
		strip := func(t int) *montecarlo.Strip { return &by[t][i] }
		bands := func(c chart) { fan{c, strip, func(x float64) float64 { return x }, len(by)}.draw(s, blue) }
		if len(lines) == 0 {
			reservationPanel(s, r, box{left: left, right: axesWide, top: lower, bottom: upper}, true, bands)
			continue
		}
		top := s.y
		reservationPanel(s, r, box{left: left, right: middle - 5, top: lower, bottom: upper}, true, func(c chart) {
			drawEnsemble(s, c, lines, func(o *model.Outcome, t int) float64 { return o.Path.Reservation(t)[i] })
		})
		s.y = top
		reservationPanel(s, r, box{left: middle + 5, right: axesWide, top: lower, bottom: upper}, false, bands)
	}
	s.drawName(axis{left: margin, right: axesWide}, roundName(b)+"; upward: stake units, 1 is the party's own ideal on every issue, 0 the far end on every issue")
	if more > 0 {
		s.prose(fmt.Sprintf("%s not drawn.", plural(more, "more party is", "more parties are")))
	}
}

// reservationRange is the part of the stake scale that all panels share.
func reservationRange(by [][]montecarlo.Strip, lines []*model.Outcome, parties []int) (lower, upper float64) {
	lower, upper = math.Inf(1), math.Inf(-1)
	reach := func(x float64) {
		if finite(x) {
			lower, upper = min(lower, x), max(upper, x)
		}
	}
	for _, i := range parties {
		for t := range by {
			reach(by[t][i].At(0.03))
			reach(by[t][i].At(0.97))
		}
		for _, o := range lines {
			for t := range endOf(o) {
				reach(o.Path.Reservation(t)[i])
			}
		}
	}
	if !(upper >= lower) {
		return 0, 1
	}
	pad := max((upper-lower)*0.05, 0.02)
	return lower - pad, upper + pad
}

// reservationPanel draws the axes of one panel from at.left to at.right, over
// stake units from at.top to at.bottom, and what fills it.
func reservationPanel(s *canvas, r *output.Result, at box, written bool, fill func(chart)) {
	const tall = 104.0
	n := r.Scenario.Bargain.Clock.Rounds
	ticks := roundTicks(n, 6)
	f := s.open(at.left, at.right, roundAxis(n, at.left+chartInset, at.right-chartInset).places(ticks))
	row := f.row(tall)
	c := newChart(box{at.left + chartInset, row.top + 2, at.right - chartInset, row.bottom - 5}, n, at.top, at.bottom)
	c.amounts(s, c.y.ticks(4), tickText, written)
	fill(c)
	f.close()
	s.drawTicks(c.x, ticks, tickText)
}
