package plot

import (
	"fmt"

	"sim/model/analysis"
	"sim/output"
)

// ComparisonKinds lists the kinds of pictures of a comparison in the order of
// its page.
var ComparisonKinds = []StudyKind[*output.Comparison]{compareSlopes, compareChanges, compareSpread}

// Comparison lists every picture of a comparison.
func Comparison(c *output.Comparison) []Figure { return figuresOf(ComparisonKinds, c.Study, c) }

// eachVariant makes one figure a variant; they are numbered where there is more
// than one.
func eachVariant(c *output.Comparison, name, title string, of func(v *output.Variant) (description string, draw func(s *canvas))) []Figure {
	var fs []Figure
	for i := range c.Variants {
		v := &c.Variants[i]
		f := Figure{Name: name, Title: fmt.Sprintf("%s: %s against %s", title, v.Name, c.Base)}
		if len(c.Variants) > 1 {
			f.Name = fmt.Sprintf("%s-%d", name, i+1)
		}
		if f.Description, f.draw = of(v); f.draw != nil {
			fs = append(fs, f)
		}
	}
	return fs
}

// The pens of what goes up, goes down or is noise.
var (
	risePen  = pen{colour: blue, width: 1.8}
	fallPen  = pen{colour: vermilion, width: 1.8, dashes: []float64{6, 3}}
	noisePen = pen{colour: rule, width: 1, dashes: []float64{2, 3}}
)

// changePen is how a change is drawn.
func changePen(p *analysis.Paired) pen {
	switch {
	case p.Noise():
		return noisePen
	case p.Difference.Value > 0:
		return risePen
	}
	return fallPen
}

// changeKeys are the entries of the legend for changes.
func changeKeys(s *canvas) []key {
	var ks []key
	for _, k := range []struct {
		pen  pen
		name string
	}{{risePen, "more"}, {fallPen, "less"}, {noisePen, "noise (within two errors)"}} {
		ks = append(ks, key{func(x, y float64) { s.line(x, y, x+20, y, k.pen) }, k.name})
	}
	return ks
}
