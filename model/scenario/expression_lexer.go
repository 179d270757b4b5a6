package scenario

import (
	"fmt"
	"slices"
	"unicode"
)

// A lexeme is a word, number, quoted text or operator of an expression.
type lexeme struct {
	kind lexemeKind
	text string
	at   int // column, from 1
}

type lexemeKind int

const (
	wordLexeme lexemeKind = iota
	numberLexeme
	textLexeme
	signLexeme
	endLexeme
)

// A lexer splits an expression into lexemes. It reports errors by panicking
// with a misfit, which compile recovers.
type lexer struct {
	what string // what the expression is, for messages
	text []rune
	next lexeme
	from int // start of the next lexeme
}

func (l *lexer) fail(at int, format string, args ...any) {
	panic(misfit{at, fmt.Errorf("this "+l.what+" cannot be parsed: "+format, args...)})
}

// step advances to the next lexeme.
func (l *lexer) step() {
	for l.from < len(l.text) && unicode.IsSpace(l.text[l.from]) {
		l.from++
	}
	start := l.from
	l.next = lexeme{endLexeme, "", start + 1}
	if start == len(l.text) {
		return
	}
	r := l.text[start]
	switch {
	case r == '_' || unicode.IsLetter(r):
		l.next.kind = wordLexeme
		l.pass(func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) })
	case isDigit(r) || r == '.' && start+1 < len(l.text) && isDigit(l.text[start+1]):
		l.next.kind = numberLexeme
		l.number()
	case r == '"' || r == '\'':
		l.next.kind = textLexeme
		l.from++
		l.pass(func(c rune) bool { return c != r })
		if l.from == len(l.text) {
			l.fail(start+1, "the text that starts here does not end")
		}
		l.from++
	default:
		l.next.kind = signLexeme
		l.from++
		if l.from < len(l.text) && slices.Contains([]string{"<=", ">=", "==", "!=", "&&", "||"}, string(l.text[start:l.from+1])) {
			l.from++
		}
	}
	l.next.text = string(l.text[start:l.from])
	switch {
	case l.next.text == "=":
		l.fail(start+1, "two things are compared with ==")
	case l.next.kind == textLexeme:
		l.next.text = string(l.text[start+1 : l.from-1])
	}
}

// pass advances past all characters for which some is true.
func (l *lexer) pass(some func(r rune) bool) {
	for l.from < len(l.text) && some(l.text[l.from]) {
		l.from++
	}
}

// number advances past a number such as 0.25 or 1e-3.
func (l *lexer) number() {
	l.pass(func(r rune) bool { return isDigit(r) || r == '.' })
	if l.from < len(l.text) && (l.text[l.from] == 'e' || l.text[l.from] == 'E') {
		l.from++
		if l.from < len(l.text) && (l.text[l.from] == '-' || l.text[l.from] == '+') {
			l.from++
		}
		l.pass(isDigit)
	}
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }
