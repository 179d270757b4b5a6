package scenario

import (
	"strings"
	"unicode"
)

// excerptWidth is the number of columns of a source line that a message shows.
const excerptWidth = 96

// excerpt returns a printable part of a source line around character col (from
// 1), and the number of columns before that character: tabs become spaces, wide
// characters count as two columns, combining ones as none.
func excerpt(line string, col int) (text string, before int) {
	runes := []rune(line)
	at := min(max(col-1, 0), len(runes))
	first, last := 0, len(runes)
	if len(runes) > excerptWidth {
		first = max(0, at-excerptWidth/2)
		last = min(len(runes), first+excerptWidth)
	}
	var b strings.Builder
	if first > 0 {
		b.WriteString("…")
		before++
	}
	for i := first; i < last; i++ {
		s, w := glyph(runes[i])
		b.WriteString(s)
		if i < at {
			before += w
		}
	}
	if last < len(runes) {
		b.WriteString("…")
	}
	return strings.TrimRightFunc(b.String(), unicode.IsSpace), before
}

// glyph returns a printable form of a character and its width in columns.
func glyph(r rune) (string, int) {
	switch {
	case r == '\t':
		return "    ", 4
	case unicode.Is(unicode.Mn, r), unicode.Is(unicode.Me, r):
		return string(r), 0
	case !unicode.IsPrint(r):
		return "·", 1 // terminals interpret control characters
	case wide(r):
		return string(r), 2
	}
	return string(r), 1
}

// wide reports whether terminals print r two columns wide: the blocks of
// Unicode Standard Annex 11 that are entirely wide.
func wide(r rune) bool {
	for _, b := range [...][2]rune{
		{0x1100, 0x115F},
		{0x2E80, 0x303E},
		{0x3041, 0xA4CF},
		{0xAC00, 0xD7A3},
		{0xF900, 0xFAFF},
		{0xFE30, 0xFE6F},
		{0xFF00, 0xFF60},
		{0xFFE0, 0xFFE6},
		{0x1F300, 0x1F64F},
		{0x1F680, 0x1F6FF},
		{0x1F900, 0x1F9FF},
		{0x20000, 0x3FFFD},
	} {
		if r >= b[0] && r <= b[1] {
			return true
		}
	}
	return false
}

// printable returns a name with control characters replaced by dots.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return '·'
		}
		return r
	}, s)
}

// short returns a piece of a file, shortened for quoting in a message.
func short(s string) string {
	s = printable(s)
	if r := []rune(s); len(r) > 60 {
		return string(r[:57]) + "…"
	}
	return s
}
