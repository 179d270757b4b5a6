package plot

import (
	"fmt"
	"strings"

	"sim/model"
	"sim/model/reference"
	"sim/output"
)

// A beside is a reference class in a picture, with the letter that marks it there.
type beside struct {
	reference.Class
	letter string
}

// besides are the reference classes of some quantities that a scenario names.
func besides(b *model.Bargain, qs ...reference.Quantity) (all []beside) {
	for _, q := range qs {
		for _, c := range reference.Named(b.Reference, q) {
			all = append(all, beside{c, string(rune('a' + len(all)))})
		}
	}
	return all
}

// rowOf is the outcome that a reference class is about; none is about both settlements
// and ceasefires together.
func (c beside) rowOf() (row model.Class, ok bool) {
	switch c.Quantity {
	case reference.Settled:
		return model.Settlement, true
	case reference.Ceased:
		return model.Ceasefire, true
	case reference.Unended:
		return model.Stalemate, true
	case reference.Lasting, reference.Agreed:
	}
	return 0, false
}

// referenceWords say what the reference classes of some quantities are that a scenario
// names, with a blank before each; empty if it names none.
func referenceWords(b *model.Bargain, qs ...reference.Quantity) string {
	var w strings.Builder
	for _, words := range output.References(b, qs...) {
		w.WriteString(" " + words)
	}
	return w.String()
}

// says is what the key of a picture says of a reference class, after where it stands.
func (c beside) says(where string) string {
	return fmt.Sprintf("%s (%s): %s of %s.", c.letter, where, output.ReferenceShare(&c.Class), c.Short)
}

// besideReference writes a key of reference classes, after words on what they are; where
// says of each where it stands.
func (s *canvas) besideReference(lead string, all []beside, where func(beside) string) {
	if len(all) == 0 {
		return
	}
	words := []string{lead}
	for _, c := range all {
		words = append(words, c.says(where(c)))
	}
	s.prose(strings.Join(words, " "))
}

// referencePen draws a reference class: a grey ring, unlike any mark of a draw.
var referencePen = pen{colour: grey, width: 1.6}

const referenceRadius = 3.6

// besideAcross marks a reference class on an axis that runs across, at height y.
func (s *canvas) besideAcross(c beside, a axis, y float64) {
	s.ring(a.at(c.Share), y, referenceRadius, referencePen)
	end := c.Share
	if c.Most > 0 {
		end = c.Most
		s.line(a.at(c.Share)+referenceRadius, y, a.at(end)-referenceRadius, y, referencePen)
		s.ring(a.at(end), y, referenceRadius, referencePen)
	}
	s.write(smallStyle, a.at(end)+referenceRadius+4, y, fromLeft, c.letter)
}

// besideUp marks a reference class on an axis that runs up, at x.
func (s *canvas) besideUp(c beside, a axis, x float64) {
	s.ring(x, a.at(c.Share), referenceRadius, referencePen)
	if c.Most > 0 {
		s.line(x, a.at(c.Share)-referenceRadius, x, a.at(c.Most)+referenceRadius, referencePen)
		s.ring(x, a.at(c.Most), referenceRadius, referencePen)
	}
	s.write(smallStyle, x+referenceRadius+3, a.at(max(c.Share, c.Most)), fromLeft, c.letter)
}
