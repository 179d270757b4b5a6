package plot

import (
	"strings"

	"sim/model"
	"sim/model/reference"
	"sim/output"
)

// referencePen draws a reference class: grey and dashed, unlike anything of a draw.
var referencePen = pen{colour: grey, width: 1.6, dashes: []float64{2, 3}}

// referenceWords say what the reference classes of a quantity are that a scenario names,
// with a blank before each; empty if it names none.
func referenceWords(b *model.Bargain, q reference.Quantity) string {
	var w strings.Builder
	for _, words := range output.References(b, q) {
		w.WriteString(" " + words)
	}
	return w.String()
}

// besideReference writes what the reference classes of a quantity are that a scenario
// names, and returns them.
func (s *canvas) besideReference(b *model.Bargain, q reference.Quantity) []reference.Class {
	classes := reference.Named(b.Reference, q)
	if len(classes) > 0 {
		lead := "Grey dashes are no draws."
		if q == reference.Unended {
			lead = "Grey dashes are no draws, and count a conflict as ended that a victory ended."
		}
		s.prose(lead + referenceWords(b, q))
	}
	return classes
}
