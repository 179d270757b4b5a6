package plot

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/output"
)

var consentMatrix = Kind{
	Name: "consent",
	Doc:  "Who stands in the way: how often each party is recorded as not consenting, by family of theories, and for what reasons.",
	Applies: func(r *output.Result) bool {
		asked, _ := askedParties(r.Scenario.Bargain)
		return len(asked) > 0
	},
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name: "consent", main: true, Numbers: consentNumbers(r), Brief: consentBrief(r), Title: consentTitle(r),
			Sub:         "Runs of 100 in which it is recorded most often; dark: least of the family's theories, pale: most.",
			Description: describeConsent(r),
			draw:        func(s *canvas) { drawConsent(s, r) },
		}}
	},
}

// reasonClasses put the reasons why no headline package is in force into five.
var reasonClasses = []struct {
	name    string
	reasons []model.Reason
}{
	{"no terms suit everyone", []model.Reason{model.EmptyZone, model.Unreachable, model.LotteryOnly, model.Indivisible, model.OverTotal, model.RedLineConflict}},
	{"an offer is refused", []model.Reason{model.Refused, model.NotConsenting, model.NotKnown, model.HeldOut, model.BidsMissed}},
	{"waiting, or time", []model.Reason{model.Waited, model.PastDeadline, model.WaitsFor, model.Breakdown}},
	{"a vote, or a promise", []model.Reason{model.NotRatified, model.NotKept}},
	{"undecided or not recorded", []model.Reason{model.NotDecided}},
}

// A consentRow is a count of draws, theory by theory.
type consentRow struct {
	name  string
	count func(theory int) int
}

// consentRows are all parties whose consent is needed, those recorded most often first.
func consentRows(r *output.Result) []consentRow {
	b := r.Scenario.Bargain
	var asked []int
	for _, i := range b.ListedParties() {
		if b.Parties[i].Seat != model.Observer {
			asked = append(asked, i)
		}
	}
	slices.SortStableFunc(asked, func(x, y int) int { return cmp.Compare(b.Parties[x].Seat, b.Parties[y].Seat) })
	sum := func(party int) (n int) {
		for t := range r.Tally.Theories {
			n += r.Tally.Theories[t].NotConsenting[party]
		}
		return n
	}
	slices.SortStableFunc(asked, func(x, y int) int { return cmp.Compare(sum(y), sum(x)) })
	rows := make([]consentRow, len(asked))
	for n, i := range asked {
		rows[n] = consentRow{shortParty(b, i), func(t int) int { return r.Tally.Theories[t].NotConsenting[i] }}
	}
	return rows
}

// reasonRows are the classes of reasons that occur.
func reasonRows(r *output.Result) []consentRow {
	var rows []consentRow
	for n, class := range reasonClasses {
		row := consentRow{class.name, func(t int) (sum int) {
			y := &r.Tally.Theories[t]
			for _, reason := range class.reasons {
				sum += y.Reasons[reason]
			}
			if n == len(reasonClasses)-1 { // what has no reason on record
				rest := r.Tally.N(t) - y.Classes[model.Settlement] - y.Classes[model.Ceasefire]
				for _, k := range y.Reasons {
					rest -= k
				}
				sum += max(rest, 0)
			}
			return sum
		}}
		if _, most := extremes(r, everyTheory(r), row.count); most > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// firstRows are the rows that are drawn.
func firstRows(rows []consentRow) []consentRow {
	return slices.Clone(rows[:min(len(rows), mostParties)])
}

func consentTitle(r *output.Result) string {
	first := consentRows(r)[0]
	least, most := extremes(r, everyTheory(r), first.count)
	if most == 0 {
		return "No party is recorded as not consenting"
	}
	return fmt.Sprintf("%s stands in the way most often: in %s", first.name, ofRuns(least, most, r.N()))
}

// consentBrief lists how often each party is recorded.
func consentBrief(r *output.Result) string {
	var parts []string
	for _, row := range firstRows(consentRows(r)) {
		least, most := extremes(r, everyTheory(r), row.count)
		parts = append(parts, row.name+" "+ofHundred(least, most, r.N()))
	}
	return strings.Join(parts, " · ")
}

func consentNumbers(r *output.Result) *Numbers {
	fs := familiesOf(r.Scenario.Bargain)
	n := &Numbers{Head: []string{"of 100 runs"}}
	for _, f := range fs {
		n.Head = append(n.Head, f.name)
	}
	for _, row := range append(consentRows(r), reasonRows(r)...) {
		cells := []string{row.name}
		for _, f := range fs {
			least, most := extremes(r, f.theories, row.count)
			cells = append(cells, ofHundred(least, most, r.N()))
		}
		n.Rows = append(n.Rows, cells)
	}
	return n
}

func describeConsent(r *output.Result) string {
	var w strings.Builder
	w.WriteString(consentTitle(r) + ". A party is recorded where its reservation value or limits stand in the way at the end; this follows from what a draw assumes and passes no judgement. Of 100 runs, over all theories.")
	for _, row := range append(firstRows(consentRows(r)), reasonRows(r)...) {
		least, most := extremes(r, everyTheory(r), row.count)
		fmt.Fprintf(&w, " %s: %s.", capital(row.name), ofHundred(least, most, r.N()))
	}
	return w.String()
}

func drawConsent(s *canvas, r *output.Result) {
	fs := familiesOf(r.Scenario.Bargain)
	all, reasons := consentRows(r), reasonRows(r)
	parties, most := firstRows(all), 1
	for _, row := range append(slices.Clone(parties), reasons...) {
		_, n := extremes(r, everyTheory(r), row.count)
		most = max(most, n)
	}
	const left = margin + 150.0
	wide := (axesWide - left) / float64(len(fs))
	f := s.open(left, axesWide, nil)
	head := f.row(26)
	for n, family := range fs {
		x := left + float64(n)*wide
		s.familyMark(family.look, x+14, head.middle()-3, 4.6)
		s.write(strongStyle, x+24, head.middle()-3, fromLeft, strongStyle.shorten(family.name, wide-28))
	}
	block := func(title string, rows []consentRow) {
		if len(rows) == 0 {
			return
		}
		f.separate()
		if title != "" {
			s.write(smallStyle, left+8, f.row(18).middle(), fromLeft, smallStyle.shorten(title, axesWide-left-16))
		}
		for _, row := range rows {
			at := f.row(32)
			s.around(strongStyle, margin, at.middle(), strongStyle.wrap(row.name, left-margin-8, 2))
			for n, family := range fs {
				least, top := extremes(r, family.theories, row.count)
				text := ofHundred(least, top, r.N())
				x := left + float64(n)*wide + 8
				a := axis{0, float64(most), x, x + max(wide-74, 12)}
				s.rect(box{x, at.middle() - 6, a.at(float64(top)), at.middle() + 6}, pale)
				s.rect(box{x, at.middle() - 6, a.at(float64(least)), at.middle() + 6}, grey)
				s.write(labelStyle, a.at(float64(top))+5, at.middle(), fromLeft, labelStyle.shorten(text, left+float64(n+1)*wide-a.at(float64(top))-6))
			}
		}
	}
	block("", parties)
	block("why no "+output.HeadlineWords(r.Scenario.Bargain)+" is in force at the end", reasons)
	f.row(4)
	f.close()
	s.y += 4
	if more := len(all) - len(parties); more > 0 {
		least, top := extremes(r, everyTheory(r), all[len(parties)].count)
		s.prose(fmt.Sprintf("%s not drawn, each recorded no more often than those above, in at most %s; the table has all.", plural(more, "more party is", "more parties are"), ofRuns(least, top, r.N())))
	}
}
