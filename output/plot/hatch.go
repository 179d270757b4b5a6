package plot

import "math"

// A pattern is how a fill is hatched.
type pattern int

const (
	solid   pattern = iota
	rising          // lines from lower left to upper right
	falling         // lines from upper left to lower right
	crossed         // both
	level           // horizontal lines
)

const hatchStep = 7.0 // distance between hatch lines along an axis

// area paints a rectangle with a fill.
func (s *canvas) area(b box, f fill) {
	if b.width() <= 0 || b.height() <= 0 {
		return
	}
	s.rect(b, f.colour)
	s.segments(hatchLines(b, f.pattern), pen{colour: f.lines, width: 1.1})
}

// hatchLines are the lines of a pattern inside a rectangle.
func hatchLines(b box, p pattern) [][2]point {
	switch p {
	case solid:
	case rising:
		return diagonals(b, false)
	case falling:
		return diagonals(b, true)
	case crossed:
		return append(diagonals(b, false), diagonals(b, true)...)
	case level:
		const step = hatchStep * 0.7
		var lines [][2]point
		for y := math.Ceil(b.top/step) * step; y < b.bottom; y += step {
			lines = append(lines, [2]point{{b.left, y}, {b.right, y}})
		}
		return lines
	}
	return nil
}

// diagonals are the hatch lines of a rectangle at 45 degrees, clipped to it.
// They stand at fixed places of the sheet, so that neighbours line up.
func diagonals(b box, down bool) [][2]point {
	var lines [][2]point
	// On a rising line x + y is constant, on a falling one x − y.
	lower, upper := b.left+b.top, b.right+b.bottom
	if down {
		lower, upper = b.left-b.bottom, b.right-b.top
	}
	first := float64(int(lower/hatchStep)-1) * hatchStep
	for c := first; c <= upper; c += hatchStep {
		x0, x1 := max(b.left, c-b.bottom), min(b.right, c-b.top)
		if down {
			x0, x1 = max(b.left, c+b.top), min(b.right, c+b.bottom)
		}
		if x1-x0 < 0.3 {
			continue
		}
		y0, y1 := c-x0, c-x1
		if down {
			y0, y1 = x0-c, x1-c
		}
		lines = append(lines, [2]point{{x0, y0}, {x1, y1}})
	}
	return lines
}
