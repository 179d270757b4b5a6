package plot

import (
	"image/color"
	"slices"
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

// measure is the width of a line of text.
func (t style) measure(line string) float64 {
	f := t.face()
	return f.Width(line).Points()
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
	s.marks = append(s.marks, mark{text: &text{x: left, y: base, width: w, value: line, style: t}})
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
	words := strings.FieldsFunc(clean(value), func(r rune) bool { return r == ' ' })
	for i := 1; i < len(words); i++ {
		if strings.HasPrefix(words[i], "%") { // never at the beginning of a line, whatever follows it
			words[i-1] += "\u00a0" + words[i]
			words = slices.Delete(words, i, i+1)
		}
	}
	for _, word := range words {
		if line != "" && t.measure(line+" "+word) <= width {
			line += " " + word
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for t.measure(word) > width {
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
	for len(runes) > 1 && t.measure(string(runes)+"…") > width {
		runes = runes[:len(runes)-1]
	}
	return strings.TrimRight(string(runes), " ") + "…"
}

// head is the longest beginning of a word that fits, at least one letter.
func (t style) head(word string, width float64) string {
	end := len(word)
	for i := range word {
		if i > 0 && t.measure(word[:i]) > width {
			break
		}
		if i > 0 {
			end = i
		}
	}
	if end == len(word) {
		for i := range word {
			if i > 0 {
				return word[:i]
			}
		}
	}
	return word[:end]
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
