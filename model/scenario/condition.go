package scenario

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/theory"
)

// A Condition is a true-or-false expression over the results of a run, such as
// share("settlement") > 0.02. Its functions are
//
//	share("settlement")            share of draws that end in a class of outcome
//	terms("territory", 0.5)        quantile (0.05, 0.5 or 0.95; 0.5 if left out) of the terms of an issue where it was settled, in its own unit
//	utility("state_a")             mean utility of a party over all draws
//	reservation_value("state_a")   its mean reservation value
//	talking_value("state_a")       its mean value of going on talking
//	agreement_payoff("state_a")    its mean payoff of the agreement, over draws with a deal
//	payoff("state_a")              its mean payoff, over all draws: of the agreement, without a deal its reservation value
//	surplus("state_a")             its mean surplus over draws with a deal
//	compliance("state_a")          how far it trusts the agreement, on average over draws with a deal
//	error(share("settlement"))     one standard Monte Carlo error of a number
//
// terms.territory is short for terms("territory"). The name of a theory may
// follow as the last argument; the default is the leading theory
// (Scenario.Lead). Numbers can be added, subtracted, multiplied, divided and
// compared, and comparisons joined with and, or and not.
type Condition struct {
	Text  string
	Place string // file:line:col in its scenario; empty if it does not come from one
	needs []request
	holds claim
}

// Figures are the results of a run that conditions refer to.
type Figures interface {
	// Figure returns a result as it is in the summary: quantity and key
	// identify it (share of settlement, terms_p50 of territory), theory the
	// theory; empty means the leading one. err is one standard Monte Carlo
	// error. ok is false if the run has no such result.
	Figure(quantity, key, theory string) (value, err float64, ok bool)
}

// A Verdict is the result of checking a condition.
type Verdict int

// The verdicts.
const (
	Holds        Verdict = iota
	WithinError          // it fails, but shifting its numbers by one standard error each could make it hold
	Fails                // it fails by more than its error
	Unanswerable         // a result that it needs does not exist or rests on no draws
)

// String is the verdict in words.
func (v Verdict) String() string {
	return [...]string{"holds", "fails within its Monte Carlo error", "fails", "cannot be answered"}[v]
}

// A request is one result that a condition needs.
type request struct{ quantity, key, theory string }

// ParseCondition parses text and checks every name in it against the bargain
// and the registered theories. The error is an *ExpressionError with the
// column.
func ParseCondition(text string, b *model.Bargain) (Condition, error) {
	return parseCondition(text, vocabularyOf(b))
}

// An ExpressionError is an error in an expression: a condition, a measure or a
// filter of draws.
type ExpressionError struct {
	Text string
	Col  int // from 1, in characters
	Err  error
}

func (e *ExpressionError) Error() string {
	line, caret := excerpt(e.Text, e.Col)
	return fmt.Sprintf("%v\n      | %s\n      | %s^", e.Err, line, strings.Repeat(" ", caret))
}

func (e *ExpressionError) Unwrap() error { return e.Err }

// Check evaluates the condition for a run's results. The error explains
// Unanswerable and is nil otherwise.
func (c Condition) Check(f Figures) (Verdict, error) {
	if c.holds == nil {
		return Unanswerable, errors.New("there is no condition")
	}
	readings := make([]span, len(c.needs))
	for i, r := range c.needs {
		value, err, ok := f.Figure(r.quantity, r.key, r.theory)
		if !ok || math.IsNaN(value) {
			of := ""
			if r.theory != "" {
				of = " under " + r.theory
			}
			return Unanswerable, fmt.Errorf("the run has no figure %s of %s%s", r.quantity, r.key, of)
		}
		if math.IsNaN(err) {
			err = 0
		}
		readings[i] = span{value, value - err, value + err}
	}
	switch t := c.holds(readings); {
	case t.is:
		return Holds, nil
	case t.may:
		return WithinError, nil
	}
	return Fails, nil
}

// condition is a condition in a file.
type condition struct {
	at     *node
	text   string
	parsed Condition
}

func (c *condition) read(d *decoder, n *node, f field) {
	if !d.expect(n, scalar, f, `a condition such as share("settlement") > 0.02`) {
		return
	}
	c.at, c.text = n, strings.TrimSpace(n.value)
}

func (c *condition) schema(*generator, field) map[string]any {
	return map[string]any{"type": "string", "minLength": 1}
}

// conditions is one condition or a list of conditions.
type conditions struct{ items []*condition }

func (l *conditions) read(d *decoder, n *node, f field) {
	if n.kind != sequence {
		l.items = []*condition{{}}
		l.items[0].read(d, n, f)
		return
	}
	var several list[condition]
	several.read(d, n, f)
	l.items = several.items
}

func (l *conditions) schema(g *generator, f field) map[string]any {
	return map[string]any{"anyOf": []any{(&condition{}).schema(g, f), (&list[condition]{}).schema(g, f)}}
}

// texts returns the conditions as written.
func (l *conditions) texts() []string {
	var texts []string
	for _, c := range l.items {
		texts = append(texts, c.text)
	}
	return texts
}

// checkConditions parses the conditions of the file against its names.
func (f *file) checkConditions(d *decoder) {
	v := vocabulary{parties: d.names["party"].list, issues: d.names["issue"].list, totals: d.names["total"].list, theories: theory.All.Names()}
	for _, c := range slices.Concat(f.Require.items, f.Run.Until.items) {
		if c.at == nil {
			continue
		}
		var err error
		c.parsed, err = parseCondition(c.text, v)
		if place, ok := errors.AsType[*ExpressionError](err); ok {
			d.in(c.at.src, c.at.line, c.column(place.Col), place.Err)
		}
		c.parsed.Place = c.at.place()
	}
}

// column converts character col of the condition to a column of its line. It
// returns the start of the condition if the text differs from its source line.
func (c *condition) column(col int) int {
	start := c.at.col
	if c.at.style == quoted {
		start++
	}
	line := []rune(c.at.src.line(c.at.line))
	if from := min(start-1, len(line)); strings.HasPrefix(string(line[from:]), c.text) {
		return start + col - 1
	}
	return c.at.col
}
