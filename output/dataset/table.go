package dataset

import (
	"math"

	"sim/model"
	"sim/model/montecarlo"
)

// A cell is one value of a table; which field holds it is the column's type.
type cell struct {
	null bool
	text string
	n    int
	x    float64
	yes  bool
}

func text(s string) cell    { return cell{text: s, null: s == ""} }
func integer(n int) cell    { return cell{n: n} }
func amount(x float64) cell { return cell{x: x, null: math.IsNaN(x)} }

// idOf is the name at an index of a list; null where the index is −1.
func idOf(ids []string, i int) cell {
	if i < 0 {
		return cell{null: true}
	}
	return text(ids[i])
}

// A field is a column and what stands in it, row by row of a chunk.
type field struct {
	Column
	cell func(c *montecarlo.Chunk, row int) cell
}

// A table is a data file with rows that come from draws.
type table struct {
	fields []field
	rows   func(c *montecarlo.Chunk) int
}

// columns describes the fields.
func (t *table) columns() []Column {
	columns := make([]Column, len(t.fields))
	for i := range t.fields {
		columns[i] = t.fields[i].Column
	}
	return columns
}

// inputTable has a row per draw and a column per varying input.
func inputTable(b *model.Bargain) table {
	t := table{rows: func(c *montecarlo.Chunk) int { return c.N }}
	t.fields = []field{{
		Column{"draw", Integer, "", false, "the draw, from 0"},
		func(c *montecarlo.Chunk, row int) cell { return integer(c.First + row) },
	}}
	inputs := b.Varying()
	for _, k := range b.ListedColumns() {
		in := inputs[k]
		t.fields = append(t.fields, field{
			Column{in.Path, Real, in.Unit, false, "value of the input in this draw; written " + in.Written},
			func(c *montecarlo.Chunk, row int) cell { return amount(c.Inputs[k][row]) },
		})
	}
	return t
}
