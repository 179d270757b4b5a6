package scenario

// An algebra defines the meaning of numeric expressions: over the results of a
// run, or over one draw.
type algebra[T any] struct {
	constant func(x float64) T
	combine  func(op string, a, b T) T // + - * /
	function func(n *term, name string, arguments []*term) T
	word     func(n *term) T // a name on its own
}

// evaluate compiles a term that must be a number.
func evaluate[T any](n *term, a *algebra[T]) (none T) {
	switch n.kind { //nolint:exhaustive // the others are rejected
	case numberTerm:
		return a.constant(n.value)
	case unaryTerm:
		switch n.text {
		case "-":
			return a.combine("-", a.constant(0), evaluate(n.parts[0], a))
		case "+":
			return evaluate(n.parts[0], a)
		}
	case binaryTerm:
		switch n.text {
		case "+", "-", "*", "/":
			return a.combine(n.text, evaluate(n.parts[0], a), evaluate(n.parts[1], a))
		}
	case callTerm:
		return a.function(n, n.text, n.parts)
	case nameTerm:
		return a.word(n)
	}
	reject(n, "a number is needed here, and this is %s", n.describe())
	return none
}

// alone rejects a name that has no meaning on its own.
func alone[T any](n *term) (none T) {
	reject(n, "%s stands alone; names stand in quotes in a function, as in share(\"settlement\")", short(n.text))
	return none
}
