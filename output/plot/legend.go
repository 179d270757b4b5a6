package plot

// A key is one entry of a legend: a drawing about 22 wide and its name.
type key struct {
	draw func(x, y float64) // x is the left end, y the middle
	name string
}

// legend writes keys in a line, and in more lines if they need them.
func (s *canvas) legend(keys []key) {
	const swatch, between, height = 26.0, 18.0, 20.0
	x, y := margin, s.y+height/2
	for _, k := range keys {
		w := swatch + labelStyle.measure(clean(k.name))
		if x > margin && x+w > sheetWidth-margin {
			x, y = margin, y+height
		}
		k.draw(x, y)
		s.write(labelStyle, x+swatch, y, fromLeft, labelStyle.shorten(k.name, sheetWidth-2*margin-swatch))
		x += w + between
	}
	s.y = y + height/2 + 6
}

// swatch draws a sample of a fill for a legend.
func (s *canvas) swatch(f fill) func(x, y float64) {
	return func(x, y float64) {
		b := box{x, y - 6.5, x + 20, y + 6.5}
		s.area(b, f)
		s.border(b, pen{colour: inkSoft, width: 0.6})
	}
}
