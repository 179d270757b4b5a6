// Package table shows a run's figures as text: on a terminal, in a pipe and
// in Markdown, all from one table value.
package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"sim/output"
)

// A Table is rows of text under a heading; its first column names the rows.
type Table struct {
	Title string   // empty: none
	Head  []string // empty: none; Markdown needs one
	Rows  [][]string
	Left  map[int]bool // columns, besides the first, that are set flush left
}

// A Style says how a terminal sets text apart. Plain does not.
type Style struct{ Strong, Quiet func(string) string }

// Plain leaves text alone: for pipes, files and NO_COLOR.
var Plain = Style{Strong: same, Quiet: same}

// Terminal sets text apart with escape codes.
var Terminal = Style{
	Strong: func(s string) string { return ansi.Style{}.Bold().Styled(s) },
	Quiet:  func(s string) string { return ansi.Style{}.Faint().Styled(s) },
}

func same(s string) string { return s }

// Text writes the table in aligned columns.
func (t *Table) Text(w io.Writer, style Style) error {
	t = t.printable()
	var widths []int
	for _, row := range append([][]string{t.Head}, t.Rows...) {
		for i, field := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], ansi.StringWidth(field))
		}
	}
	line := func(row []string) string {
		var b strings.Builder
		for i, field := range row {
			pad := strings.Repeat(" ", widths[i]-ansi.StringWidth(field))
			switch {
			case i == 0:
				b.WriteString(field + pad)
			case t.FlushLeft(i):
				b.WriteString("  " + field + pad)
			default:
				b.WriteString("  " + pad + field)
			}
		}
		return strings.TrimRight(b.String(), " ")
	}
	var b strings.Builder
	if t.Title != "" {
		b.WriteString(style.Strong(t.Title) + "\n")
	}
	if len(t.Head) > 0 {
		b.WriteString(style.Quiet(line(t.Head)) + "\n")
	}
	for _, row := range t.Rows {
		b.WriteString(line(row) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// printable is the table with nothing in it that a terminal would obey.
func (t *Table) printable() *Table {
	clean := &Table{Title: output.Printable(t.Title), Left: t.Left}
	line := func(row []string) []string {
		out := make([]string, len(row))
		for i, field := range row {
			out[i] = strings.Join(strings.Fields(output.Printable(field)), " ")
		}
		return out
	}
	clean.Head = line(t.Head)
	for _, row := range t.Rows {
		clean.Rows = append(clean.Rows, line(row))
	}
	return clean
}

// Markdown writes the table as Markdown.
func (t *Table) Markdown(w io.Writer) error {
	var b strings.Builder
	if t.Title != "" {
		fmt.Fprintf(&b, "**%s**\n\n", escaped(t.Title))
	}
	line := func(row []string) {
		for _, field := range row {
			b.WriteString("| " + escaped(field) + " ")
		}
		b.WriteString("|\n")
	}
	line(t.Head)
	for i := range t.Head {
		if t.FlushLeft(i) {
			b.WriteString("|---")
		} else {
			b.WriteString("|---:")
		}
	}
	b.WriteString("|\n")
	for _, row := range t.Rows {
		line(row)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// escaped is text as Markdown shows it on one line: nothing in it is markup,
// neither of Markdown nor of HTML, which Markdown passes on.
func escaped(s string) string { return escape.Replace(output.Printable(s)) }

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;",
	`\`, `\\`, "|", `\|`, "*", `\*`, "`", "\\`", "[", `\[`, "]", `\]`, "\n", " ")

// FlushLeft reports whether column i is set flush left.
func (t *Table) FlushLeft(i int) bool { return i == 0 || t.Left[i] }
