package plot

import (
	"image/color"
	"slices"

	"sim/model"
	"sim/output"
)

// A family is the theories that say the same about what causes agreement or
// failure. Its marks share a colour and a shape, in every picture of a run.
type family struct {
	name     string
	theories []int // indices in the bargain
	asks     bool  // whether the draws of its theories have an outcome
	look     look
}

// A look is the colour and shape of a family's marks.
type look struct {
	colour color.NRGBA
	shape  int
}

// The looks of families that ask the parties. Colours differ in lightness and
// shapes in outline, so that neither print nor colour vision is needed.
var looks = []look{
	{rgb(0x0B3C6F), shapeDisc},
	{rgb(0xB35806), shapeDiamond},
	{rgb(0x7B3294), shapeTriangle},
	{rgb(0x1B7837), shapeSquare},
	{rgb(0x2B7BBA), shapeWedge},
	{rgb(0x8C2D04), shapeCross},
	{rgb(0x35606B), shapePlus},
}

// unaskedLook is that of theories that ask nobody.
var unaskedLook = look{rgb(0x6E6E6E), shapeRing}

// The shapes.
const (
	shapeDisc = iota
	shapeDiamond
	shapeTriangle
	shapeSquare
	shapeWedge
	shapeCross
	shapePlus
	shapeRing
)

// familyLooks are the places of looks that families keep whichever others are in
// a run; what is not listed takes the first place left.
var familyLooks = []string{"complete_information", "information", "two_level", "commitment"}

// familiesOf groups the theories of a bargain: those that ask the parties in the
// order of the bargain, then those that ask nobody.
func familiesOf(b *model.Bargain) []family {
	var fs []family
	taken := make([]bool, len(looks))
	for _, asks := range []bool{true, false} {
		for i := range b.Theories {
			if b.Theories[i].Predicts == asks {
				continue
			}
			name := output.FamilyOf(&b.Theories[i])
			if name == "" {
				name = "other"
			}
			if !asks {
				name += ", asks nobody"
			}
			at := slices.IndexFunc(fs, func(f family) bool { return f.name == name })
			if at < 0 {
				at = len(fs)
				fs = append(fs, family{name: name, asks: asks, look: unaskedLook})
				if asks {
					fs[at].look = takeLook(b.Theories[i].Family, taken)
				}
			}
			fs[at].theories = append(fs[at].theories, i)
		}
	}
	return fs
}

// takeLook is the look of a family, given which are taken.
func takeLook(name string, taken []bool) look {
	at := slices.Index(familyLooks, name)
	if at < 0 {
		for at = len(familyLooks); at < len(looks) && taken[at]; {
			at++
		}
		if at == len(looks) {
			if at = slices.Index(taken, false); at < 0 {
				at = len(looks) - 1
			}
		}
	}
	taken[at] = true
	return looks[at]
}

// representative is the theory of a family that stands for it where one must:
// nash or what divides by it, else the first.
func (f family) representative(b *model.Bargain) int {
	for _, i := range f.theories {
		if b.Theories[i].Name == "nash" || b.Theories[i].Rule == "nash" {
			return i
		}
	}
	return f.theories[0]
}

// familyMark draws a mark of a look, about 2r wide, with a rim that parts it from
// marks below it.
func (s *canvas) familyMark(l look, x, y, r float64) {
	rim := pen{colour: white, width: r*0.7 + 2.2}
	stroke := pen{colour: l.colour, width: 2}
	outline := func(ps ...point) {
		s.marks = append(s.marks, mark{outline: [][]point{ps}, closed: true, pen: pen{colour: white, width: 1.6}})
		s.polygon(ps, l.colour)
	}
	switch l.shape {
	case shapeDisc:
		s.discs([]point{{x, y}}, r+0.8, white)
		s.discs([]point{{x, y}}, r, l.colour)
	case shapeDiamond:
		q := r * 1.25
		outline(point{x, y - q}, point{x + q, y}, point{x, y + q}, point{x - q, y})
	case shapeTriangle:
		outline(point{x, y - r*1.1}, point{x + r*1.1, y + r*0.9}, point{x - r*1.1, y + r*0.9})
	case shapeSquare:
		q := r * 0.92
		outline(point{x - q, y - q}, point{x + q, y - q}, point{x + q, y + q}, point{x - q, y + q})
	case shapeWedge:
		outline(point{x, y + r*1.1}, point{x + r*1.1, y - r*0.9}, point{x - r*1.1, y - r*0.9})
	case shapeCross, shapePlus:
		lines := [][2]point{{{x - r, y - r}, {x + r, y + r}}, {{x - r, y + r}, {x + r, y - r}}}
		if l.shape == shapePlus {
			lines = [][2]point{{{x - r, y}, {x + r, y}}, {{x, y - r}, {x, y + r}}}
		}
		s.segments(lines, rim)
		s.segments(lines, stroke)
	case shapeRing:
		s.discs([]point{{x, y}}, r+0.6, white)
		s.ring(x, y, r*0.85, pen{colour: l.colour, width: 1.5})
	}
}

// familyKeys explain the marks of families.
func (s *canvas) familyKeys(fs []family) []key {
	ks := make([]key, len(fs))
	for n, f := range fs {
		ks[n] = key{func(x, y float64) { s.familyMark(f.look, x+12, y, 4.4) }, f.name + " (" + output.FormatCount(len(f.theories)) + ")"}
	}
	return ks
}
