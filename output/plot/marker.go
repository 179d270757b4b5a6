package plot

import "image/color"

// partyColours and the shapes of marker are given to parties in their order;
// shapes repeat after eight, colours after seven, so that 56 differ.
var partyColours = []color.NRGBA{vermilion, blue, green, purple, orange, sky, ink}

func partyColour(party int) color.NRGBA { return partyColours[party%len(partyColours)] }

// shapes is how many shapes of markers there are.
const shapes = 8

// marker draws the marker of the party with the given index, about 2r wide.
func (s *canvas) marker(party int, x, y, r float64) {
	c := partyColour(party)
	edge := pen{colour: c, width: 2.4}
	switch party % shapes {
	case 0:
		s.discs([]point{{x, y}}, r, c)
	case 1:
		q := r * 0.88
		s.rect(box{x - q, y - q, x + q, y + q}, c)
	case 2:
		s.polygon([]point{{x, y - r*1.1}, {x + r*1.1, y + r*0.85}, {x - r*1.1, y + r*0.85}}, c)
	case 3:
		q := r * 1.2
		s.polygon([]point{{x, y - q}, {x + q, y}, {x, y + q}, {x - q, y}}, c)
	case 4:
		s.polygon([]point{{x, y + r*1.1}, {x + r*1.1, y - r*0.85}, {x - r*1.1, y - r*0.85}}, c)
	case 5:
		s.segments([][2]point{{{x - r, y - r}, {x + r, y + r}}, {{x - r, y + r}, {x + r, y - r}}}, edge)
	case 6:
		s.segments([][2]point{{{x - r, y}, {x + r, y}}, {{x, y - r}, {x, y + r}}}, edge)
	case 7:
		s.ring(x, y, r*0.85, edge)
	}
}
