// Package dataset writes a run's figures and draws for other programs to read:
// CSV, JSON and Parquet, with a dictionary of every column.
//
// Nothing it writes knows the time, the host, the command line, how many
// workers there were or where the files lie: the same scenario, settings and
// seed give the same bytes.
package dataset

import (
	"fmt"
	"strings"

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

// Layout is the version of the names and columns of data files: it changes when a
// program that read them could misread the new ones.
const Layout = 2

const (
	stakes  = "stake units: 1 is a party's own ideal on every issue, 0 the far end on every issue"
	percent = "share of draws, 0 to 1"
)

// summaryColumns describes summary.csv and the rows of summary.json.
func summaryColumns() []Column {
	const unit = "the quantity's own"
	var quantities []string
	for i := range model.Quantities {
		q := &model.Quantities[i]
		quantities = append(quantities, fmt.Sprintf("%s (%s; %s)", q.Name, q.Doc, q.Unit))
	}
	return []Column{
		{"protocol", Text, "", false, "the bargaining theory"},
		{"quantity", Text, "", false, "what it is: " + strings.Join(quantities, "; ")},
		{"key", Text, "", false, "the outcome, issue, option, party, total or reason that the number is about"},
		{"n", Integer, "draws", false, "how many draws the figure rests on"},
		{"value", Real, unit, true, "the figure; empty if n is 0"},
		{"error", Real, unit, true, "its Monte Carlo error: one standard error; also of a share that no draw or every draw has, and of a median round at least half of what it jumps by"},
		{"lower", Real, unit, true, "lower end of its 95% interval for Monte Carlo error; a share that few draws have, or lack, and a median round have a wider one"},
		{"upper", Real, unit, true, "upper end of its 95% interval for Monte Carlo error"},
	}
}

// inputColumns describes inputs.csv.
func inputColumns() []Column {
	const unit = "the input's own"
	return []Column{
		{"path", Text, "", false, "where the number stands in the scenario"},
		{"unit", Text, "", true, "its unit; empty for a plain share, weight or ratio"},
		{"written", Text, "", false, "the number or range as the scenario writes it"},
		{"family", Text, "", false, "the distribution fitted to it; known for a plain number"},
		{"p05", Real, unit, false, "5% quantile of the fitted distribution"},
		{"p50", Real, unit, false, "median of the fitted distribution"},
		{"p95", Real, unit, false, "95% quantile of the fitted distribution"},
		{"standing", Text, "", false, "what it rests on: assumed, opinion or rewritten news, disputed, evidence"},
		{"document", Text, "", true, "the document that it rests on"},
		{"kind", Text, "", true, "the document's kind; an opinion is no evidence of a fact"},
		{"says", Text, "", true, "what the document says, paraphrased"},
		{"confidence", Text, "", true, "low, medium or high"},
		{"disputed", Text, "", true, "what another document says instead"},
	}
}

// dictionaryColumns describes the dictionary itself.
func dictionaryColumns() []Column {
	return []Column{
		{"file", Text, "", false, "the data file's name"},
		{"column", Text, "", false, "the column"},
		{"type", Text, "", false, "text, integer, number, or true or false"},
		{"unit", Text, "", true, "its unit"},
		{"empty", Text, "", false, "yes if the column can be empty (null)"},
		{"meaning", Text, "", false, "what it says"},
	}
}
