package dataset

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"sim/model"
	"sim/model/montecarlo"
)

// ErrNoDraws says that a run's folder does not hold its draws one by one.
var ErrNoDraws = errors.New("holds no draws one by one: it has neither outcomes.parquet nor outcomes.csv")

// Replay hands the draws that a run left in dir to the sinks, chunk by chunk
// and in order, as if they were played; b is the bargain that was played, with
// its theories. Terms go through the issue's own unit and back, which may cost
// their last digit. What the files do not hold is not there: a draw has no
// path, and First only of the class that it ended in.
//
// It returns the names of the files that it read. The error says which file is
// damaged or not of this bargain; errors.Is ErrNoDraws if there are none.
func Replay(dir string, b *model.Bargain, sinks ...montecarlo.Sink) (files []string, err error) {
	inputs, outcomes := inputTable(b), outcomeTable(b)
	in, inName, err := openFirst(dir, inputs.columns(), "inputs.parquet", "inputs-by-draw.csv")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	out, outName, err := openFirst(dir, outcomes.columns(), "outcomes.parquet", "outcomes.csv")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, out.Close()) }()

	theories := len(b.Theories)
	c := room(b)
	left, right := cells(len(inputs.fields), montecarlo.ChunkSize), cells(len(outcomes.fields), montecarlo.ChunkSize*theories)
	for first := 0; ; first += c.N {
		n, err := in.read(left, montecarlo.ChunkSize)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", inName, err)
		}
		rows, err := out.read(right, montecarlo.ChunkSize*theories)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", outName, err)
		}
		if rows != n*theories {
			return nil, fmt.Errorf("%s: does not go with %s: %d draws of %d theories there", outName, inName, first+n, theories)
		}
		if n == 0 {
			return []string{inName, outName}, nil
		}
		c.First, c.N = first, n
		if err := refill(c, b, left, right); err != nil {
			return nil, fmt.Errorf("%s: %w", outName, err)
		}
		for _, s := range sinks {
			if err := s.Add(c); err != nil {
				return nil, err
			}
		}
	}
}

// openFirst opens the first of the named files that is there.
func openFirst(dir string, columns []Column, names ...string) (reader, string, error) {
	for _, name := range names {
		file, err := os.Open(filepath.Join(dir, name))
		if errors.Is(err, os.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, name, err
		}
		open := openCSV
		if filepath.Ext(name) == ".parquet" {
			open = openParquet
		}
		r, err := open(file, columns)
		if err != nil {
			return nil, name, errors.Join(fmt.Errorf("%s: %w", name, err), file.Close())
		}
		return r, name, nil
	}
	return nil, "", fmt.Errorf("%s: %w", dir, ErrNoDraws)
}

// A reader gives back the cells of a data file, row by row.
type reader interface {
	// read fills the beginning of into[column] for up to n rows and says how many
	// there were; 0 at the end of the file.
	read(into [][]cell, n int) (rows int, err error)
	io.Closer
}

// expect returns an error unless a file has the columns it should have.
func expect(names []string, columns []Column) error {
	if len(names) != len(columns) {
		return fmt.Errorf("has %d columns, not the %d of this scenario's draws", len(names), len(columns))
	}
	for i, name := range names {
		if name != columns[i].Name {
			return fmt.Errorf("column %d is %q; this scenario's draws have %q there", i+1, name, columns[i].Name)
		}
	}
	return nil
}

func cells(columns, rows int) [][]cell {
	cs := make([][]cell, columns)
	for i := range cs {
		cs[i] = make([]cell, rows)
	}
	return cs
}

// room is a chunk of b with room for montecarlo.ChunkSize draws.
func room(b *model.Bargain) *montecarlo.Chunk {
	c := &montecarlo.Chunk{Inputs: make([][]float64, b.Columns), Outcomes: make([][]model.Outcome, len(b.Theories))}
	for t := range c.Outcomes {
		for range montecarlo.ChunkSize {
			o := model.NewOutcome(len(b.Parties), len(b.Issues))
			o.Price, o.Excess = make([]float64, len(b.Totals)), make([]float64, len(b.Totals))
			c.Outcomes[t] = append(c.Outcomes[t], o)
		}
	}
	return c
}

// refill puts what was read into the chunk, whose First and N are set.
func refill(c *montecarlo.Chunk, b *model.Bargain, inputs, outcomes [][]cell) error {
	for at, k := range b.ListedColumns() {
		c.Inputs[k] = c.Inputs[k][:0]
		for _, v := range inputs[at+1][:c.N] {
			c.Inputs[k] = append(c.Inputs[k], v.x)
		}
	}
	fields := outcomeFields(b)
	theories := len(b.Theories)
	for t := range c.Outcomes {
		c.Outcomes[t] = c.Outcomes[t][:c.N]
		for j := range c.N {
			row := j*theories + t
			if draw, theory := outcomes[0][row].n, outcomes[1][row].text; draw != c.First+j || theory != b.Theories[t].Name || inputs[0][j].n != draw {
				return fmt.Errorf("row %d is draw %d under %s; expected draw %d under %s", c.First*theories+row+1, draw, theory, c.First+j, b.Theories[t].Name)
			}
			if err := restore(&c.Outcomes[t][j], fields, outcomes, row); err != nil {
				return fmt.Errorf("draw %d: %w", c.First+j, err)
			}
		}
	}
	return nil
}

// restore puts the columns of one row from the third on back into an outcome, the
// inverse of outcomeTable. What files do not hold is as if it had not been.
func restore(o *model.Outcome, fields []outcomeField, from [][]cell, row int) error {
	for i := range fields {
		if err := fields[i].back(o, from[2+i][row]); err != nil {
			return err
		}
	}
	for c := range o.First {
		o.First[c] = -1
	}
	if o.Lasted = -1; o.Class.Played() {
		o.First[o.Class] = o.Round
	}
	return nil
}
