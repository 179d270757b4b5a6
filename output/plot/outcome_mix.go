package plot

import (
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

var outcomeMix = Kind{
	Name:    "outcome-mix",
	Doc:     "Share of draws that ends in each class of outcome, theory by theory, with the spread between theories.",
	Applies: func(*output.Result) bool { return true },
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name:        "outcome-mix",
			Title:       "How the draws end, theory by theory",
			Description: describeMix(r),
			draw:        func(s *canvas) { drawMix(s, r) },
		}}
	},
}

// absent names the classes among those shown that no draw ended in.
func absent(r *output.Result) []string {
	var names []string
	for _, c := range r.ClassesShown() {
		n := 0
		for i := range r.Tally.Theories {
			n += r.Tally.Theories[i].Classes[c]
		}
		if n == 0 {
			names = append(names, r.Scenario.Bargain.ClassLabel(c))
		}
	}
	return names
}

func describeMix(r *output.Result) string {
	classes := r.ClassesShown()
	var b strings.Builder
	fmt.Fprintf(&b, "Of %s draws, by theory.", output.FormatCount(r.Tally.Draws))
	for _, i := range theoryOrder(r.Scenario.Bargain, len(r.Tally.Theories)) {
		fmt.Fprintf(&b, " %s:", output.TheoryName(&r.Scenario.Bargain.Theories[i]))
		for j, c := range classes {
			if j > 0 {
				b.WriteString(",")
			}
			fmt.Fprintf(&b, " %s %s", c, output.FormatShareOf(r.Tally.Class(i, c)))
		}
		b.WriteString(".")
	}
	return b.String()
}

func drawMix(s *canvas, r *output.Result) {
	b, t := r.Scenario.Bargain, r.Tally
	classes := r.ClassesShown()
	words := "Each bar is all draws of one theory. A bracket on a boundary is its 95% Monte Carlo error: what more draws would narrow."
	if not := absent(r); len(not) > 0 {
		words += " In no draw: " + strings.Join(not, ", ") + "."
	}
	s.prose(words)
	var keys []key
	for _, c := range classes {
		keys = append(keys, key{s.swatch(classFills[c]), r.Scenario.Bargain.ClassLabel(c)})
	}
	s.legend(keys)

	a := axis{0, 1, axesLeft + 6, axesWide - 6}
	ticks := []float64{0, 0.2, 0.4, 0.6, 0.8, 1}
	f := s.open(axesLeft, axesWide, a.places(ticks))
	for _, i := range theoryOrder(b, len(t.Theories)) {
		row := f.row(34)
		s.theory(&b.Theories[i], row, 2)
		drawStack(s, a, box{a.left, row.top + 5, a.right, row.bottom - 5}, r, i, classes)
	}
	f.row(4)
	f.close()
	s.drawTicks(a, ticks, percentText)
	s.drawName(a, "share of draws")
	if len(t.Theories) < 2 {
		return
	}

	s.y += 8
	s.y = s.paragraph(strongStyle, margin, s.y, fromLeft, []string{"Spread between theories"})
	ring := ""
	if baselinePooled(b) {
		ring = "the ring is the baseline, "
	}
	s.prose("From the theory with the smallest share of draws to the one with the largest; circles are theories, " + ring + "brackets are 95% Monte Carlo errors.")
	drawEnvelope(s, r, classes)
}

// baselinePooled reports whether the baseline is among the theories that end in
// outcomes: it is not where it predicts.
func baselinePooled(b *model.Bargain) bool {
	return slices.ContainsFunc(b.Theories, func(t model.Theory) bool { return t.Baseline && !t.Predicts })
}

// theory writes a theory's name before its row, in at most so many lines, the
// baseline in bold.
func (s *canvas) theory(t *model.Theory, row box, most int) {
	st := labelStyle
	if t.Baseline {
		st = strongStyle
	}
	s.around(st, margin, row.middle(), st.wrap(output.TheoryName(t), labelWidth, most))
}

// drawStack draws one theory's shares side by side, writes those that have
// room, and brackets the boundaries with their errors.
func drawStack(s *canvas, a axis, at box, r *output.Result, theory int, classes []model.Class) {
	b, t := r.Scenario.Bargain, r.Tally
	counts, draws := t.Theories[theory].Classes, t.N(theory)
	sum := 0
	type boundary struct{ e montecarlo.Estimate }
	var boundaries []boundary
	for k, c := range classes {
		left := a.at(float64(sum) / float64(draws))
		sum += counts[c]
		part := box{left, at.top, a.at(float64(sum) / float64(draws)), at.bottom}
		s.area(part, classFills[c])
		if counts[c] > 0 && sum < draws {
			boundaries = append(boundaries, boundary{t.Share(theory, func(y *montecarlo.TheoryTally) int {
				upTo := 0
				for _, before := range classes[:k+1] {
					upTo += y.Classes[before]
				}
				return upTo
			})})
		}
		share := output.FormatShareOf(t.Class(theory, c))
		name := b.ClassLabel(c) + " " + share
		for _, label := range []string{name, share} {
			w := labelStyle.measure(label) + 8
			if counts[c] == 0 || w > part.width()-12 {
				continue
			}
			x := (part.left + part.right) / 2
			if classFills[c].pattern != solid {
				s.rect(box{x - w/2, part.middle() - 8.5, x + w/2, part.middle() + 8.5}, classFills[c].colour)
			}
			s.write(labelStyle.in(contrast(classFills[c].colour)), x, part.middle(), centred, label)
			break
		}
	}
	for _, m := range boundaries {
		x := a.at(m.e.Value)
		s.line(x, at.top, x, at.bottom, pen{colour: white, width: 1.4})
		s.errorMark(a, at.bottom+1, 2.6, m.e)
	}
}

// drawEnvelope draws, class by class, the range of shares across theories.
func drawEnvelope(s *canvas, r *output.Result, classes []model.Class) {
	b, t := r.Scenario.Bargain, r.Tally
	top := 0.0
	for i := range t.Theories {
		for _, c := range classes {
			top = max(top, t.Class(i, c).Upper)
		}
	}
	a := axis{0, min(1, top*1.04), axesLeft + 6, axesRight - 6}
	ticks := a.ticks(6)
	f := s.open(axesLeft, axesRight, a.places(ticks))
	for _, c := range classes {
		row := f.row(32)
		y := row.middle()
		s.swatch(classFills[c])(margin, y)
		s.around(labelStyle, margin+26, y, labelStyle.wrap(b.ClassLabel(c), labelWidth-26, 2))
		low, high := 0, 0
		for i := range t.Theories {
			if r.Of(i, t.Theories[i].Classes[c]) < r.Of(low, t.Theories[low].Classes[c]) {
				low = i
			}
			if r.Of(i, t.Theories[i].Classes[c]) > r.Of(high, t.Theories[high].Classes[c]) {
				high = i
			}
		}
		share := func(i int) montecarlo.Estimate { return t.Class(i, c) }
		bar := box{a.at(share(low).Value), y - 7, a.at(share(high).Value), y + 7}
		s.area(bar, classFills[c])
		s.border(bar, pen{colour: inkSoft, width: 0.8})
		for i := range t.Theories {
			s.errorMark(a, y, 4, share(i))
		}
		for i := range t.Theories {
			x := a.at(share(i).Value)
			s.discs([]point{{x, y}}, 4.6, white)
			s.discs([]point{{x, y}}, 3.6, ink)
			if b.Theories[i].Baseline {
				s.ring(x, y, 6.6, pen{colour: ink, width: 1.6})
			}
		}
		least, most := output.FormatShareOf(share(low)), output.FormatShareOf(share(high))
		lines := []string{least + " under every theory"}
		if least != most {
			lines = []string{
				least + " " + holder(t, b, c, low, noteWidth-smallStyle.measure(least+" ")),
				most + " " + holder(t, b, c, high, noteWidth-smallStyle.measure(most+" ")),
			}
		}
		s.around(smallStyle, axesRight+gap, y, lines)
		f.separate()
	}
	f.close()
	s.drawTicks(a, ticks, percentText)
	s.drawName(a, "share of draws")
}

// holder names a theory and how many others have the same share of a class.
func holder(t *montecarlo.Tally, b *model.Bargain, c model.Class, theory int, width float64) string {
	others := -1
	for i := range t.Theories {
		if t.Theories[i].Classes[c] == t.Theories[theory].Classes[c] {
			others++
		}
	}
	name := output.TheoryTitle(&b.Theories[theory])
	if others == 0 {
		return smallStyle.shorten(name, width)
	}
	more := fmt.Sprintf(" and %d more", others)
	return smallStyle.shorten(name, width-smallStyle.measure(more)) + more
}
