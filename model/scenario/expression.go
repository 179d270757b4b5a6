package scenario

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
	"sim/model/theory"
)

// maxExpression is the largest number of characters of an expression.
const maxExpression = 1000

// vocabulary holds the names that an expression may use.
type vocabulary struct{ parties, issues, packages, totals, theories []string }

// vocabularyOf returns the names that expressions about b may use.
func vocabularyOf(b *model.Bargain) vocabulary {
	v := vocabulary{theories: theory.All.Names()}
	for i := range b.Parties {
		v.parties = append(v.parties, b.Parties[i].ID)
	}
	for i := range b.Issues {
		v.issues = append(v.issues, b.Issues[i].ID)
	}
	for i := range b.Packages {
		v.packages = append(v.packages, b.Packages[i].ID)
	}
	for i := range b.Totals {
		v.totals = append(v.totals, b.Totals[i].ID)
	}
	return v
}

// quantityOf is the headline quantity that a function of an expression asks for.
func quantityOf(function string) (q *model.Quantity, ok bool) {
	i := slices.IndexFunc(model.Quantities, func(q model.Quantity) bool { return q.Function == function })
	if function == "" || i < 0 {
		return nil, false
	}
	return &model.Quantities[i], true
}

// measures are the functions of a measure.
var measures = func() (names []string) {
	for i := range model.Quantities {
		if name := model.Quantities[i].Function; name != "" {
			names = append(names, name)
		}
	}
	return names
}()

// functions are the names of all functions, as messages list them.
var functions = append(slices.Clone(measures), "error")

// keysOf says what a quantity is about and which names it may be given.
func (v vocabulary) keysOf(q *model.Quantity) (what string, known []string) {
	switch q.Of {
	case model.OfIssue:
		return "issue", v.issues
	case model.OfParty:
		return "party", v.parties
	case model.OfTotal:
		return "total", v.totals
	case model.OfOutcome, model.OfReason, model.OfPackage, model.OfOption: // no function is about the last three
	}
	return "outcome", model.ClassNames[:]
}

// compiler compiles a parsed expression into claims and amounts over a run's
// results. The first problem is thrown as a panic, which compile recovers.
type compiler struct {
	vocabulary
	needs []request
}

func parseCondition(text string, v vocabulary) (Condition, error) {
	co := &compiler{vocabulary: v}
	c := Condition{Text: text}
	err := compile(text, "condition", func(n *term) { c.holds = co.claim(n) })
	if err != nil {
		return Condition{}, err
	}
	c.needs = co.needs
	return c, nil
}

// misfit is a problem at a node.
type misfit struct {
	at  int
	err error
}

// compile parses text and passes its term to with. what names the kind of
// expression in messages. The error is an *ExpressionError from the parser or
// from with.
func compile(text, what string, with func(n *term)) (err error) {
	fail := func(col int, err error) error {
		return &ExpressionError{Text: text, Col: max(col, 1), Err: err}
	}
	if len(text) > maxExpression {
		return fail(1, fmt.Errorf("this %s is longer than %d characters", what, maxExpression))
	}
	if strings.TrimSpace(text) == "" {
		return fail(1, fmt.Errorf("this %s is empty", what))
	}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case misfit:
			err = fail(r.at, r.err)
		default:
			panic(r)
		}
	}()
	with(parseExpression(text, what))
	return nil
}

func reject(n *term, format string, args ...any) {
	panic(misfit{n.at, fmt.Errorf(format, args...)})
}

// claim compiles a node that must be true or false.
func (co *compiler) claim(n *term) claim {
	switch n.kind { //nolint:exhaustive // the others are rejected
	case truthTerm:
		t := truthOf(n.text == "true")
		return func([]span) judged { return t }
	case unaryTerm:
		if n.text == "not" {
			return not(co.claim(n.parts[0]))
		}
	case binaryTerm:
		left, right := n.parts[0], n.parts[1]
		switch n.text {
		case "and", "&&":
			return both(co.claim(left), co.claim(right))
		case "or", "||":
			return not(both(not(co.claim(left)), not(co.claim(right))))
		case "<", "<=", ">", ">=", "==", "!=":
			return compare(n.text, co.amount(left), co.amount(right))
		}
	}
	reject(n, `a condition is true or false; this is %s. Compare it, as in share("settlement") > 0.02`, n.describe())
	return nil
}

// amount compiles a node that must be a number.
func (co *compiler) amount(n *term) amount {
	return evaluate(n, &algebra[amount]{constant, arithmetic, co.function, alone[amount]})
}

func unknownFunction(name string, known []string) error {
	return &registry.UnknownError{What: "function", Name: name, Known: known}
}

// function compiles a result of a run, or the error of one.
func (co *compiler) function(n *term, name string, arguments []*term) amount {
	if name != "error" {
		i := co.figure(n, name, arguments)
		return func(in []span) span { return in[i] }
	}
	if len(arguments) != 1 {
		reject(n, `error takes one figure, as in error(share("settlement"))`)
	}
	of := arguments[0]
	if of.kind != callTerm || of.text == "error" {
		reject(n, `error takes one figure, as in error(share("settlement"))`)
	}
	i := co.figure(of, of.text, of.parts)
	return func(in []span) span { return sure(in[i].hi - in[i].value) }
}

// figure registers the result that a function refers to and returns its index.
func (co *compiler) figure(n *term, name string, arguments []*term) int {
	q, ok := quantityOf(name)
	if !ok {
		reject(n, "%v", unknownFunction(name, functions))
	}
	what, known := co.keysOf(q)
	if len(arguments) == 0 {
		reject(n, "%s needs the name of %s in quotes", name, article(what))
	}
	r := request{quantity: q.Name, key: nameIn(arguments[0], what, known)}
	rest := arguments[1:]
	if q.Sum == model.Quantile && len(rest) > 0 && rest[0].kind == numberTerm {
		r.quantity = quantileName(q, rest[0])
		rest = rest[1:]
	}
	if len(rest) > 0 {
		r.theory = nameIn(rest[0], "theory", co.theories)
		rest = rest[1:]
	}
	if len(rest) > 0 {
		reject(rest[0], "%s takes no more than this before it", name)
	}
	if i := slices.Index(co.needs, r); i >= 0 {
		return i
	}
	co.needs = append(co.needs, r)
	return len(co.needs) - 1
}

// nameIn returns the name given by a node, which must be one of known.
func nameIn(n *term, what string, known []string) string {
	switch n.kind { //nolint:exhaustive // the others are rejected
	case textTerm:
		if slices.Contains(known, n.text) {
			return n.text
		}
		reject(n, "%v", &registry.UnknownError{What: what, Name: n.text, Known: known})
	case nameTerm:
		reject(n, `put the name in quotes: "%s"`, short(n.text))
	}
	reject(n, "the name of %s in quotes is needed here, and this is %s", article(what), n.describe())
	return ""
}

// quantileName is the quantity that is another quantile of what q is the median of.
func quantileName(q *model.Quantity, n *term) string {
	for i := range model.Quantities {
		if other := &model.Quantities[i]; other.Of == q.Of && other.Sum == model.Quantile && math.Abs(n.value-other.Level) < 1e-9 {
			return other.Name
		}
	}
	reject(n, "the quantile must be 0.05, 0.5 or 0.95, not %s", digits(n.value))
	return ""
}
