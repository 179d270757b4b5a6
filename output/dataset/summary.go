package dataset

import (
	"encoding/json"
	"io"
	"math"
	"strconv"

	"sim/output"
	"sim/output/answer"
)

// summaryCSV is the headline figures, a row each.
type summaryCSV struct{}

// Name is the file's name.
func (summaryCSV) Name() string { return "summary.csv" }

// Write writes the figures in full precision.
func (summaryCSV) Write(w io.Writer, r *output.Result) error {
	c, err := newCSVWriter(w, summaryColumns())
	if err != nil {
		return err
	}
	for _, row := range r.Rows {
		if err := c.row(row.Protocol, row.Quantity, row.Key, strconv.Itoa(row.N),
			number(row.Value), number(row.Error), number(row.Lower), number(row.Upper)); err != nil {
			return err
		}
	}
	return c.flush()
}

// summaryJSON is the same figures as JSON; what does not exist is null.
type summaryJSON struct{}

// Name is the file's name.
func (summaryJSON) Name() string { return "summary.json" }

type jsonRow struct {
	Protocol string   `json:"protocol"`
	Quantity string   `json:"quantity"`
	Key      string   `json:"key"`
	N        int      `json:"n"`
	Value    *float64 `json:"value"`
	Error    *float64 `json:"error"`
	Lower    *float64 `json:"lower"`
	Upper    *float64 `json:"upper"`
}

// Write writes the figures in full precision.
func (summaryJSON) Write(w io.Writer, r *output.Result) error {
	out := struct {
		Purpose  string    `json:"purpose"`
		Scenario string    `json:"scenario"`
		Draws    int       `json:"draws"`
		Seed     uint64    `json:"seed"`
		Sampler  string    `json:"sampler"`
		Rows     []jsonRow `json:"rows"`
	}{
		output.Purpose, r.Scenario.Bargain.Title, r.Tally.Draws, r.Config.Seed, r.Config.Sampler,
		make([]jsonRow, 0, len(r.Rows)),
	}
	out.Rows = append(out.Rows, jsonRows(r)...)
	return writeJSON(w, out)
}

// jsonRows are the headline figures of a run.
func jsonRows(r *output.Result) (rows []jsonRow) {
	for _, row := range r.Rows {
		rows = append(rows, jsonRow{
			row.Protocol, row.Quantity, row.Key, row.N,
			jsonNumber(row.Value), jsonNumber(row.Error), jsonNumber(row.Lower), jsonNumber(row.Upper),
		})
	}
	return rows
}

// WriteAnswer writes the answer of a run and its headline figures as JSON.
func WriteAnswer(w io.Writer, r *output.Result) error {
	return writeJSON(w, struct {
		*answer.Answer
		Rows []jsonRow `json:"rows"`
	}{answer.New(r), jsonRows(r)})
}

// writeJSON writes a value for programs and people to read.
func writeJSON(w io.Writer, value any) error {
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(value)
}

func jsonNumber(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
