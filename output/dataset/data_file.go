package dataset

import (
	"io"
	"math"
	"slices"

	"sim/model/montecarlo"
)

// A DataFile is a data file that is made from finished figures, one row a figure:
// what analyses leave.
type DataFile struct {
	Name    string // file name without extension
	Columns []Column
	// Rows hold, column by column, a string, an int or a float64; NaN and nil
	// stand for nothing.
	Rows [][]any
}

// table is the file as draws' tables are.
func (t *DataFile) table() table {
	out := table{rows: func(*montecarlo.Chunk) int { return len(t.Rows) }}
	for i, column := range t.Columns {
		out.fields = append(out.fields, field{column, func(_ *montecarlo.Chunk, row int) cell { return cellOf(t.Rows[row][i]) }})
	}
	return out
}

func cellOf(v any) cell {
	switch v := v.(type) {
	case string:
		return text(v)
	case int:
		return integer(v)
	case float64:
		if !math.IsInf(v, 0) {
			return amount(v)
		}
	}
	return cell{null: true}
}

// Records are the rows by column name, for JSON; nil stands for nothing.
func (t *DataFile) Records() []map[string]any {
	records := make([]map[string]any, len(t.Rows))
	for i, row := range t.Rows {
		records[i] = map[string]any{}
		for k, v := range row {
			if x, ok := v.(float64); ok && (math.IsNaN(x) || math.IsInf(x, 0)) || v == "" {
				v = nil
			}
			records[i][t.Columns[k].Name] = v
		}
	}
	return records
}

// DataFileFormats are the formats that a Tidy can be written in.
var DataFileFormats = []string{"csv", "parquet"}

// Write writes the file in one of TidyFormats.
func (t *DataFile) Write(w io.Writer, format string) error {
	var s Sink
	if format == "parquet" {
		s = newParquet(w, t.Name, t.table())
	} else {
		var err error
		if s, err = newCSV(w, t.table()); err != nil {
			return err
		}
	}
	if err := s.Add(nil); err != nil {
		return err
	}
	return s.Close()
}

// WriteDictionary writes the data dictionary of tidy files that are written as
// CSV and in the named formats: every column of each.
func WriteDictionary(w io.Writer, formats []string, files ...*DataFile) error {
	var all []described
	for _, t := range files {
		for _, format := range DataFileFormats {
			if format == "csv" || slices.Contains(formats, format) {
				all = append(all, described{t.Name + "." + format, t.Columns})
			}
		}
	}
	return describe(w, all)
}
