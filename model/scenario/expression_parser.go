package scenario

import (
	"slices"
	"strconv"

	"golang.org/x/text/unicode/norm"
)

// A term is a node of an expression's syntax tree.
type term struct {
	kind  termKind
	at    int     // its column; for an operation that of the operator
	text  string  // quoted text, name, function or operator
	value float64 // of a number
	parts []*term // operands, arguments or items
}

type termKind int

const (
	numberTerm termKind = iota
	textTerm            // in quotes
	truthTerm           // true or false
	nameTerm            // a name on its own
	callTerm            // terms("territory") or, for short, terms.territory
	listTerm            // ["settlement", "ceasefire"]
	unaryTerm           // - + not
	binaryTerm          // or and < <= > >= == != in + - * /
)

// A parser reads an expression by recursive descent, one method per level of
// precedence. Each starts at the next lexeme and stops after its term.
type parser struct{ lexer }

// parseExpression reads a whole expression.
func parseExpression(text, what string) *term {
	p := &parser{lexer{what: what, text: []rune(norm.NFC.String(text))}}
	p.step()
	t := p.or()
	if p.next.kind != endLexeme {
		p.unexpected()
	}
	return t
}

func (p *parser) unexpected() {
	if p.next.kind == endLexeme {
		p.fail(len(p.text), "something is missing at its end")
	}
	p.fail(p.next.at, "unexpected %s", short(p.next.text))
}

// is reports whether the next lexeme is one of the given texts.
func (p *parser) is(texts ...string) bool {
	return (p.next.kind == signLexeme || p.next.kind == wordLexeme) && slices.Contains(texts, p.next.text)
}

// take returns the next lexeme and advances.
func (p *parser) take() lexeme {
	l := p.next
	p.step()
	return l
}

// need advances past a sign that must come next.
func (p *parser) need(sign string) {
	if !p.is(sign) {
		p.unexpected()
	}
	p.step()
}

func binary(operator lexeme, left, right *term) *term {
	return &term{kind: binaryTerm, at: operator.at, text: operator.text, parts: []*term{left, right}}
}

func (p *parser) or() *term { return p.chain(p.and, "or", "||") }

func (p *parser) and() *term { return p.chain(p.not, "and", "&&") }

func (p *parser) sum() *term { return p.chain(p.product, "+", "-") }

func (p *parser) product() *term { return p.chain(p.signed, "*", "/") }

// chain parses operands joined by left-associative operators of one precedence.
func (p *parser) chain(operand func() *term, operators ...string) *term {
	t := operand()
	for p.is(operators...) {
		t = binary(p.take(), t, operand())
	}
	return t
}

func (p *parser) not() *term {
	if !p.is("not", "!") {
		return p.comparison()
	}
	operator := p.take()
	return &term{kind: unaryTerm, at: operator.at, text: "not", parts: []*term{p.not()}}
}

// comparison parses a < b, and a < b < c, which means a < b and b < c.
func (p *parser) comparison() *term {
	left := p.sum()
	var all *term
	for p.is("<", "<=", ">", ">=", "==", "!=", "in", "not") {
		operator := p.take()
		negated := operator.text == "not"
		if negated {
			if !p.is("in") {
				p.unexpected()
			}
			operator = p.take()
		}
		right := p.sum()
		one := binary(operator, left, right)
		if negated {
			one = &term{kind: unaryTerm, at: operator.at, text: "not", parts: []*term{one}}
		}
		if all == nil {
			all = one
		} else {
			all = binary(lexeme{text: "and", at: operator.at}, all, one)
		}
		left = right
	}
	if all == nil {
		return left
	}
	return all
}

func (p *parser) signed() *term {
	if !p.is("-", "+") {
		return p.primary()
	}
	operator := p.take()
	return &term{kind: unaryTerm, at: operator.at, text: operator.text, parts: []*term{p.signed()}}
}

func (p *parser) primary() *term {
	l := p.next
	switch {
	case l.kind == numberLexeme:
		x, err := strconv.ParseFloat(l.text, 64)
		if err != nil {
			p.fail(l.at, "%s is no number", short(l.text))
		}
		p.step()
		return &term{kind: numberTerm, at: l.at, value: x}
	case l.kind == textLexeme:
		p.step()
		return &term{kind: textTerm, at: l.at, text: l.text}
	case p.is("true", "false"):
		p.step()
		return &term{kind: truthTerm, at: l.at, text: l.text}
	case l.kind == wordLexeme && !p.is("and", "or", "not", "in"):
		p.step()
		return p.named(l)
	case p.is("("):
		p.step()
		t := p.or()
		p.need(")")
		return t
	case p.is("["):
		p.step()
		return &term{kind: listTerm, at: l.at, parts: p.items("]")}
	}
	p.unexpected()
	return nil
}

// named parses what may follow a name: the arguments of a function, or one
// argument after a dot.
func (p *parser) named(name lexeme) *term {
	call := &term{kind: callTerm, at: name.at, text: name.text}
	switch {
	case p.is("("):
		p.step()
		call.parts = p.items(")")
	case p.is("."):
		p.step()
		if p.next.kind != wordLexeme {
			p.unexpected()
		}
		of := p.take()
		if p.is(".") {
			p.fail(p.next.at, `names stand after one dot, as in terms.territory, or in quotes, as in terms("territory")`)
		}
		call.parts = []*term{{kind: textTerm, at: of.at, text: of.text}}
	default:
		call.kind = nameTerm
	}
	return call
}

// items parses terms separated by commas, up to the closing sign.
func (p *parser) items(closing string) []*term {
	var items []*term
	for !p.is(closing) {
		if len(items) > 0 {
			p.need(",")
		}
		items = append(items, p.or())
	}
	p.step()
	return items
}

// describe describes a term for messages.
func (t *term) describe() string {
	switch t.kind {
	case numberTerm:
		return "a number"
	case textTerm:
		return "text in quotes"
	case truthTerm:
		return "true or false"
	case nameTerm:
		return "the name " + short(t.text)
	case callTerm:
		return "a figure"
	case listTerm:
		return "a list"
	case unaryTerm:
	case binaryTerm:
		switch t.text {
		case "+", "-", "*", "/":
			return "a number"
		case "in":
		default:
			return "a comparison"
		}
	}
	return "something with the operator " + t.text
}
