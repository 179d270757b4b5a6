package plot

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/reference"
)

// referencePen draws a reference class: grey and dashed, unlike anything of a draw.
var referencePen = pen{colour: grey, width: 1.6, dashes: []float64{2, 3}}

// referenceWords say what reference classes are and that they are another population;
// empty if there are none.
func referenceWords(classes []reference.Class) string {
	var w strings.Builder
	for _, c := range classes {
		n := ""
		if c.Of > 0 {
			n = fmt.Sprintf("n = %d, ", c.Of)
		}
		fmt.Fprintf(&w, " Another population (%swatched for %s): %s %s", n, c.Over, c.Doc, c.Citation)
	}
	return w.String()
}

// besideReference writes what the reference classes of a quantity are that a scenario
// names, and returns them.
func (s *canvas) besideReference(b *model.Bargain, q reference.Quantity) []reference.Class {
	classes := reference.Named(b.Reference, q)
	if len(classes) > 0 {
		s.prose("Grey dashes are no draws." + referenceWords(classes))
	}
	return classes
}
