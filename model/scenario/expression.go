package scenario

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/protocol"
	"sim/model/registry"

	"github.com/expr-lang/expr/ast"
	exprfile "github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/parser"
)

// maxExpression is how many characters an expression may have.
const maxExpression = 1000

// vocabulary is what an expression may name.
type vocabulary struct{ parties, issues, packages, protocols []string }

// vocabularyOf is what expressions about b may name.
func vocabularyOf(b *model.Bargain) vocabulary {
	v := vocabulary{protocols: protocol.All.Names()}
	for i := range b.Parties {
		v.parties = append(v.parties, b.Parties[i].ID)
	}
	for i := range b.Issues {
		v.issues = append(v.issues, b.Issues[i].ID)
	}
	for i := range b.Packages {
		v.packages = append(v.packages, b.Packages[i].ID)
	}
	return v
}

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

// compiler turns a parsed expression into claims and amounts over a run's
// figures. The first problem found is kept: it is a panic value caught in compile.
type compiler struct {
	vocabulary
	needs []request
}

func parseCondition(text string, v vocabulary) (Condition, error) {
	co := &compiler{vocabulary: v}
	c := Condition{Text: text}
	err := compile(text, "condition", func(n ast.Node) { c.holds = co.claim(n) })
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

// compile parses text, which is a condition or whatever else what says, and
// hands its tree on. The error is an *ExpressionError: what the parser cannot
// read, or what with rejects.
func compile(text, what string, with func(n ast.Node)) (err error) {
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
			err = fail(1, fmt.Errorf("this %s cannot be parsed: %v", what, r))
		}
	}()
	tree, err := parser.Parse(text)
	if err != nil {
		if syntax, ok := errors.AsType[*exprfile.Error](err); ok {
			if strings.Contains(syntax.Message, `Operator("=")`) {
				return fail(syntax.From+1, fmt.Errorf("this %s cannot be parsed: two things are compared with ==", what))
			}
			return fail(syntax.From+1, fmt.Errorf("this %s cannot be parsed: %s", what, syntax.Message))
		}
		return fail(1, err)
	}
	with(tree.Node)
	return nil
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
	return evaluate(n, &algebra[amount]{constant, arithmetic, co.function, alone[amount], functions})
}

func unknownFunction(name string, known []string) error {
	return &registry.UnknownError{What: "function", Name: name, Known: known}
}

// function compiles a figure, or the error of one.
func (co *compiler) function(n ast.Node, name string, arguments []ast.Node) amount {
	if name != "error" {
		i := co.figure(n, name, arguments)
		return func(in []span) span { return in[i] }
	}
	if len(arguments) != 1 {
		reject(n, `error takes one figure, as in error(share("settlement"))`)
	}
	i := -1
	switch of := arguments[0].(type) {
	case *ast.CallNode:
		if inner := callee(of); inner != "error" {
			i = co.figure(of, inner, of.Arguments)
		}
	case *ast.MemberNode:
		inner, key := member(of)
		i = co.figure(of, inner, []ast.Node{key})
	}
	if i < 0 {
		reject(n, `error takes one figure, as in error(share("settlement"))`)
	}
	return func(in []span) span { return sure(in[i].hi - in[i].value) }
}

// figure notes the figure that a function of the given name stands for and
// returns its index.
func (co *compiler) figure(n ast.Node, name string, arguments []ast.Node) int {
	q, ok := quantities[name]
	if !ok {
		reject(n, "%v", unknownFunction(name, functions))
	}
	what, known := q.of(co.vocabulary)
	if len(arguments) == 0 {
		reject(n, "%s needs the name of %s in quotes", name, article(what))
	}
	r := request{quantity: q.quantity, key: nameIn(arguments[0], what, known)}
	rest := arguments[1:]
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
		r.protocol = nameIn(rest[0], "theory", co.protocols)
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

// nameIn is the name that a node gives, one of those known.
func nameIn(n ast.Node, what string, known []string) string {
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
	case *ast.CallNode, *ast.MemberNode:
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
