package scenario

import (
	"slices"

	"sim/model"
)

// A test is a compiled claim about one draw.
type test func(o *model.Outcome) bool

// claim compiles a node that must be true or false of one draw.
func (r *reading) claim(n *term) test {
	switch n.kind { //nolint:exhaustive // the others are rejected
	case truthTerm:
		t := n.text == "true"
		return func(*model.Outcome) bool { return t }
	case unaryTerm:
		if n.text == "not" {
			x := r.claim(n.parts[0])
			return func(o *model.Outcome) bool { return !x(o) }
		}
	case binaryTerm:
		left, right := n.parts[0], n.parts[1]
		switch n.text {
		case "and", "&&":
			x, y := r.claim(left), r.claim(right)
			return func(o *model.Outcome) bool { return x(o) && y(o) }
		case "or", "||":
			x, y := r.claim(left), r.claim(right)
			return func(o *model.Outcome) bool { return x(o) || y(o) }
		case "in":
			return r.among(n)
		case "==", "!=":
			if t := r.named(n.text, left, right); t != nil {
				return t
			}
			if t := r.named(n.text, right, left); t != nil {
				return t
			}
			return ordered(n.text, r.number(left), r.number(right))
		case "<", "<=", ">", ">=":
			return ordered(n.text, r.number(left), r.number(right))
		}
	}
	reject(n, `this is true or false of a draw, and this part is %s. Compare it, as in outcome == "settlement"`, n.describe())
	return nil
}

// ordered compares two measures. A comparison with a missing value is false.
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

// An attribute is a property of a draw whose values are names.
type attribute struct {
	what  string
	known []string
	of    func(o *model.Outcome) int // index in known; −1: none
}

// attribute returns the attribute that a node names; ok is false if it names
// none.
func (r *reading) attribute(n *term) (w attribute, ok bool) {
	if n.kind != nameTerm {
		return attribute{}, false
	}
	switch n.text {
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

// index returns the index of the name that n gives among those of the
// attribute.
func (w attribute) index(n *term) int {
	if n.kind == textTerm && n.text == "" && w.what != "outcome" {
		return -1 // none
	}
	return at(w.known, nameIn(n, w.what, w.known))
}

// named compiles outcome == "settlement" and the like; nil if left is not an
// attribute.
func (r *reading) named(op string, left, right *term) test {
	w, ok := r.attribute(left)
	if !ok {
		return nil
	}
	i, equal := w.index(right), op == "=="
	return func(o *model.Outcome) bool { return (w.of(o) == i) == equal }
}

// among compiles outcome in ["settlement", "ceasefire"].
func (r *reading) among(n *term) test {
	w, ok := r.attribute(n.parts[0])
	list := n.parts[1]
	if !ok || list.kind != listTerm {
		reject(n, `in looks up a word in a list of names, as in outcome in ["settlement", "ceasefire"]`)
	}
	var known []int
	for _, item := range list.parts {
		known = append(known, w.index(item))
	}
	return func(o *model.Outcome) bool { return slices.Contains(known, w.of(o)) }
}

func at(known []string, name string) int { return slices.Index(known, name) }
