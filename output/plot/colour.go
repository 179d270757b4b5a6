package plot

import (
	"image/color"

	"sim/model"
)

// The palette is that of Okabe and Ito 2008 ("Color universal design")
// without its yellow, which is too pale for marks on white.
var (
	orange    = rgb(0xE69F00)
	sky       = rgb(0x56B4E9)
	green     = rgb(0x009E73)
	blue      = rgb(0x0072B2)
	vermilion = rgb(0xD55E00)
	purple    = rgb(0xCC79A7)

	ink       = rgb(0x1A1A1A)
	inkSoft   = rgb(0x4A4A4A)
	noticeInk = rgb(0x767676) // 4.5:1 on white: light but legible
	rule      = rgb(0x8C8C8C)
	ruleSoft  = rgb(0xDEDEDE)
	band      = rgb(0xEFEFEF)
	pale      = rgb(0xD6D6D6)
	grey      = rgb(0x7F7F7F)
	white     = rgb(0xFFFFFF)
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 0xFF}
}

// The status quo is a band over its range and a dashed line at its median.
var (
	statusQuoBand = rgb(0xF6E3B8)
	statusQuoPen  = pen{colour: rgb(0x8A5A00), width: 1.5, dashes: []float64{5, 3}}
)

// A fill is a colour with a pattern, so that it can be told apart in
// greyscale and without colour vision.
type fill struct {
	colour  color.NRGBA
	pattern pattern
	lines   color.NRGBA // colour of the pattern
}

// classFills are the fills of the outcome classes.
var classFills = [model.Classes]fill{
	model.Settlement: {blue, solid, white},
	model.Ceasefire:  {sky, rising, white},
	model.Partial:    {green, falling, white},
	model.Stalemate:  {pale, solid, grey},
	model.Escalation: {vermilion, crossed, ink},
	model.Collapsed:  {purple, level, ink},
}

// luminance is the relative luminance of a colour (WCAG 2.1), in [0, 1].
func luminance(c color.NRGBA) float64 {
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

// contrast is the colour, dark or white, in which text on c is easier to read.
func contrast(c color.NRGBA) color.NRGBA {
	if luminance(c) < 0.17 {
		return white
	}
	return ink
}
