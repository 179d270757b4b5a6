package plot

import (
	"fmt"
	"image/color"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/output"
)

// Ideals of more parties than this are not drawn; the ones to whom the issue
// is most salient are.
const mostStances = 8

// drawStances draws lanes for the status quo, where the issue ends without a deal if
// that is elsewhere, and for what each party wants of
// an issue, above the theories' rows.
func drawStances(s *canvas, f *frame, b *model.Bargain, issue *model.Issue, a axis) {
	varying := b.Varying()
	const lane = 20.0

	if !issue.DealOnly {
		low, mid, high := belief(varying, issue.StatusQuo)
		row := f.row(lane)
		s.write(labelStyle, margin+22, row.middle(), fromLeft, "status quo")
		s.statusQuoSign(margin+8, row.middle())
		f.guideBand(a.at(low), a.at(high), a.at(mid))
		s.write(smallStyle, axesRight+gap, row.middle(), fromLeft, rangeText("", output.AmountsOf(issue), low, high))
	}
	if issue.HasNoDeal {
		low, mid, high := belief(varying, issue.NoDeal)
		y := f.row(lane).middle()
		s.write(labelStyle, margin+22, y, fromLeft, "without a deal")
		s.rect(span(a.at(low), a.at(high), y, 3), tint(grey))
		s.line(a.at(mid), y-7, a.at(mid), y+7, pen{colour: grey, width: 2})
		s.write(smallStyle, axesRight+gap, y, fromLeft, rangeText("", output.AmountsOf(issue), low, high))
	}

	holders, left := stanceHolders(b, varying, issue)
	for _, i := range holders {
		st := issue.Stances[i]
		row := f.row(lane)
		y := row.middle()
		s.marker(i, margin+8, y, 5)
		s.write(labelStyle, margin+22, y, fromLeft, labelStyle.nameWithin(output.PartyName(&b.Parties[i]), labelWidth-22))
		low, mid, high := belief(varying, st.Ideal)
		c := partyColour(i)
		s.rect(span(a.at(low), a.at(high), y, 3), tint(c))
		x := a.at(mid)
		word := "ideal "
		switch st.Side {
		case model.AtLeast:
			s.arrow(a, x, y, +1, c)
			word = "at least "
			if issue.Scale.Falls() {
				word = "at most "
			}
		case model.AtMost:
			s.arrow(a, x, y, -1, c)
			word = "at most "
			if issue.Scale.Falls() {
				word = "at least "
			}
		case model.TwoSided:
		}
		s.marker(i, x, y, 5)
		s.write(smallStyle, axesRight+gap, y, fromLeft, smallStyle.shorten(rangeText(word, output.AmountsOf(issue), low, high), noteWidth))
		for _, line := range issue.RedLines {
			if line.Party == i {
				drawRedLine(s, f.row(1.5*lane), b, issue, line, a)
			}
		}
	}
	if left > 0 {
		row := f.row(lane)
		s.write(smallStyle, margin+22, row.middle(), fromLeft, fmt.Sprintf("and %d more", left))
		s.note(a, row.middle(), "only the parties to whom the issue matters most are drawn")
	}
}

// drawRedLine draws the bound that a party states, in a lane below its ideal:
// a bar at the bound and an arrow to the side that it allows. A bound that counts
// from what is held is drawn from the middle of the status quo.
func drawRedLine(s *canvas, row box, b *model.Bargain, issue *model.Issue, line model.RedLine, a axis) {
	varying := b.Varying()
	y, c := row.middle(), partyColour(line.Party)
	low, mid, high := belief(varying, line.Bound)
	if line.Held {
		_, held, _ := belief(varying, issue.StatusQuo)
		low, mid, high = held+low, held+mid, held+high
	}
	x, direction := a.at(mid), 1.0
	if line.Side == model.AtMost {
		direction = -1
	}
	word := "at least "
	if (line.Side == model.AtMost) != issue.Scale.Falls() {
		word = "at most "
	}
	s.rect(span(a.at(low), a.at(high), y, 3), tint(c))
	s.arrow(a, x, y, direction, c)
	s.rect(box{x - 1.6, y - 7, x + 1.6, y + 7}, c)
	name := "its red line"
	if line.Public {
		name = "its public line"
	}
	if line.Only {
		var packages []string
		for _, g := range line.Packages {
			packages = append(packages, b.Packages[g].ID)
		}
		name += " in " + strings.Join(packages, ", ")
	}
	s.write(smallStyle, margin+22, y, fromLeft, smallStyle.nameWithin(name, labelWidth-22))
	s.around(smallStyle, axesRight+gap, y, []string{
		smallStyle.shorten(rangeText(word, output.AmountsOf(issue), low, high), noteWidth), smallStyle.shorten(weightOf(varying, line), noteWidth),
	})
}

// weightOf is how often a red line binds, or what a public one costs to cross.
func weightOf(varying []*model.Input, line model.RedLine) string {
	if line.Public {
		low, _, high := belief(varying, line.Price)
		price := "price " + output.FormatExact(low)
		if high != low {
			price += " to " + output.FormatExact(high)
		}
		return price + " × its weight"
	}
	often, _, most := belief(varying, line.Binding)
	binds := "binds in " + output.FormatPercent(often, 0)
	if most != often {
		binds += " to " + output.FormatPercent(most, 0)
	}
	return binds + " of draws"
}

// stanceHolders lists the parties with a stake in the issue whose ideals are
// drawn, in their order, and how many are left out.
func stanceHolders(b *model.Bargain, varying []*model.Input, issue *model.Issue) (drawn []int, left int) {
	var holders []int
	salience := make([]float64, len(issue.Stances))
	for _, i := range b.ListedParties() {
		if i >= len(issue.Stances) {
			continue
		}
		_, mid, high := belief(varying, issue.Stances[i].Salience)
		if salience[i] = mid; high > 0 {
			holders = append(holders, i)
		}
	}
	if len(holders) > mostStances {
		left = len(holders) - mostStances
		slices.SortStableFunc(holders, func(i, j int) int {
			switch {
			case salience[i] > salience[j]:
				return -1
			case salience[i] < salience[j]:
				return 1
			}
			return 0
		})
		kept := holders[:mostStances]
		holders = slices.DeleteFunc(slices.Clone(b.ListedParties()), func(i int) bool { return !slices.Contains(kept, i) })
	}
	return holders, left
}

// rangeText writes a number of the scenario, or its 5% and 95% quantiles.
func rangeText(word string, amounts output.Amounts, lower, upper float64) string {
	if lower == upper {
		return word + amounts.Exact(lower)
	}
	amounts = amounts.Among(lower, upper)
	return word + amounts.Format(lower, 0) + " to " + amounts.Format(upper, 0)
}

// arrow points from an ideal to the side where a party is as content, if the
// axis has room on that side.
func (s *canvas) arrow(a axis, x, y, direction float64, c color.NRGBA) {
	tip := min(max(x+24*direction, a.left), a.right)
	if math.Abs(tip-x) < 12 {
		return
	}
	s.line(x, y, tip, y, pen{colour: c, width: 1.8})
	s.polygon([]point{{tip + 5*direction, y}, {tip - 3*direction, y - 4.5}, {tip - 3*direction, y + 4.5}}, c)
}

// statusQuoSign draws the sign of the status quo beside its name.
func (s *canvas) statusQuoSign(x, y float64) {
	s.rect(box{x - 5, y - 8, x + 5, y + 8}, statusQuoBand)
	s.line(x, y-8, x, y+8, statusQuoPen)
}
