package plot

import (
	"bytes"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"

	"sim/output"
)

// pixels is how many pixels of a PNG make one unit of the sheet.
const pixels = 2

// PNG draws a figure as a PNG 1,600 pixels wide. Letters that the pictures' font
// lacks are set in other, which may be nil, or stand by the key of what they
// name. Equal results give equal bytes.
func PNG(f Figure, r *output.Result, other *Font) ([]byte, error) {
	s := f.lay(r)
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(sheetWidth), vg.Length(s.height())), vgimg.UseDPI(72*pixels))
	s.drawOn(c, func(t *text, at vg.Point) {
		pieces, x := t.placed(f.names, other)
		for _, p := range pieces {
			face := t.style.face()
			if p.other {
				face = other.face(t.style.size)
			}
			c.FillString(face, vg.Point{X: vg.Length(x), Y: at.Y}, p.text)
			x += p.width
		}
	})
	var b bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: c}).WriteTo(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// height is how tall the sheet is, in whole units.
func (s *canvas) height() float64 { return math.Ceil(s.y) }

// drawOn draws the sheet on a canvas of its size, whose y grows upward, its
// texts with write.
func (s *canvas) drawOn(c vg.Canvas, write func(t *text, at vg.Point)) {
	h := s.height()
	place := func(p point) vg.Point { return vg.Point{X: vg.Length(p.x), Y: vg.Length(h - p.y)} }
	c.SetColor(white)
	c.Fill(vg.Rectangle{Max: vg.Point{X: vg.Length(sheetWidth), Y: vg.Length(h)}}.Path())
	for i := range s.marks {
		m := &s.marks[i]
		if t := m.text; t != nil {
			c.SetColor(t.style.colour)
			write(t, place(point{t.x, t.y}))
			continue
		}
		var path vg.Path
		for _, line := range m.outline {
			if slices.ContainsFunc(line, nowhere) {
				continue
			}
			for j, p := range line {
				if j == 0 {
					path.Move(place(p))
				} else {
					path.Line(place(p))
				}
			}
			if m.closed {
				path.Close()
			}
		}
		for _, centre := range m.circles {
			if nowhere(centre) {
				continue
			}
			at := place(centre)
			path.Move(vg.Point{X: at.X + vg.Length(m.radius), Y: at.Y})
			path.Arc(at, vg.Length(m.radius), 0, 2*math.Pi)
			path.Close()
		}
		c.SetColor(m.pen.colour)
		if m.pen.width == 0 {
			c.Fill(path)
			continue
		}
		dashes := make([]vg.Length, len(m.pen.dashes))
		for j, d := range m.pen.dashes {
			dashes[j] = vg.Length(d)
		}
		c.SetLineWidth(vg.Length(m.pen.width))
		c.SetLineDash(dashes, 0)
		c.Stroke(path)
	}
}

// nowhere reports whether a point has no place: a figure of one draw has no
// error, and what draws pixels would look for its end forever.
func nowhere(p point) bool {
	const most = 1e6 // far outside of any sheet
	return !(math.Abs(p.x) < most && math.Abs(p.y) < most)
}
