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
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/output"
)

// Tell writes the story of a draw under theory t of the scenario's bargain. It
// returns an error if the draw cannot be drawn or w fails.
func Tell(w io.Writer, s *scenario.Scenario, cfg montecarlo.Config, draw, t int) error {
	draws, err := montecarlo.NewDraws(s.Bargain, cfg)
	if err != nil {
		return err
	}
	inputs, events := draws.At(draw)
	n := &narrator{b: s.Bargain, theory: t, issue: model.MovingIssue(s.Bargain)}
	n.title(s, cfg, draw)
	n.standsOut(inputs, draws.Uniforms(draw))
	out := s.Bargain.NewOutcome()
	model.Narrate(s.Bargain, t, inputs, events, &out, n.hear)
	n.flush()
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
	quiet  int      // rounds in a row in which nothing but the line moved
	first  int      // first of them
	line   float64
	moved  float64
	middle []float64 // the central inputs, once asked for
	issue  int       // the issue that a process moves; −1 if none
}

func (n *narrator) title(s *scenario.Scenario, cfg montecarlo.Config, draw int) {
	fmt.Fprintf(&n.text, "%s: draw %d under %s, seed %d\n", s.Bargain.Title, draw, n.b.Theories[n.theory].Name, cfg.Seed)
	fmt.Fprintf(&n.text, "%s. One of many imagined draws.\n", output.Notice)
	n.round, n.first = -1, -1
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
		fmt.Fprintf(&n.text, "  %-48s %-8s %s %.0f %% of its range of belief (%s)\n", v[i].Path, number(in[i]), side, math.Floor(100*share), v[i].Written)
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

// number prints a value with three significant digits.
func number(x float64) string { return fmt.Sprintf("%.3g", x) }

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

// flush writes the round so far. Rounds without news are told together.
func (n *narrator) flush() {
	if n.round < 0 {
		return
	}
	if len(n.lines) == 0 {
		if n.quiet == 0 {
			n.first = n.round
		}
		n.quiet++
		return
	}
	n.hush()
	n.heading()
	for _, l := range n.lines {
		fmt.Fprintf(&n.text, "  %s\n", l)
	}
	n.lines = n.lines[:0]
}

// hush tells the quiet rounds, if there were any.
func (n *narrator) hush() {
	if n.quiet == 0 {
		return
	}
	fmt.Fprintf(&n.text, "%s\n  Nothing is signed and no meeting is held.\n", rounds(n.first, n.first+n.quiet-1))
	n.quiet = 0
}

func rounds(from, to int) string {
	if from == to {
		return fmt.Sprintf("Round %d", from+1)
	}
	return fmt.Sprintf("Rounds %d to %d", from+1, to+1)
}

func (n *narrator) heading() {
	if n.b.Clock.Rounds == 0 {
		n.text.WriteString("The meeting\n")
		return
	}
	fmt.Fprintf(&n.text, "Round %d", n.round+1)
	if n.line != 0 {
		fmt.Fprintf(&n.text, " · the line stands at %s", n.position(n.issue, n.line))
		if math.Abs(n.moved) >= 0.0005 {
			fmt.Fprintf(&n.text, " (%+.3f)", n.moved)
		}
	}
	n.text.WriteString("\n")
}

// position puts a position in the issue's own words.
func (n *narrator) position(k int, x float64) string {
	if k < 0 {
		return number(x)
	}
	is := &n.b.Issues[k]
	amount := number(is.Scale.Amount(x))
	if l, ok := model.NearestLabel(is.Labels, x); ok {
		return fmt.Sprintf("%s (nearest: %s)", amount, l.Name)
	}
	return amount
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
