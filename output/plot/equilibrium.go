package plot

import (
	"fmt"
	"slices"
	"strings"

	"sim/model/study"
	"sim/output"
)

// EquilibriumKinds lists the kinds of pictures of a game over levers in the order
// of its page.
var EquilibriumKinds = []StudyKind[*output.Equilibrium]{equilibriumWeights}

// Equilibrium lists every picture of a game over levers.
func Equilibrium(e *output.Equilibrium) []Figure { return figuresOf(EquilibriumKinds, e.Study, e) }

var equilibriumWeights = StudyKind[*output.Equilibrium]{
	Name: "equilibrium",
	Doc:  "The weight of every lever as written, in its holder's best reply and where repeated best replies come to rest, theory by theory.",
	figures: func(e *output.Equilibrium) []Figure {
		var fs []Figure
		for i := range e.Games {
			g := &e.Games[i]
			fs = append(fs, Figure{
				Name: "equilibrium-" + e.Theories[g.Theory].Name, Title: "How holders would rather set their levers, under " + e.TheoryOf(g),
				Description: describeGame(e, g), draw: func(s *canvas) { drawGame(s, e, g) },
			})
		}
		return fs
	},
}

func describeGame(e *output.Equilibrium, g *study.LeverGame) string {
	var text []string
	for _, line := range append([]string{e.Regrets(g)}, e.Rest(g)...) {
		text = append(text, sentence(line)+".")
	}
	return strings.Join(text, " ")
}

// sentence begins a text with a capital letter.
func sentence(text string) string { return strings.ToUpper(text[:1]) + text[1:] }

func drawGame(s *canvas, e *output.Equilibrium, g *study.LeverGame) {
	s.prose("For each lever its weight, from 0 (never) to 1 (fully): as the scenario has it; in the best reply of its holder that was found, all other holders' as they are; and where repeated best replies of all come to rest. Beside it, what the holder would gain, with the error of paired draws.")
	rest, number := restShown(g)
	keys := []key{
		{func(x, y float64) { s.ring(x+10, y, 4.4, pen{colour: ink, width: 1.4}) }, "as written"},
		{func(x, y float64) { s.discs([]point{{x + 10, y}}, 3.4, blue) }, "best reply"},
	}
	if rest != nil {
		name := "comes to rest, does not hold"
		if rest.Holds {
			name = "equilibrium"
		}
		if len(g.Points) > 1 {
			name += fmt.Sprintf(" (point %d of %d)", number, len(g.Points))
		}
		keys = append(keys, key{func(x, y float64) { s.line(x+10, y-7, x+10, y+7, pen{colour: vermilion, width: 2.2}) }, name})
	}
	s.legend(keys)
	a := axis{0, 1, axesLeft + 8, axesRight - 8}
	ticks := []float64{0, 0.25, 0.5, 0.75, 1}
	f := s.open(axesLeft, axesRight, a.places(ticks))
	for h, holder := range e.Holders {
		for n, j := range holder.Levers {
			row := f.row(28)
			y := row.middle()
			s.write(labelStyle, margin, y, fromLeft, labelStyle.shorten(e.Levers[j].Lever, labelWidth))
			now, reply := e.Levers[j].Now, g.Replies[h].To(e.Now())[j]
			if now != reply {
				s.line(a.at(now), y, a.at(reply), y, pen{colour: pale, width: 3})
			}
			if rest != nil {
				x := a.at(rest.Weights[j])
				s.line(x, y-7, x, y+7, pen{colour: vermilion, width: 2.2})
			}
			s.ring(a.at(now), y, 4.4, pen{colour: ink, width: 1.4})
			s.discs([]point{{a.at(reply), y}}, 3.4, blue)
			if n == 0 { // once a holder, the number on a line of its own: names may be long
				s.around(smallStyle, axesRight+gap, y, []string{smallStyle.shorten(e.Holder(h), noteWidth), smallStyle.shorten(gainNote(&g.Replies[h]), noteWidth)})
			}
		}
	}
	f.close()
	s.drawTicks(a, ticks, tickText)
	s.drawName(a, "weight")
}

// restShown is the point that a picture shows, with its number in the tables: the
// first that holds, else the first; nil: there is none.
func restShown(g *study.LeverGame) (p *study.RestPoint, number int) {
	if len(g.Points) == 0 {
		return nil, 0
	}
	i := max(0, slices.IndexFunc(g.Points, func(p study.RestPoint) bool { return p.Holds }))
	return &g.Points[i], i + 1
}

func gainNote(r *study.Reply) string {
	if !r.Gains() {
		return "nothing tried gains"
	}
	return fmt.Sprintf("would gain by %s", output.GainText(&r.Gain.Difference))
}
