package plot

import (
	"fmt"
	"image/color"
	"slices"
	"strings"

	"sim/model"
	"sim/output"
)

// imagined is how many single draws are shown, one below the other.
const imagined = 50

// A gain is what one draw brings the two sides over no deal.
type gain struct {
	group group
	theirs,
	most [2]float64 // under the theory shown; the most that any theory brings
}

// A group is how a draw ends: the package of its deal, or the reason why there
// is none.
type group struct {
	pack   int // −1: no deal
	minor  int // without a deal, a package that relieves nothing; −1: none
	class  model.Class
	reason model.Reason
}

// groupOf is how an outcome ends.
func groupOf(o *model.Outcome) group {
	if o.Package >= 0 && o.Class.Deal() {
		return group{o.Package, -1, o.Class, model.NoReason}
	}
	return group{-1, o.Package, o.Class, o.Reason}
}

func (g group) name(b *model.Bargain) string {
	if g.pack >= 0 && g.pack < len(b.Packages) {
		name := orID(b.Packages[g.pack].Title, b.Packages[g.pack].ID)
		if !strings.Contains(strings.ToLower(name), g.class.String()) {
			name += " (" + g.class.String() + ")"
		}
		return name
	}
	if g.minor >= 0 && g.minor < len(b.Packages) {
		return reasonText(g.reason) + "; only " + orID(b.Packages[g.minor].Title, b.Packages[g.minor].ID) + " signed"
	}
	return reasonText(g.reason)
}

// order sorts groups: packages as the scenario lists them, then reasons.
func (g group) order(o group) int {
	rank := func(g group) int {
		if g.pack >= 0 {
			return g.pack
		}
		return 1_000_000 + 1000*int(g.reason) + g.minor
	}
	if d := rank(g) - rank(o); d != 0 {
		return d
	}
	return int(g.class - o.class)
}

// gains reads the first draws of the sample, sorted by how they end and by
// what the first side gains.
func gains(r *output.Result, theory int, sides [2]int) []gain {
	b, sample := r.Scenario.Bargain, r.Sample
	gs := make([]gain, min(imagined, sample.N))
	for j := range gs {
		o := &sample.Outcomes[theory][j]
		g := gain{group: groupOf(o)}
		for n, i := range sides {
			if g.group.pack < 0 {
				continue
			}
			g.theirs[n] = o.Payoff[i] - o.Reservation[i]
			g.most[n] = g.theirs[n]
			for k := range sample.Outcomes {
				other := &sample.Outcomes[k][j]
				if b.Theories[k].Consent && groupOf(other).pack == g.group.pack {
					g.most[n] = max(g.most[n], other.Payoff[i]-other.Reservation[i])
				}
			}
		}
		gs[j] = g
	}
	slices.SortStableFunc(gs, func(x, y gain) int {
		if c := x.group.order(y.group); c != 0 {
			return c
		}
		switch {
		case x.theirs[0] > y.theirs[0]:
			return -1
		case x.theirs[0] < y.theirs[0]:
			return 1
		}
		return 0
	})
	return gs
}

// drawGains draws single draws as rows: to the left what one side gains over
// no deal, to the right what the other gains, hatched rows where there is no deal.
func drawGains(s *canvas, r *output.Result) {
	b := r.Scenario.Bargain
	theory, _ := zoneTheory(r)
	sides, ok := zoneSides(b)
	if !ok {
		return
	}
	gs := gains(r, theory, sides)
	names := [2]string{output.PartyName(&b.Parties[sides[0]]), output.PartyName(&b.Parties[sides[1]])}

	s.y += 8
	share := func(n int) string { return fmt.Sprintf("%d of %s", n, plural(len(gs), "draw", "draws")) }
	title := fmt.Sprintf("%s under %s: what each side gains over no deal", plural(len(gs), "imagined draw", "imagined draws"), output.TheoryTitle(&b.Theories[theory]))
	if alike := len(gs) > 1 && !slices.ContainsFunc(gs, func(g gain) bool { return g != gs[0] }); alike {
		title = fmt.Sprintf("Any draw under %s (all are alike): what each side gains over no deal", output.TheoryTitle(&b.Theories[theory]))
		gs = gs[:1]
		share = func(int) string { return "all draws" }
	}
	s.y = s.paragraph(strongStyle, margin, s.y, fromLeft, strongStyle.wrap(title, sheetWidth-2*margin, 2))
	words := "Each row is one draw, sorted by how it ends. The dark bar is the gain under this theory; the pale bar reaches to the most that any theory played brings that side in the same draw and the same package: how far the zone reaches at least. Hatched rows have no deal."
	s.prose(words)

	colours := [2]color.NRGBA{partyColour(sides[0]), partyColour(sides[1])}
	most := 0.0
	for _, g := range gs {
		most = max(most, g.most[0], g.most[1])
	}
	if !finite(most) || most <= 0 {
		most = 0.1
	}
	a := axis{-most * 1.06, most * 1.06, axesLeft + 8, axesRight - 8}
	ticks := a.ticks(6)
	f := s.open(axesLeft, axesRight, a.places(ticks))
	head := f.row(22)
	quarter := (a.right - a.left) / 4
	s.write(strongStyle, a.left+quarter, head.middle(), centred, strongStyle.shorten("← "+names[0]+" gains", 2*quarter-10))
	s.write(strongStyle, a.right-quarter, head.middle(), centred, strongStyle.shorten(names[1]+" gains →", 2*quarter-10))

	const height = 9.0
	for from := 0; from < len(gs); {
		to := from
		for to < len(gs) && gs[to].group == gs[from].group {
			to++
		}
		f.separate()
		lines := labelStyle.wrap(gs[from].group.name(b), labelWidth, 5)
		tall := max(float64(to-from)*height, float64(len(lines))*labelStyle.leading()) + 8
		row := f.row(tall)
		s.around(labelStyle, margin, row.middle(), lines)
		s.write(labelStyle, axesRight+gap, row.middle(), fromLeft, share(to-from))
		top := row.middle() - float64(to-from)*height/2
		if gs[from].group.pack < 0 {
			s.area(box{a.left, top, a.right, top + float64(to-from)*height}, fill{band, rising, pale})
			for i := range to - from + 1 {
				y := top + float64(i)*height
				s.line(a.left, y, a.right, y, pen{colour: white, width: height - 5.8})
			}
		} else {
			for i, g := range gs[from:to] {
				drawGain(s, a, top+(float64(i)+0.5)*height, g, colours)
			}
		}
		from = to
	}
	f.close()
	s.drawTicks(a, ticks, func(v float64) string {
		if v < 0 {
			v = -v
		}
		return tickText(v)
	})
	s.drawName(a, "gain over the reservation value, in stake units (1: from the far end on every issue to the party's own ideal)")
}

func drawGain(s *canvas, a axis, y float64, g gain, colours [2]color.NRGBA) {
	for n, direction := range [2]float64{-1, 1} {
		c := colours[n]
		zero := a.at(0)
		pale := a.at(direction * max(g.most[n], 0))
		dark := a.at(direction * g.theirs[n])
		s.rect(span(zero, pale, y, 2.9), tint(c))
		s.rect(span(zero, dark, y, 2.9), c)
	}
}

// span is a bar between two places in any order.
func span(x0, x1, y, half float64) box { return box{min(x0, x1), y - half, max(x0, x1), y + half} }
