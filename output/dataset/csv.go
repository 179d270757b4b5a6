package dataset

import (
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"sim/model/montecarlo"
	"sim/output"
)

// purposeColumn is the last column of every CSV file. A comment above the head
// would say the same, but some programs take it for the head and others refuse
// the file.
var purposeColumn = Column{"purpose", Text, "", false, "what the figures are for: " + output.Purpose}

// csvColumns are the columns of a table as a CSV file has them.
func csvColumns(columns []Column) []Column {
	return append(slices.Clip(columns), purposeColumn)
}

// A csvWriter writes a CSV file (RFC 4180) whose records all state their purpose.
type csvWriter struct {
	w       io.Writer
	columns []Column // without the purpose
	buffer  []byte
}

// bufferSize is how many bytes of a CSV file are written at once.
const bufferSize = 1 << 16

func newCSVWriter(w io.Writer, columns []Column) (*csvWriter, error) {
	c := &csvWriter{w: w, columns: columns}
	for _, column := range columns {
		c.text(column.Name)
	}
	err := c.end(purposeColumn.Name)
	return c, err
}

// text adds a field to the present record.
func (c *csvWriter) text(field string) {
	c.buffer = append(appendField(c.buffer, neutral(field)), ',')
}

// end adds the last field of a record.
func (c *csvWriter) end(field string) error {
	c.buffer = append(appendField(c.buffer, field), '\n')
	if len(c.buffer) < bufferSize {
		return nil
	}
	return c.flush()
}

// row writes one record.
func (c *csvWriter) row(fields ...string) error {
	for i, field := range fields {
		if c.columns[i].Type == Text {
			c.text(field)
			continue
		}
		c.buffer = append(append(c.buffer, field...), ',')
	}
	return c.end(output.Purpose)
}

func (c *csvWriter) flush() error {
	_, err := c.w.Write(c.buffer)
	c.buffer = c.buffer[:0]
	return err
}

// appendField quotes a field wherever a program may read more into it than its
// text: separators of other dialects, and # , which starts a comment in some.
func appendField(buffer []byte, field string) []byte {
	if !strings.ContainsAny(field, ",\"\r\n#;\t|") && strings.TrimSpace(field) == field {
		return append(buffer, field...)
	}
	buffer = append(buffer, '"')
	buffer = append(buffer, strings.ReplaceAll(field, `"`, `""`)...)
	return append(buffer, '"')
}

// neutral puts an apostrophe before a text that a spreadsheet would run as a
// formula, and before what follows a semicolon in it: a spreadsheet set to
// decimal commas begins a new cell there. What begins like a formula so marked
// gets another, so that literal can take the marks away again.
func neutral(text string) string {
	return eachCell(text, func(cell string) string {
		if formula(cell) {
			return "'" + cell
		}
		return cell
	})
}

// literal is the text that neutral was given.
func literal(text string) string {
	return eachCell(text, func(cell string) string {
		if rest, marked := strings.CutPrefix(cell, "'"); marked && formula(rest) {
			return rest
		}
		return cell
	})
}

// eachCell changes the parts of a text between semicolons.
func eachCell(text string, change func(string) string) string {
	if !strings.Contains(text, ";") {
		return change(text)
	}
	cells := strings.Split(text, ";")
	for i := range cells {
		cells[i] = change(cells[i])
	}
	return strings.Join(cells, ";")
}

// formula reports whether a text begins as formulas do, perhaps after
// apostrophes and blanks.
func formula(text string) bool {
	rest := strings.TrimLeft(text, "' ")
	return rest != "" && strings.IndexAny(rest, "=+-@\t\r\n＝＋－＠") == 0
}

// number writes x in full precision: the shortest text that reads back as x;
// nothing if x is not a number.
func number(x float64) string {
	if math.IsNaN(x) {
		return ""
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// csvSink writes a table as CSV while draws are played.
type csvSink struct {
	table table
	w     *csvWriter
}

func newCSV(w io.Writer, t table) (Sink, error) {
	c, err := newCSVWriter(w, t.columns())
	return &csvSink{t, c}, err
}

// Add writes the chunk's rows.
func (s *csvSink) Add(c *montecarlo.Chunk) error {
	for row := range s.table.rows(c) {
		for i := range s.table.fields {
			f := &s.table.fields[i]
			v := f.cell(c, row)
			if v.null {
				s.w.buffer = append(s.w.buffer, ',')
				continue
			}
			switch f.Type {
			case Text:
				s.w.text(v.text)
				continue
			case Integer:
				s.w.buffer = strconv.AppendInt(s.w.buffer, int64(v.n), 10)
			case Real:
				s.w.buffer = strconv.AppendFloat(s.w.buffer, v.x, 'g', -1, 64)
			case Truth:
				s.w.buffer = strconv.AppendBool(s.w.buffer, v.yes)
			}
			s.w.buffer = append(s.w.buffer, ',')
		}
		if err := s.w.end(output.Purpose); err != nil {
			return err
		}
	}
	return s.w.flush()
}

// Close writes what is left.
func (s *csvSink) Close() error { return s.w.flush() }
