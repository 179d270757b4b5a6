package plot

import "image/color"

// tint is the colour mixed with white, three parts in ten.
func tint(c color.NRGBA) color.NRGBA {
	mix := func(x uint8) uint8 { return uint8((int(x)*3 + 255*7) / 10) }
	return color.NRGBA{R: mix(c.R), G: mix(c.G), B: mix(c.B), A: 0xFF}
}
