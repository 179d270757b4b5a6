package plot

import (
	"bytes"
	"fmt"
	"image/color"
	"math"
	"slices"
	"time"
	"unicode/utf8"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansbolditalic"
	"codeberg.org/go-fonts/liberation/liberationsansitalic"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/vg"

	"sim/output"
)

// pdfDay is the day on which every PDF says it was made: equal results give
// equal bytes.
var pdfDay = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// The fonts of a PDF by style, as fpdf names styles; it holds the signs that are used.
var pdfFonts = map[string][]byte{
	"": liberationsansregular.TTF, "B": liberationsansbold.TTF, "I": liberationsansitalic.TTF, "BI": liberationsansbolditalic.TTF,
}

const (
	ownFamily   = "own"
	otherFamily = "other"
)

// PDF draws a figure as a PDF of one page whose text is text: it can be searched
// and copied. Letters that the pictures' font lacks are set in other, which may be
// nil, or stand by the key of what they name. Equal results give equal bytes.
func PDF(f Figure, r *output.Result, other *Font) (data []byte, err error) {
	defer func() {
		if v := recover(); v != nil && other != nil { // of a damaged font
			data, err = nil, fmt.Errorf("%s: the font cannot be put into a PDF: %v", f.Name, v)
		} else if v != nil {
			panic(v)
		}
	}()
	s := f.lay(r)
	doc := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: sheetWidth, Ht: s.height()}})
	doc.SetCreationDate(pdfDay)
	doc.SetModificationDate(pdfDay)
	doc.SetCatalogSort(true)
	doc.SetMargins(0, 0, 0)
	doc.SetAutoPageBreak(false, 0)
	doc.SetTitle(clean(f.Title+" · "+output.Notice), true)
	doc.AddPage()
	p := &pdfPage{doc: doc, names: f.names, other: other}
	for i := range s.marks {
		p.draw(&s.marks[i])
	}
	var b bytes.Buffer
	if err := doc.Output(&b); err != nil {
		return nil, fmt.Errorf("%s: %w", f.Name, err)
	}
	return b.Bytes(), nil
}

// A pdfPage is the page that a sheet is drawn on; y grows downward on both.
type pdfPage struct {
	doc   *fpdf.Fpdf
	names naming
	other *Font
	set   map[string]bool // fonts that the file holds
}

func (p *pdfPage) draw(m *mark) {
	if m.text != nil {
		p.write(m.text)
		return
	}
	for _, line := range m.outline {
		if slices.ContainsFunc(line, nowhere) {
			continue
		}
		for i, at := range line {
			if i == 0 {
				p.doc.MoveTo(at.x, at.y)
			} else {
				p.doc.LineTo(at.x, at.y)
			}
		}
		if m.closed {
			p.doc.ClosePath()
		}
	}
	for _, centre := range m.circles {
		if !nowhere(centre) {
			p.circle(centre, m.radius)
		}
	}
	if m.pen.width == 0 {
		p.fill(m.pen.colour)
		p.doc.DrawPath("F")
		return
	}
	c := m.pen.colour
	p.doc.SetDrawColor(int(c.R), int(c.G), int(c.B))
	p.doc.SetLineWidth(m.pen.width)
	p.doc.SetDashPattern(m.pen.dashes, 0)
	p.doc.DrawPath("D")
}

func (p *pdfPage) fill(c color.NRGBA) { p.doc.SetFillColor(int(c.R), int(c.G), int(c.B)) }

// circle adds a circle to the path.
func (p *pdfPage) circle(centre point, r float64) {
	p.doc.MoveTo(centre.x+r, centre.y)
	for _, c := range quarters(centre, r) {
		p.doc.CurveBezierCubicTo(c[0].x, c[0].y, c[1].x, c[1].y, c[2].x, c[2].y)
	}
	p.doc.ClosePath()
}

// quarters are the quarters of a circle, from its right: cubic curves, each with
// two control points and its end, that are within 0.03% of it.
func quarters(centre point, r float64) (curves [4][3]point) {
	const bend = 4 * (math.Sqrt2 - 1) / 3
	x, y, kx, ky := r, 0.0, 0.0, bend*r
	for i := range curves {
		// A quarter turn sends (x, y) to (−y, x).
		curves[i] = [3]point{{centre.x + x + kx, centre.y + y + ky}, {centre.x - y + ky, centre.y + x - kx}, {centre.x - y, centre.y + x}}
		x, y, kx, ky = -y, x, -ky, kx
	}
	return curves
}

// write sets a line of text, as wide as it was laid out.
func (p *pdfPage) write(t *text) {
	pieces, x := t.placed(p.names, p.other)
	p.doc.SetTextColor(int(t.style.colour.R), int(t.style.colour.G), int(t.style.colour.B))
	for _, piece := range pieces {
		switch {
		case !piece.other:
			p.setIn(ownFamily, t.style.pdfStyle(), nil, piece, x, t)
		case p.other.data != nil && inPlane(piece.text):
			p.setIn(otherFamily, "", p.other.data, piece, x, t)
		default: // which fpdf cannot hold
			p.outline(piece.text, x, t)
		}
		x += piece.width
	}
}

// setIn sets a piece in a font, which the file is given when it first needs it.
func (p *pdfPage) setIn(family, fontStyle string, data []byte, piece piece, x float64, t *text) {
	if key := family + fontStyle; !p.set[key] {
		if data == nil {
			data = pdfFonts[fontStyle]
		}
		if p.set == nil {
			p.set = map[string]bool{}
		}
		p.doc.AddUTF8FontFromBytes(family, fontStyle, data)
		p.set[key] = true
	}
	p.doc.SetFont(family, fontStyle, t.style.size)
	if natural := p.doc.GetStringWidth(piece.text); natural > 0 {
		p.doc.RawWriteStr(fmt.Sprintf("%.3f Tz", 100*piece.width/natural)) // pairs of letters are not set closer, so the whole is
	}
	p.doc.Text(x, t.y, piece.text)
}

// outline draws the letters of a piece as curves.
func (p *pdfPage) outline(words string, x float64, t *text) {
	for _, c := range outline(p.other.letters, words, t.style.size, vg.Point{X: vg.Length(x), Y: vg.Length(-t.y)}) {
		at := func(i int) (x, y float64) { return float64(c.Control[i].X), -float64(c.Control[i].Y) }
		x, y := float64(c.Pos.X), -float64(c.Pos.Y)
		switch {
		case c.Type == vg.MoveComp:
			p.doc.MoveTo(x, y)
		case c.Type == vg.LineComp:
			p.doc.LineTo(x, y)
		case c.Type == vg.CurveComp && len(c.Control) == 1:
			cx, cy := at(0)
			p.doc.CurveTo(cx, cy, x, y)
		case c.Type == vg.CurveComp:
			cx, cy := at(0)
			dx, dy := at(1)
			p.doc.CurveBezierCubicTo(cx, cy, dx, dy, x, y)
		case c.Type == vg.CloseComp:
			p.doc.ClosePath()
		}
	}
	p.fill(t.style.colour)
	p.doc.DrawPath("F")
}

// inPlane reports whether all characters have two bytes in UTF-16, as those that
// fpdf writes must.
func inPlane(s string) bool {
	for _, r := range s {
		if r > 0xffff || r == utf8.RuneError {
			return false
		}
	}
	return true
}

func (t style) pdfStyle() string {
	s := ""
	if t.bold {
		s = "B"
	}
	if t.italic {
		s += "I"
	}
	return s
}
