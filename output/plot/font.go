package plot

import (
	"bytes"
	"errors"
	"fmt"
	"os"

	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"gonum.org/v1/plot/font"
)

// A Font is what PNG and PDF pictures take for letters that their own font
// lacks. A nil Font has no letters.
type Font struct {
	letters *opentype.Font
	data    []byte // of a TrueType font, which a PDF can hold; nil: letters become outlines there
}

// ReadFont reads a TrueType or OpenType font, of a collection the first. The
// error says what keeps data from being one.
func ReadFont(data []byte) (f *Font, err error) {
	defer func() {
		if r := recover(); r != nil { // of a damaged font
			f, err = nil, fmt.Errorf("not a font that can be read: %v", r)
		}
	}()
	f = new(Font)
	if bytes.HasPrefix(data, []byte("ttcf")) {
		if data, err = firstFont(data); err != nil {
			return nil, err
		}
	}
	if f.letters, err = opentype.Parse(data); err != nil {
		return nil, fmt.Errorf("neither a TrueType nor an OpenType font: %w", err)
	}
	if f.letters.NumGlyphs() < 2 {
		return nil, errors.New("this font has no letters")
	}
	if bytes.HasPrefix(data, []byte("\x00\x01\x00\x00")) {
		f.data = data
	}
	return f, nil
}

// maxFontFile is the largest size of a font file, in bytes: fonts with all
// Chinese characters have some 20 MB.
const maxFontFile = 100 << 20

// OpenFont reads the TrueType or OpenType font in a file, as ReadFont does. The
// error does not repeat the path.
func OpenFont(path string) (*Font, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("cannot be read: %w", errors.Unwrap(err))
	case !info.Mode().IsRegular():
		return nil, errors.New("this is not a file")
	case info.Size() > maxFontFile:
		return nil, fmt.Errorf("this file is larger than %d MB", maxFontFile>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", errors.Unwrap(err))
	}
	return ReadFont(data)
}

// draws reports whether a text of such characters can be set in the font, one
// sign after the other.
func (f *Font) draws(r rune) bool {
	if f == nil || joinedScript(r) {
		return false
	}
	glyph, err := f.letters.GlyphIndex(new(sfnt.Buffer), r)
	return err == nil && glyph != 0
}

// face is the font at a size.
func (f *Font) face(size float64) font.Face {
	return font.Face{Font: font.Font{Typeface: "Other", Size: font.Length(size)}, Face: f.letters}
}

// A piece is part of a line of text that is set in one font.
type piece struct {
	text  string
	other bool // set in the Font, not in the pictures' own
	width float64
}

// pieces cuts a legible text where the font changes.
func (t style) pieces(text string, other *Font) []piece {
	var ps []piece
	for _, r := range text {
		is := !covers(r) && other.draws(r)
		if len(ps) == 0 || ps[len(ps)-1].other != is {
			ps = append(ps, piece{other: is})
		}
		ps[len(ps)-1].text += string(r)
	}
	for i := range ps {
		if ps[i].width = t.measure(ps[i].text); ps[i].other {
			f := other.face(t.size)
			ps[i].width = f.Width(ps[i].text).Points()
		}
	}
	return ps
}
