package scenario

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// lookalikes name characters that an editor shows like others that were meant,
// or not at all.
var lookalikes = map[rune]string{
	'\u00a0': "no-break space", '\u202f': "narrow no-break space", '\u2007': "figure space", '\u3000': "ideographic space",
	'\u00ad': "soft hyphen", '\u200b': "zero-width space", '\u200c': "zero-width non-joiner", '\u200d': "zero-width joiner",
	'\u2060': "word joiner", '\u200e': "left-to-right mark", '\u200f': "right-to-left mark",
	'\u2212': "minus sign", '\u2010': "hyphen", '\u2011': "no-break hyphen", '\u2012': "figure dash", '\u2013': "en dash",
	'\u2014': "em dash", '\uff0d': "full-width hyphen-minus", '\uff0e': "full-width full stop", '\uff0c': "full-width comma",
	'\u066b': "Arabic decimal separator", '\u2018': "left quotation mark", '\u2019': "right quotation mark",
	'\u201c': "left quotation mark", '\u201d': "right quotation mark",
}

// lookalike is what a character is called that looks like another or like
// nothing; empty for others.
func lookalike(r rune) string {
	switch name := lookalikes[r]; {
	case name != "" || r < 0x80:
		return name
	case unicode.Is(unicode.Zs, r):
		return "space of another width"
	case unicode.Is(unicode.Cf, r):
		return "invisible character"
	case unicode.Is(unicode.Nd, r):
		return "digit of another script"
	}
	return ""
}

// disguised names the first character of a name or number that looks like
// another or like nothing; empty if none does.
func disguised(s string) string {
	for _, r := range s {
		if name := lookalike(r); name != "" {
			return fmt.Sprintf("it holds U+%04X (%s), which is not what it looks like", r, name)
		}
	}
	return ""
}

// bracketed is a remark in brackets after a message; nothing if there is none.
func bracketed(remark string) string {
	if remark == "" {
		return ""
	}
	return " (" + remark + ")"
}

// oddBlank is the character that looks like a space and begins the text of a
// line; 0 if none does.
func oddBlank(line string) rune {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(line, " "))
	if r > ' ' && unicode.Is(unicode.Zs, r) || r == '\u200b' || r == '\u2060' {
		return r
	}
	return 0
}

// oddIndent reports that a line is indented with characters that only look like
// spaces; ok is false if it is not.
func (s *source) oddIndent(line int, ps *problems) (ok bool) {
	r := oddBlank(s.line(line))
	if r == 0 {
		return false
	}
	before, _, _ := strings.Cut(s.line(line), string(r))
	ps.in(s, line, len(before)+1, fmt.Errorf("U+%04X (%s) indents this line; YAML wants plain spaces", r, lookalike(r)))
	return true
}

// piece is what a decimal comma leaves of a number or range: 0,1 to 0,3 becomes
// 0, 1 to 0 and 3.
var piece = regexp.MustCompile(`^[-+]?[0-9]+%?(?:\s+to\s+[-+]?[0-9]+%?)?$`)

const pointHint = "the decimal sign is a point, and a comma starts another"

// cutByComma reports whether a key of a mapping is a piece of a number with a
// decimal comma: {weight: 0,5} has the key 5.
func cutByComma(key, val *node) bool {
	return piece.MatchString(key.value) && val.kind == scalar && val.tag == isNull && val.value == ""
}

// cutItems is a hint for a list of too many items if they may be pieces of
// numbers with decimal commas; else empty.
func cutItems(n *node, want int) string {
	if len(n.items) <= want || n.style != flow {
		return ""
	}
	for _, item := range n.items {
		if item.kind != scalar || !piece.MatchString(item.value) {
			return ""
		}
	}
	return "; " + pointHint + " number"
}
