package dataset

import (
	"io"
	"strconv"

	"sim/model/analysis"
	"sim/output"
)

// leversCSV is what each lever does, off and full.
type leversCSV struct{}

// Name is the file's name.
func (leversCSV) Name() string { return "levers.csv" }

// Write writes the responses in full precision.
func (leversCSV) Write(w io.Writer, r *output.Result) error {
	c, err := newCSVWriter(w, leversColumns())
	if err != nil {
		return err
	}
	b := r.Scenario.Bargain
	for i := range r.Levers.Levers {
		e := &r.Levers.Levers[i]
		for j := range e.Quantities {
			q := &e.Quantities[j]
			more, fewer := q.Counts()
			for t := range q.Responses {
				x, theory := &q.Responses[t], &b.Theories[r.Levers.Theories[t]]
				d := x.Whole.Difference
				noise := ""
				if !analysis.Clear(d) {
					noise = "~"
				}
				if err := c.row(
					b.Levers[e.Lever].ID, theory.Name, theory.Family, q.Quantity, q.Key, strconv.Itoa(d.N),
					number(x.Whole.A.Value), number(x.AsIs.Value), number(x.Whole.B.Value), number(d.Value), number(d.Error), number(d.Lower), number(d.Upper), noise,
					number(x.UpTo.Value), number(x.UpTo.Error), number(x.On.Value), number(x.On.Error), strconv.FormatBool(x.Bends),
					strconv.Itoa(more), strconv.Itoa(fewer), strconv.Itoa(len(q.Responses)),
				); err != nil {
					return err
				}
			}
		}
	}
	return c.flush()
}

// leversColumns describes levers.csv.
func leversColumns() []Column {
	const unit = "the quantity's own"
	return []Column{
		{"lever", Text, "", false, "the lever; every other number is as in the scenario"},
		{"protocol", Text, "", false, "the theory, one of each cause"},
		{"family", Text, "", false, "its cause"},
		{"quantity", Text, "", false, "what responds: share (" + percent + "), terms (mean of the issue's terms, in its own unit, over the draws that settle it in all three states), option_share (of an issue with options instead of terms: the share of these draws that put it at the option), agreement_payoff (mean payoff of the agreement to the party, over the draws with a deal in all three states; " + stakes + "), utility (mean value of what the party holds at the end, over all draws; " + stakes + "), reservation_value (mean value of refusing the first headline package, over all draws; " + stakes + ")"},
		{"key", Text, "", false, "the outcome, issue, option or party that the number is about"},
		{"n", Integer, "draws", false, "how many draws the difference rests on: the first ones of the run"},
		{"off", Real, unit, true, "with the lever's weight at 0"},
		{"as_is", Real, unit, true, "with the weight that the scenario gives it"},
		{"full", Real, unit, true, "with the lever's weight at 1"},
		{"difference", Real, unit, true, "full minus off"},
		{"error", Real, unit, true, "Monte Carlo error of the difference, of paired draws: one standard error"},
		{"lower", Real, unit, true, "lower end of the difference's 95% interval"},
		{"upper", Real, unit, true, "upper end of the difference's 95% interval"},
		{"noise", Text, "", true, "~ where the difference is no more than two errors away from none"},
		{"to_as_is", Real, unit, true, "as it is minus off"},
		{"to_as_is_error", Real, unit, true, "Monte Carlo error of to_as_is"},
		{"from_as_is", Real, unit, true, "full minus as it is"},
		{"from_as_is_error", Real, unit, true, "Monte Carlo error of from_as_is"},
		{"bends", Truth, "", false, "whether the response rises on one part of the way and falls on the other, both by more than two errors: then the two ends do not tell it"},
		{"theories_more", Integer, "theories", false, "in how many of the theories the quantity is larger with the lever full than off, by more than two errors"},
		{"theories_fewer", Integer, "theories", false, "in how many it is smaller"},
		{"theories", Integer, "theories", false, "how many there are"},
	}
}
