package plot

import (
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"gonum.org/v1/plot/vg"
)

// outline is a line of text of a size as the outlines of its letters in f, its
// left end at start.
func outline(f *opentype.Font, line string, size float64, start vg.Point) vg.Path {
	em := fixed.Int26_6(f.UnitsPerEm())
	scale := size / float64(em)
	at := func(p fixed.Point26_6, x float64) vg.Point { // sfnt's y grows downward
		return vg.Point{X: start.X + vg.Length(x+float64(p.X)*scale), Y: start.Y - vg.Length(float64(p.Y)*scale)}
	}
	var path vg.Path
	var buffer sfnt.Buffer
	var last sfnt.GlyphIndex
	x, drawn := 0.0, false
	for _, r := range line {
		glyph, err := f.GlyphIndex(&buffer, r)
		if err != nil {
			continue
		}
		if drawn {
			if kern, err := f.Kern(&buffer, last, glyph, em, 0); err == nil {
				x += float64(kern) * scale
			}
		}
		segments, err := f.LoadGlyph(&buffer, glyph, em, nil)
		if err != nil {
			continue
		}
		for i, s := range segments {
			switch s.Op {
			case sfnt.SegmentOpMoveTo:
				if i > 0 {
					path.Close()
				}
				path.Move(at(s.Args[0], x))
			case sfnt.SegmentOpLineTo:
				path.Line(at(s.Args[0], x))
			case sfnt.SegmentOpQuadTo:
				path.QuadTo(at(s.Args[0], x), at(s.Args[1], x))
			case sfnt.SegmentOpCubeTo:
				path.CubeTo(at(s.Args[0], x), at(s.Args[1], x), at(s.Args[2], x))
			}
		}
		if len(segments) > 0 {
			path.Close()
		}
		if advance, err := f.GlyphAdvance(&buffer, glyph, em, 0); err == nil {
			x += float64(advance) * scale
		}
		last, drawn = glyph, true
	}
	return path
}
