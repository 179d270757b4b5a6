package dataset

import (
	"io"

	"sim/output"
)

// inputsCSV is every number of the scenario: its range, the quantiles of what
// was fitted to it, and what it rests on.
type inputsCSV struct{}

// Name is the file's name.
func (inputsCSV) Name() string { return "inputs.csv" }

// Write writes the inputs in the order of the scenario.
func (inputsCSV) Write(w io.Writer, r *output.Result) error {
	c, err := newCSVWriter(w, inputColumns())
	if err != nil {
		return err
	}
	b := r.Scenario.Bargain
	for i := range b.Inputs {
		in := &b.Inputs[i]
		q := output.QuantilesOf(in)
		d, _ := output.DocumentOf(b, in)
		var document, says, confidence, disputed string
		if e := in.Evidence; e != nil {
			document, says, confidence, disputed = e.Document, e.Says, e.Confidence, e.Disputed
		}
		if err := c.row(in.Path, in.Unit, in.Written, in.Family, number(q[0]), number(q[1]), number(q[2]),
			output.EvidenceStatusOf(b, in).String(), document, d.Kind, says, confidence, disputed); err != nil {
			return err
		}
	}
	return c.flush()
}
