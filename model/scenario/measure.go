package scenario

import (
	"math"

	"sim/model"
)

// A Measure is a number computed from one draw. It uses the functions of a
// Condition, for a single draw:
//
//	share("settlement")            1 if the draw ends in that class of outcome, else 0
//	terms("territory")             agreed terms of the issue, in its own unit; no number without a deal on it
//	utility("state_a")             value of what is held at the end, in the party's own tastes
//	reservation_value("state_a")   what refusing the first headline package is worth to the party
//	talking_value("state_a")       what going on talking is worth to it
//	agreement_payoff("state_a")    payoff of the agreement when it was signed; no number without a deal
//	payoff("state_a")              payoff of the agreement when it was signed; without a deal the reservation value
//	surplus("state_a")             that minus the reservation value; no number without a deal
//	compliance("state_a")          share of time for which the party expected the agreement to hold; no number without a deal
//	rounds                         round, from 0, in which the outcome was reached
//
// terms.territory is short for terms("territory"), and so on. Measures can be
// added, subtracted, multiplied and divided.
type Measure struct {
	Text string
	// Theory is the theory that the text names as a last argument; empty if
	// none.
	Theory string
	// Of computes the measure for a draw; NaN if it has no value.
	Of func(o *model.Outcome) float64
	// Share reports whether Of is 1 or 0 for something that is true or false,
	// so that its mean is a share of draws.
	Share bool
	// Unit is the unit in words; empty if there is none or there are several.
	Unit string
	// Width is the width of the scale of the values, in the same unit; 0 if it is
	// unknown.
	Width float64
}

// A Where selects draws: an expression that is true or false of one draw, such
// as terms.territory > 0.8 and outcome != "stalemate". It compares measures
// with numbers, and the following attributes with a name or a list of names
// (outcome in ["settlement", "ceasefire"]):
//
//	outcome          class of the outcome
//	package          package that was signed; "" if none
//	reason           why no settlement or ceasefire was signed; "" if one was
//	not_consenting   party recorded as the one that did not consent; "" if none
//
// A comparison with a measure that has no value in a draw is false.
type Where struct {
	Text   string
	Theory string // theory that the text names; empty if none
	Holds  func(o *model.Outcome) bool
}

// ParseMeasure parses text and checks every name in it against the bargain. The
// error is an *ExpressionError with the column.
func ParseMeasure(text string, b *model.Bargain) (Measure, error) {
	r := &reading{b: b, vocabulary: vocabularyOf(b)}
	m := Measure{Text: text}
	err := compile(text, "measure", func(n *term) {
		x := r.number(n)
		m.Of, m.Unit, m.Width, m.Share = x.of, x.unit, x.width, x.classes != 0
	})
	if err != nil {
		return Measure{}, err
	}
	m.Theory = r.theory
	return m, nil
}

// ParseWhere parses text and checks every name in it against the bargain. The
// error is an *ExpressionError with the column.
func ParseWhere(text string, b *model.Bargain) (Where, error) {
	r := &reading{b: b, vocabulary: vocabularyOf(b)}
	w := Where{Text: text}
	err := compile(text, "condition", func(n *term) { w.Holds = r.claim(n) })
	if err != nil {
		return Where{}, err
	}
	w.Theory = r.theory
	return w, nil
}

// drawn is a compiled measure.
type drawn struct {
	of      func(o *model.Outcome) float64
	unit    string
	width   float64 // of the scale; 0: unknown
	classes uint    // bit set of outcome classes, for the share of draws that end in one of them; else 0
}

// reading compiles expressions about one draw.
type reading struct {
	vocabulary
	b      *model.Bargain
	theory string
}

// number compiles a node that must be a number.
func (r *reading) number(n *term) drawn {
	return evaluate(n, &algebra[drawn]{fixed, combine, r.measure, r.word})
}

// word compiles a name on its own.
func (r *reading) word(n *term) drawn {
	switch n.text {
	case "rounds":
		return drawn{of: func(o *model.Outcome) float64 { return float64(o.Round) }, unit: "rounds", width: float64(r.b.Clock.Rounds)}
	case "outcome", "package", "reason", "not_consenting":
		reject(n, `%s is a word, not a number; compare it, as in outcome == "settlement", or count it, as in share("settlement")`, n.text)
	}
	return alone[drawn](n)
}

func fixed(x float64) drawn { return drawn{of: func(*model.Outcome) float64 { return x }} }

// combine is arithmetic on two measures. The sum of the shares of two different
// classes is again a share.
func combine(op string, a, b drawn) drawn {
	x, y := a.of, b.of
	out := drawn{}
	switch op {
	case "+":
		out.of = func(o *model.Outcome) float64 { return x(o) + y(o) }
		if a.classes&b.classes == 0 && a.classes != 0 && b.classes != 0 {
			out.classes = a.classes | b.classes
		}
	case "-":
		out.of = func(o *model.Outcome) float64 { return x(o) - y(o) }
	case "*":
		out.of = func(o *model.Outcome) float64 { return float64(x(o) * y(o)) }
	case "/":
		out.of = func(o *model.Outcome) float64 { return x(o) / y(o) }
	}
	if (op == "+" || op == "-") && a.unit == b.unit {
		out.unit, out.width = a.unit, max(a.width, b.width)
	}
	return out
}

// measure compiles a function.
func (r *reading) measure(n *term, name string, arguments []*term) drawn {
	q, ok := quantityOf(name)
	if !ok {
		reject(n, "%v", unknownFunction(name, measures))
	}
	what, known := r.keysOf(q)
	if len(arguments) == 0 {
		reject(n, "%s needs the name of %s in quotes", name, article(what))
	}
	key := nameIn(arguments[0], what, known)
	rest := arguments[1:]
	if len(rest) > 0 {
		if rest[0].kind == numberTerm {
			reject(rest[0], "this is read off one draw, which has no quantiles")
		}
		theory := nameIn(rest[0], "theory", r.theories)
		if r.theory != "" && r.theory != theory {
			reject(rest[0], "one theory at a time: %s is named before", r.theory)
		}
		r.theory, rest = theory, rest[1:]
	}
	if len(rest) > 0 {
		reject(rest[0], "%s takes no more than this before it", name)
	}
	return r.quantity(q, at(known, key))
}

// quantity is the measure that reads a quantity off a draw, for the outcome, issue
// or party with index key.
func (r *reading) quantity(q *model.Quantity, key int) drawn {
	d := drawn{of: func(o *model.Outcome) float64 { return q.Value(r.b, o, key) }, unit: q.Unit, width: 1}
	switch q.Of {
	case model.OfIssue:
		lower, upper := r.b.Issues[key].Scale.Bounds()
		d.unit, d.width = r.b.Issues[key].Unit, math.Abs(upper-lower)
	case model.OfOutcome:
		d.classes = 1 << key
	case model.OfParty, model.OfTotal, model.OfReason, model.OfPackage, model.OfOption:
	}
	return d
}
