package tabular

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
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

// A problem is something that is wrong, and where.
type problem struct {
	at   place // the zero place: in no file
	text string
}

// An Error lists what is wrong with tables, each with its place.
type Error struct{ problems []problem }

// wrong is an Error about no place in a file.
func wrong(text string) *Error { return &Error{[]problem{{text: text}}} }

func (e *Error) Error() string {
	list := slices.SortedStableFunc(slices.Values(e.problems), func(a, b problem) int {
		return cmp.Or(strings.Compare(a.at.file, b.at.file), strings.Compare(a.at.sheet, b.at.sheet), a.at.line-b.at.line, a.at.col-b.at.col)
	})
	var lines []string
	for _, p := range list[:min(len(list), mostProblems)] {
		if p.at != (place{}) {
			p.text = p.at.String() + ": " + p.text
		}
		lines = append(lines, p.text)
	}
	if n := len(list) - mostProblems; n > 0 {
		lines = append(lines, fmt.Sprintf("and %d more problems", n))
	}
	return strings.Join(lines, "\n")
}

// bad records a problem.
func (r *reader) bad(at place, format string, args ...any) {
	r.problems = append(r.problems, problem{at, fmt.Sprintf(format, args...)})
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
