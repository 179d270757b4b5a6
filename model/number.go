package model

// A Dist is the uncertainty distribution of one number. Sampling is by inverse
// CDF only, so that plain, stratified and quasi-random draws share one path and
// common random numbers couple variants monotonically.
type Dist interface {
	// Quantile returns the u-quantile, 0 < u < 1.
	Quantile(u float64) float64
}

// A Number is a number of a scenario: either known, or one of the inputs that
// vary from draw to draw. The zero Number is the known number 0.
type Number struct {
	value  float64
	column int32 // 0: known; otherwise one more than the column in a draw's inputs, negative if its sign is turned
}

// Known returns a number that does not vary.
func Known(x float64) Number { return Number{value: x} }

// Uncertain returns the number in the given column (from 0) of a draw's inputs.
func Uncertain(column int) Number { return Number{column: int32(column) + 1} }

// In returns the number's value in a draw whose varying inputs are in.
func (n Number) In(in []float64) float64 {
	switch {
	case n.column == 0:
		return n.value
	case n.column < 0:
		return -in[-n.column-1]
	}
	return in[n.column-1]
}

// Negated returns the number with its sign turned.
func (n Number) Negated() Number { return Number{value: -n.value, column: -n.column} }

// Column returns the number's column in a draw's inputs; ok is false for a
// known number.
func (n Number) Column() (column int, ok bool) {
	return int(max(n.column, -n.column)) - 1, n.column != 0
}

// An Input is one number that the scenario's author wrote (or that a setting
// replaced), with its evidence.
type Input struct {
	Path    string  // path in the scenario, such as levers.aid_cutoff.weight
	Unit    string  // in words; empty for a plain share or weight
	Written string  // as written: "0.4 to 0.8"
	Value   float64 // the known value; for a varying input the value at u = 0.5
	Dist    Dist    // nil for a known number
	Family  string  // the distribution's registered name; "known" for a known number
	Column  int     // column in a draw's inputs; −1 for a known number
	// Lower and Upper bound the values that are allowed, in the number's own
	// unit; infinite if there is no bound.
	Lower, Upper float64
	// Dimension is the input's dimension in a quasi-random sequence, from 1; a
	// variant keeps those of the scenario that it extends. 0: Column + 1.
	Dimension int
	Evidence  *Evidence // nil: assumed
}

// Evidence is the source of a number.
type Evidence struct {
	Document   string // key in Bargain.Documents
	Says       string // paraphrase of the document
	Confidence string // low, medium or high; may be empty
	Disputed   string // what another document says; empty if undisputed
}

// A Document is a source that evidence refers to.
type Document struct {
	ID, Title, Published string
	Kind                 string // news, opinion, rewritten news, data, paper, official text
}

// SupportsFacts reports whether the document may count as evidence of a fact;
// an opinion or a rewritten news page may not.
func (d Document) SupportsFacts() bool { return d.Kind != "opinion" && d.Kind != "rewritten news" }
