package dataset

import (
	"io"
	"strconv"

	"sim/output"
)

// driversCSV is how the headline outcome depends on each input.
type driversCSV struct{}

// Name is the file's name.
func (driversCSV) Name() string { return "drivers.csv" }

// Write writes the shares in full precision.
func (driversCSV) Write(w io.Writer, r *output.Result) error {
	c, err := newCSVWriter(w, driversColumns())
	if err != nil {
		return err
	}
	b := r.Scenario.Bargain
	t, inputs := r.Drivers(), b.Varying()
	for i := range t.Inputs {
		d := &t.Inputs[i]
		in := inputs[d.Column]
		more, fewer := d.Counts()
		for j := range d.Responses {
			x, theory := &d.Responses[j], &b.Theories[t.Theories[j]]
			e := x.Difference
			if err := c.row(
				strconv.Itoa(i+1), in.Path, number(in.Dist.Quantile(0.1)), number(in.Dist.Quantile(0.9)), theory.Name, theory.Family, t.Outcome.String(),
				strconv.Itoa(x.Low.N), strconv.Itoa(x.High.N), number(x.Low.Value), number(x.Middle.Value), number(x.High.Value),
				number(e.Value), number(e.Error), number(e.Lower), number(e.Upper), strconv.FormatBool(d.Significant),
				strconv.Itoa(more), strconv.Itoa(fewer), strconv.Itoa(len(d.Responses)), output.EvidenceStatusOf(b, in).String(),
			); err != nil {
				return err
			}
		}
	}
	return c.flush()
}

// driversColumns describes drivers.csv.
func driversColumns() []Column {
	return []Column{
		{"rank", Integer, "", false, "place of the input among all: first those that are significant, by the size of the difference under the leading theory"},
		{"input", Text, "", false, "where the number stands in the scenario"},
		{"value_10", Real, "the input's own", false, "10% point of its distribution"},
		{"value_90", Real, "the input's own", false, "90% point of its distribution"},
		{"protocol", Text, "", false, "the theory, one of each cause"},
		{"family", Text, "", false, "its cause"},
		{"outcome", Text, "", false, "the outcome whose share is given"},
		{"n_low", Integer, "draws", false, "draws in which the input is in the lowest 3/16 of its distribution, around its 10% point"},
		{"n_high", Integer, "draws", false, "draws in which it is in the highest 3/16, around its 90% point"},
		{"low", Real, percent, true, "share of those in the lowest 3/16 that end in the outcome"},
		{"middle", Real, percent, true, "share of the draws between"},
		{"high", Real, percent, true, "share of those in the highest 3/16"},
		{"difference", Real, percent, true, "high minus low; with a correlated input it includes what that one does"},
		{"error", Real, percent, true, "Monte Carlo error of the difference: one standard error, an upper bound for Sobol points"},
		{"lower", Real, percent, true, "lower end of the difference's 95% interval"},
		{"upper", Real, percent, true, "upper end of the difference's 95% interval"},
		{"significant", Truth, "", false, "whether the difference under the leading theory is larger than chance would make the largest of so many inputs in 5% of runs"},
		{"theories_more", Integer, "theories", false, "in how many of the theories the share is larger at the high end, by more than two errors"},
		{"theories_fewer", Integer, "theories", false, "in how many it is smaller"},
		{"theories", Integer, "theories", false, "how many there are"},
		{"standing", Text, "", false, "what the input rests on: assumed, opinion or rewritten news, disputed, evidence"},
	}
}
