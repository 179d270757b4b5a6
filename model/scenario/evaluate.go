package scenario

import "github.com/expr-lang/expr/ast"

// An algebra is what numbers in expressions are made of: figures of a run, or
// what is read off one draw.
type algebra[T any] struct {
	constant  func(x float64) T
	combine   func(op string, a, b T) T // + - * /
	function  func(n ast.Node, name string, arguments []ast.Node) T
	word      func(n *ast.IdentifierNode) T // a name that stands alone
	functions []string                      // as messages list them
}

// evaluate compiles a node that must be a number.
func evaluate[T any](n ast.Node, a *algebra[T]) (none T) {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return a.constant(float64(n.Value))
	case *ast.FloatNode:
		return a.constant(n.Value)
	case *ast.UnaryNode:
		switch n.Operator {
		case "-":
			return a.combine("-", a.constant(0), evaluate(n.Node, a))
		case "+":
			return evaluate(n.Node, a)
		}
	case *ast.BinaryNode:
		switch n.Operator {
		case "+", "-", "*", "/":
			return a.combine(n.Operator, evaluate(n.Left, a), evaluate(n.Right, a))
		}
	case *ast.CallNode:
		return a.function(n, callee(n), n.Arguments)
	case *ast.MemberNode:
		name, key := member(n)
		return a.function(n, name, []ast.Node{key})
	case *ast.BuiltinNode:
		reject(n, "%v", unknownFunction(n.Name, a.functions))
	case *ast.IdentifierNode:
		return a.word(n)
	}
	reject(n, "a number is needed here, and this is %s", describe(n))
	return none
}

// alone rejects a name that means nothing by itself.
func alone[T any](n *ast.IdentifierNode) (none T) {
	reject(n, "%s stands alone; names stand in quotes in a function, as in share(\"settlement\")", short(n.Value))
	return none
}

// callee is the name of the function that a call calls.
func callee(n *ast.CallNode) string {
	name, ok := n.Callee.(*ast.IdentifierNode)
	if !ok {
		reject(n, "only functions can be called")
	}
	return name.Value
}

// member reads terms.territory, which is short for terms("territory").
func member(n *ast.MemberNode) (name string, key ast.Node) {
	of, ok := n.Node.(*ast.IdentifierNode)
	if _, plain := n.Property.(*ast.StringNode); !ok || !plain || n.Optional {
		reject(n, `names stand after one dot, as in terms.territory, or in quotes, as in terms("territory")`)
	}
	return of.Value, n.Property
}
