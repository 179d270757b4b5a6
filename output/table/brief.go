package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"sim/output"
	"sim/output/answer"
)

const (
	narrowest = 60  // columns below which nothing is set
	widest    = 200 // columns above which lines are hard to read
	// How many drivers, levers and outcomes a brief shows.
	briefDrivers, briefLevers, briefOutcomes = 3, 2, 4
)

// empty is a cell of a strip without a mark.
const empty = "·"

// marks are the signs of families: one each, in their order.
var marks = []string{"●", "▲", "■", "◆", "✚", "★", "▼", "○"}

// Brief writes an answer for a terminal of so many columns: the finding first, a
// strip per outcome, drivers and levers, and what it all rests on.
func Brief(w io.Writer, a *answer.Answer, columns int, style Style) error {
	p := &brief{width: min(max(columns, narrowest), widest), style: style}
	notice := strings.ToUpper(output.Notice)
	title := fit(a.Title, p.width-ansi.StringWidth(notice)-2)
	gap := p.width - ansi.StringWidth(title) - ansi.StringWidth(notice)
	p.line(style.Strong(title) + strings.Repeat(" ", gap) + style.Strong(notice))
	p.text(style.Strong, a.Finding)
	if a.Observed != "" {
		p.text(same, a.Observed)
	}
	p.strips(a)
	p.terms(a)
	if a.Drivers != nil || a.Levers != nil {
		p.text(style.Quiet, "What drives it ("+a.Measured+"):")
	}
	p.changes(a)
	for _, text := range append([]string{a.Noise, a.Changing, a.Blocked}, append(a.Notes, a.Rests)...) {
		if text != "" {
			p.text(same, text)
		}
	}
	_, err := io.WriteString(w, p.b.String())
	return err
}

type brief struct {
	b     strings.Builder
	width int
	style Style
}

func (p *brief) line(s string) { p.b.WriteString(strings.TrimRight(s, " ") + "\n") }

// text sets running text to the width.
func (p *brief) text(style func(string) string, s string) {
	for line := range strings.SplitSeq(ansi.Wrap(output.Printable(s), p.width, " "), "\n") {
		p.line(style(line))
	}
}

// strips draws a line per outcome from 0 to all, with a mark per family.
func (p *brief) strips(a *answer.Answer) {
	if a.Outcomes == nil {
		return
	}
	shown, rest := a.Common(briefOutcomes)
	name, counts := 0, 0
	for _, o := range shown {
		name, counts = max(name, ansi.StringWidth(o.Name)), max(counts, ansi.StringWidth(o.Range))
	}
	name = min(name, p.width/3)
	length := p.width - name - counts - 4
	for _, o := range shown {
		cells := make([]string, length)
		for i := range cells {
			cells[i] = empty
		}
		for f, x := range o.ByFamily {
			cells[free(cells, min(int(x*float64(length)), length-1))] = marks[f%len(marks)]
		}
		label := fit(o.Name, name)
		p.line(label + strings.Repeat(" ", name-ansi.StringWidth(label)) + "  " + strings.Join(cells, "") + "  " + o.Range)
	}
	legend := []string{a.Setting + " · 0 to " + a.Of + ":"}
	for f, family := range a.Families {
		legend = append(legend, marks[f%len(marks)]+" "+family.Name)
		if family.Theories > 1 {
			legend = append(legend, fmt.Sprintf("(%s, of %d)", family.Theory, family.Theories))
		}
	}
	if rest != "" {
		legend = append(legend, "· "+rest)
	}
	p.text(p.style.Quiet, strings.Join(legend, " "))
}

// free is the cell nearest to at that has no mark: marks that coincide stand side
// by side.
func free(cells []string, at int) int {
	for step := range len(cells) {
		for _, i := range []int{at + step, at - step} {
			if i >= 0 && i < len(cells) && cells[i] == empty {
				return i
			}
		}
	}
	return at
}

// terms says where issues end.
func (p *brief) terms(a *answer.Answer) {
	var parts []string
	for _, t := range a.Terms {
		parts = append(parts, t.Issue+" "+t.Range)
	}
	if parts != nil {
		p.text(same, "Terms (medians of the theories): "+strings.Join(parts, "; "))
	}
}

// changes sets drivers and levers as a table of counts.
func (p *brief) changes(a *answer.Answer) {
	all := append(append([]answer.Change{}, a.Drivers[:min(len(a.Drivers), briefDrivers)]...), a.Levers[:min(len(a.Levers), briefLevers)]...)
	counts := 0
	for _, c := range all {
		counts = max(counts, ansi.StringWidth(c.Counts))
	}
	for _, c := range all {
		left := "  " + strings.Repeat(" ", counts-ansi.StringWidth(c.Counts)) + c.Counts + "  "
		ends := fmt.Sprintf("(%s)", c.Ends)
		right, room := ends, p.width-ansi.StringWidth(left)-ansi.StringWidth(ends)-1
		for _, more := range []string{" ± " + c.Error, ", " + c.Agree} { // as far as the name leaves room
			if more == ", " || ansi.StringWidth(c.Name)+ansi.StringWidth(more) > room {
				break
			}
			right, room = right+more, room-ansi.StringWidth(more)
		}
		p.line(left + fit(c.Name, room) + " " + p.style.Quiet(right))
	}
}

// fit is text cut to a width.
func fit(s string, width int) string {
	s = strings.Join(strings.Fields(output.Printable(s)), " ")
	if ansi.StringWidth(s) <= width {
		return s
	}
	cut := []rune(s)
	for len(cut) > 0 && ansi.StringWidth(string(cut))+1 > width {
		cut = cut[:len(cut)-1]
	}
	return strings.TrimRight(string(cut), " ,") + "…"
}
