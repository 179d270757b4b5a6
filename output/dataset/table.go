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

// A table is a data file with rows that come from draws: its columns, how many
// rows a chunk has, and one cell of a chunk.
type table struct {
	columns []Column
	rows    func(c *montecarlo.Chunk) int
	cell    func(c *montecarlo.Chunk, column, row int) cell
}

// inputTable has a row a draw and a column a varying input.
func inputTable(b *model.Bargain) table {
	return table{
		columns: drawColumns(b),
		rows:    func(c *montecarlo.Chunk) int { return c.N },
		cell: func(c *montecarlo.Chunk, column, row int) cell {
			if column == 0 {
				return integer(c.First + row)
			}
			return amount(c.Inputs[column-1][row])
		},
	}
}

// outcomeTable has a row a draw and theory, the theories of a draw together.
func outcomeTable(b *model.Bargain) table {
	columns := outcomeColumns(b)
	theories, issues, parties := len(b.Theories), len(b.Issues), len(b.Parties)
	const terms = 8 // where the columns of the terms begin
	return table{
		columns: columns,
		rows:    func(c *montecarlo.Chunk) int { return c.N * theories },
		cell: func(c *montecarlo.Chunk, column, row int) cell {
			draw, theory := row/theories, row%theories
			o := &c.Outcomes[theory][draw]
			switch column {
			case 0:
				return integer(c.First + draw)
			case 1:
				return text(b.Theories[theory].Name)
			case 2:
				return text(o.Class.String())
			case 3:
				return integer(o.Round)
			case 4:
				if !o.Signed() {
					return cell{null: true}
				}
				return text(b.Packages[o.Package].ID)
			case 5:
				return text(o.Reason.String())
			case 6:
				if o.NotConsenting < 0 {
					return cell{null: true}
				}
				return text(b.Parties[o.NotConsenting].ID)
			case 7:
				return cell{yes: o.Quiet}
			}
			k := column - terms
			if k < issues {
				if math.IsNaN(o.Terms[k]) {
					return cell{null: true}
				}
				return amount(b.Issues[k].Scale.Amount(o.Terms[k]))
			}
			if k -= issues; k < parties {
				return amount(o.Utility[k])
			}
			return amount(o.Reservation[k-parties])
		},
	}
}
