package plot

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font/sfnt"
)

// covered remembers which characters the pictures' own font has signs for.
var covered sync.Map // rune → bool

// covers reports whether the pictures' own font has a sign for a character, and one
// sign after the other writes it.
func covers(r rune) bool {
	if r < 0x7f {
		return true
	}
	if known, ok := covered.Load(r); ok {
		return known.(bool)
	}
	glyph, err := style{size: 1}.face().Face.GlyphIndex(new(sfnt.Buffer), r)
	has := err == nil && glyph != 0 && !joinedScript(r)
	covered.Store(r, has)
	return has
}

// coversAll reports whether a text can be drawn in the pictures' own font.
func coversAll(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !covers(r) }) < 0
}

// ems is how many ems wide characters are laid out that the font lacks: whatever
// font shows them, most are no wider than that. Marks stand on a letter.
func ems(s string) (n float64) {
	for _, r := range s {
		if !covers(r) && !unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) {
			n++
		}
	}
	return n
}
