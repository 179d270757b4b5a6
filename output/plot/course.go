package plot

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/output"
)

var course = Kind{
	Name: "course",
	Doc:  "Course over time: single draws of the issue that moves by itself, one panel per family; lines end at signature and jump to the agreed terms.",
	Applies: func(r *output.Result) bool {
		return overTime(r) && movingIssue(r) >= 0 && len(coursePanels(r)) > 0
	},
	figures: func(r *output.Result) []Figure {
		k := movingIssue(r)
		return []Figure{{
			Name: "course", main: true, Numbers: courseNumbers(r, k), Title: courseTitle(r, k),
			Sub:         fmt.Sprintf("Each line is one of %d draws; it ends where a signature settles the issue, with the terms as a dot.", courseDraws(r)),
			Description: describeCourse(r, k),
			draw:        func(s *canvas) { drawCourse(s, r, k) },
		}}
	},
}

// mostCourses is how many draws a panel shows.
const mostCourses = 12

func courseDraws(r *output.Result) int { return min(mostCourses, r.Sample.N) }

// coursePanels are the families of which single draws are kept.
func coursePanels(r *output.Result) []family {
	if r.Sample == nil || r.Sample.N == 0 {
		return nil
	}
	b := r.Scenario.Bargain
	return slices.DeleteFunc(familiesOf(b), func(f family) bool {
		t := f.representative(b)
		return t >= len(r.Sample.Outcomes) || r.Sample.Outcomes[t][0].Path == nil
	})
}

// A signature is where one draw left its line for terms.
type signature struct {
	round       int
	held, terms float64 // positions
}

// signatureOf is where a draw's deal in force at the end settled issue k.
func signatureOf(o *model.Outcome, k int) (s signature, ok bool) {
	if !o.Class.Deal() || !finite(o.Terms[k]) || o.Path == nil || o.Round >= len(o.Path.Line) {
		return s, false
	}
	return signature{o.Round, o.Path.Line[max(o.Round-1, 0)], o.Terms[k]}, finite(o.Path.Line[max(o.Round-1, 0)])
}

// signatures are those of all draws of the sample under a theory.
func signatures(r *output.Result, theory, k int) (all []signature) {
	for j := range r.Sample.Outcomes[theory] {
		if s, ok := signatureOf(&r.Sample.Outcomes[theory][j], k); ok {
			all = append(all, s)
		}
	}
	return all
}

// middle is the median of a value of signatures.
func middle(all []signature, of func(signature) float64) float64 {
	values := make([]float64, len(all))
	for i, s := range all {
		values[i] = of(s)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// signedText writes the medians of what was held and what was agreed.
func signedText(r *output.Result, all []signature, k int) (held, terms string) {
	issue := &r.Scenario.Bargain.Issues[k]
	amount := func(x float64) string { return output.AmountsOf(issue).Format(issue.Scale.Amount(x), 0) }
	return amount(middle(all, func(s signature) float64 { return s.held })), amount(middle(all, func(s signature) float64 { return s.terms }))
}

func courseTitle(r *output.Result, k int) string {
	all := signatures(r, leadTheory(r), k)
	name := capital(output.IssueName(&r.Scenario.Bargain.Issues[k]))
	if len(all) == 0 {
		return name + ": nothing signed settles it in these draws"
	}
	held, terms := signedText(r, all, k)
	return fmt.Sprintf("%s goes from %s held to %s agreed, where signed", name, held, terms)
}

func courseNumbers(r *output.Result, k int) *Numbers {
	b := r.Scenario.Bargain
	n := &Numbers{Head: []string{"theory", "draws of " + output.FormatCount(r.Sample.N) + " in which it is settled", "held at signature, median", "agreed, median", "round of signature, median"}}
	for _, f := range coursePanels(r) {
		t := f.representative(b)
		row := []string{output.TheoryName(&b.Theories[t]), "0", "–", "–", "–"}
		if all := signatures(r, t, k); len(all) > 0 {
			held, terms := signedText(r, all, k)
			row = append(row[:1], output.FormatCount(len(all)), held, terms, fmt.Sprintf("%.0f", 1+middle(all, func(s signature) float64 { return float64(s.round) })))
		}
		n.Rows = append(n.Rows, row)
	}
	return n
}

func describeCourse(r *output.Result, k int) string {
	var w strings.Builder
	w.WriteString(courseTitle(r, k) + ". Medians over the draws that were kept.")
	for _, row := range courseNumbers(r, k).Rows {
		fmt.Fprintf(&w, " %s: settled in %s draws, from %s held to %s agreed, in round %s.", row[0], row[1], row[2], row[3], row[4])
	}
	return w.String()
}

func drawCourse(s *canvas, r *output.Result, k int) {
	b := r.Scenario.Bargain
	issue, panels, draws := &b.Issues[k], coursePanels(r), courseDraws(r)
	lower, upper := math.Inf(1), math.Inf(-1)
	seen := map[model.Class]bool{}
	for _, f := range panels {
		os := r.Sample.Outcomes[f.representative(b)]
		for j := range draws {
			for _, x := range append(slices.Clone(os[j].Path.Line), os[j].Terms[k]) {
				if finite(x) {
					lower, upper = min(lower, x), max(upper, x)
				}
			}
			if _, ok := signatureOf(&os[j], k); ok {
				seen[os[j].Class] = true
			}
		}
	}
	pad := max(0.05*(upper-lower), 0.02)
	lower, upper = max(lower-pad, 0), min(upper+pad, 1)
	keys := []key{{func(x, y float64) { s.line(x, y, x+20, y, coursePen) }, "a draw, nothing settles it"}}
	for c := range model.Classes {
		if seen[model.Class(c)] {
			keys = append(keys, key{func(x, y float64) { s.agreed(model.Class(c), x+12, y) }, "terms of a " + b.ClassLabel(model.Class(c))})
		}
	}
	s.legend(keys)
	const between, left, tall = 44.0, margin + 46, 150.0
	columns := min(len(panels), 3)
	wide := (axesWide - left - float64(columns-1)*between) / float64(columns)
	n, bottom := b.Clock.Rounds, s.y
	for i, f := range panels {
		if i%columns == 0 {
			s.y = bottom + 4
		}
		top := s.y
		x := left + float64(i%columns)*(wide+between)
		s.familyMark(f.look, x+6, s.y+8, 4.6)
		s.write(strongStyle, x+18, s.y+8, fromLeft, strongStyle.shorten(output.TheoryTitle(&b.Theories[f.representative(b)]), wide-18))
		s.y += 18
		frame := s.open(x, x+wide, nil)
		row := frame.row(tall)
		c := newChart(box{x + chartInset, row.top + 4, x + wide - chartInset, row.bottom - 6}, n, issue.Scale.Amount(lower), issue.Scale.Amount(upper))
		c.amounts(s, c.y.ticks(4), output.AmountsOf(issue).Tick, true)
		os := r.Sample.Outcomes[f.representative(b)]
		for j := range draws {
			s.courseOf(c, issue, &os[j], k)
		}
		frame.close()
		s.drawTicks(c.x, roundTicks(n, 6), tickText)
		bottom = max(bottom, s.y)
		if i%columns < columns-1 && i < len(panels)-1 {
			s.y = top
		}
	}
	s.y = bottom
	s.drawName(axis{left: left, right: axesWide}, roundName(b)+"; upward: "+orID(issue.Unit, "position on the scale of "+output.IssueName(issue)))
}

var coursePen = pen{colour: grey, width: 1.1}

// agreed marks terms that a deal of a class settled.
func (s *canvas) agreed(c model.Class, x, y float64) {
	s.discs([]point{{x, y}}, 4.8, white)
	s.discs([]point{{x, y}}, 4, classFills[c].colour)
	if c != model.Settlement {
		s.discs([]point{{x, y}}, 1.8, white)
	}
}

// courseOf draws one draw: its line up to the signature, and the jump to terms.
func (s *canvas) courseOf(c chart, issue *model.Issue, o *model.Outcome, k int) {
	end := endOf(o)
	sign, ok := signatureOf(o, k)
	if ok {
		end = min(end, max(sign.round, 1))
	}
	var ps []point
	for t := range end {
		if x := o.Path.Line[t]; finite(x) {
			ps = append(ps, c.at(t, issue.Scale.Amount(x)))
		}
	}
	if len(ps) == 1 {
		ps = append(ps, point{min(ps[0].x+4, c.x.right), ps[0].y})
	}
	s.curve(ps, coursePen)
	if ok && len(ps) > 0 {
		last, at := ps[len(ps)-1], c.at(sign.round, issue.Scale.Amount(sign.terms))
		s.line(last.x, last.y, at.x, at.y, pen{colour: classFills[o.Class].colour, width: 1.3, dashes: []float64{3, 2}})
		s.agreed(o.Class, at.x, at.y)
	}
}
