package scenario

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"

	"github.com/expr-lang/expr/ast"
	exprfile "github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// maxCondition is how many characters a condition may have.
const maxCondition = 1000

// vocabulary is what a condition may name.
type vocabulary struct{ parties, issues, protocols []string }

// quantities are the functions that stand for a figure.
var quantities = map[string]struct {
	quantity string
	of       func(v vocabulary) (what string, known []string)
}{
	"share":             {"share", func(vocabulary) (string, []string) { return "outcome", model.ClassNames[:] }},
	"terms":             {"terms", func(v vocabulary) (string, []string) { return "issue", v.issues }},
	"utility":           {"utility_mean", ofParty},
	"reservation_value": {"reservation_value_mean", ofParty},
	"agreement_payoff":  {"agreement_payoff_mean", ofParty},
	"surplus":           {"surplus_mean", ofParty},
}

func ofParty(v vocabulary) (string, []string) { return "party", v.parties }

// functions are the names of all functions, as messages list them.
var functions = []string{"share", "terms", "utility", "reservation_value", "agreement_payoff", "surplus", "error"}

// compiler turns a parsed expression into claims and amounts. The first
// problem found is kept: it is a panic value caught in parseCondition.
type compiler struct {
	vocabulary
	needs []request
}

// misfit is a problem at a node.
type misfit struct {
	at  int
	err error
}

func parseCondition(text string, v vocabulary) (c Condition, err error) {
	fail := func(col int, err error) error {
		return &ConditionError{Text: text, Col: max(col, 1), Err: err}
	}
	if len(text) > maxCondition {
		return c, fail(1, fmt.Errorf("this condition is longer than %d characters", maxCondition))
	}
	if strings.TrimSpace(text) == "" {
		return c, fail(1, errors.New("this condition is empty"))
	}
	co := &compiler{vocabulary: v}
	defer func() {
		switch r := recover().(type) {
		case nil:
		case misfit:
			c, err = Condition{}, fail(r.at, r.err)
		default:
			c, err = Condition{}, fail(1, fmt.Errorf("this condition cannot be parsed: %v", r))
		}
	}()
	tree, err := parser.Parse(text)
	if err != nil {
		if syntax, ok := errors.AsType[*exprfile.Error](err); ok {
			return c, fail(syntax.From+1, fmt.Errorf("this condition cannot be parsed: %s", syntax.Message))
		}
		return c, fail(1, err)
	}
	holds := co.claim(tree.Node)
	return Condition{Text: text, needs: co.needs, holds: holds}, nil
}

func reject(n ast.Node, format string, args ...any) {
	panic(misfit{n.Location().From + 1, fmt.Errorf(format, args...)})
}

// claim compiles a node that must be true or false.
func (co *compiler) claim(n ast.Node) claim {
	switch n := n.(type) {
	case *ast.BoolNode:
		t := truthOf(n.Value)
		return func([]span) judged { return t }
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			return not(co.claim(n.Node))
		}
	case *ast.BinaryNode:
		switch n.Operator {
		case "and", "&&":
			return both(co.claim(n.Left), co.claim(n.Right))
		case "or", "||":
			return not(both(not(co.claim(n.Left)), not(co.claim(n.Right))))
		case "<", "<=", ">", ">=", "==", "!=":
			return compare(n.Operator, co.amount(n.Left), co.amount(n.Right))
		}
	}
	reject(n, `a condition is true or false; this is %s. Compare it, as in share("settlement") > 0.02`, describe(n))
	return nil
}

// amount compiles a node that must be a number.
func (co *compiler) amount(n ast.Node) amount {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return constant(float64(n.Value))
	case *ast.FloatNode:
		return constant(n.Value)
	case *ast.UnaryNode:
		switch n.Operator {
		case "-":
			return arithmetic("-", constant(0), co.amount(n.Node))
		case "+":
			return co.amount(n.Node)
		}
	case *ast.BinaryNode:
		switch n.Operator {
		case "+", "-", "*", "/":
			return arithmetic(n.Operator, co.amount(n.Left), co.amount(n.Right))
		}
	case *ast.CallNode:
		return co.call(n)
	case *ast.BuiltinNode:
		reject(n, "%v", unknownFunction(n.Name))
	case *ast.IdentifierNode:
		reject(n, "%s stands alone; names stand in quotes in a function, as in share(\"settlement\")", short(n.Value))
	}
	reject(n, "a number is needed here, and this is %s", describe(n))
	return nil
}

func unknownFunction(name string) error {
	return &registry.UnknownError{What: "function", Name: name, Known: functions}
}

func (co *compiler) call(n *ast.CallNode) amount {
	callee, ok := n.Callee.(*ast.IdentifierNode)
	if !ok {
		reject(n, "only functions can be called")
	}
	if callee.Value == "error" {
		if len(n.Arguments) == 1 {
			if inner, ok := n.Arguments[0].(*ast.CallNode); ok {
				if name, ok := inner.Callee.(*ast.IdentifierNode); ok && name.Value != "error" {
					i := co.figure(inner, name.Value)
					return func(in []span) span { return sure(in[i].hi - in[i].value) }
				}
			}
		}
		reject(n, `error takes one figure, as in error(share("settlement"))`)
	}
	i := co.figure(n, callee.Value)
	return func(in []span) span { return in[i] }
}

// figure notes the figure that a call stands for and returns its index.
func (co *compiler) figure(n *ast.CallNode, name string) int {
	q, ok := quantities[name]
	if !ok {
		reject(n.Callee, "%v", unknownFunction(name))
	}
	what, known := q.of(co.vocabulary)
	if len(n.Arguments) == 0 {
		reject(n, "%s needs the name of %s in quotes", name, article(what))
	}
	r := request{quantity: q.quantity, key: co.name(n.Arguments[0], what, known)}
	rest := n.Arguments[1:]
	if r.quantity == "terms" {
		r.quantity = "terms_p50"
		if len(rest) > 0 {
			if share, ok := literal(rest[0]); ok {
				r.quantity = quantileName(rest[0], share)
				rest = rest[1:]
			}
		}
	}
	if len(rest) > 0 {
		r.protocol = co.name(rest[0], "theory", co.protocols)
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

func (co *compiler) name(n ast.Node, what string, known []string) string {
	switch n := n.(type) {
	case *ast.StringNode:
		if slices.Contains(known, n.Value) {
			return n.Value
		}
		reject(n, "%v", &registry.UnknownError{What: what, Name: n.Value, Known: known})
	case *ast.IdentifierNode:
		reject(n, `put the name in quotes: "%s"`, short(n.Value))
	}
	reject(n, "the name of %s in quotes is needed here, and this is %s", article(what), describe(n))
	return ""
}

func literal(n ast.Node) (float64, bool) {
	switch n := n.(type) {
	case *ast.FloatNode:
		return n.Value, true
	case *ast.IntegerNode:
		return float64(n.Value), true
	}
	return 0, false
}

func quantileName(n ast.Node, share float64) string {
	for name, q := range map[string]float64{"terms_p05": 0.05, "terms_p50": 0.5, "terms_p95": 0.95} {
		if math.Abs(share-q) < 1e-9 {
			return name
		}
	}
	reject(n, "the quantile must be 0.05, 0.5 or 0.95, not %s", digits(share))
	return ""
}

func describe(n ast.Node) string {
	switch n := n.(type) {
	case *ast.StringNode:
		return "text in quotes"
	case *ast.IntegerNode, *ast.FloatNode:
		return "a number"
	case *ast.BoolNode:
		return "true or false"
	case *ast.IdentifierNode:
		return "the name " + short(n.Value)
	case *ast.CallNode:
		return "a figure"
	case *ast.BinaryNode:
		switch n.Operator {
		case "+", "-", "*", "/":
			return "a number"
		case "<", "<=", ">", ">=", "==", "!=", "and", "&&", "or", "||":
			return "a comparison"
		}
		return "something with the operator " + n.Operator
	case *ast.UnaryNode:
		return "something with the operator " + n.Operator
	}
	return "something else"
}
