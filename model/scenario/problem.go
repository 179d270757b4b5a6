package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model/registry"
)

// A Problem is an error in a scenario file, or a warning about it.
type Problem struct {
	File      string // as named by the caller; for an override its flag and text: --set levers.x.weight=2
	Override  string // the override that is wrong, path=value; empty: a file is
	Line, Col int    // from 1, in characters; 0 for an override or a file as a whole
	Msg       string
	Source    string // the offending line; empty for an override or a file as a whole
	Urgent    bool   // a warning that a run shows, because its results may not be what is wanted

	first bool // it stands before all others
	order int  // of its file among the files read
	size  bool // a warning about the size of a lever, not about what it lacks
	later bool // found when others were known already, from which it may follow
}

// String formats the problem as compilers do: file:line:col: message, followed
// by the source line with a caret under the column.
func (p Problem) String() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", printable(p.File), p.Msg)
	}
	s := fmt.Sprintf("%s:%d:%d: %s", printable(p.File), p.Line, p.Col, p.Msg)
	if strings.TrimSpace(p.Source) == "" {
		return s
	}
	line, caret := excerpt(p.Source, p.Col)
	return fmt.Sprintf("%s\n%5d | %s\n      | %s^", s, p.Line, line, strings.Repeat(" ", caret))
}

// An Error holds all problems of a scenario, in file order.
type Error struct {
	Problems []Problem
	More     int // number of further problems that were not kept
}

func (e *Error) Error() string {
	lines := make([]string, len(e.Problems), len(e.Problems)+1)
	for i, p := range e.Problems {
		lines[i] = p.String()
	}
	if e.More > 0 {
		lines = append(lines, fmt.Sprintf("and %d more problems", e.More))
	}
	return strings.Join(lines, "\n")
}

// fileError returns an Error about a file as a whole.
func fileError(file, format string, args ...any) *Error {
	return &Error{Problems: []Problem{{File: file, Msg: fmt.Sprintf(format, args...)}}}
}

// maxProblems is how many problems of one scenario are kept; the rest are only
// counted. Nobody reads more, and a hostile file must not cost minutes of
// did-you-mean.
const maxProblems = 200

// problems collects the problems found while a scenario is read.
type problems struct {
	list []Problem
	seen map[string]bool
	more int

	urgent  bool // whether warnings found now are urgent
	size    bool // whether they are about the size of a lever
	follows bool // whether what is found now may follow from what was found before
}

// at records err at the node n. It formats the error only while there is room,
// because did-you-mean takes time.
func (ps *problems) at(n *node, err error) {
	if unknown, ok := errors.AsType[*registry.UnknownError](err); ok {
		if odd := disguised(unknown.Name); odd != "" {
			err = fmt.Errorf("%w (%s)", err, odd)
		}
	}
	ps.in(n.src, n.line, n.col, err)
}

func (ps *problems) in(src *source, line, col int, err error) {
	if len(ps.list) >= maxProblems {
		ps.more++
		return
	}
	p := Problem{File: src.name, Override: src.override, Line: line, Col: col, Msg: err.Error(), Source: src.line(line), order: src.order, later: ps.follows, Urgent: ps.urgent, size: ps.size}
	if src.flag {
		p.Line, p.Col, p.Source = 0, 0, ""
	}
	key := fmt.Sprintf("%d:%d:%d:%s", p.order, p.Line, p.Col, p.Msg)
	if ps.seen[key] {
		return
	}
	if ps.seen == nil {
		ps.seen = map[string]bool{}
	}
	ps.seen[key] = true
	ps.list = append(ps.list, p)
}

// following runs a check that relies on the results of earlier checks. Its
// problems may follow from those already found and are listed after them.
func (ps *problems) following(check func()) {
	before := ps.follows
	ps.follows = before || len(ps.list) > 0
	check()
	ps.follows = before
}

// place is the node's location as problems print it.
func (n *node) place() string {
	if n.src.flag {
		return printable(n.src.name)
	}
	return fmt.Sprintf("%s:%d:%d", printable(n.src.name), n.line, n.col)
}

// sorted returns the problems in file order: first the scenario itself, then
// what it extends, then overrides. Problems that may follow from others come
// after them.
func (ps *problems) sorted() []Problem {
	slices.SortStableFunc(ps.list, func(a, b Problem) int {
		return cmp.Or(compareBool(b.first, a.first), compareBool(a.later, b.later), cmp.Compare(a.order, b.order), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return ps.list
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

// err returns nil if there are no problems, else an *Error.
func (ps *problems) err() error {
	if len(ps.list) == 0 {
		return nil
	}
	return &Error{Problems: ps.sorted(), More: ps.more}
}
