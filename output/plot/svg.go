package plot

import (
	"bytes"
	"fmt"
	"html"
	"slices"
	"strconv"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgsvg"

	"sim/output"
)

// SVG draws a figure as an SVG that scales to whatever width it is given and
// may stand inside a page: it has no XML prologue, its identifiers begin with
// the figure's name, and it refers to nothing outside. Title and description
// carry the notice. Equal results give equal bytes.
func SVG(f Figure, r *output.Result) ([]byte, error) {
	s := f.lay(r)
	c := vgsvg.New(vg.Length(sheetWidth), vg.Length(s.height()))
	s.drawOn(c, func(t *text, at vg.Point) { c.FillString(t.style.face(), at, t.value) })
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		return nil, err
	}
	_, body, ok := bytes.Cut(b.Bytes(), []byte("<svg"))
	if ok {
		_, body, ok = bytes.Cut(body, []byte(">"))
	}
	if !ok {
		return nil, fmt.Errorf("%s: the SVG has no root element", f.Name)
	}
	return slices.Concat(s.root(f), s.dark(), s.fix(body)), nil
}

// root is the SVG's root element, up to its title and description.
func (s *canvas) root(f Figure) []byte {
	id := "figure-" + f.Name
	h := strconv.FormatFloat(s.height(), 'f', -1, 64)
	w := strconv.FormatFloat(sheetWidth, 'f', -1, 64)
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="img" aria-labelledby="%s-title %s-desc">
<title id="%s-title">%s</title>
<desc id="%s-desc">%s</desc>`,
		w, h, w, h, id, id,
		id, html.EscapeString(clean(f.Title+" · "+output.Notice)),
		id, html.EscapeString(clean(output.Notice+". "+f.Description)))
}

// fix gives every text the width that it was laid out with, so that nothing
// collides in another font, and names the fonts that may stand in for ours. A
// text with letters that our font lacks could not be measured, and keeps its own.
func (s *canvas) fix(body []byte) []byte {
	body = bytes.ReplaceAll(body, []byte("font-family:Liberation Sans;"), []byte("font-family:'Liberation Sans',Arial,Helvetica,sans-serif;"))
	out := make([]byte, 0, len(body)+len(s.texts)*50)
	for i := range s.marks {
		t := s.marks[i].text
		if t == nil {
			continue
		}
		before, after, ok := bytes.Cut(body, []byte("<text "))
		if !ok {
			break
		}
		out = append(out, before...)
		if out = append(out, "<text "...); coversAll(t.value) {
			out = fmt.Appendf(out, `textLength="%.1f" lengthAdjust="spacingAndGlyphs" `, t.width)
		}
		body = after
	}
	return append(out, body...)
}
