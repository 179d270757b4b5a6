package plot

import (
	"fmt"
	"math"
	"strings"

	"sim/model/montecarlo"
	"sim/output"
)

var whoBlocked = Kind{
	Name: "who-blocked",
	Doc:  "How often each party is recorded as not consenting, and why no settlement or ceasefire is in force at the end, theory by theory.",
	Applies: func(r *output.Result) bool {
		asked, _ := askedParties(r.Scenario.Bargain)
		return overTime(r) && len(asked) > 0
	},
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name:        "who-blocked",
			Title:       "Who is recorded as not consenting, and why",
			Description: describeBlocked(r),
			draw:        func(s *canvas) { drawBlocked(s, r) },
		}}
	},
}

// blockedRounds estimates the mean number of rounds a draw in which a party is
// recorded as not consenting. The spread between draws, and so the error, is
// that between replicates or that of the sample; not a number without either.
func blockedRounds(r *output.Result, theory, party int) montecarlo.Estimate {
	n := r.Tally.N(theory)
	mean := float64(r.Tally.Theories[theory].Blocks[party]) / float64(n)
	if e, ok := r.Tally.PerDraw(theory, func(y *montecarlo.TheoryTally) int { return y.Blocks[party] }); ok {
		e.Lower = max(0, e.Lower)
		return e
	}
	nan := math.NaN()
	e := montecarlo.Estimate{N: n, Value: mean, Error: nan, Lower: nan, Upper: nan}
	if r.Sample == nil || r.Sample.N < 2 || theory >= len(r.Sample.Outcomes) {
		return e
	}
	rounds := make([]float64, r.Sample.N)
	for j := range rounds {
		if blocks := r.Sample.Outcomes[theory][j].Blocks; party < len(blocks) {
			rounds[j] = float64(blocks[party])
		}
	}
	of := montecarlo.Mean(rounds)
	narrow := math.Sqrt(float64(len(rounds)) / float64(n))
	e.Error = of.Error * narrow
	e.Lower, e.Upper = max(0, mean-(of.Upper-of.Value)*narrow), mean+(of.Upper-of.Value)*narrow
	return e
}

// notConsenting estimates the share of draws in which a party is recorded as
// the one that did not consent.
func notConsenting(t *montecarlo.Tally, theory, party int) montecarlo.Estimate {
	return t.Share(theory, func(y *montecarlo.TheoryTally) int { return y.NotConsenting[party] })
}

func describeBlocked(r *output.Result) string {
	b := r.Scenario.Bargain
	var w strings.Builder
	w.WriteString("By theory and party: rounds a draw in which it is recorded as not consenting, and share of draws without " + output.Headline(r.Scenario.Bargain) + " at the end in which it is the one recorded most often; then shares of draws by reason.")
	asked, _ := askedParties(b)
	for _, t := range theoryOrder(b, len(r.Tally.Theories)) {
		fmt.Fprintf(&w, " %s:", output.TheoryName(&b.Theories[t]))
		for _, i := range asked {
			e := blockedRounds(r, t, i)
			fmt.Fprintf(&w, " %s %s rounds, %s;", output.PartyName(&b.Parties[i]), output.Amounts{Width: float64(b.Clock.Rounds)}.Format(e.Value, max(e.Error, 0)),
				output.FormatShareOf(notConsenting(r.Tally, t, i)))
		}
		for j, v := range verdicts(r, t) {
			if j > 0 {
				w.WriteString(",")
			}
			fmt.Fprintf(&w, " %s %s", v.name, output.FormatShare(v.count, r.Tally.N(t)))
		}
		w.WriteString(".")
	}
	return w.String()
}

func drawBlocked(s *canvas, r *output.Result) {
	b, t := r.Scenario.Bargain, r.Tally
	asked, more := askedParties(b)
	order := theoryOrder(b, len(t.Theories))
	s.prose("In a round that ends without " + output.Headline(r.Scenario.Bargain) + ", one party may be recorded as not consenting: the one whose reservation value or limits stand in the way or, of several, one at random, weighted by how far each does. This follows from what a draw assumes about each side and passes no judgement on it. Brackets are 95% Monte Carlo errors.")

	const left, middle = axesLeft, axesLeft + (axesWide-axesLeft)/2
	const numbers = 52.0 // room for a number after a bar
	most, share := 0.0, 0.0
	for k := range t.Theories {
		for _, i := range asked {
			e := blockedRounds(r, k, i)
			if most = max(most, e.Value); finite(e.Upper) {
				most = max(most, e.Upper)
			}
			share = max(share, notConsenting(t, k, i).Upper)
		}
	}
	if most == 0 {
		most = 1
	}
	top := s.y
	s.blocks(r, asked, order, box{left: left, right: middle - 6}, axis{0, most, left + 4, middle - 6 - numbers}, tickText,
		"rounds of a draw, on average", func(k, i int) (montecarlo.Estimate, string) {
			e := blockedRounds(r, k, i)
			words := output.Amounts{Width: float64(b.Clock.Rounds)}.Format(e.Value, max(e.Error, 0))
			return e, words
		}, true)
	s.y = top
	s.blocks(r, asked, order, box{left: middle + 6, right: axesWide}, axis{0, min(1, share), middle + 10, axesWide - numbers}, percentText,
		"share of draws that end without "+output.Headline(r.Scenario.Bargain)+" and in which it is the one recorded most often", func(k, i int) (montecarlo.Estimate, string) {
			e := notConsenting(t, k, i)
			return e, output.FormatShareOf(e)
		}, false)
	if more > 0 {
		s.prose(fmt.Sprintf("%s not drawn.", plural(more, "more party is", "more parties are")))
	}

	s.y += 8
	s.y = s.paragraph(strongStyle, margin, s.y, fromLeft, []string{"Why no " + output.HeadlineWords(b) + " is in force at the end"})
	s.prose("The reason is the last on record: what stood in the way of the first " + output.HeadlineWords(b) + " that was on the table, in the last round in which one was.")
	s.drawReasons(r)
}

// blocks draws one frame of bars: theory by theory, party by party, what of
// says of each. Names stand to its left if named.
func (s *canvas) blocks(r *output.Result, asked, order []int, at box, a axis, tick func(float64) string, name string, of func(theory, party int) (montecarlo.Estimate, string), named bool) {
	b := r.Scenario.Bargain
	ticks := a.ticks(4)
	f := s.open(at.left, at.right, a.places(ticks))
	for n, k := range order {
		if n > 0 {
			f.separate()
		}
		st := labelStyle
		if b.Theories[k].Baseline {
			st = strongStyle
		}
		lines := st.wrap(output.TheoryName(&b.Theories[k]), labelWidth, 2)
		const lane = 18.0
		head := float64(len(lines))*st.leading() + 6
		row := f.row(head + lane*float64(len(asked)) + 5)
		if named {
			s.paragraph(st, margin, row.top+5, fromLeft, lines)
		}
		for m, i := range asked {
			y := row.top + head + (float64(m)+0.5)*lane
			if named {
				s.marker(i, margin+14, y, 4.2)
				s.write(smallStyle, margin+26, y, fromLeft, smallStyle.nameWithin(output.PartyName(&b.Parties[i]), labelWidth-26))
			}
			e, words := of(k, i)
			s.rect(box{a.at(0), y - 5, a.at(e.Value), y + 5}, partyColour(i))
			x := a.at(e.Value)
			if finite(e.Upper) {
				s.errorMark(a, y, 3.5, e)
				x = max(x, a.at(e.Upper))
			}
			s.write(smallStyle, x+6, y, fromLeft, words)
		}
	}
	f.close()
	s.drawTicks(a, ticks, tick)
	s.y = s.paragraph(textStyle, (at.left+at.right)/2, s.y, centred, textStyle.wrap(name, at.right-at.left, 3)) + 4
}

// drawReasons draws, theory by theory, how the draws divide into those with a
// settlement or ceasefire and the reasons why not.
func (s *canvas) drawReasons(r *output.Result) {
	b := r.Scenario.Bargain
	var keys []key
	seen := map[string]bool{}
	for i := range r.Tally.Theories {
		for _, v := range verdicts(r, i) {
			if v.count > 0 && !seen[v.name] {
				seen[v.name] = true
				keys = append(keys, key{s.swatch(v.fill), v.name})
			}
		}
	}
	s.legend(keys)
	a := axis{0, 1, axesLeft + 6, axesWide - 6}
	ticks := []float64{0, 0.2, 0.4, 0.6, 0.8, 1}
	f := s.open(axesLeft, axesWide, a.places(ticks))
	for _, i := range theoryOrder(b, len(r.Tally.Theories)) {
		row := f.row(34)
		s.theory(&b.Theories[i], row, 2)
		drawVerdicts(s, a, box{a.left, row.top + 7, a.right, row.bottom - 7}, verdicts(r, i), r.Tally.N(i))
	}
	f.close()
	s.drawTicks(a, ticks, percentText)
	s.drawName(a, "share of draws")
}
