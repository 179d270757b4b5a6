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

var pairedGains = Kind{
	Name:    "gains",
	Doc:     "What a deal brings each party over no deal in the same draws: one row per party, one mark per theory.",
	Applies: func(r *output.Result) bool { return len(gainRows(r)) > 0 },
	figures: func(r *output.Result) []Figure {
		lead := leadTheory(r)
		sub := "One mark is one theory's mean over its deals, payoff less reservation value in the same draw."
		if leadGains(r, lead, drawnParties(r.Scenario.Bargain)[0]) != nil {
			sub = "Mark: one theory's mean over its deals, in the same draws. Bar: nine in ten deals under " + output.TheoryTitle(&r.Scenario.Bargain.Theories[lead]) + "."
		}
		return []Figure{{
			Name: "gains", main: true, Numbers: gainNumbers(r), Brief: gainsBrief(r), Title: gainsTitle(r), Sub: sub,
			Description: describeGains(r),
			draw:        func(s *canvas) { drawPairedGains(s, r) },
		}}
	},
}

// Parties beyond this many are not drawn.
const mostParties = 6

// drawnParties lists the parties that pictures show: those with the most say
// first to be kept, drawn in the scenario's order.
func drawnParties(b *model.Bargain) []int {
	parties := bySeat(b)
	return parties[:min(len(parties), mostParties)]
}

// bySeat lists all parties, those with the most say first.
func bySeat(b *model.Bargain) []int {
	var parties []int
	for _, seat := range []model.Seat{model.Signatory, model.Sponsor, model.Observer} {
		for _, i := range b.ListedParties() {
			if b.Parties[i].Seat == seat {
				parties = append(parties, i)
			}
		}
	}
	return parties
}

// A gainRow is what deals bring a party, theory by theory.
type gainRow struct {
	party        int
	means        []montecarlo.Estimate // by theory; N is 0 where it has too few deals
	lower, upper montecarlo.Estimate   // the least and the largest mean
}

// gainRows lists the parties of which at least one theory has enough deals, those
// that gain least first.
func gainRows(r *output.Result) []gainRow {
	var rows []gainRow
	for _, i := range bySeat(r.Scenario.Bargain) {
		row := gainRow{party: i, means: make([]montecarlo.Estimate, len(r.Tally.Theories))}
		some := false
		for t := range r.Tally.Theories {
			y := &r.Tally.Theories[t].Surplus[i]
			if y.N() < study.MinimumDraws {
				continue
			}
			e := y.Mean()
			row.means[t] = e
			if !some || e.Value < row.lower.Value {
				row.lower = e
			}
			if !some || e.Value > row.upper.Value {
				row.upper = e
			}
			some = true
		}
		if some {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b gainRow) int {
		return cmp.Compare(a.lower.Value+a.upper.Value, b.lower.Value+b.upper.Value)
	})
	return rows
}

// drawnGains are the rows that are drawn: of many, those that gain least and most.
func drawnGains(r *output.Result) []gainRow {
	rows := gainRows(r)
	if len(rows) <= mostParties {
		return rows
	}
	return slices.Concat(rows[:mostParties/2], rows[len(rows)-mostParties/2:])
}

// gainText writes the range of a party's mean gains.
func gainText(row gainRow) string {
	a, z := signed(row.lower), signed(row.upper)
	if a == z {
		return a
	}
	return a + " to " + z
}

// signed writes an estimate with its sign.
func signed(e montecarlo.Estimate) string {
	text := output.Amounts{Width: 1}.Format(e.Value, e.Error)
	if e.Value > 0 && !strings.HasPrefix(text, "+") {
		return "+" + text
	}
	return strings.Replace(text, "-", "−", 1)
}

func gainsTitle(r *output.Result) string {
	rows, b := gainRows(r), r.Scenario.Bargain
	least, most := rows[0], rows[len(rows)-1]
	if len(rows) == 1 || shortParty(b, least.party) == shortParty(b, most.party) {
		return fmt.Sprintf("A deal brings %s %s over no deal", shortParty(b, least.party), gainText(least))
	}
	return fmt.Sprintf("A deal brings %s least, %s, and %s most, %s", shortParty(b, least.party), gainText(least), shortParty(b, most.party), gainText(most))
}

// shortParty is a party's name without what stands in brackets.
func shortParty(b *model.Bargain, party int) string {
	name, _, _ := strings.Cut(output.PartyName(&b.Parties[party]), " (")
	return name
}

// gainsBrief lists what a deal brings each party.
func gainsBrief(r *output.Result) string {
	var parts []string
	for _, row := range drawnGains(r) {
		parts = append(parts, shortParty(r.Scenario.Bargain, row.party)+" "+gainText(row))
	}
	return strings.Join(parts, " · ")
}

func gainNumbers(r *output.Result) *Numbers {
	b := r.Scenario.Bargain
	n := &Numbers{Head: []string{"party"}}
	fs := familiesOf(b)
	for _, f := range fs {
		for _, t := range f.theories {
			n.Head = append(n.Head, output.TheoryName(&b.Theories[t]))
		}
	}
	for _, row := range gainRows(r) {
		cells := []string{output.PartyName(&b.Parties[row.party])}
		for _, f := range fs {
			for _, t := range f.theories {
				cell := "–"
				if row.means[t].N > 0 {
					cell = signed(row.means[t])
				}
				cells = append(cells, cell)
			}
		}
		n.Rows = append(n.Rows, cells)
	}
	return n
}

func describeGains(r *output.Result) string {
	b := r.Scenario.Bargain
	var w strings.Builder
	w.WriteString(gainsTitle(r) + ". Payoff of the agreement less reservation value, both of the draws with a deal, in stake units; range of the theories' means.")
	for _, row := range drawnGains(r) {
		fmt.Fprintf(&w, " %s: %s.", output.PartyName(&b.Parties[row.party]), gainText(row))
	}
	return w.String()
}

// leadGains are a party's gains in the draws of the sample with a deal under a
// theory, sorted; nil with too few.
func leadGains(r *output.Result, theory, party int) []float64 {
	if r.Sample == nil || theory >= len(r.Sample.Outcomes) {
		return nil
	}
	var gains []float64
	for j := range r.Sample.Outcomes[theory] {
		o := &r.Sample.Outcomes[theory][j]
		if g := o.Payoff[party] - o.Reservation[party]; o.Class.Deal() && finite(g) {
			gains = append(gains, g)
		}
	}
	if len(gains) < 40 { // a tail of 5% would rest on one draw
		return nil
	}
	slices.Sort(gains)
	return gains
}

func drawPairedGains(s *canvas, r *output.Result) {
	b := r.Scenario.Bargain
	rows, fs, lead := drawnGains(r), familiesOf(b), leadTheory(r)
	s.legend(s.familyKeys(fs))
	const left, right = margin + 150.0, sheetWidth - margin - 120
	lower, upper := 0.0, 0.0
	bars := make([][2]float64, len(rows))
	for n, row := range rows {
		lower, upper = min(lower, row.lower.Value), max(upper, row.upper.Value)
		bars[n] = [2]float64{math.NaN(), math.NaN()}
		if gs := leadGains(r, lead, row.party); gs != nil {
			bars[n] = [2]float64{gs[len(gs)/20], gs[len(gs)-1-len(gs)/20]}
			lower, upper = min(lower, bars[n][0]), max(upper, bars[n][1])
		}
	}
	pad := max((upper-lower)*0.05, 0.005)
	a := axis{lower - pad, upper + pad, left + 8, right - 8}
	ticks := a.ticks(6)
	f := s.open(left, right, a.places(ticks))
	lane := min(8, max(3, 28/float64(len(fs))))
	for n, row := range rows {
		at := f.row(max(lane*float64(len(fs))+18, 34))
		middle := at.middle()
		s.around(headStyle, margin, middle, headStyle.wrap(shortParty(b, row.party), left-margin-8, 2))
		if finite(bars[n][0]) {
			s.rect(box{a.at(bars[n][0]), at.top + 6, a.at(bars[n][1]), at.bottom - 6}, band)
		}
		for m, family := range fs {
			y := middle + (float64(m)-float64(len(fs)-1)/2)*lane
			for _, t := range family.theories {
				if row.means[t].N > 0 {
					s.familyMark(family.look, a.at(row.means[t].Value), y, 4.6)
				}
			}
		}
		s.write(headStyle, right+gap, middle, fromLeft, headStyle.shorten(gainText(row), sheetWidth-margin-right-gap))
	}
	s.line(a.at(0), f.top+noticeHeight, a.at(0), s.y, pen{colour: ink, width: 1.2})
	f.close()
	s.drawTicks(a, ticks, tickText)
	s.drawName(a, "gain over no deal, in stake units: 1 is the difference between all that a party wants and the far end on every issue")
	if more := len(gainRows(r)) - len(rows); more > 0 {
		s.prose(fmt.Sprintf("%s not drawn, with gains between these; the table has all.", plural(more, "more party is", "more parties are")))
	}
}
