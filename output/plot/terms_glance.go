package plot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

// Dots that stand for terms that fall into two heaps; two such heaps are at least
// apart of the scale from each other, and hold heapDots dots each.
const (
	glanceDots = 20
	heapDots   = 3
	apart      = 0.25
)

// An issueRow is one issue at a glance, on its scale from 0 to 1.
type issueRow struct {
	issue   int
	medians []float64 // by theory; NaN without enough draws
	spread  float64   // between the medians of the theories that ask
}

// issueRows lists the issues that packages settle, those on which theories that
// ask the parties differ most first.
func issueRows(r *output.Result) []issueRow {
	b := r.Scenario.Bargain
	var rows []issueRow
	for _, k := range tabled(b) {
		row := issueRow{issue: k, medians: make([]float64, len(b.Theories))}
		lower, upper := 2.0, -1.0
		for t := range b.Theories {
			spread := &r.Tally.Theories[t].Terms[k]
			row.medians[t] = math.NaN()
			if spread.N() < study.MinimumDraws {
				continue
			}
			x := spread.At(0.5)
			row.medians[t] = x
			if !b.Theories[t].Predicts {
				lower, upper = min(lower, x), max(upper, x)
			}
		}
		row.spread = max(upper-lower, 0)
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b issueRow) int { return cmp.Compare(b.spread, a.spread) })
	return rows
}

// glance is the picture of all issues.
func glance(r *output.Result) Figure {
	b := r.Scenario.Bargain
	return Figure{
		Name: "terms", main: true, Numbers: glanceNumbers(r), Title: glanceTitle(r),
		Sub:         "Mark: one theory's median where signed. Bar: nine in ten draws under " + output.TheoryTitle(&b.Theories[glanceTheory(r)]) + ". Dashed: status quo.",
		Description: describeGlance(r),
		draw:        func(s *canvas) { drawGlance(s, r) },
	}
}

// glanceTheory is the theory whose spread is shown.
func glanceTheory(r *output.Result) int { return leadTheory(r) }

func glanceTitle(r *output.Result) string {
	rows, b := issueRows(r), r.Scenario.Bargain
	first := rows[0]
	name, terms := output.IssueName(&b.Issues[first.issue]), r.FormatMedianTerms(first.issue)
	switch {
	case terms == "":
		return "Too few draws sign anything to show terms"
	case first.spread > 0 && len(rows) > 1:
		return fmt.Sprintf("If something is signed, theories differ most on %s: %s", name, terms)
	case first.spread > 0:
		return fmt.Sprintf("If something is signed: %s %s, by theory", name, terms)
	}
	return fmt.Sprintf("If something is signed: %s %s", name, terms)
}

func glanceNumbers(r *output.Result) *Numbers {
	b, lead := r.Scenario.Bargain, glanceTheory(r)
	n := &Numbers{Head: []string{"issue", "medians of the theories", "on the scale", "draws that settle it under " + output.TheoryTitle(&b.Theories[lead])}}
	for _, row := range issueRows(r) {
		issue := &b.Issues[row.issue]
		n.Rows = append(n.Rows, []string{
			output.IssueName(issue), cmp.Or(r.FormatMedianTerms(row.issue), "–"), leadPlace(r, row),
			output.FormatShare(r.Tally.Theories[lead].Terms[row.issue].N(), r.Tally.N(lead)),
		})
	}
	return n
}

// leadPlace says in the scale's words where the lead theory puts an issue: two
// heaps as two. It is empty where the amounts are these words themselves.
func leadPlace(r *output.Result, row issueRow) string {
	issue := &r.Scenario.Bargain.Issues[row.issue]
	spread := &r.Tally.Theories[glanceTheory(r)].Terms[row.issue]
	if spread.N() < study.MinimumDraws {
		return "not shown: fewer than " + output.FormatCount(study.MinimumDraws) + " draws"
	}
	if _, low, high, ok := heaps(spread); ok {
		a, z := output.OnScale(issue, low), output.OnScale(issue, high)
		if a != "" && a != z {
			return "two heaps: " + a + "; " + z
		}
	}
	place := output.OnScale(issue, row.medians[glanceTheory(r)])
	if place == r.FormatMedianTerms(row.issue) {
		return ""
	}
	return place
}

// heaps are dots at the middle of twentieths of the draws, and the middles of
// the two heaps that they fall into; ok is false if they fall into one.
func heaps(spread *montecarlo.Distribution) (dots []float64, low, high float64, ok bool) {
	dots = make([]float64, glanceDots)
	for i := range dots {
		dots[i] = spread.At((float64(i) + 0.5) / glanceDots)
	}
	widest := 0
	for i := heapDots; i <= glanceDots-heapDots; i++ {
		if widest == 0 || dots[i]-dots[i-1] > dots[widest]-dots[widest-1] {
			widest = i
		}
	}
	return dots, dots[(widest-1)/2], dots[(widest+glanceDots-1)/2], dots[widest]-dots[widest-1] >= apart
}

func describeGlance(r *output.Result) string {
	var w strings.Builder
	w.WriteString(glanceTitle(r) + ". Medians of the theories that ask the parties, over draws in which something signed settles the issue.")
	for _, row := range issueRows(r) {
		issue := &r.Scenario.Bargain.Issues[row.issue]
		fmt.Fprintf(&w, " %s: %s", capital(output.IssueName(issue)), cmp.Or(r.FormatMedianTerms(row.issue), "not shown"))
		if place := leadPlace(r, row); place != "" {
			w.WriteString(", " + place)
		}
		w.WriteString(".")
	}
	return w.String()
}

// letters are the parties' signs on scales, of at most three letters: the first that
// no party before has of the first letter of its name, its initials (US, State B) and
// more letters from its beginning.
func letters(b *model.Bargain) []string {
	signs := make([]string, len(b.Parties))
	for i := range b.Parties {
		name := shortParty(b, i)
		for _, n := range []int{1, 0, 2, 3} {
			if signs[i] = abbreviated(name, n); !slices.Contains(signs[:i], signs[i]) {
				break
			}
		}
	}
	return signs
}

// abbreviated is the first n letters of a name; 0: the initials of up to three words.
func abbreviated(name string, n int) string {
	if n == 0 {
		var initials []rune
		for word := range strings.FieldsSeq(name) {
			initials = append(initials, []rune(word)[0])
		}
		name, n = string(initials), 3
	}
	letters := []rune(name)
	return string(letters[:min(n, len(letters))])
}

// The columns of the picture.
const (
	glanceName  = 112.0
	glanceEnd   = 96.0 // for the words at either end of a scale
	glanceLeft  = margin + glanceName + glanceEnd + 18
	glanceRight = sheetWidth - margin - glanceEnd - glanceWords - 18
	glanceWords = 138.0
)

func drawGlance(s *canvas, r *output.Result) {
	b := r.Scenario.Bargain
	fs := familiesOf(b)
	keys := s.familyKeys(fs)
	s.legend(keys)
	signs, lettered := letters(b), len(b.Parties) <= mostStances
	if lettered {
		var names []string
		for _, i := range b.ListedParties() {
			names = append(names, signs[i]+" "+shortParty(b, i))
		}
		s.y -= 4
		s.prose("Letters, what each wants: " + strings.Join(names, " · "))
	}
	f := s.open(margin+glanceName+8, sheetWidth-margin-glanceWords-8, nil)
	a := axis{0, 1, glanceLeft, glanceRight}
	rows, bare := shownRows(r)
	tight := len(rows) > manyRows && !lettered
	for n, row := range rows {
		if n > 0 {
			f.separate()
		}
		drawIssueRow(s, f, r, row, a, fs, signs, lettered, tight)
	}
	f.close()
	s.y += 6
	if len(bare) > 0 {
		s.prose(fmt.Sprintf("Not shown, because under every theory fewer than %s draws settle it: %s.", output.FormatCount(study.MinimumDraws), strings.Join(bare, "; ")))
	}
}

// More rows than manyRows, without letters, stand closer together.
const manyRows = 16

// shownRows are the issues that have a row, and the names of those that have no
// terms to show. Where none has any, all have a row.
func shownRows(r *output.Result) (rows []issueRow, bare []string) {
	all := issueRows(r)
	for _, row := range all {
		if slices.ContainsFunc(row.medians, finite) {
			rows = append(rows, row)
		} else {
			bare = append(bare, output.IssueName(&r.Scenario.Bargain.Issues[row.issue]))
		}
	}
	if len(rows) == 0 {
		return all, nil
	}
	return rows, bare
}

// drawIssueRow draws one issue: who wants what, the spread, the theories' marks.
func drawIssueRow(s *canvas, f *frame, r *output.Result, row issueRow, a axis, fs []family, signs []string, lettered, tight bool) {
	b := r.Scenario.Bargain
	issue := &b.Issues[row.issue]
	const lane = 6.5
	above, value, least := 20.0, 12.0, 44.0 // room for letters, where the value is written, height
	if tight {
		above, value, least = 12, 7, 40
	}
	at := f.row(max(above+4+lane*float64(len(fs)), least))
	base := at.top + above + (float64(len(fs))-1)*lane/2
	s.around(strongStyle, margin, base, strongStyle.wrap(capital(output.IssueName(issue)), glanceName, 2))
	s.write(strongStyle, sheetWidth-margin-glanceWords, at.top+value, fromLeft, strongStyle.shorten(r.FormatMedianTerms(row.issue), glanceWords))
	s.paragraph(smallStyle, sheetWidth-margin-glanceWords, at.top+value+7, fromLeft, smallStyle.wrap(leadPlace(r, row), glanceWords, 2))
	for _, l := range issue.Labels {
		switch {
		case l.At <= atEnd:
			lines := smallStyle.wrap(l.Name, glanceEnd-4, 2)
			s.paragraph(smallStyle, a.left-9, base-float64(len(lines))*smallStyle.leading()/2, fromRight, lines)
		case l.At >= 1-atEnd:
			s.around(smallStyle, a.right+9, base, smallStyle.wrap(l.Name, glanceEnd-4, 2))
		default:
			s.line(a.at(l.At), base-4, a.at(l.At), base+4, pen{colour: rule, width: 1})
		}
	}
	if spread := &r.Tally.Theories[glanceTheory(r)].Terms[row.issue]; spread.N() >= study.MinimumDraws {
		if dots, _, _, two := heaps(spread); two {
			var centres []point
			for i, x := range dots {
				centres = append(centres, point{a.at(x) + float64(i%3-1)*2.5, base + float64(i%5-2)*3.4})
			}
			s.discs(centres, 2.1, pale)
		} else {
			s.rect(box{a.at(spread.At(0.05)) - 1, base - 7, a.at(spread.At(0.95)) + 1, base + 7}, pale)
		}
	}
	s.line(a.left, base, a.right, base, pen{colour: rule, width: 0.8})
	if !issue.DealOnly {
		_, quo, _ := belief(b.Varying(), issue.StatusQuo)
		if x := issue.Scale.Position(quo); finite(x) {
			s.line(a.at(x), at.top+above-3, a.at(x), at.bottom-3, pen{colour: ink, width: 1.3, dashes: []float64{3, 2}})
		}
	}
	for n, family := range fs {
		y := base + (float64(n)-float64(len(fs)-1)/2)*lane
		for _, t := range family.theories {
			if x := row.medians[t]; finite(x) {
				s.familyMark(family.look, a.at(x), y, 3.8)
			}
		}
	}
	if lettered {
		s.ideals(b, issue, a, at.top+8, signs)
	}
}

// atEnd is how near to an end of a scale a label names that end.
const atEnd = 0.02

// ideals writes the parties' signs above where they want an issue, side by side
// where they want the same.
func (s *canvas) ideals(b *model.Bargain, issue *model.Issue, a axis, y float64, signs []string) {
	type sign struct {
		x, wide float64
		text    string
	}
	var all []sign
	varying := b.Varying()
	for _, i := range b.ListedParties() {
		if i >= len(issue.Stances) {
			continue
		}
		_, ideal, _ := belief(varying, issue.Stances[i].Ideal)
		_, _, salience := belief(varying, issue.Stances[i].Salience)
		if x := issue.Scale.Position(ideal); finite(x) && salience > 0 {
			all = append(all, sign{a.at(x), tickStyle.measure(signs[i]) + 3, signs[i]})
		}
	}
	slices.SortStableFunc(all, func(p, q sign) int { return cmp.Compare(p.x, q.x) })
	for i := range all {
		all[i].x -= all[i].wide / 2
		if i > 0 {
			all[i].x = max(all[i].x, all[i-1].x+all[i-1].wide)
		}
	}
	end := a.right + 8
	for i := len(all) - 1; i >= 0; i-- {
		all[i].x = min(all[i].x, end-all[i].wide)
		end = all[i].x
		s.write(tickStyle, all[i].x, y, fromLeft, all[i].text)
	}
}
