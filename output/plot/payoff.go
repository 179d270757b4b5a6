package plot

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

var payoff = Kind{
	Name:    "payoff",
	Doc:     "Payoff of the agreement against the reservation value of each party, theory by theory.",
	unasked: true,
	Applies: func(r *output.Result) bool { return len(r.Scenario.Bargain.Parties) > 0 },
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name:        "payoff",
			Title:       "Payoff of the agreement, against the reservation value",
			Description: describePayoff(r),
			draw:        func(s *canvas) { drawPayoff(s, r) },
		}}
	},
}

// Parties beyond this many are not drawn.
const mostParties = 6

// drawnParties lists the parties of the payoff figure: those with the most
// say first to be kept, drawn in the scenario's order.
func drawnParties(b *model.Bargain) []int {
	var parties []int
	for _, seat := range []model.Seat{model.Signatory, model.Sponsor, model.Observer} {
		for _, i := range b.ListedParties() {
			if b.Parties[i].Seat == seat && len(parties) < mostParties {
				parties = append(parties, i)
			}
		}
	}
	return parties
}

func describePayoff(r *output.Result) string {
	b := r.Scenario.Bargain
	var w strings.Builder
	w.WriteString("Medians in stake units over the draws with a deal: payoff of the agreement, and over all draws: reservation value.")
	for _, i := range drawnParties(b) {
		for _, t := range theoryOrder(b, len(r.Tally.Theories)) {
			tally := &r.Tally.Theories[t]
			d := tally.Reservation[i].Quantile(0.5)
			fmt.Fprintf(&w, " %s, %s: ", output.PartyName(&b.Parties[i]), output.TheoryName(&b.Theories[t]))
			if tally.Payoff[i].N() >= study.MinimumDraws {
				u := tally.Payoff[i].Quantile(0.5)
				fmt.Fprintf(&w, "%s against ", output.Format(u.Value, u.Error))
			} else {
				w.WriteString("fewer than 100 deals; ")
			}
			fmt.Fprintf(&w, "%s.", output.Format(d.Value, d.Error))
		}
	}
	return w.String()
}

func drawPayoff(s *canvas, r *output.Result) {
	b, t := r.Scenario.Bargain, r.Tally
	words := "For each party, in the draws with a deal (" + dealWords(b) + "): what the agreement was worth to it when it was signed; over all draws: its reservation value, what refusing is worth to it."
	if overTime(r) {
		words += " Both are as of the round in which the package that counts at the end was signed; without one, the reservation value is as of the last round in which a package was tabled."
	}
	if len(r.Predicting()) > 0 {
		words += " Of theories that ask nobody: what their terms would be worth to it."
	}
	s.prose(words + " The line holds 90 % of the draws, the bar 50 %, the circle is the median, its bracket the 95 % Monte Carlo error.")
	wide := axis{0, 20, margin, margin + 20}
	sample := func(at float64, hollow bool, c fill) func(x, y float64) {
		return func(x, y float64) {
			a := wide
			a.left, a.right = x, x+20
			var q five
			for i, v := range []float64{0, 5, at, 15, 20} {
				q[i].Value = v
			}
			s.interval(a, y, q, c.colour, hollow)
		}
	}
	s.legend([]key{
		{sample(10, false, fill{colour: blue}), "payoff of the agreement"},
		{sample(10, true, fill{colour: grey}), "reservation value"},
	})

	parties := drawnParties(b)
	a := payoffAxis(t, parties)
	ticks := a.ticks(6)
	f := s.open(axesLeft, axesRight, a.places(ticks))
	for n, i := range parties {
		if n > 0 {
			f.separate()
		}
		head := f.row(24)
		s.write(strongStyle, margin, head.middle(), fromLeft, strongStyle.nameWithin(output.PartyName(&b.Parties[i]), labelWidth))
		s.write(smallStyle, axesRight-8, head.middle(), fromRight, b.Parties[i].Seat.String())
		s.write(smallStyle, axesRight+gap, head.middle(), fromLeft, "at least the reservation value")
		for _, k := range theoryOrder(b, len(t.Theories)) {
			tally := &t.Theories[k]
			row := f.row(32)
			s.around(labelStyle, margin+10, row.middle(), labelStyle.wrap(output.TheoryName(&b.Theories[k]), labelWidth-10, 2))
			if tally.Reservation[i].N() > 0 {
				s.interval(a, row.middle()+7, fiveOf(&tally.Reservation[i]), grey, true)
			}
			deals := tally.Payoff[i].N()
			if deals < study.MinimumDraws {
				s.around(smallStyle, axesRight+gap, row.middle(), []string{"fewer than 100 deals"})
				continue
			}
			s.interval(a, row.middle()-6, fiveOf(&tally.Payoff[i]), blue, false)
			above := deals - tally.Worse[i]
			what := "deals"
			if b.Theories[k].Predicts {
				what = "predictions"
			}
			words := fmt.Sprintf("%s of %s %s", output.FormatShare(above, deals), output.FormatCount(deals), what)
			switch above {
			case deals:
				words = fmt.Sprintf("in all %s %s", output.FormatCount(deals), what)
			case 0:
				words = fmt.Sprintf("in none of %s %s", output.FormatCount(deals), what)
			}
			s.write(smallStyle, axesRight+gap, row.middle(), fromLeft, words)
		}
	}
	f.close()
	s.drawTicks(a, ticks, tickText)
	s.drawName(a, "payoff in stake units: 1 is the party's own ideal on every issue, 0 the far end on every issue")
	if more := len(b.Parties) - len(parties); more > 0 {
		s.prose(fmt.Sprintf("%d more parties are not drawn; summary.csv has them.", more))
	}
}

// dealWords name what counts as a deal: what the scenario's packages lead to.
func dealWords(b *model.Bargain) string {
	var names []string
	for _, c := range []model.Class{model.Settlement, model.Ceasefire, model.Partial} {
		if leadsTo(b, c) {
			names = append(names, b.ClassLabel(c))
		}
	}
	switch len(names) {
	case 0:
		return "none can be signed"
	case 1:
		return names[0]
	}
	return strings.Join(names[:len(names)-1], ", ") + " or " + names[len(names)-1]
}

// payoffAxis reaches over everything that the figure draws.
func payoffAxis(t *montecarlo.Tally, parties []int) axis {
	lower, upper := math.Inf(1), math.Inf(-1)
	for k := range t.Theories {
		for _, i := range parties {
			for _, spread := range []*montecarlo.Distribution{&t.Theories[k].Reservation[i], &t.Theories[k].Payoff[i]} {
				if spread.N() == 0 {
					continue
				}
				lower = min(lower, spread.At(0.05))
				upper = max(upper, spread.At(0.95))
			}
		}
	}
	if !(upper >= lower) {
		lower, upper = 0, 1
	}
	pad := max((upper-lower)*0.05, 0.02)
	return axis{lower - pad, upper + pad, axesLeft + 8, axesRight - 8}
}
