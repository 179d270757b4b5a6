package scenario

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// syntax records why the YAML library could not parse the source, in the words
// of this program, at the location that the library gave.
func syntax(src *source, err error, ps *problems) {
	many, isMany := errors.AsType[*yaml.LoadErrors](err)
	one, isOne := errors.AsType[*yaml.LoadError](err)
	switch {
	case errors.Is(err, errSecond):
		ps.in(src, secondDocument(src), 1, err)
	case errors.Is(err, io.EOF):
		ps.in(src, 0, 0, errors.New("this file holds nothing but comments; a scenario needs at least title, purpose, parties and issues"))
	case isMany && len(many.Errors) > 0:
		mark(src, many.Errors[0], ps)
	case isOne:
		mark(src, one, ps)
	default:
		ps.in(src, 0, 0, err)
	}
}

func mark(src *source, e *yaml.LoadError, ps *problems) {
	if e.Mark.Line < 1 {
		ps.in(src, 0, 0, fmt.Errorf("this is not YAML: %s", e.Message))
		return
	}
	line, col := e.Mark.Line, max(e.Mark.Column, 1)
	if strings.Contains(e.Message, "tab character") || strings.HasPrefix(strings.TrimLeft(src.line(line), " "), "\t") {
		tabs(src, line, ps)
		return
	}
	for i := max(e.ContextMark.Line, line-1, 1); i <= line; i++ {
		if src.oddIndent(i, ps) {
			return
		}
	}
	msg := e.Message
	if s, ok := plainWords[msg]; ok {
		msg = s
	}
	if name, ok := strings.CutPrefix(msg, "unknown anchor '"); ok {
		msg = "nothing above is marked &" + short(strings.TrimSuffix(name, "' referenced"))
	}
	c := e.ContextMark
	switch {
	case c.Line > 0 && src.atEnd(line):
		ps.in(src, c.Line, max(c.Column, 1), errors.New("what starts here is not closed before the file ends"))
		return
	case c.Line > 0 && e.ContextMsg != "" && (c.Line != line || c.Column != col):
		msg += fmt.Sprintf(" (%s that starts on line %d)", strings.NewReplacer("while parsing ", "in ", "while scanning ", "in ").Replace(e.ContextMsg), c.Line)
	}
	ps.in(src, line, col, errors.New(msg))
}

// plainWords translates the most common messages of the library for authors of
// scenarios.
var plainWords = map[string]string{
	"found character that cannot start any token":    "this character cannot start a value; put the text in quotes",
	"mapping values are not allowed in this context": "a colon with a space after it cannot stand here; put the text in quotes, or check the indentation",
	"did not find expected node content":             "a value is missing here",
	"did not find expected key":                      "the indentation does not fit the lines above",
	"did not find expected ',' or ']'":               "a comma or the closing ] is missing before this",
	"did not find expected ',' or '}'":               "a comma or the closing } is missing before this",
	"did not find expected '-' indicator":            "a list item that starts with - is missing here, or the indentation does not fit the lines above",
	"could not find expected ':'":                    "a colon is missing after the key",
	"found unexpected end of stream":                 "the file ends inside a quotation",
}

// tabs reports that lines are indented with tabs, once for all lines.
func tabs(src *source, line int, ps *problems) {
	var others []string
	n := 0
	for i := line + 1; i <= src.count(); i++ {
		if strings.HasPrefix(strings.TrimLeft(src.line(i), " "), "\t") {
			if n++; n <= 8 {
				others = append(others, strconv.Itoa(i))
			}
		}
	}
	msg := "a tab indents this line; YAML wants spaces"
	if n > 0 {
		msg += fmt.Sprintf(", also on line%s %s", plural(n), strings.Join(others, ", "))
		if n > 8 {
			msg += fmt.Sprintf(" and %d more", n-8)
		}
	}
	before, _, _ := strings.Cut(src.line(line), "\t")
	ps.in(src, line, len(before)+1, errors.New(msg))
}

// secondDocument returns the line on which the second document starts.
func secondDocument(src *source) int {
	content := false
	for i := 1; i <= src.count(); i++ {
		l := src.line(i)
		switch t := strings.TrimSpace(l); {
		case strings.HasPrefix(l, "---") || strings.HasPrefix(l, "..."):
			if content {
				return i
			}
			content = len(t) > 3
		case t != "" && t[0] != '#' && t[0] != '%':
			content = true
		}
	}
	return 1
}
