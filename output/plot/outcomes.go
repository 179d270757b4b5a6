package plot

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/reference"
	"sim/output"
)

var outcomeStrips = Kind{
	Name:    "outcomes",
	Doc:     "How draws end: one row per outcome, one mark per theory, marks of one family alike.",
	Applies: func(*output.Result) bool { return true },
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name: "outcomes", main: true, Numbers: outcomeNumbers(r),
			Title:       outcomesTitle(r),
			Sub:         "One mark is one theory's share of the same " + plural(r.Tally.Draws, "draw", "draws") + "; marks of one family share colour and shape.",
			Description: describeOutcomes(r),
			draw:        func(s *canvas) { drawOutcomes(s, r) },
		}}
	},
}

// ofHundred writes a range of counts of draws as counts of 100, without a sign of
// percent; of few draws only that there are fewer.
func ofHundred(least, most, draws int) string {
	text := output.FormatShareRange(least, most, draws)
	if strings.Contains(text, " of ") && 100*most < draws { // too few draws for a share
		return fmt.Sprintf("<%.1f", math.Ceil(1000*float64(most)/float64(draws))/10)
	}
	return strings.ReplaceAll(text, "%", "")
}

// ofRuns is ofHundred with what it counts; of few draws, these.
func ofRuns(least, most, draws int) string {
	text := ofHundred(least, most, draws)
	if strings.Contains(text, " of ") {
		return text + " draws"
	}
	return text + " of 100 runs"
}

// extremes are the least and the largest count of draws, of r.N, over theories.
func extremes(r *output.Result, theories []int, count func(theory int) int) (least, most int) {
	least = r.N()
	for _, i := range theories {
		n := r.Of(i, count(i))
		least, most = min(least, n), max(most, n)
	}
	return least, most
}

// everyTheory lists the theories of a result.
func everyTheory(r *output.Result) []int {
	all := make([]int, len(r.Tally.Theories))
	for i := range all {
		all[i] = i
	}
	return all
}

// byFrequency are the outcomes that a run talks about, the most frequent first.
func byFrequency(r *output.Result) []model.Class {
	classes := r.ClassesShown()
	slices.SortStableFunc(classes, func(a, b model.Class) int {
		sum := func(c model.Class) (n int) {
			for i := range r.Tally.Theories {
				n += r.Tally.Theories[i].Classes[c]
			}
			return n
		}
		return sum(b) - sum(a)
	})
	return classes
}

// classRange is ofHundred for an outcome over all theories.
func classRange(r *output.Result, c model.Class, write func(least, most, draws int) string) string {
	least, most := extremes(r, everyTheory(r), func(i int) int { return r.Tally.Theories[i].Classes[c] })
	return write(least, most, r.N())
}

func outcomesTitle(r *output.Result) string {
	classes := byFrequency(r)
	title := capital(r.Scenario.Bargain.ClassLabel(classes[0])) + " in " + classRange(r, classes[0], ofRuns)
	if len(classes) > 1 {
		title += ", " + r.Scenario.Bargain.ClassLabel(classes[1]) + " in " + classRange(r, classes[1], ofHundred)
	}
	return title
}

func outcomeNumbers(r *output.Result) *Numbers {
	b := r.Scenario.Bargain
	classes := byFrequency(r)
	n := &Numbers{Head: []string{"theory"}}
	for _, c := range classes {
		n.Head = append(n.Head, b.ClassLabel(c)+", of 100")
	}
	for _, f := range familiesOf(b) {
		for _, i := range f.theories {
			row := []string{output.TheoryName(&b.Theories[i])}
			for _, c := range classes {
				k := r.Tally.Theories[i].Classes[c]
				row = append(row, ofHundred(k, k, r.Tally.N(i)))
			}
			n.Rows = append(n.Rows, row)
		}
	}
	return n
}

func describeOutcomes(r *output.Result) string {
	b := r.Scenario.Bargain
	var w strings.Builder
	w.WriteString(outcomesTitle(r) + ".")
	for _, f := range familiesOf(b) {
		fmt.Fprintf(&w, " %s:", capital(f.name))
		for j, c := range byFrequency(r) {
			if j > 0 {
				w.WriteString(",")
			}
			least, most := extremes(r, f.theories, func(i int) int { return r.Tally.Theories[i].Classes[c] })
			fmt.Fprintf(&w, " %s in %s", b.ClassLabel(c), ofHundred(least, most, r.N()))
		}
		w.WriteString(".")
	}
	w.WriteString(referenceWords(b, reference.Endings...))
	return w.String()
}

// referenceLane is the height of a reference class below the marks of a row.
const referenceLane = 15.0

func drawOutcomes(s *canvas, r *output.Result) {
	b, t := r.Scenario.Bargain, r.Tally
	fs := familiesOf(b)
	s.legend(s.familyKeys(fs))
	top := 0.0
	classes := byFrequency(r)
	for _, c := range classes {
		for i := range t.Theories {
			top = max(top, t.Class(i, c).Value)
		}
	}
	references := besides(b, reference.Endings...)
	for _, of := range references {
		if c, ok := of.rowOf(); ok && slices.Contains(classes, c) {
			top = max(top, of.Share, of.Most)
		}
	}
	s.besideReference("Grey rings are no draws but shares of conflicts of another population, in the row of the outcome that is most like; a conflict that a victory ended is like none.", references, func(of beside) string {
		if c, ok := of.rowOf(); ok && slices.Contains(classes, c) {
			return "row " + b.ClassLabel(c)
		}
		return "no row here is about it"
	})
	const left, right = margin + 150.0, sheetWidth - margin - 110
	a := axis{0, min(1, max(top*1.06, 0.05)), left + 8, right - 8}
	ticks := a.ticks(6)
	f := s.open(left, right, a.places(ticks))
	lane := min(9, max(3, 30/float64(len(fs))))
	for _, c := range classes {
		var here []beside
		for _, of := range references {
			if about, ok := of.rowOf(); ok && about == c {
				here = append(here, of)
			}
		}
		below := referenceLane * float64(len(here))
		row := f.row(max(lane*float64(len(fs))+18, 34) + below)
		middle := row.middle() - below/2
		s.around(headStyle, margin, middle, headStyle.wrap(b.ClassLabel(c), left-margin-8, 2))
		least, most := extremes(r, everyTheory(r), func(i int) int { return t.Theories[i].Classes[c] })
		share := func(n int) float64 { return float64(n) / float64(r.N()) }
		s.rect(box{a.at(share(least)) - 2, row.top + 4, a.at(share(most)) + 2, row.bottom - below - 4}, band)
		for n, of := range here {
			s.besideAcross(of, a, row.bottom-below+(float64(n)+0.3)*referenceLane)
		}
		for n, family := range fs {
			y := middle + (float64(n)-float64(len(fs)-1)/2)*lane
			for _, i := range family.theories {
				s.familyMark(family.look, a.at(t.Class(i, c).Value), y, 4.6)
			}
		}
		s.write(headStyle, right+gap, middle, fromLeft, headStyle.shorten(classRange(r, c, ofHundred), sheetWidth-margin-right-gap))
	}
	f.close()
	s.drawTicks(a, ticks, func(v float64) string { return tickText(100 * v) })
	s.drawName(a, "of 100 imagined runs")
}

// capital is a text with its first letter in upper case.
func capital(text string) string {
	for i, r := range text {
		if i == 0 {
			return strings.ToUpper(string(r)) + text[len(string(r)):]
		}
	}
	return text
}
