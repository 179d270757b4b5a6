package plot

import "image/color"

// A canvas is a picture being laid out: a list of marks in units of a picture
// 800 wide, y growing downward. y is where the next part of it begins.
type canvas struct {
	y     float64
	marks []mark
	texts []box // where text stands, and
	axes  []box // where frames of axes do: for the tests that nothing collides and no notice is missing
}

// A point is a place on the sheet.
type point struct{ x, y float64 }

// A box is a rectangle on the sheet.
type box struct{ left, top, right, bottom float64 }

func (b box) width() float64  { return b.right - b.left }
func (b box) height() float64 { return b.bottom - b.top }
func (b box) middle() float64 { return (b.top + b.bottom) / 2 }

// overlaps reports whether two boxes share more than an edge.
func (b box) overlaps(o box) bool {
	const touch = 0.01
	return b.left < o.right-touch && o.left < b.right-touch && b.top < o.bottom-touch && o.top < b.bottom-touch
}

// A pen draws lines.
type pen struct {
	colour color.NRGBA
	width  float64
	dashes []float64
}

// A mark is one thing drawn: text, or an outline that is filled, or stroked
// if its pen has a width.
type mark struct {
	outline [][]point // polygons or open lines
	closed  bool
	circles []point // centres
	radius  float64
	pen     pen
	text    *text
}

// A text is a line of text, its left end at x and its baseline at y.
type text struct {
	x, y  float64
	width float64
	value string
	style style
	from  anchor // which point of it was put in its place
}

func newSheet() *canvas { return &canvas{y: margin} }

// rect fills a rectangle.
func (s *canvas) rect(b box, c color.NRGBA) {
	s.polygon([]point{{b.left, b.top}, {b.right, b.top}, {b.right, b.bottom}, {b.left, b.bottom}}, c)
}

// border draws the outline of a rectangle.
func (s *canvas) border(b box, p pen) {
	s.marks = append(s.marks, mark{
		outline: [][]point{{{b.left, b.top}, {b.right, b.top}, {b.right, b.bottom}, {b.left, b.bottom}}},
		closed:  true, pen: p,
	})
}

// polygon fills a polygon.
func (s *canvas) polygon(points []point, c color.NRGBA) {
	s.marks = append(s.marks, mark{outline: [][]point{points}, closed: true, pen: pen{colour: c}})
}

// line draws a straight line.
func (s *canvas) line(x0, y0, x1, y1 float64, p pen) {
	s.segments([][2]point{{{x0, y0}, {x1, y1}}}, p)
}

// segments draws straight lines with one pen.
func (s *canvas) segments(lines [][2]point, p pen) {
	if len(lines) == 0 {
		return
	}
	m := mark{pen: p}
	for _, l := range lines {
		m.outline = append(m.outline, []point{l[0], l[1]})
	}
	s.marks = append(s.marks, m)
}

// discs fills circles of one radius.
func (s *canvas) discs(centres []point, radius float64, c color.NRGBA) {
	if len(centres) > 0 {
		s.marks = append(s.marks, mark{circles: centres, radius: radius, pen: pen{colour: c}})
	}
}

// ring draws the outline of a circle.
func (s *canvas) ring(x, y, radius float64, p pen) {
	s.marks = append(s.marks, mark{circles: []point{{x, y}}, radius: radius, pen: p})
}
