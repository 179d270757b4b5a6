package plot

import (
	"fmt"
	"strconv"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

var outcomeOverRounds = Kind{
	Name:    "outcome-over-rounds",
	Doc:     "What is in force round by round, as stacked shares of draws: one theory large, one of each other family small.",
	Applies: overTime,
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name:        "outcome-over-rounds",
			Title:       roundsTitle(r),
			main:        movingIssue(r) < 0,
			Description: describeRounds(r),
			Numbers:     roundsNumbers(r),
			draw:        func(s *canvas) { drawRounds(s, r) },
		}}
	},
}

// roundsTitle says in how many runs a deal is in force at the end, over theories.
func roundsTitle(r *output.Result) string {
	least, most := extremes(r, everyTheory(r), func(i int) (n int) {
		by := r.Tally.Theories[i].ByRound.Classes
		for c, k := range by[len(by)-1] {
			if model.Class(c).Deal() {
				n += k
			}
		}
		return n
	})
	return "A deal is in force in " + ofRuns(least, most, r.N()) + " after the last round"
}

func describeRounds(r *output.Result) string {
	b := r.Scenario.Bargain
	var w strings.Builder
	fmt.Fprintf(&w, "%s. What is in force, in shares of %s.", roundsTitle(r), plural(r.Tally.Draws, "draw", "draws"))
	for _, i := range theoryOrder(b, len(r.Tally.Theories)) {
		by := r.Tally.Theories[i].ByRound
		fmt.Fprintf(&w, " %s:", output.TheoryName(&b.Theories[i]))
		for n, t := range milestones(len(by.Classes)) {
			if n > 0 {
				w.WriteString(";")
			}
			fmt.Fprintf(&w, " in round %d", t+1)
			for j, c := range r.ClassesShown() {
				if j > 0 {
					w.WriteString(",")
				}
				fmt.Fprintf(&w, " %s %s", b.ClassLabel(c), output.FormatShareOf(r.Tally.Share(i, func(y *montecarlo.TheoryTally) int { return y.ByRound.Classes[t][c] })))
			}
		}
		w.WriteString(".")
	}
	return w.String()
}

// roundsNumbers are what is in force in the first round, halfway and in the last, theory by theory.
func roundsNumbers(r *output.Result) *Numbers {
	b := r.Scenario.Bargain
	n := &Numbers{Head: []string{"theory", "round"}}
	for _, c := range r.ClassesShown() {
		n.Head = append(n.Head, b.ClassLabel(c))
	}
	for _, i := range theoryOrder(b, len(r.Tally.Theories)) {
		for _, t := range milestones(len(r.Tally.Theories[i].ByRound.Classes)) {
			cells := []string{output.TheoryName(&b.Theories[i]), strconv.Itoa(t + 1)}
			for _, c := range r.ClassesShown() {
				cells = append(cells, output.FormatShareOf(r.Tally.Share(i, func(y *montecarlo.TheoryTally) int { return y.ByRound.Classes[t][c] })))
			}
			n.Rows = append(n.Rows, cells)
		}
	}
	return n
}

func drawRounds(s *canvas, r *output.Result) {
	b, t := r.Scenario.Bargain, r.Tally
	classes := classesOverRounds(r)
	s.prose(fmt.Sprintf("In each round, the share of draws in which each class is in force at its end: what was signed may break and be signed again. The 95%% Monte Carlo error of a share is at most ± %s percentage points.",
		output.FormatError(100*widestError(r))))
	var keys []key
	for _, c := range classes {
		keys = append(keys, key{s.swatch(classFills[c]), b.ClassLabel(c)})
	}
	s.legend(keys)

	const left = margin + 44
	lead := leadTheory(r)
	s.y = s.paragraph(strongStyle, left, s.y, fromLeft, []string{strongStyle.shorten(output.TheoryName(&b.Theories[lead]), axesRight-left)}) + 2
	c, row := roundsPanel(s, r, lead, box{left: left, right: axesRight, bottom: 220}, classes, true)
	last := t.Theories[lead].ByRound.Classes[b.Clock.Rounds-1]
	var at []float64
	var words []string
	sum := 0
	for _, class := range classes {
		n := last[class]
		if n > 0 {
			at = append(at, c.y.at((float64(sum)+float64(n)/2)/float64(t.N(lead))))
			share := output.FormatShareOf(t.Share(lead, func(y *montecarlo.TheoryTally) int { return y.ByRound.Classes[b.Clock.Rounds-1][class] }))
			words = append(words, smallStyle.shorten(b.ClassLabel(class), noteWidth-gap-smallStyle.measure(share))+" "+share)
		}
		sum += n
	}
	s.captionsBeside(smallStyle, axesRight, noteWidth+gap, row.top, row.bottom, at, words)
	s.y = s.paragraph(smallStyle, axesRight+16, s.y-16, fromLeft, smallStyle.wrap("at the end of the last round", noteWidth-10, 1))
	s.drawName(c.x, roundName(b))

	const columns, between = 3, 18.0
	const wide = (axesWide - left - (columns-1)*between) / columns
	n, bottom := 0, s.y
	for _, family := range familiesOf(b) {
		i := family.representative(b)
		if i == lead {
			continue
		}
		if n%columns == 0 {
			s.y = bottom + 8
			bottom = s.y
		}
		top := s.y
		x := left + float64(n%columns)*(wide+between)
		st := labelStyle
		if b.Theories[i].Baseline {
			st = strongStyle
		}
		s.y = s.paragraph(st, x, s.y, fromLeft, []string{st.shorten(output.TheoryName(&b.Theories[i]), wide)}) + 2
		roundsPanel(s, r, i, box{left: x, right: x + wide, bottom: 96}, classes, n%columns == 0)
		bottom = max(bottom, s.y)
		s.y = top
		n++
	}
	s.y = bottom
}

// roundsPanel draws one theory's stack, at.bottom units tall, from at.left to
// at.right.
func roundsPanel(s *canvas, r *output.Result, theory int, at box, classes []model.Class, written bool) (chart, box) {
	n := r.Scenario.Bargain.Clock.Rounds
	ticks := roundTicks(n, int((at.right-at.left)/60))
	f := s.open(at.left, at.right, nil)
	row := f.row(at.bottom)
	c := newChart(box{at.left + chartInset, row.top + 2, at.right - chartInset, row.bottom - 5}, n, 0, 1)
	levels := []float64{0, 0.2, 0.4, 0.6, 0.8, 1}
	if at.bottom < 150 {
		levels = []float64{0, 0.5, 1}
	}
	c.amounts(s, levels, percentText, written)
	c.stackRounds(s, r.Tally.Theories[theory].ByRound.Classes, classes, r.Tally.N(theory))
	f.close()
	s.drawTicks(c.x, ticks, tickText)
	return c, row
}

// classesOverRounds are the classes that a run talks about and those that were
// in force in some round.
func classesOverRounds(r *output.Result) []model.Class {
	var shown [model.Classes]bool
	for _, c := range r.ClassesShown() {
		shown[c] = true
	}
	for i := range r.Tally.Theories {
		for _, counts := range r.Tally.Theories[i].ByRound.Classes {
			for c, n := range counts {
				shown[c] = shown[c] || n > 0
			}
		}
	}
	var classes []model.Class
	for c, yes := range shown {
		if yes {
			classes = append(classes, model.Class(c))
		}
	}
	return classes
}

// widestError is the largest half of a 95% interval among all shares of the figure.
func widestError(r *output.Result) float64 {
	widest := 0.0
	for i := range r.Tally.Theories {
		for round, counts := range r.Tally.Theories[i].ByRound.Classes {
			for c := range counts {
				e := r.Tally.Share(i, func(y *montecarlo.TheoryTally) int { return y.ByRound.Classes[round][c] })
				widest = max(widest, (e.Upper-e.Lower)/2)
			}
		}
	}
	return widest
}
