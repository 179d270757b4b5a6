package plot

import (
	"image/color"
	"sort"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	xfont "golang.org/x/image/font"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/font/liberation"
)

// A style is how text looks.
type style struct {
	size         float64
	bold, italic bool
	colour       color.NRGBA
}

// in is the style in another colour.
func (t style) in(c color.NRGBA) style { t.colour = c; return t }

// An anchor says which point of a text is put in its place.
type anchor float64

const (
	fromLeft  anchor = 0
	centred   anchor = 0.5
	fromRight anchor = 1
)

var fonts = sync.OnceValue(func() *font.Cache { return font.NewCache(liberation.Collection()) })

// face is the font that a style is set in.
func (t style) face() font.Face {
	f := font.Font{Typeface: "Liberation", Variant: "Sans"}
	if t.bold {
		f.Weight = xfont.WeightBold
	}
	if t.italic {
		f.Style = xfont.StyleItalic
	}
	return fonts().Lookup(f, font.Length(t.size))
}

// measure is the width of a line of text; letters that the font lacks count as
// wide as they are tall.
func (t style) measure(line string) float64 {
	f := t.face()
	if coversAll(line) {
		return f.Width(line).Points()
	}
	own := strings.Map(func(r rune) rune {
		if !covers(r) {
			return -1
		}
		return r
	}, line)
	return f.Width(own).Points() + t.size*ems(line)
}

// placed is a text cut into pieces of one font each, and where the first begins.
// Another width than that it was laid out with leaves its anchor in place.
func (t *text) placed(names naming, other *Font) (ps []piece, x float64) {
	value := t.value
	if coversAll(value) {
		return []piece{{text: value, width: t.width}}, t.x
	}
	ps = t.style.pieces(names.legible(value, other), other)
	width := 0.0
	for _, p := range ps {
		width += p.width
	}
	return ps, t.x + (t.width-width)*float64(t.from)
}

// leading is the distance between two lines.
func (t style) leading() float64 { return t.size * lineSpacing }

// write puts a line of text so that y is the middle of its lower-case letters.
func (s *canvas) write(t style, x, y float64, a anchor, line string) {
	line = clean(line)
	w := t.measure(line)
	left, base := x-w*float64(a), y+0.35*t.size
	if line == "" {
		return
	}
	s.marks = append(s.marks, mark{text: &text{x: left, y: base, width: w, value: line, style: t, from: a}})
	s.texts = append(s.texts, box{left, base - 0.74*t.size, left + w, base + 0.22*t.size})
}

// paragraph writes lines below each other, the first one just below top, and
// returns where the last one ends.
func (s *canvas) paragraph(t style, x, top float64, a anchor, lines []string) float64 {
	for i, l := range lines {
		s.write(t, x, top+(float64(i)+0.5)*t.leading(), a, l)
	}
	return top + float64(len(lines))*t.leading()
}

// around writes lines from x on, centred vertically on y.
func (s *canvas) around(t style, x, y float64, lines []string) {
	s.paragraph(t, x, y-float64(len(lines))*t.leading()/2, fromLeft, lines)
}

// wrap breaks text into lines no wider than width and, if most is not 0, into
// at most that many, ending in an ellipsis if that cuts it. Words that are
// too long alone are broken.
func (t style) wrap(value string, width float64, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.FieldsFunc(clean(value), func(r rune) bool { return r == ' ' }) {
		if most > 0 && len(lines) > most {
			break // the rest is cut
		}
		if line != "" && t.measure(line+" "+word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for t.measure(word) > width && (most == 0 || len(lines) <= most) {
			head := t.head(word, width)
			if i := strings.LastIndexAny(head, "–-"); i > 0 { // a hyphen is a place to break
				_, size := utf8.DecodeRuneInString(head[i:])
				head = head[:i+size]
			}
			lines = append(lines, head)
			word = word[len(head):]
		}
		line = word
	}
	if line != "" {
		lines = append(lines, line)
	}
	if most > 0 && len(lines) > most {
		lines = lines[:most]
		lines[most-1] = t.shorten(lines[most-1]+" …", width)
	}
	return lines
}

// shorten is the line, cut to the width with an ellipsis if it is wider.
func (t style) shorten(line string, width float64) string {
	line = clean(line)
	if t.measure(line) <= width {
		return line
	}
	runes := []rune(strings.TrimRight(strings.TrimSuffix(line, "…"), " "))
	// No letter is narrower than a twentieth of its height: what lies beyond is cut
	// without being measured, and the rest by halves.
	runes = runes[:min(len(runes), 1+int(20*width/t.size))]
	cut := sort.Search(max(len(runes)-1, 0), func(cut int) bool { return t.measure(string(runes[:len(runes)-cut])+"…") <= width })
	return strings.TrimRight(string(runes[:len(runes)-cut]), " ") + "…"
}

// head is the longest beginning of a word that fits, at least one letter.
func (t style) head(word string, width float64) string {
	runes := []rune(word)
	runes = runes[:min(len(runes), 1+int(20*width/t.size))]
	wide := sort.Search(len(runes), func(n int) bool { return t.measure(string(runes[:n+1])) > width })
	return string(runes[:max(wide, 1)])
}

// clean drops what a font has no sign for and XML no place.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			return ' '
		case unicode.IsControl(r) || r == unicode.ReplacementChar || r == 0xFFFE || r == 0xFFFF:
			return -1
		}
		return r
	}, s)
}
