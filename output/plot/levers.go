package plot

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

var leverEffects = Kind{
	Name:    "levers",
	Doc:     "What each lever does to the headline outcome from off to full, on the same draws, under one theory of each family.",
	unasked: true, // the table of levers counts all theories of the run
	Applies: func(r *output.Result) bool { return len(leverRows(r)) > 0 },
	figures: func(r *output.Result) []Figure {
		b := r.Scenario.Bargain
		return []Figure{{
			Name: "levers", main: true, Numbers: leverNumbers(r), Title: leversTitle(r),
			Sub: fmt.Sprintf("Each lever from off to full on the same %s. Mark: a theory. Bar: %s, pale where noise.",
				plural(r.Levers.Draws, "draw", "draws"), output.TheoryTitle(&b.Theories[r.Levers.Theories[leverLead(r)]])),
			Description: describeLevers(r),
			draw:        func(s *canvas) { drawLevers(s, r) },
		}}
	},
}

// mostLevers is how many levers the picture has a row for.
const mostLevers = 12

// A leverRow is what one lever does to the headline outcome.
type leverRow struct {
	lever     int
	responses []study.LeverResponse // by theory of the table
	lead      int                   // which of them is of the leading theory
}

// leverRows lists all levers, those that do most under the leading theory
// first.
func leverRows(r *output.Result) []leverRow {
	if r.Levers == nil {
		return nil
	}
	outcome := r.HeadlineOutcome()
	var rows []leverRow
	for i := range r.Levers.Levers {
		e := &r.Levers.Levers[i]
		if q := e.Response("share", outcome.String()); q != nil && len(q.Responses) > 0 {
			rows = append(rows, leverRow{e.Lever, q.Responses, leverLead(r)})
		}
	}
	slices.SortStableFunc(rows, func(a, b leverRow) int {
		return cmp.Compare(math.Abs(b.change(b.lead).Value), math.Abs(a.change(a.lead).Value))
	})
	return rows
}

// leverLead is which theory of the table is the leading one, or else the first.
func leverLead(r *output.Result) int {
	return max(0, slices.Index(r.Levers.Theories, r.Scenario.Lead()))
}

// change is the difference that the lever makes from off to full under theory n of the table.
func (l leverRow) change(n int) montecarlo.Estimate { return l.responses[n].Whole.Difference }

// seen reports whether the change under theory n of the table is more than noise.
func (l leverRow) seen(n int) bool {
	e := l.change(n)
	return math.Abs(e.Value) > 2*e.Error
}

// agree says in how many theories the lever does more than noise, and whether all
// in the same direction.
func (l leverRow) agree() string {
	more, fewer := 0, 0
	for n := range l.responses {
		switch {
		case !l.seen(n):
		case l.change(n).Value > 0:
			more++
		default:
			fewer++
		}
	}
	of := plural(len(l.responses), "theory", "theories")
	switch {
	case more > 0 && fewer > 0:
		return fmt.Sprintf("more in %d, fewer in %d of %s", more, fewer, of)
	case more > 0:
		return fmt.Sprintf("more in %d of %s", more, of)
	case fewer > 0:
		return fmt.Sprintf("fewer in %d of %s", fewer, of)
	}
	return "noise in " + of
}

func (l leverRow) text() string {
	return output.FromTo(l.responses[l.lead].Whole.A, l.responses[l.lead].Whole.B)
}

// leverName is a lever's title, or its ID in words.
func leverName(r *output.Result, lever int) string {
	l := &r.Scenario.Bargain.Levers[lever]
	return capital(orID(l.Title, l.ID))
}

func leversTitle(r *output.Result) string {
	first := leverRows(r)[0]
	if !first.seen(first.lead) {
		return "No lever moves " + r.Scenario.Bargain.ClassLabel(r.HeadlineOutcome()) + " beyond the noise"
	}
	return fmt.Sprintf("The strongest lever takes %s from %s of 100 runs", r.Scenario.Bargain.ClassLabel(r.HeadlineOutcome()), strings.Replace(first.text(), " → ", " to ", 1))
}

func leverNumbers(r *output.Result) *Numbers {
	b := r.Scenario.Bargain
	n := &Numbers{Head: []string{"lever", "off → full, of 100, under " + output.TheoryTitle(&b.Theories[r.Levers.Theories[leverLead(r)]])}}
	for _, t := range r.Levers.Theories {
		n.Head = append(n.Head, "change, points: "+output.TheoryTitle(&b.Theories[t]))
	}
	n.Head = append(n.Head, "theories")
	for _, row := range leverRows(r) {
		cells := []string{leverName(r, row.lever), row.text()}
		for k := range row.responses {
			e := row.change(k)
			cells = append(cells, output.FormatWithError(float64(100*e.Value), float64(100*e.Error)))
		}
		n.Rows = append(n.Rows, append(cells, row.agree()))
	}
	return n
}

func describeLevers(r *output.Result) string {
	var w strings.Builder
	w.WriteString(leversTitle(r) + ". Each lever alone, from off to full, on the same draws; ± is one standard error.")
	for _, row := range leverRows(r) {
		fmt.Fprintf(&w, " %s: %s, %s.", leverName(r, row.lever), row.text(), row.agree())
	}
	return w.String()
}

func drawLevers(s *canvas, r *output.Result) {
	b := r.Scenario.Bargain
	rows := leverRows(r)
	looks := map[int]look{}
	var fs []family
	for _, f := range familiesOf(b) {
		for _, t := range f.theories {
			if slices.Contains(r.Levers.Theories, t) {
				looks[t] = f.look
				fs = append(fs, family{name: output.TheoryTitle(&b.Theories[t]), look: f.look})
			}
		}
	}
	keys := make([]key, len(fs))
	for n, f := range fs {
		keys[n] = key{func(x, y float64) { s.familyMark(f.look, x+12, y, 4.4) }, f.name}
	}
	s.legend(keys)
	var quiet []string
	drawn := rows[:0:0]
	for _, row := range rows {
		some := false
		for n := range row.responses {
			some = some || row.seen(n)
		}
		if some && len(drawn) < mostLevers {
			drawn = append(drawn, row)
		} else {
			quiet = append(quiet, leverName(r, row.lever))
		}
	}
	if len(drawn) == 0 {
		drawn = rows[:1]
		quiet = quiet[1:]
	}
	const left, right = margin + 210.0, sheetWidth - margin - 150
	lower, upper := -0.01, 0.01
	for _, row := range drawn {
		for n := range row.responses {
			lower, upper = min(lower, row.change(n).Value), max(upper, row.change(n).Value)
		}
	}
	pad := (upper - lower) * 0.06
	a := axis{lower - pad, upper + pad, left + 6, right - 6}
	ticks := a.ticks(6)
	f := s.open(left, right, a.places(ticks))
	for _, row := range drawn {
		at := f.row(50)
		l := &b.Levers[row.lever]
		holder := ""
		if l.Holder >= 0 && l.Holder < len(b.Parties) {
			holder = shortParty(b, l.Holder)
			if l.Target >= 0 && l.Target < len(b.Parties) {
				holder += " → " + shortParty(b, l.Target)
			}
		}
		s.write(smallStyle, margin, at.top+8, fromLeft, smallStyle.shorten(holder, left-margin-8))
		s.paragraph(strongStyle, margin, at.top+15, fromLeft, strongStyle.wrap(leverName(r, row.lever), left-margin-8, 2))
		c := grey
		if !row.seen(row.lead) {
			c = pale
		}
		s.rect(span(a.at(0), a.at(row.change(row.lead).Value), at.top+16, 6), c)
		for n, t := range r.Levers.Theories {
			s.familyMark(looks[t], a.at(row.change(n).Value), at.top+16+float64(n)*min(7, 18/float64(len(r.Levers.Theories))), 4)
		}
		s.write(strongStyle, right+gap, at.top+16, fromLeft, row.text()+" of 100")
		s.write(smallStyle, right+gap, at.top+31, fromLeft, smallStyle.shorten(row.agree(), sheetWidth-margin-right-gap))
	}
	s.line(a.at(0), f.top+noticeHeight, a.at(0), s.y, pen{colour: ink, width: 1.2})
	f.close()
	s.drawTicks(a, ticks, func(v float64) string {
		if v > 1e-9 {
			return "+" + tickText(100*v)
		}
		return tickText(100 * v)
	})
	s.drawName(a, "change in "+b.ClassLabel(r.HeadlineOutcome())+" of 100 runs, from off to full")
	if len(quiet) > 0 {
		s.prose(fmt.Sprintf("Not beyond the noise, or less than those above (%d): %s.", len(quiet), strings.Join(quiet, "; ")))
	}
}
