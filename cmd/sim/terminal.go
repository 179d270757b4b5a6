package main

import (
	"fmt"
	"io"
	"os"

	"github.com/charmbracelet/colorprofile"

	"sim/cmd/settings"
	"sim/model/study"
	"sim/output"
	"sim/output/progress"
	"sim/output/table"
)

// Rules of the terminal: stdout is the answer, stderr everything else. Escape
// codes are written only to a terminal, and never under NO_COLOR; the progress
// line only where stderr is a terminal.

// isTerminal reports whether w is a terminal that people look at.
func isTerminal(w io.Writer) bool {
	return colorprofile.Detect(w, []string{"TERM=" + os.Getenv("TERM")}) != colorprofile.NoTTY
}

// newProgress is the line that shows how a question about s goes; silent where
// nobody looks.
func newProgress(w io.Writer, quiet bool, s *study.Subject) *progress.Line {
	if quiet || !isTerminal(w) {
		w = nil
	}
	return progress.New(w, s)
}

// styleOf is how text on w is set apart.
func styleOf(w io.Writer) table.Style {
	if colorprofile.Detect(w, os.Environ()) <= colorprofile.ASCII {
		return table.Plain
	}
	return table.Terminal
}

// warn prints a warning, unless it is empty.
func warn(w io.Writer, warning string) error {
	if warning == "" {
		return nil
	}
	_, err := fmt.Fprintln(w, output.Printable("warning: "+warning))
	return err
}

// warnOn is warn for those who know no writer.
func warnOn(w io.Writer) settings.Warn {
	return func(warning string) error { return warn(w, warning) }
}
