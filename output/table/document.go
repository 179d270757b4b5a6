package table

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"sim/model"
	"sim/model/study"
	"sim/output"
)

// A Document is the summary of a run: what stands at its head, lines of text, tables, and
// lines below.
type Document struct {
	Title  string
	Notice string
	Lead   []string // lines above the tables
	Tables []*Table
	Lines  []string
}

// Summary is what a run says in text.
func Summary(r *output.Result) *Document {
	b := r.Scenario.Bargain
	lead := r.Scenario.Lead()
	lines := append(Pooled(r), Imagined(r, lead))
	if reached := Reached(r, lead); reached != "" {
		lines = append(lines, reached)
	}
	if quiet := Quiet(r, lead); quiet != "" {
		lines = append(lines, quiet)
	}
	if ties := Ties(r); ties != "" {
		lines = append(lines, ties)
	}
	if !b.Theories[lead].Predicts {
		lines = append(lines, Movers(r, lead))
	}
	lines = append(lines, Basis(r))
	for _, line := range []string{TotalsMissed(r, lead), output.WholeNumbers(b), Realised(r), r.StopText()} {
		if line != "" {
			lines = append(lines, line)
		}
	}
	tables := []*Table{Outcomes(r), Terms(r, lead)}
	if t := Observed(r); t != nil {
		tables = append([]*Table{t}, tables...)
	}
	if t := TermsByRule(r, lead); t != nil {
		tables = append(tables, t)
	}
	if t := Predictions(r); t != nil {
		tables = append(tables, t)
	}
	if t := Causes(r); t != nil {
		tables = append(tables, t, CauseShifts(r))
		if t := Ignorance(r); t != nil {
			tables = append(tables, t)
		}
		lines = append([]string{CauseWords(r)}, lines...)
	}
	if t := Ripeness(r); t != nil {
		tables = append(tables, t)
	}
	if t := Totals(r); t != nil {
		tables = append(tables, t)
	}
	return &Document{
		Title: fmt.Sprintf("%s · %s draws × %d %s · seed %d", output.Printable(b.Title),
			output.FormatCount(r.Tally.Draws), len(b.Theories), plural("theory", "theories", len(b.Theories)), r.Config.Seed),
		Notice: strings.ToUpper(output.Notice),
		Tables: tables,
		Lines:  lines,
	}
}

// Imagined is a theory's outcome mix in counts of a hundred imagined runs.
func Imagined(r *output.Result, t int) string {
	b := r.Scenario.Bargain
	classes := r.Tally.Theories[t].Classes[:]
	name := output.TheoryName(&b.Theories[t])
	if b.Theories[t].Predicts {
		return name + ": " + refusals(r, t)
	}
	if r.N() < study.MinimumDraws {
		return fmt.Sprintf("Too few draws under %s to speak of 100 imagined runs; %d are needed.", name, study.MinimumDraws)
	}
	counts := output.RoundCounts(classes, 100)
	var parts []string
	for c := range model.Class(model.Classes) {
		if classes[c] > 0 {
			n := fmt.Sprint(counts[c])
			if counts[c] == 0 {
				n = "fewer than one"
			}
			parts = append(parts, n+" "+output.EndingName(b, c))
		}
	}
	return fmt.Sprintf("Of 100 imagined runs under %s: %s.", name, strings.Join(parts, ", "))
}

// Basis counts what the inputs rest on.
func Basis(r *output.Result) string {
	l := output.CountEvidence(r.Scenario.Bargain)
	return fmt.Sprintf("assumed inputs: %s of %s", output.FormatCount(l.Of[output.Assumed]), output.FormatCount(l.Total))
}

// Text writes the document for a terminal or a pipe.
func (d *Document) Text(w io.Writer, style Style) error {
	gap := max(2, 110-ansi.StringWidth(d.Title)-ansi.StringWidth(d.Notice))
	if _, err := fmt.Fprintf(w, "%s%s%s\n", style.Strong(d.Title), strings.Repeat(" ", gap), style.Strong(d.Notice)); err != nil {
		return err
	}
	for _, line := range d.Lead {
		if _, err := fmt.Fprintln(w, output.Printable(line)); err != nil {
			return err
		}
	}
	for _, t := range d.Tables {
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
		if err := t.Text(w, style); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "\n%s\n", strings.Join(d.Lines, "\n"))
	return err
}

// Markdown writes the document as Markdown.
func (d *Document) Markdown(w io.Writer) error {
	if _, err := fmt.Fprintf(w, "## %s\n\n**%s**\n", escaped(d.Title), d.Notice); err != nil {
		return err
	}
	for _, line := range d.Lead {
		if _, err := fmt.Fprintf(w, "\n%s\n", escaped(line)); err != nil {
			return err
		}
	}
	for _, t := range d.Tables {
		if _, err := fmt.Fprintln(w); err != nil {
			return err
		}
		if err := t.Markdown(w); err != nil {
			return err
		}
	}
	for _, line := range d.Lines {
		if _, err := fmt.Fprintf(w, "\n%s\n", escaped(line)); err != nil {
			return err
		}
	}
	return nil
}

func plural(one, many string, n int) string {
	if n == 1 {
		return one
	}
	return many
}
