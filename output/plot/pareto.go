package plot

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

var pareto = Kind{
	Name:    "pareto",
	Doc:     "What two parties could give each other in one meeting at central values, and where each theory puts them; for each two of the first four that must consent.",
	unasked: true,
	Applies: func(r *output.Result) bool { return len(r.Frontiers()) > 0 },
	figures: func(r *output.Result) (fs []Figure) {
		for _, p := range r.Frontiers() {
			fs = append(fs, Pareto(r, p))
		}
		return fs
	},
}

// Pareto is the picture of one frontier. It shows no draws: r needs a scenario
// only.
func Pareto(r *output.Result, p *study.Frontier) Figure {
	b, names, line := r.Scenario.Bargain, paretoNames(r, p), ""
	if r.Tally == nil {
		line = b.Title + " · one meeting at central values, no draws"
	}
	asked, more := askedParties(b)
	return Figure{
		main:        len(asked) == 2 && more == 0,
		Name:        ParetoName(b, p),
		Title:       paretoTitle(names, p),
		Description: describePareto(r, p),
		Numbers:     paretoNumbers(r, p),
		line:        line,
		names:       namesOf(b, r.Scenario.Name),
		draw:        func(s *canvas) { drawPareto(s, r, p) },
	}
}

// ParetoName is how the file of a frontier's picture begins. Ids have no plus
// sign, so two pairs never share a name: a and b-c are not a-b and c.
func ParetoName(b *model.Bargain, p *study.Frontier) string {
	return "pareto-" + b.Parties[p.Parties[0]].ID + "+" + b.Parties[p.Parties[1]].ID
}

// paretoNames are the names of the two parties.
func paretoNames(r *output.Result, p *study.Frontier) [2]string {
	b := r.Scenario.Bargain
	return [2]string{output.PartyName(&b.Parties[p.Parties[0]]), output.PartyName(&b.Parties[p.Parties[1]])}
}

// paretoTitle says how many theories arrive at terms that all who must consent can
// take. What one makes of the two alone is shown beside it and does not count.
func paretoTitle(names [2]string, p *study.Frontier) string {
	n, of := 0, 0
	for i := range p.Points {
		if p.Points[i].Alone {
			continue
		}
		of++
		if p.Points[i].Consent {
			n++
		}
	}
	verb := "suit"
	if n == 1 {
		verb = "suits"
	}
	return fmt.Sprintf("%s and %s: %d of %s %s everyone who must consent", names[0], names[1], n, plural(of, "theory", "theories"), verb)
}

// paretoNumbers are the payoffs that the picture shows, the parties' own first.
func paretoNumbers(r *output.Result, p *study.Frontier) *Numbers {
	names := paretoNames(r, p)
	n := &Numbers{Head: []string{"terms", names[0], names[1], "remarks"}}
	add := func(name string, at [2]float64, remarks ...string) {
		n.Rows = append(n.Rows, []string{name, output.Format(at[0], hundredth), output.Format(at[1], hundredth), strings.Join(remarks, ", ")})
	}
	add("reservation values", p.Reservation)
	add("best for "+names[0], p.Alone[len(p.Alone)-1])
	add("best for "+names[1], p.Alone[0])
	for i := range p.Points {
		add(output.TheoryTitle(p.Points[i].Theory), p.Points[i].Payoff, output.PayoffRemarks(&p.Points[i])...)
	}
	return n
}

// hundredth is the precision to which payoffs are written: no Monte Carlo
// error is involved.
const hundredth = 0.01

func describePareto(r *output.Result, p *study.Frontier) string {
	names := paretoNames(r, p)
	var w strings.Builder
	fmt.Fprintf(&w, "%s. One meeting at central values, in stake units, %s first. Reservation values: %s and %s.", paretoTitle(names, p), names[0],
		output.Format(p.Reservation[0], hundredth), output.Format(p.Reservation[1], hundredth))
	last := p.Alone[len(p.Alone)-1]
	fmt.Fprintf(&w, " Best terms of %s: %s and %s; of %s: %s and %s.", names[0], output.Format(last[0], hundredth), output.Format(last[1], hundredth),
		names[1], output.Format(p.Alone[0][0], hundredth), output.Format(p.Alone[0][1], hundredth))
	for i := range p.Points {
		t := &p.Points[i]
		fmt.Fprintf(&w, " %s: %s and %s", output.TheoryTitle(t.Theory), output.Format(t.Payoff[0], hundredth), output.Format(t.Payoff[1], hundredth))
		for _, remark := range output.PayoffRemarks(t) {
			w.WriteString(", " + remark)
		}
		w.WriteString(".")
	}
	return w.String()
}

// The lines of the figure.
var (
	alonePen       = pen{colour: ink, width: 2}
	heldPen        = pen{colour: blue, width: 2, dashes: []float64{7, 3}}
	reservationPen = pen{colour: vermilion, width: 1.3, dashes: []float64{3, 3}}
	bothGain       = rgb(0xE4EEF5)
)

func drawPareto(s *canvas, r *output.Result, p *study.Frontier) {
	names := paretoNames(r, p)
	words := fmt.Sprintf("One meeting on package “%s” with every uncertain number at its midpoint. On the line nobody can gain without the other's loss. A lettered mark is where a theory puts the two; theories too close to tell apart share a letter, and best terms are listed with it where it covers them.", orID(r.Scenario.Bargain.Packages[p.Package].Title, r.Scenario.Bargain.Packages[p.Package].ID))
	switch p.Required {
	case [2]bool{false, false}:
		words += " The package needs the consent of neither."
	case [2]bool{false, true}:
		words += " The package does not need the consent of " + names[0] + "."
	case [2]bool{true, false}:
		words += " The package does not need the consent of " + names[1] + "."
	}
	switch {
	case p.WithOthers != nil:
		words += " Others must consent too: the dashed line is how far the two get if these are left their reservation values."
	case len(p.Others) > 0:
		words += " Others must consent too, and no terms leave all of them their reservation values."
	}
	s.prose(words)
	for n := range names {
		names[n] = labelStyle.nameWithin(names[n], 200)
	}
	line := func(p pen) func(x, y float64) { return func(x, y float64) { s.line(x, y, x+20, y, p) } }
	keys := []key{{line(alonePen), "efficient frontier"}}
	if len(p.Others) > 0 {
		keys[0].name = "efficient frontier of the two alone"
	}
	if p.WithOthers != nil {
		keys = append(keys, key{line(heldPen), "with others at their reservation values or above"})
	}
	keys = append(keys, key{line(reservationPen), "reservation values"})
	zone := bothBetter(p)
	if zone != nil {
		keys = append(keys, key{s.swatch(fill{bothGain, solid, white}), "both better off than with no deal"})
	}
	for n, i := range p.Parties {
		keys = append(keys, key{func(x, y float64) { s.marker(i, x+10, y, 6) }, "best terms for " + names[n]})
	}
	met := func(t study.TheoryPayoffs) bool { return t.Consent }
	if slices.ContainsFunc(p.Points, met) {
		keys = append(keys, key{func(x, y float64) { s.discs([]point{{x + 10, y}}, 6, ink) }, "terms of a theory"})
	}
	if slices.ContainsFunc(p.Points, func(t study.TheoryPayoffs) bool { return !met(t) }) {
		keys = append(keys, key{func(x, y float64) { s.ring(x+10, y, 6, pen{colour: ink, width: 1.5}) }, "terms below someone's reservation value"})
	}
	s.legend(keys)
	drawParetoChart(s, p, names, zone)
}

// drawParetoChart draws the axes with what lies on them, and to the right what
// the letters stand for.
func drawParetoChart(s *canvas, p *study.Frontier, names [2]string, zone [][2]float64) {
	const left, tall = margin + 62, 384.0
	ends := [2][2]float64{paretoRange(p, 0), paretoRange(p, 1)}
	s.write(textStyle, margin, s.y+8, fromLeft, "↑ payoff of "+names[1]+", stake units")
	s.y += 20
	f := s.open(left, axesRight, nil)
	keyTop := s.y
	b := f.row(tall)
	x, y := axis{ends[0][0], ends[0][1], b.left + 8, b.right - 8}, axis{ends[1][0], ends[1][1], b.bottom - 8, b.top + 8}
	at := func(v [2]float64) point { return point{x.at(v[0]), y.at(v[1])} }
	across := func(vs [][2]float64) (ps []point) {
		for _, v := range vs {
			ps = append(ps, at(v))
		}
		return ps
	}
	xTicks, yTicks := x.ticks(6), y.ticks(6)
	for _, t := range xTicks {
		s.line(x.at(t), b.top, x.at(t), b.bottom, pen{colour: ruleSoft, width: 1})
	}
	for _, t := range yTicks {
		s.line(b.left, y.at(t), b.right, y.at(t), pen{colour: ruleSoft, width: 1})
		s.write(tickStyle, left-7, y.at(t), fromRight, tickText(t))
	}
	if zone != nil {
		s.polygon(across(zone), bothGain)
	}
	d := at(p.Reservation)
	s.line(d.x, b.top, d.x, b.bottom, reservationPen)
	s.line(b.left, d.y, b.right, d.y, reservationPen)
	s.curve(across(p.Alone), alonePen)
	if len(p.WithOthers) > 1 {
		s.curve(across(p.WithOthers), heldPen)
	}
	groups := lettered(p.Points, at)
	best := [2]point{at(p.Alone[len(p.Alone)-1]), at(p.Alone[0])}
	// Best terms too close to those of a theory are listed with its letter: no
	// mark is ever moved from its place.
	var listed [2]int
	for n, i := range p.Parties {
		if listed[n] = covering(best[n], groups); listed[n] < 0 {
			s.discs([]point{best[n]}, 8, white)
			s.marker(i, best[n].x, best[n].y, 6)
		}
	}
	for i, g := range groups {
		s.letter(g.at.x, g.at.y, i, g.consent)
	}
	f.close()
	s.drawTicks(x, xTicks, tickText)
	s.drawName(x, "payoff of "+names[0]+", stake units →")
	bottom := s.y
	s.y = keyTop
	for i, g := range groups {
		lines := smallStyle.wrap(g.names(), noteWidth-20, 0)
		s.letter(axesRight+gap+8, s.y+9, i, g.consent)
		s.y = max(s.paragraph(smallStyle, axesRight+gap+20, s.y+2, fromLeft, lines)+3, s.y+21)
		for n, party := range p.Parties {
			if listed[n] == i {
				s.marker(party, axesRight+gap+8, s.y+7, 6)
				s.y = s.paragraph(smallStyle, axesRight+gap+20, s.y+2, fromLeft, smallStyle.wrap("best terms for "+names[n], noteWidth-20, 2)) + 3
			}
		}
	}
	s.y = max(s.y, bottom)
}

// paretoRange is the range of an axis: everything that is drawn on it.
func paretoRange(p *study.Frontier, side int) [2]float64 {
	lower, upper := p.Reservation[side], p.Reservation[side]
	add := func(v [2]float64) { lower, upper = min(lower, v[side]), max(upper, v[side]) }
	for _, v := range p.Alone {
		add(v)
	}
	for _, v := range p.WithOthers {
		add(v)
	}
	for _, t := range p.Points {
		add(t.Payoff)
	}
	pad := math.Max(0.06*(upper-lower), 0.005)
	return [2]float64{lower - pad, upper + pad}
}
