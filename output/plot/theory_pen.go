package plot

import (
	"image/color"

	"sim/model"
	"sim/output"
)

// theoryPen is how a theory's line is drawn: few theories have a colour each,
// many share that of their family. The baseline is dashed in black.
func theoryPen(theories []model.Theory, t int) pen {
	p := pen{width: 1.8}
	if theories[t].Baseline {
		p.colour, p.dashes = ink, []float64{5, 3}
		return p
	}
	colours := []color.NRGBA{blue, vermilion, green, purple, orange, sky}
	n, family := 0, 0
	var families []string
	for i := range theories {
		if theories[i].Baseline {
			continue
		}
		if i < t {
			n++
		}
		known := false
		for _, f := range families {
			known = known || f == theories[i].Family
		}
		if !known {
			families = append(families, theories[i].Family)
		}
	}
	if manyTheories(theories) {
		for i, f := range families {
			if f == theories[t].Family {
				family = i
			}
		}
		p.colour, p.width = colours[family%len(colours)], 1.2
		return p
	}
	p.colour = colours[n%len(colours)]
	return p
}

// manyTheories reports whether there are more theories than colours.
func manyTheories(theories []model.Theory) bool { return len(theories) > 7 }

// theoryKeys are the entries of the legend for lines of theories.
func theoryKeys(s *canvas, theories []model.Theory) []key {
	var ks []key
	seen := map[string]bool{}
	for t := range theories {
		name := output.TheoryName(&theories[t])
		if manyTheories(theories) && !theories[t].Baseline {
			if name = output.FamilyOf(&theories[t]) + " theories"; seen[name] {
				continue
			}
			seen[name] = true
		}
		p := theoryPen(theories, t)
		ks = append(ks, key{func(x, y float64) { s.line(x, y, x+20, y, p) }, name})
	}
	return ks
}
