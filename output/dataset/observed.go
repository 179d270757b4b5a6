package dataset

import (
	"io"
	"strconv"

	"sim/output"
)

// observedCSV is how many draws match what was observed.
type observedCSV struct{}

// Name is the file's name.
func (observedCSV) Name() string { return "observed.csv" }

// observedColumns are the columns of observed.csv.
func observedColumns() []Column {
	return []Column{
		{"protocol", Text, "", false, "the bargaining theory; those that ask nobody are left out"},
		{"observation", Integer, "", false, "number of the observation, from 0, in the order of the scenario"},
		{"observed", Text, "", false, "what was observed"},
		{"match", Integer, "draws", false, "draws that match it and all observations before it"},
		{"share", Real, "share of draws", false, "their share of all draws"},
	}
}

// Write writes a row per theory and observation.
func (observedCSV) Write(w io.Writer, r *output.Result) error {
	c, err := newCSVWriter(w, observedColumns())
	if err != nil {
		return err
	}
	b := r.Scenario.Bargain
	for i := range b.Theories {
		if b.Theories[i].Predicts {
			continue
		}
		left := r.Tally.Draws
		for o, unmet := range r.Tally.Theories[i].Unmet {
			left -= unmet
			if err := c.row(b.Theories[i].Name, strconv.Itoa(o), output.ObservationWords(b, &b.Observed[o]), strconv.Itoa(left), number(float64(left)/float64(r.Tally.Draws))); err != nil {
				return err
			}
		}
	}
	return c.flush()
}
