package plot

import (
	"fmt"
	"math"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

// OneDraw is a picture of a single draw under a theory, with all parties and
// issues in it, for stepping through draws one by one (hypothetical outcome
// plots, Hullman, Resnick & Adar 2015). Its axes are the same for all draws of
// a result, so that nothing but the draw moves. ok is false if the result's
// sample does not hold the draw.
func OneDraw(r *output.Result, theory, draw int) (f Figure, ok bool) {
	if !complete(r) || r.Sample == nil || theory < 0 || theory >= len(r.Sample.Outcomes) ||
		draw < r.Sample.First || draw >= r.Sample.First+r.Sample.N {
		return Figure{}, false
	}
	j := draw - r.Sample.First
	o := &r.Sample.Outcomes[theory][j]
	return Figure{
		Name:        "one-draw",
		Title:       fmt.Sprintf("Draw %d under %s: %s", draw, output.TheoryName(&r.Scenario.Bargain.Theories[theory]), endWords(r.Scenario.Bargain, o)),
		Description: describeDraw(r, o),
		draw:        func(s *canvas) { drawOne(s, r, theory, j) },
	}, true
}

// endWords say how a draw ended.
func endWords(b *model.Bargain, o *model.Outcome) string {
	if o.Class == model.Prediction {
		return "a prediction that asks nobody"
	}
	if o.Class == model.Excluded {
		return "left out, for it does not match what was observed"
	}
	if o.Class == model.Collapsed && b.Labels[o.Class] == "" {
		return "a deal that collapsed"
	}
	return b.ClassLabel(o.Class)
}

func describeDraw(r *output.Result, o *model.Outcome) string {
	b := r.Scenario.Bargain
	var w strings.Builder
	fmt.Fprintf(&w, "One imagined draw, no more typical than another. It ends in %s.", endWords(b, o))
	for _, i := range b.ListedParties() {
		fmt.Fprintf(&w, " %s: ", output.PartyName(&b.Parties[i]))
		if o.Class.Deal() {
			fmt.Fprintf(&w, "payoff of the agreement %s against ", output.Format(o.Payoff[i], 0))
		}
		fmt.Fprintf(&w, "a reservation value of %s.", output.Format(o.Reservation[i], 0))
	}
	for _, k := range b.ListedIssues() {
		if x := o.Terms[k]; finite(x) {
			fmt.Fprintf(&w, " %s: %s.", output.IssueName(&b.Issues[k]), termText(&b.Issues[k], x))
		}
	}
	return w.String()
}

// termText is where a draw put an issue, in its own unit and the scale's words.
func termText(issue *model.Issue, x float64) string {
	amount := output.AmountsOf(issue).Format(issue.Scale.Amount(x), 0)
	if place := output.OnScale(issue, x); place != "" {
		return amount + ", " + place
	}
	return amount
}

func drawOne(s *canvas, r *output.Result, theory, j int) {
	b, o := r.Scenario.Bargain, &r.Sample.Outcomes[theory][j]
	words := "One imagined course of events, no more typical than another."
	if b.Clock.Rounds > 0 && o.Class.Deal() {
		words += fmt.Sprintf(" What is in force at the end was first reached in round %d (from 0) of %d.", o.Round, b.Clock.Rounds)
	}
	s.prose(words)
	s.legend([]key{
		{func(x, y float64) { s.discs([]point{{x + 10, y}}, 5, blue) }, "payoff of the agreement"},
		{func(x, y float64) { s.ring(x+10, y, 4.5, pen{colour: grey, width: 2}) }, "reservation value"},
		{func(x, y float64) { s.line(x+10, y-7, x+10, y+7, statusQuoPen) }, "status quo, middle of its range"},
	})
	drawn := drawnParties(b)
	a := oneAxis(r.Tally, drawn)
	ticks := a.ticks(6)
	f := s.open(axesLeft, axesRight, a.places(ticks))
	for _, i := range drawn {
		row := f.row(26)
		s.write(labelStyle, margin, row.middle(), fromLeft, labelStyle.nameWithin(output.PartyName(&b.Parties[i]), labelWidth))
		s.line(a.left, row.middle(), a.right, row.middle(), pen{colour: pale, width: 1})
		s.ring(a.at(o.Reservation[i]), row.middle(), 4.5, pen{colour: grey, width: 2})
		side := "no deal at the end"
		if o.Class.Deal() {
			s.discs([]point{{a.at(o.Payoff[i]), row.middle()}}, 5, blue)
			side = "less than the reservation value"
			if o.Payoff[i]-o.Reservation[i] >= -montecarlo.AtPar {
				side = "at least the reservation value"
			}
		}
		s.write(smallStyle, axesRight+gap, row.middle(), fromLeft, side)
	}
	f.close()
	s.drawTicks(a, ticks, tickText)
	s.drawName(a, "payoff in stake units: 1 is the party's own ideal on every issue, 0 the far end on every issue")
	s.y += 6
	drawOneTerms(s, b, o)
}

// drawOneTerms draws where the draw put each issue, on scales from 0 to 1.
func drawOneTerms(s *canvas, b *model.Bargain, o *model.Outcome) {
	varying := b.Varying()
	a := axis{0, 1, axesLeft + 8, axesRight - 8}
	f := s.open(axesLeft, axesRight, a.places([]float64{0, 0.5, 1}))
	for _, k := range b.ListedIssues() {
		issue := &b.Issues[k]
		row := f.row(24)
		y := row.middle()
		s.write(labelStyle, margin, y, fromLeft, labelStyle.shorten(output.IssueName(issue), labelWidth))
		s.line(a.left, y, a.right, y, pen{colour: pale, width: 1})
		if _, mid, _ := belief(varying, issue.StatusQuo); finite(mid) && !issue.DealOnly {
			x := a.at(issue.Scale.Position(mid))
			s.line(x, y-7, x, y+7, statusQuoPen)
		}
		if x := o.Terms[k]; finite(x) {
			s.discs([]point{{a.at(x), y}}, 5, blue)
			s.write(smallStyle, axesRight+gap, y, fromLeft, smallStyle.shorten(termText(issue, x), noteWidth))
			continue
		}
		s.write(smallStyle, axesRight+gap, y, fromLeft, "not settled")
	}
	f.close()
	s.drawTicks(a, []float64{0, 0.5, 1}, tickText)
	s.drawName(a, "position on the issue's scale; the words to the right say it in the issue's own unit")
}

// oneAxis reaches over every draw of the tally, so that it stays as it is from
// draw to draw.
func oneAxis(t *montecarlo.Tally, parties []int) axis {
	lower, upper := math.Inf(1), math.Inf(-1)
	for k := range t.Theories {
		for _, i := range parties {
			for _, spread := range []*montecarlo.Distribution{&t.Theories[k].Reservation[i], &t.Theories[k].Payoff[i]} {
				if spread.N() > 0 {
					lower, upper = min(lower, spread.Min()), max(upper, spread.Max())
				}
			}
		}
	}
	if !(upper >= lower) {
		lower, upper = 0, 1
	}
	pad := max((upper-lower)*0.03, 0.02)
	return axis{lower - pad, upper + pad, axesLeft + 8, axesRight - 8}
}
