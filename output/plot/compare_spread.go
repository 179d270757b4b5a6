package plot

import (
	"fmt"
	"math"
	"strings"

	"sim/output"
)

var compareSpread = StudyKind[*output.Comparison]{
	Name: "compare-spread",
	Doc:  "How much better or worse each party fares draw by draw after a change, theory by theory.",
	figures: func(c *output.Comparison) []Figure {
		return eachVariant(c, "compare-spread", "What the change is worth, draw by draw", func(v *output.Variant) (string, func(*canvas)) {
			parties := comparedParties(v)
			if parties == nil {
				return "", nil
			}
			return describeSpread(v, parties), func(s *canvas) { drawSpread(s, v, parties) }
		})
	},
}

// A comparedParty is a party of both runs: its index in the first, and the
// figure of its utility.
type comparedParty struct{ party, figure int }

// comparedParties lists the parties that both runs have.
func comparedParties(v *output.Variant) []comparedParty {
	var ps []comparedParty
	for _, i := range drawnParties(v.A.Bargain) {
		if f := v.Find("utility_mean", v.A.Bargain.Parties[i].ID); f >= 0 {
			ps = append(ps, comparedParty{i, f})
		}
	}
	return ps
}

func describeSpread(v *output.Variant, parties []comparedParty) string {
	var w strings.Builder
	w.WriteString("Utility after minus before on the same draw, in stake units: mean and the range of 90% of the draws.")
	for _, party := range parties {
		for m := range v.Theories {
			p := &v.Paired[m][party.figure]
			lower, upper := v.Spread(m, party.figure, 0.05), v.Spread(m, party.figure, 0.95)
			fmt.Fprintf(&w, " %s under %s: %s; %s to %s.", output.PartyName(&v.A.Bargain.Parties[party.party]), output.TheoryName(&v.Theories[m]),
				output.Amounts{Width: 1}.Change(p), output.Format(lower.Value, lower.Error), output.Format(upper.Value, upper.Error))
		}
	}
	return w.String()
}

func drawSpread(s *canvas, v *output.Variant, parties []comparedParty) {
	s.prose("Utility after the change minus utility before, on the same draw. The line holds 90% of the draws, the bar 50%; where many draws stay as they are, both shrink to nothing at 0. The dot is the mean, with a bracket for its 95% Monte Carlo error; hollow where it is noise.")
	spreads := make([][]five, len(parties))
	reach := 0.01
	for i, party := range parties {
		for m := range v.Theories {
			var q five
			for j, p := range levels {
				q[j] = v.Spread(m, party.figure, p)
			}
			spreads[i] = append(spreads[i], q)
			d := v.Paired[m][party.figure].Difference
			for _, x := range []float64{q[0].Value, q[4].Value, d.Lower, d.Upper} {
				if !math.IsNaN(x) { // a single draw has no error
					reach = max(reach, math.Abs(x))
				}
			}
		}
	}
	a := axis{-reach * 1.05, reach * 1.05, axesLeft + 8, axesRight - 8}
	ticks := a.ticks(7)
	f := s.open(axesLeft, axesRight, a.places(ticks))
	for i, party := range parties {
		if i > 0 {
			f.separate()
		}
		head := f.row(22)
		s.write(strongStyle, margin, head.middle()+2, fromLeft, strongStyle.nameWithin(output.PartyName(&v.A.Bargain.Parties[party.party]), labelWidth))
		s.write(smallStyle, axesRight+gap, head.middle()+2, fromLeft, firstWord(v.VerdictOf(party.figure)))
		for m := range v.Theories {
			p := &v.Paired[m][party.figure]
			row := f.row(18)
			y, q := row.middle(), spreads[i][m]
			s.line(a.at(0), row.top, a.at(0), row.bottom, pen{colour: rule, width: 1})
			s.write(smallStyle, margin+10, y, fromLeft, smallStyle.shorten(output.TheoryName(&v.Theories[m]), labelWidth-10))
			s.line(a.at(q[0].Value), y, a.at(q[4].Value), y, pen{colour: sky, width: 2})
			s.rect(box{a.at(q[1].Value), y - 3.5, a.at(q[3].Value), y + 3.5}, sky)
			s.errorMark(a, y, 4, p.Difference)
			x := a.at(p.Difference.Value)
			s.discs([]point{{x, y}}, 4.4, white)
			if p.Noise() {
				s.ring(x, y, 3.4, pen{colour: ink, width: 1.4})
			} else {
				s.discs([]point{{x, y}}, 3.6, ink)
			}
			s.write(smallStyle, axesRight+gap, y, fromLeft, output.Amounts{Width: 1}.Change(p))
		}
		f.row(4)
	}
	f.close()
	s.drawTicks(a, ticks, func(v float64) string {
		if v > 0 {
			return "+" + tickText(v)
		}
		return tickText(v)
	})
	s.drawName(a, "change of utility in stake units: 1 is a party's own ideal on every issue, 0 the far end on every issue")
}
