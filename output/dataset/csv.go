package dataset

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"

	"sim/model/montecarlo"
	"sim/output"
)

// A csvWriter writes a CSV file that opens with the notice as a comment.
type csvWriter struct {
	w      *csv.Writer
	record []string
}

func newCSVWriter(w io.Writer, columns []Column) (*csvWriter, error) {
	if _, err := io.WriteString(w, "# "+output.Notice+"\n"); err != nil {
		return nil, err
	}
	c := &csvWriter{w: csv.NewWriter(w)}
	for _, column := range columns {
		c.record = append(c.record, column.Name)
	}
	err := c.flushRecord()
	return c, err
}

func (c *csvWriter) flushRecord() error {
	err := c.w.Write(c.record)
	c.record = c.record[:0]
	return err
}

// row writes one record.
func (c *csvWriter) row(fields ...string) error {
	c.record = append(c.record[:0], fields...)
	return c.flushRecord()
}

func (c *csvWriter) flush() error {
	c.w.Flush()
	return c.w.Error()
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
			v, field := f.cell(c, row), ""
			if !v.null {
				switch f.Type {
				case Text:
					field = v.text
				case Integer:
					field = strconv.Itoa(v.n)
				case Real:
					field = number(v.x)
				case Truth:
					field = strconv.FormatBool(v.yes)
				}
			}
			s.w.record = append(s.w.record, field)
		}
		if err := s.w.flushRecord(); err != nil {
			return err
		}
	}
	return s.w.flush()
}

// Close writes what is left.
func (s *csvSink) Close() error { return s.w.flush() }
