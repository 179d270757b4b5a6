package scenario

import (
	"slices"

	"sim/model"

	"github.com/expr-lang/expr/ast"
)

// A test is a compiled claim about one draw.
type test func(o *model.Outcome) bool

// claim compiles a node that must be true or false of one draw.
func (r *reading) claim(n ast.Node) test {
	switch n := n.(type) {
	case *ast.BoolNode:
		t := n.Value
		return func(*model.Outcome) bool { return t }
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			x := r.claim(n.Node)
			return func(o *model.Outcome) bool { return !x(o) }
		}
	case *ast.BinaryNode:
		switch n.Operator {
		case "and", "&&":
			x, y := r.claim(n.Left), r.claim(n.Right)
			return func(o *model.Outcome) bool { return x(o) && y(o) }
		case "or", "||":
			x, y := r.claim(n.Left), r.claim(n.Right)
			return func(o *model.Outcome) bool { return x(o) || y(o) }
		case "in":
			return r.among(n)
		case "==", "!=":
			if t := r.named(n.Operator, n.Left, n.Right); t != nil {
				return t
			}
			if t := r.named(n.Operator, n.Right, n.Left); t != nil {
				return t
			}
			return ordered(n.Operator, r.number(n.Left), r.number(n.Right))
		case "<", "<=", ">", ">=":
			return ordered(n.Operator, r.number(n.Left), r.number(n.Right))
		}
	}
	reject(n, `this is true or false of a draw, and this part is %s. Compare it, as in outcome == "settlement"`, describe(n))
	return nil
}

// ordered compares two measures. Whatever has no value compares with nothing.
func ordered(op string, a, b drawn) test {
	x, y := a.of, b.of
	switch op {
	case "<":
		return func(o *model.Outcome) bool { return x(o) < y(o) }
	case "<=":
		return func(o *model.Outcome) bool { return x(o) <= y(o) }
	case ">":
		return func(o *model.Outcome) bool { return x(o) > y(o) }
	case ">=":
		return func(o *model.Outcome) bool { return x(o) >= y(o) }
	case "==":
		return func(o *model.Outcome) bool { return x(o) == y(o) }
	}
	return func(o *model.Outcome) bool {
		p, q := x(o), y(o)
		return p < q || p > q
	}
}

// An attribute is something about a draw that has a name.
type attribute struct {
	what  string
	known []string
	of    func(o *model.Outcome) int // index in known; −1: none
}

// attribute is what a node stands for; ok is false if it stands for none.
func (r *reading) attribute(n ast.Node) (w attribute, ok bool) {
	id, ok := n.(*ast.IdentifierNode)
	if !ok {
		return attribute{}, false
	}
	switch id.Value {
	case "outcome":
		return attribute{"outcome", model.ClassNames[:], func(o *model.Outcome) int { return int(o.Class) }}, true
	case "package":
		return attribute{"package", r.packages, func(o *model.Outcome) int { return o.Package }}, true
	case "reason":
		return attribute{"reason", model.ReasonNames[1:], func(o *model.Outcome) int { return int(o.Reason) - 1 }}, true
	case "not_consenting":
		return attribute{"party", r.parties, func(o *model.Outcome) int { return o.NotConsenting }}, true
	}
	return attribute{}, false
}

// index is the place of the name that n gives among those of the attribute.
func (w attribute) index(n ast.Node) int {
	if s, ok := n.(*ast.StringNode); ok && s.Value == "" && w.what != "outcome" {
		return -1 // none
	}
	return at(w.known, nameIn(n, w.what, w.known))
}

// named compiles outcome == "settlement" and the like; nil if left is no attribute.
func (r *reading) named(op string, left, right ast.Node) test {
	w, ok := r.attribute(left)
	if !ok {
		return nil
	}
	i, equal := w.index(right), op == "=="
	return func(o *model.Outcome) bool { return (w.of(o) == i) == equal }
}

// among compiles outcome in ["settlement", "ceasefire"].
func (r *reading) among(n *ast.BinaryNode) test {
	w, ok := r.attribute(n.Left)
	list, isList := n.Right.(*ast.ArrayNode)
	if !ok || !isList {
		reject(n, `in looks up a word in a list of names, as in outcome in ["settlement", "ceasefire"]`)
	}
	var known []int
	for _, item := range list.Nodes {
		known = append(known, w.index(item))
	}
	return func(o *model.Outcome) bool { return slices.Contains(known, w.of(o)) }
}

func at(known []string, name string) int { return slices.Index(known, name) }
