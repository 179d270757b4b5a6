// Package dataset writes a run's figures and draws for other programs to read:
// CSV, JSON and Parquet, with a dictionary of every column.
//
// Nothing it writes knows the time, the host, the command line, how many
// workers there were or where the files lie: the same scenario, settings and
// seed give the same bytes.
package dataset

import (
	"sim/model"
)

// A Type is the type of a column's values.
type Type int

// The types.
const (
	Text Type = iota
	Integer
	Real
	Truth
)

// TypeNames are the types in words.
var TypeNames = []string{"text", "integer", "number", "true or false"}

func (t Type) String() string { return TypeNames[t] }

// A Column is one column of a data file, as the data dictionary describes it.
type Column struct {
	Name    string
	Type    Type
	Unit    string // empty: it has none
	Null    bool   // whether it can be empty
	Meaning string
}

const (
	stakes  = "stake units: 1 is a party's own ideal on every issue, 0 the far end on every issue"
	percent = "share of draws, 0 to 1"
)

// summaryColumns describes summary.csv and the rows of summary.json.
func summaryColumns() []Column {
	const unit = "the figure's own"
	return []Column{
		{"protocol", Text, "", false, "the bargaining theory"},
		{"quantity", Text, "", false, "what the figure is: share (" + percent + "), terms_p05, terms_p50, terms_p95 (quantiles over the draws in which a deal settled the issue, in the issue's own unit), utility_mean, reservation_value_mean (over all draws), agreement_payoff_mean, surplus_mean (over draws with a deal; " + stakes + "), rounds_p50 (median round, from 0, in which draws first reached the outcome), reached (" + percent + " that reached the outcome at some time, in a game over rounds; share is what they ended in), quiet (" + percent + " that ended in a stalemate and were quiet for 12 rounds or more in a row: a frozen conflict)"},
		{"key", Text, "", false, "the outcome, issue or party that the figure is about"},
		{"n", Integer, "draws", false, "how many draws the figure rests on"},
		{"value", Real, unit, true, "the figure; empty if n is 0"},
		{"error", Real, unit, true, "its Monte Carlo error: one standard error"},
		{"lower", Real, unit, true, "lower end of its 95 % interval for Monte Carlo error"},
		{"upper", Real, unit, true, "upper end of its 95 % interval for Monte Carlo error"},
	}
}

// inputColumns describes inputs.csv.
func inputColumns() []Column {
	const unit = "the input's own"
	return []Column{
		{"path", Text, "", false, "where the number stands in the scenario"},
		{"unit", Text, "", false, "its unit; empty for a plain share, weight or ratio"},
		{"written", Text, "", false, "the number or range as the scenario writes it"},
		{"family", Text, "", false, "the distribution fitted to it; known for a plain number"},
		{"p05", Real, unit, false, "5 % quantile of the fitted distribution"},
		{"p50", Real, unit, false, "median of the fitted distribution"},
		{"p95", Real, unit, false, "95 % quantile of the fitted distribution"},
		{"standing", Text, "", false, "what it rests on: assumed, opinion or rewritten news, disputed, evidence"},
		{"document", Text, "", false, "the document that it rests on"},
		{"kind", Text, "", false, "the document's kind; an opinion is no evidence of a fact"},
		{"says", Text, "", false, "what the document says, paraphrased"},
		{"confidence", Text, "", false, "low, medium or high"},
		{"disputed", Text, "", false, "what another document says instead"},
	}
}

// drawColumns describes the file of inputs draw by draw.
func drawColumns(b *model.Bargain) []Column {
	columns := []Column{{"draw", Integer, "", false, "the draw, from 0"}}
	for _, in := range b.Varying() {
		columns = append(columns, Column{in.Path, Real, in.Unit, false, "value of the input in this draw; written " + in.Written})
	}
	return columns
}

// outcomeColumns describes the file of outcomes draw by draw.
func outcomeColumns(b *model.Bargain) []Column {
	columns := []Column{
		{"draw", Integer, "", false, "the draw, from 0: the same inputs under every protocol"},
		{"protocol", Text, "", false, "the bargaining theory"},
		{"outcome", Text, "", false, "class of the outcome: settlement, ceasefire, partial, stalemate, escalation or collapsed"},
		{"round", Integer, "rounds", false, "the round, from 0, in which the draw first reached its outcome"},
		{"package", Text, "", true, "the package that was signed; empty if none was"},
		{"reason", Text, "", true, "why no settlement or ceasefire was signed; empty if one was"},
		{"not_consenting", Text, "", true, "the party recorded as the one that did not consent; empty if none was"},
		{"quiet", Truth, "", false, "whether the draw ended in a stalemate in which for 12 rounds or more in a row no more than a fifth of the fighting went on: a frozen conflict"},
	}
	for i := range b.Issues {
		columns = append(columns, Column{"terms." + b.Issues[i].ID, Real, b.Issues[i].Unit, true, "where the deal put the issue; empty without a deal on it"})
	}
	for i := range b.Parties {
		columns = append(columns, Column{"utility." + b.Parties[i].ID, Real, stakes, false, "the party's payoff from the deal, or its reservation value without one"})
	}
	for i := range b.Parties {
		columns = append(columns, Column{"reservation_value." + b.Parties[i].ID, Real, stakes, false, "what no deal is worth to the party"})
	}
	return columns
}

// dictionaryColumns describes the dictionary itself.
func dictionaryColumns() []Column {
	return []Column{
		{"file", Text, "", false, "the data file, without extension: it may be there as .csv, .json or .parquet"},
		{"column", Text, "", false, "the column"},
		{"type", Text, "", false, "text, integer, number, or true or false"},
		{"unit", Text, "", false, "its unit"},
		{"empty", Text, "", false, "yes if the column can be empty (null)"},
		{"meaning", Text, "", false, "what it says"},
	}
}
