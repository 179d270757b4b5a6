package plot

import (
	"bytes"
	"math"
	"regexp"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgpdf"

	"sim/output"
)

// pixels is how many pixels of a PNG make one unit of the sheet.
const pixels = 2

// PNG draws a figure as a PNG 1,600 pixels wide. Equal results give equal bytes.
func PNG(f Figure, r *output.Result) ([]byte, error) {
	s := f.lay(r)
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(sheetWidth), vg.Length(s.height())), vgimg.UseDPI(72*pixels))
	s.drawOn(c, false)
	var b bytes.Buffer
	if _, err := (vgimg.PngCanvas{Canvas: c}).WriteTo(&b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// PDF draws a figure as a PDF of one page whose letters are outlines. Equal results
// give equal bytes: the dates of the file are set to a fixed day.
func PDF(f Figure, r *output.Result) ([]byte, error) {
	s := f.lay(r)
	c := vgpdf.New(vg.Length(sheetWidth), vg.Length(s.height()))
	s.drawOn(c, true)
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		return nil, err
	}
	return pdfDate.ReplaceAll(b.Bytes(), []byte("${1}20000101000000")), nil
}

// pdfDate is a date in a PDF; the substitute is as long, so no offset moves.
var pdfDate = regexp.MustCompile(`(/(?:CreationDate|ModDate) ?\(D:)\d{14}`)

// height is how tall the sheet is, in whole units.
func (s *canvas) height() float64 { return math.Ceil(s.y) }

// drawOn draws the sheet on a canvas of its size, whose y grows upward. With
// outlines, letters and circles become curves.
func (s *canvas) drawOn(c vg.Canvas, outlines bool) {
	h := s.height()
	place := func(p point) vg.Point { return vg.Point{X: vg.Length(p.x), Y: vg.Length(h - p.y)} }
	c.SetColor(white)
	c.Fill(vg.Rectangle{Max: vg.Point{X: vg.Length(sheetWidth), Y: vg.Length(h)}}.Path())
	for i := range s.marks {
		m := &s.marks[i]
		if t := m.text; t != nil {
			c.SetColor(t.style.colour)
			if outlines {
				c.Fill(t.style.outline(t.value, place(point{t.x, t.y})))
				continue
			}
			c.FillString(t.style.face(), place(point{t.x, t.y}), t.value)
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
			circle(&path, place(centre), vg.Length(m.radius), outlines)
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

// circle adds a circle to a path: as one arc, or as four cubic curves that are
// within 0.03 % of it.
func circle(path *vg.Path, centre vg.Point, r vg.Length, curves bool) {
	path.Move(vg.Point{X: centre.X + r, Y: centre.Y})
	if !curves {
		path.Arc(centre, r, 0, 2*math.Pi)
		path.Close()
		return
	}
	k := r * 0.5522847498 // 4/3·(√2 − 1)
	x, y := r, vg.Length(0)
	kx, ky := vg.Length(0), k
	for range 4 {
		// A quarter turn sends (x, y) to (−y, x).
		path.CubeTo(
			vg.Point{X: centre.X + x + kx, Y: centre.Y + y + ky},
			vg.Point{X: centre.X - y + ky, Y: centre.Y + x - kx},
			vg.Point{X: centre.X - y, Y: centre.Y + x})
		x, y, kx, ky = -y, x, -ky, kx
	}
	path.Close()
}

// nowhere reports whether a point has no place: a figure of one draw has no
// error, and what draws pixels would look for its end forever.
func nowhere(p point) bool {
	const most = 1e6 // far outside of any sheet
	return !(math.Abs(p.x) < most && math.Abs(p.y) < most)
}
