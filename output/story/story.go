// Package story tells one draw as a story, round by round: who met, what was
// offered in the scale's own words, who accepted, preferred to wait or did not
// consent and by what margin, which lever was carried out or only announced,
// and why it ended as it did.
//
// A story is deterministic: the same scenario, seed, draw and theory give the
// same text.
package story

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// Tell writes the story of a draw under the theory with index t. It returns an
// error if the draw cannot be made or w fails.
func Tell(w io.Writer, s *study.Subject, draw, t int) error {
	d, err := s.Draw(draw)
	if err != nil {
		return err
	}
	n := &narrator{b: s.Scenario.Bargain, theory: t, in: d.Inputs, issue: model.MovingIssue(s.Scenario.Bargain)}
	n.title(s, draw)
	n.standsOut(d.Inputs, d.Uniforms)
	out := d.Narrate(t, n.hear)
	n.flush()
	n.write()
	n.end(&out)
	_, err = io.WriteString(w, n.text.String())
	return err
}

// narrator collects the text.
type narrator struct {
	b      *model.Bargain
	theory int
	text   strings.Builder
	round  int
	lines  []string // of the round so far
	told   passage  // not yet written
	line   float64
	moved  float64
	in     []float64 // of the draw
	middle []float64 // the central inputs, once asked for
	issue  int       // the issue that a process moves; −1 if none
	actors []int     // parties, by row of the course that is told
}

func (n *narrator) title(s *study.Subject, draw int) {
	fmt.Fprintf(&n.text, "%s: draw %d under %s, seed %d\n", n.b.Title, draw, output.TheoryTitle(&n.b.Theories[n.theory]), s.Config.Seed)
	fmt.Fprintf(&n.text, "%s. One of many imagined draws.", output.Notice)
	if n.b.Clock.Rounds > 0 {
		n.text.WriteString(" Rounds are counted from 0.")
	}
	n.text.WriteString("\n")
	n.round, n.told.from = -1, -1
}

// outstanding is how many inputs are named as standing out.
const outstanding = 8

// standsOut names the inputs that lie farthest from the middle of what was
// believed of them.
func (n *narrator) standsOut(in, u []float64) {
	v := n.b.Varying()
	if len(v) == 0 {
		return
	}
	order := make([]int, len(v))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmpFloat(math.Abs(u[b]-0.5), math.Abs(u[a]-0.5))
	})
	n.text.WriteString("\nInputs that stand out in this draw\n")
	for _, i := range order[:min(outstanding, len(order))] {
		side := "above"
		share := u[i]
		if share < 0.5 {
			side, share = "below", 1-share
		}
		fmt.Fprintf(&n.text, "  %-48s %-8s %s %.0f%% of its uncertainty range (%s)\n", v[i].Path, output.AmountsIn(v[i]).Exact(in[i]), side, math.Floor(100*share), v[i].Written)
	}
	n.text.WriteString("\n")
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// say adds a line to the round.
func (n *narrator) say(format string, args ...any) {
	n.lines = append(n.lines, fmt.Sprintf(format, args...))
}

// hear takes an event of the draw.
func (n *narrator) hear(e model.Event) {
	if e.Round != n.round {
		n.flush()
		n.round = e.Round
	}
	n.tell(e)
}

// flush ends the round so far. Rounds in which the same things happen are told
// together.
func (n *narrator) flush() {
	if n.round < 0 {
		return
	}
	if n.told.from >= 0 && slices.Equal(n.lines, n.told.lines) {
		n.told.to, n.told.line = n.round, n.line
	} else {
		n.write()
		n.told = passage{n.round, n.round, slices.Clone(n.lines), n.line - n.moved, n.line}
	}
	n.lines, n.moved = n.lines[:0], 0
}

// write writes the passage that is complete.
func (n *narrator) write() {
	p := &n.told
	if p.from < 0 {
		return
	}
	n.heading()
	if len(p.lines) == 0 {
		n.text.WriteString("  No meeting is held and nothing is signed.\n")
	}
	for _, l := range p.lines {
		fmt.Fprintf(&n.text, "  %s\n", l)
	}
	if last := len(p.lines) - 1; last >= 0 && strings.HasPrefix(p.lines[last], meetingOf) {
		n.text.WriteString("    Nothing can be tabled there.\n")
	}
	p.from = -1
}

// A passage is a run of rounds in which the same things happen.
type passage struct {
	from, to     int
	lines        []string
	before, line float64 // where the moving issue stood before it and at its end
}

// rounds names rounds as scenarios and data files count them: from 0.
func rounds(from, to int) string {
	if from == to {
		return fmt.Sprintf("Round %d", from)
	}
	return fmt.Sprintf("Rounds %d to %d", from, to)
}

func (n *narrator) heading() {
	if n.b.Clock.Rounds == 0 {
		n.text.WriteString("The meeting\n")
		return
	}
	p := &n.told
	n.text.WriteString(rounds(p.from, p.to))
	if n.issue >= 0 && p.line != 0 {
		fmt.Fprintf(&n.text, " · the %s stands at %s", n.mover(), n.position(n.issue, p.line))
		if moved := p.line - p.before; math.Abs(moved) >= 0.0005 && p.before > 0 {
			fmt.Fprintf(&n.text, " (%+.3f)", moved)
		}
	}
	n.text.WriteString("\n")
}

// position puts a position in the issue's own words.
func (n *narrator) position(k int, x float64) string {
	if k < 0 {
		return output.FormatExact(x)
	}
	is := &n.b.Issues[k]
	if o := is.OptionAt(x); o >= 0 {
		return is.OptionName(o)
	}
	amount := output.AmountsOf(is).Exact(is.Scale.Amount(x))
	if place := output.OnScale(is, x); place != "" {
		return fmt.Sprintf("%s (%s)", amount, place)
	}
	return amount
}

// mover names the issue that a process moves: in the scenario's own word, or by
// its ID.
func (n *narrator) mover() string {
	if word := n.b.Words.MovingIssue; word != "" || n.issue < 0 {
		return n.b.Words.OrNeutral().MovingIssue
	}
	return strings.ReplaceAll(n.b.Issues[n.issue].ID, "_", " ")
}

func (n *narrator) party(i int) string {
	if name := n.b.Parties[i].Name; name != "" {
		return name
	}
	return n.b.Parties[i].ID
}

func title(title, id string) string {
	if title != "" {
		return title
	}
	return id
}

func (n *narrator) pack(i int) string { return title(n.b.Packages[i].Title, n.b.Packages[i].ID) }

func (n *narrator) lever(i int) string { return title(n.b.Levers[i].Title, n.b.Levers[i].ID) }
