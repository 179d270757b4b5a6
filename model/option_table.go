package model

import "slices"

// An OptionTable is what each option of an issue is worth to the parties that
// say so, whatever positions the options have on the issue's scale. Elections over
// options read it.
type OptionTable struct {
	Issue   int
	Name    []string    // per option
	At      []float64   // per option: its position, ascending
	Utility [][]float64 // [party][option], 0 (worst) to 1 (best); NaN: the party does not say
}

// newOptionTables returns the tables of b, without numbers; nil if no party says
// what options are worth to it.
func newOptionTables(b *Bargain) (tables []OptionTable) {
	for k := range b.Issues {
		is := &b.Issues[k]
		if !slices.ContainsFunc(is.Stances, func(s Stance) bool { return s.Utilities != nil }) {
			continue
		}
		t := OptionTable{Issue: k, At: is.Options, Utility: grid[float64](len(b.Parties), len(is.Options))}
		for _, x := range is.Options {
			name := ""
			for _, l := range is.Labels {
				if l.At == x {
					name = l.Name
				}
			}
			t.Name = append(t.Name, name)
		}
		tables = append(tables, t)
	}
	return tables
}

// takeOptions connects what options are worth to its fields.
func (t *Table) takeOptions() {
	for j := range t.optionTables {
		for i, row := range t.optionTables[j].Utility {
			of := t.b.Issues[t.optionTables[j].Issue].Stances[i].Utilities
			for o := range row {
				if row[o] = nan; of != nil {
					t.take(&row[o], of[o])
				}
			}
		}
	}
}
