package table

import (
	"fmt"
	"io"
	"strings"

	"sim/output"
)

// WriteImported says what a scenario was made of: how many parties, issues and
// numbers of a table, and what was taken where the table leaves something open.
func WriteImported(w io.Writer, path string, parties, issues, numbers int, taken []string) error {
	lines := []string{fmt.Sprintf("Wrote %s: %d parties, %d %s, %d numbers from the table.", output.Printable(path), parties, issues, plural("issue", "issues", issues), numbers)}
	for _, s := range taken {
		lines = append(lines, "  "+output.Printable(s))
	}
	_, err := fmt.Fprintf(w, "%s\nCheck it with: sim check %s\n", strings.Join(lines, "\n"), output.ShellPath(path))
	return err
}

// WriteExported says what a table holds of a scenario, and how many of its numbers
// stand for a range.
func WriteExported(w io.Writer, path string, parties, issues, midpoints int) error {
	what := "no number of it is uncertain"
	if midpoints > 0 {
		what = fmt.Sprintf("%d uncertain %s at the midpoint, listed in the file", midpoints, plural("number", "numbers", midpoints))
	}
	_, err := fmt.Fprintf(w, "Wrote %s: %d parties × %d %s; %s. Illustration, not prediction.\n", output.Printable(path), parties, issues, plural("issue", "issues", issues), what)
	return err
}
