package tabular

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A cell is the text of one field of a table, without blanks around it.
type cell struct {
	text   string
	at     place
	stored bool // whether a workbook stores it as a number, so that its decimal mark is a point
}

// A row is a row of cells.
type row []cell

// cell returns the row's i-th cell, an empty one beyond its end.
func (w row) cell(i int) cell {
	if i < len(w) {
		return w[i]
	}
	at := w[len(w)-1].at
	at.col++
	if at.sheet != "" {
		at.col = i + 1
	}
	return cell{at: at}
}

// filled counts the cells that hold something.
func (w row) filled() (n int) {
	for _, c := range w {
		if c.text != "" {
			n++
		}
	}
	return n
}

// A grid is a table of cells: a file of separated values, or a sheet.
type grid struct {
	at   place // of the whole
	rows []row // those that are not empty
}

// largest is how many bytes a table may have: more than any that people filled in.
const largest = 16 << 20

// text is a file's text as UTF-8.
func (r *reader) text(f file) []byte {
	at := place{file: f.path}
	switch {
	case len(f.text) > largest:
		r.bad(at, "larger than 16 MB: no table of positions")
	case bytes.HasPrefix(f.text, []byte("\xff\xfe")), bytes.HasPrefix(f.text, []byte("\xfe\xff")):
		r.bad(at, "this is UTF-16; save it as UTF-8")
	case bytes.IndexByte(f.text, 0) >= 0:
		r.bad(at, "this is no text; a workbook is read with --as xlsx and must end in .xlsx")
	case utf8.Valid(f.text):
		return bytes.TrimPrefix(f.text, []byte("\ufeff"))
	default:
		r.take("%s is not UTF-8 and was read as Windows-1252.", filepath.Base(f.path))
		text, _ := charmap.Windows1252.NewDecoder().Bytes(f.text) // every byte has a letter, or the sign for none
		return text
	}
	return nil
}

// separated reads a file of separated values; nil if that fails.
func (r *reader) separated(f file) *grid {
	text := r.text(f)
	if len(r.problems) > 0 {
		return nil
	}
	g := &grid{at: place{file: f.path}}
	in := csv.NewReader(bytes.NewReader(text))
	in.FieldsPerRecord, in.TrimLeadingSpace = -1, true
	in.Comma = separator(text)
	if in.Comma == '\t' {
		in.TrimLeadingSpace = false // it would eat empty fields
	}
	for {
		record, err := in.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if wrong, ok := errors.AsType[*csv.ParseError](err); ok {
			r.bad(place{f.path, "", wrong.Line, wrong.Column}, "%v", wrong.Err)
			return nil
		}
		var w row
		for i, field := range record {
			line, col := in.FieldPos(i)
			w = append(w, cell{text: unquoted(strings.TrimSpace(field)), at: place{f.path, "", line, col}})
		}
		if w.filled() > 0 {
			g.rows = append(g.rows, w)
		}
	}
	if len(g.rows) == 0 {
		r.bad(g.at, "there is nothing in it")
		return nil
	}
	return g
}

// unquoted takes off the single quotes that some programs put around text.
func unquoted(s string) string {
	if len(s) >= 2 && s[0] == '\'' && s[len(s)-1] == '\'' {
		return s[1 : len(s)-1]
	}
	return s
}

// separator is what stands between fields: the one of comma, semicolon and tab that
// most lines have, outside of double quotes. Of equals it is not the comma, which is
// in numbers and sentences, too.
func separator(text []byte) rune {
	lines, seen, quoted := map[byte]int{}, map[byte]bool{}, false
	for _, c := range append(slices.Clip(text), '\n') {
		switch {
		case c == '"':
			quoted = !quoted
		case c == '\n' && !quoted:
			for s := range seen {
				lines[s]++
			}
			clear(seen)
		case !quoted:
			seen[c] = true
		}
	}
	best := byte(',')
	for _, c := range []byte{';', '\t'} {
		if lines[c] > 0 && lines[c] >= lines[best] {
			best = c
		}
	}
	return rune(best)
}
