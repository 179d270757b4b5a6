package dataset

import "sim/model"

// ripeFields are the columns that say in which rounds a draw was ripe for a
// settlement; none where there is no such index.
func ripeFields(b *model.Bargain) []outcomeField {
	pkg, ok := b.Ripens()
	if !ok {
		return nil
	}
	id := b.Packages[pkg].ID
	return []outcomeField{
		{
			Column{"open_rounds", Integer, "rounds", false, "rounds in which no " + b.SpreadOf().String() + " was in force when the talks began; 0 under a theory that asks nobody"},
			func(o *model.Outcome) cell { return integer(o.Open) },
			func(o *model.Outcome, v cell) error { o.Open = v.n; return nil },
		},
		{
			Column{"ripe_rounds", Integer, "rounds", false, "of these, rounds that are ripe for " + id + ": going on costs both parties more than 0.02 stake units per round, and some terms leave both more than refusing"},
			func(o *model.Outcome) cell { return integer(o.Ripe) },
			func(o *model.Outcome, v cell) error { o.Ripe = v.n; return nil },
		},
		{
			Column{"first_ripe_round", Integer, "rounds", true, "the first of these, from 0; empty if none is"},
			func(o *model.Outcome) cell {
				if o.RipeFirst < 0 {
					return cell{null: true}
				}
				return integer(o.RipeFirst)
			},
			func(o *model.Outcome, v cell) error {
				if o.RipeFirst = -1; !v.null {
					o.RipeFirst = v.n
				}
				return nil
			},
		},
	}
}
