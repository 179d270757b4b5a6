package tabular

import (
	"fmt"
	"path/filepath"
	"strings"
)

// A place is where something stands in a table's file. The zero place is nowhere.
type place struct {
	file      string
	sheet     string // of a workbook; empty: the file is text
	line, col int    // from 1; 0: the file as a whole
}

// in says where it is inside its file, in words.
func (p place) in() string {
	switch {
	case p.sheet != "":
		return p.sheet + "!" + cellName(p.line, p.col)
	case p.line > 0:
		return fmt.Sprintf("line %d", p.line)
	}
	return ""
}

func (p place) String() string {
	switch {
	case p.sheet != "" && p.line > 0:
		return fmt.Sprintf("%s: %s", p.file, p.in())
	case p.sheet != "":
		return fmt.Sprintf("%s: sheet %s", p.file, p.sheet)
	case p.line > 0:
		return fmt.Sprintf("%s:%d:%d", p.file, p.line, p.col)
	}
	return p.file
}

// cellName is a cell as spreadsheets call it: B4 is in the fourth row of the
// second column.
func cellName(line, col int) string {
	letters := ""
	for ; col > 0; col = (col - 1) / 26 {
		letters = string(rune('A'+(col-1)%26)) + letters
	}
	return fmt.Sprintf("%s%d", letters, line)
}

// mostProblems is how many problems of one import are kept: nobody reads more.
const mostProblems = 20

// An Error lists what is wrong with tables, each with its place.
type Error struct{ problems []string }

func (e *Error) Error() string {
	if n := len(e.problems); n > mostProblems {
		return strings.Join(e.problems[:mostProblems], "\n") + fmt.Sprintf("\nand %d more problems", n-mostProblems)
	}
	return strings.Join(e.problems, "\n")
}

// bad records a problem.
func (r *reader) bad(at place, format string, args ...any) {
	r.problems = append(r.problems, at.String()+": "+fmt.Sprintf(format, args...))
}

// take records a convention that was taken. The scenario holds it, so files are
// named without their folder.
func (r *reader) take(format string, args ...any) {
	for i, a := range args {
		if at, ok := a.(place); ok {
			at.file = filepath.Base(at.file)
			args[i] = at
		}
	}
	r.taken = append(r.taken, fmt.Sprintf(format, args...))
}
