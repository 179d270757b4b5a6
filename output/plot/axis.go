package plot

import (
	"math"

	"sim/model/study"
	"sim/output"
)

// An axis maps amounts to places on the sheet. from may exceed to: amounts
// then fall to the right.
type axis struct {
	from, to    float64
	left, right float64
}

// at is the place of an amount, kept inside the axis.
func (a axis) at(v float64) float64 {
	if a.to == a.from || math.IsNaN(v) {
		return (a.left + a.right) / 2
	}
	t := (v - a.from) / (a.to - a.from)
	return a.left + min(max(t, 0), 1)*(a.right-a.left)
}

// scaleOf is what a difference between amounts from lower to upper counts as
// large or small against: the width of their scale; where that is unknown (0),
// their spread, and where that is 0 too, their size or else 1.
func scaleOf(lower, upper, width float64) float64 {
	switch {
	case width > 0:
		return width
	case upper > lower:
		return upper - lower
	case lower != 0 && finite(lower):
		return math.Abs(lower)
	}
	return 1
}

// padding is how far an axis goes on beyond amounts from lower to upper on a
// scale of the given width (0: unknown): a part of their spread, and at least a
// thousandth of their scale, so that amounts that are all alike have an axis.
func padding(lower, upper, part, width float64) float64 {
	return max(part*(upper-lower), scaleOf(lower, upper, width)/1000)
}

// widthOf is the width of the scale of a measure, of which a share has one from
// 0 to 1; 0 if it is unknown.
func widthOf(m *study.Measure) float64 {
	if m.Share {
		return 1
	}
	return m.Width
}

// ticks are round amounts on the axis, at most about most of them.
func (a axis) ticks(most int) []float64 {
	lower, upper := min(a.from, a.to), max(a.from, a.to)
	step := roundStep((upper - lower) / float64(max(most, 1)))
	if !(step > 0) || math.IsInf(step, 0) {
		return []float64{lower}
	}
	var ts []float64
	for i := math.Ceil(lower/step - 1e-9); i*step <= upper+step*1e-9 && len(ts) < 50; i++ {
		ts = append(ts, i*step)
	}
	return ts
}

// roundStep is the least of 1, 2, 2.5 and 5 times a power of ten that is not below x.
func roundStep(x float64) float64 {
	if !(x > 0) {
		return 0
	}
	unit := math.Pow(10, math.Floor(math.Log10(x)))
	for _, m := range []float64{1, 2, 2.5, 5} {
		if m*unit >= x*(1-1e-9) {
			return m * unit
		}
	}
	return 10 * unit
}

// tickText writes a round amount.
func tickText(v float64) string { return output.Amounts{}.Tick(math.Round(v*1e9) / 1e9) }

func percentText(v float64) string { return tickText(v*100) + "%" }

// places are the places of the axis's ticks.
func (a axis) places(ticks []float64) []float64 {
	xs := make([]float64, len(ticks))
	for i, t := range ticks {
		xs[i] = a.at(t)
	}
	return xs
}

// drawTicks writes the amounts below a frame, leaving out those without room,
// and moves on below them.
func (s *canvas) drawTicks(a axis, ticks []float64, name func(float64) string) {
	var last box
	for i, t := range ticks {
		x := a.at(t)
		s.line(x, s.y, x, s.y+4, pen{colour: rule, width: 1})
		w := tickStyle.measure(name(t))
		b := box{x - w/2 - 4, s.y, x + w/2 + 4, s.y + 10}
		if i > 0 && b.overlaps(last) {
			continue
		}
		s.write(tickStyle, x, s.y+13, centred, name(t))
		last = b
	}
	s.y += 21
}

// note writes words in the middle of the axis where there is nothing to draw.
func (s *canvas) note(a axis, y float64, words string) {
	x := (a.left + a.right) / 2
	words = smallStyle.shorten(words, a.right-a.left)
	w := smallStyle.measure(words) + 10
	s.rect(box{x - w/2, y - 8, x + w/2, y + 8}, white)
	s.write(smallStyle, x, y, centred, words)
}

// drawName writes what the axis measures below it.
func (s *canvas) drawName(a axis, name string) {
	middle := (a.left + a.right) / 2
	width := a.right - a.left
	if width < 420 {
		width = 420
	}
	s.y = s.paragraph(textStyle, middle, s.y, centred, textStyle.wrap(name, width, 3)) + 4
}
