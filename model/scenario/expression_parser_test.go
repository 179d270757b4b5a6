package scenario

import (
	"fmt"
	"strings"
	"testing"
)

// bracketed writes a term with a bracket around every operation.
func (t *term) bracketed() string {
	var parts []string
	for _, p := range t.parts {
		parts = append(parts, p.bracketed())
	}
	switch t.kind {
	case numberTerm:
		return fmt.Sprint(t.value)
	case textTerm:
		return "'" + t.text + "'"
	case truthTerm, nameTerm:
		return t.text
	case callTerm:
		return t.text + "(" + strings.Join(parts, ", ") + ")"
	case listTerm:
		return "[" + strings.Join(parts, ", ") + "]"
	case unaryTerm:
		return "(" + t.text + " " + parts[0] + ")"
	case binaryTerm:
	}
	return "(" + parts[0] + " " + t.text + " " + parts[1] + ")"
}

// Operators bind as in arithmetic and logic; those of one precedence join from
// the left, and not reaches as far as the next and or or.
func TestPrecedence(t *testing.T) {
	for text, want := range map[string]string{
		`1 - 2 - 3`:              "((1 - 2) - 3)",
		`1 + 2 * 3 / 4`:          "(1 + ((2 * 3) / 4))",
		`(1 + 2) * 3`:            "((1 + 2) * 3)",
		`-a * -2 + +3`:           "(((- a) * (- 2)) + (+ 3))",
		`a or b and not c < 1`:   "(a or (b and (not (c < 1))))",
		`!a && b || c`:           "(((not a) && b) || c)",
		`not not a == b`:         "(not (not (a == b)))",
		`1 < a <= 2`:             "((1 < a) and (a <= 2))",
		`a in ["x", 'y'] and b`:  "((a in ['x', 'y']) and b)",
		`a not in []`:            "(not (a in []))",
		`terms.x + f("y", 1)`:    "(terms('x') + f('y', 1))",
		`1e-3 + .5 + 2.5E+1`:     "((0.001 + 0.5) + 25)",
		"\ttrue\n==\u00a0false ": "(true == false)",
		`größe.süd > 0`:          "(größe('süd') > 0)",
	} {
		if got := parseExpression(text, "test").bracketed(); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

// What cannot be read is reported at its column, counted in characters.
func TestUnreadableExpressions(t *testing.T) {
	for _, c := range []struct {
		text string
		col  int
		want string
	}{
		{`1 +`, 3, "something is missing at its end"},
		{`f(1, `, 5, "something is missing at its end"},
		{`f(1 2)`, 5, "unexpected 2"},
		{`(1 + 2]`, 7, "unexpected ]"},
		{`1 2`, 3, "unexpected 2"},
		{`a % b`, 3, "unexpected %"},
		{`a = b`, 3, "two things are compared with =="},
		{`a == "b`, 6, "the text that starts here does not end"},
		{`süd.nord.ost`, 9, "names stand after one dot"},
		{`1.2.3 > 0`, 1, "1.2.3 is no number"},
		{`1e > 0`, 1, "1e is no number"},
		{`a not b`, 7, "unexpected b"},
		{`and a`, 1, "unexpected and"},
		{`"a"("b")`, 4, "unexpected ("},
	} {
		err := compile(c.text, "test", func(*term) {})
		at, ok := err.(*ExpressionError) //nolint:errorlint // compile returns it bare
		if !ok || at.Col != c.col || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q in column %d", c.text, err, c.want, c.col)
		}
	}
}
