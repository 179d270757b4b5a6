package plot

import (
	"fmt"
	"image/color"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

var timeToAgreement = Kind{
	Name: "time-to-agreement",
	Doc:  "Share of draws that have reached a settlement, a ceasefire or any deal by each round, against the share in which it is in force at the end.",
	Applies: func(r *output.Result) bool {
		return overTime(r) && len(goals(r.Scenario.Bargain)) > 0
	},
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name:        "time-to-agreement",
			Title:       "When the draws reach an agreement, and whether it is still there at the end",
			Description: describeTime(r),
			draw:        func(s *canvas) { drawTime(s, r) },
		}}
	},
}

// A goal is something that draws may reach.
type goal struct {
	name    string
	pen     pen
	classes []model.Class
}

// goals are those that the scenario's packages can lead to.
func goals(b *model.Bargain) []goal {
	var gs []goal
	all := goal{"any deal", pen{colour: ink, width: 1.4}, nil}
	for _, g := range []goal{
		{b.ClassLabel(model.Settlement), pen{colour: blue, width: 2.6}, []model.Class{model.Settlement}},
		{b.ClassLabel(model.Ceasefire), pen{colour: sky, width: 2.2, dashes: []float64{5, 2}}, []model.Class{model.Ceasefire}},
		{b.ClassLabel(model.Partial), pen{}, []model.Class{model.Partial}},
	} {
		if !leadsTo(b, g.classes[0]) {
			continue
		}
		all.classes = append(all.classes, g.classes...)
		if g.pen.width > 0 {
			gs = append(gs, g)
		}
	}
	if len(all.classes) > 1 {
		gs = append(gs, all)
	}
	return gs
}

// reached counts the draws that have reached the goal by each round.
func (g goal) reached(by *montecarlo.RoundTally) []int {
	first := by.Deals
	if len(g.classes) == 1 {
		first = by.Reached[g.classes[0]]
	}
	counts, sum := make([]int, len(first)), 0
	for t, n := range first {
		sum += n
		counts[t] = sum
	}
	return counts
}

// kept counts the draws in which the goal is in force at the end.
func (g goal) kept(t *montecarlo.TheoryTally) int {
	sum := 0
	for _, c := range g.classes {
		sum += t.Classes[c]
	}
	return sum
}

func describeTime(r *output.Result) string {
	b := r.Scenario.Bargain
	var w strings.Builder
	fmt.Fprintf(&w, "Shares of %s within %s, by theory: reached at some time, and in force at the end.",
		plural(r.Tally.Draws, "draw", "draws"), plural(b.Clock.Rounds, "round", "rounds"))
	for _, i := range theoryOrder(b, len(r.Tally.Theories)) {
		fmt.Fprintf(&w, " %s:", output.TheoryName(&b.Theories[i]))
		for j, g := range goals(b) {
			if j > 0 {
				w.WriteString(";")
			}
			fmt.Fprintf(&w, " %s %s reached, %s at the end", g.name,
				output.FormatShareOf(g.shares(r.Tally, i)[b.Clock.Rounds-1]), output.FormatShareOf(r.Tally.Share(i, g.kept)))
		}
		w.WriteString(".")
	}
	return w.String()
}

func drawTime(s *canvas, r *output.Result) {
	b := r.Scenario.Bargain
	gs := goals(b)
	n := b.Clock.Rounds
	s.prose(fmt.Sprintf("A curve is the share of draws that have reached something by the end of a round, at least once; its band is the 95%% Monte Carlo error. The disc says how many reach it within the %s, the ring in how many it is in force at the end: what was reached may have broken, or given way to something else.",
		plural(n, "round", "rounds")))
	var keys []key
	for _, g := range gs {
		keys = append(keys, key{func(x, y float64) { s.line(x, y, x+20, y, g.pen) }, g.name})
	}
	keys = append(keys,
		key{func(x, y float64) { s.discs([]point{{x + 10, y}}, markSize, ink) }, "reached within the rounds"},
		key{func(x, y float64) { s.hollow(x+10, y, ink) }, "in force at the end"})
	s.legend(keys)

	top := 0.0
	for i := range r.Tally.Theories {
		for _, g := range gs {
			top = max(top, g.shares(r.Tally, i)[n-1].Upper)
		}
	}
	top = min(1, top*1.06)
	end := axesRight // further left where names want more room before the figures
	for _, g := range gs {
		end = min(end, reachedColumn-figureWidth-gap-smallStyle.measure(g.name))
	}
	const marks = 40.0 // room for the marks at the end of the curves
	right := end - chartInset - marks
	ticks := roundTicks(n, 8)
	f := s.open(axesLeft, end, roundAxis(n, axesLeft+chartInset, right).places(ticks))
	middle := f.top + noticeHeight/2
	s.write(smallStyle, reachedColumn, middle, fromRight, "reached")
	s.write(smallStyle, keptColumn, middle, fromRight, "at the end")
	for j, i := range theoryOrder(b, len(r.Tally.Theories)) {
		if j > 0 {
			f.separate()
		}
		row := f.row(92)
		s.theoryBeside(&b.Theories[i], row)
		c := newChart(box{axesLeft + chartInset, row.top + 7, right, row.bottom - 7}, n, 0, top)
		c.amounts(s, c.y.ticks(3), percentText, true)
		for _, g := range gs {
			c.errorBand(s, g.shares(r.Tally, i), g.pen)
		}
		for k, g := range gs {
			es := g.shares(r.Tally, i)
			c.stepCurve(s, es, g.pen)
			s.discs([]point{{right + 9, c.y.at(es[n-1].Value)}}, markSize, g.pen.colour)
			kept := r.Tally.Share(i, g.kept)
			s.hollow(right+23, c.y.at(kept.Value), g.pen.colour)
			y := row.middle() + (float64(k)-float64(len(gs)-1)/2)*16
			s.write(smallStyle, end+gap, y, fromLeft, g.name)
			s.write(smallStyle, reachedColumn, y, fromRight, output.FormatShareOf(es[n-1]))
			s.write(smallStyle, keptColumn, y, fromRight, output.FormatShareOf(kept))
		}
	}
	f.close()
	x := roundAxis(n, axesLeft+chartInset, right)
	s.drawTicks(x, ticks, tickText)
	s.drawName(x, roundName(b))
}

// The right ends of the two columns of figures.
const (
	keptColumn    = sheetWidth - margin
	reachedColumn = keptColumn - 58
	figureWidth   = 40.0
	markSize      = 4.2
)

// hollow draws a ring on white.
func (s *canvas) hollow(x, y float64, c color.NRGBA) {
	s.discs([]point{{x, y}}, markSize, c)
	s.discs([]point{{x, y}}, markSize-1.7, white)
}

// shares estimates the share of draws under a theory that have reached the goal
// by each round.
func (g goal) shares(t *montecarlo.Tally, theory int) []montecarlo.Estimate {
	es := make([]montecarlo.Estimate, len(t.Theories[theory].ByRound.Deals))
	for k := range es {
		es[k] = t.Share(theory, func(y *montecarlo.TheoryTally) int { return g.reached(y.ByRound)[k] })
	}
	return es
}

// theoryBeside writes a theory's name before a row whose amounts are written
// beside it too.
func (s *canvas) theoryBeside(t *model.Theory, row box) {
	st := labelStyle
	if t.Baseline {
		st = strongStyle
	}
	s.around(st, margin, row.middle(), st.wrap(output.TheoryName(t), labelWidth-40, 4))
}
