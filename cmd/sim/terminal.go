package main

import (
	"io"
	"os"

	"github.com/charmbracelet/colorprofile"

	"sim/output/table"
)

// Rules of the terminal: stdout is the answer, stderr everything else. Escape
// codes are written only to a terminal, and never under NO_COLOR; the progress
// line only where stderr is a terminal.

// isTerminal reports whether w is a terminal that people look at.
func isTerminal(w io.Writer) bool {
	return colorprofile.Detect(w, []string{"TERM=" + os.Getenv("TERM")}) != colorprofile.NoTTY
}

// styleOf is how text on w is set apart.
func styleOf(w io.Writer) table.Style {
	if colorprofile.Detect(w, os.Environ()) <= colorprofile.ASCII {
		return table.Plain
	}
	return table.Terminal
}
