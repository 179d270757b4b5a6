// Package plot turns a finished run into pictures: one figure a file, all of
// them drawn from the run's Result and from nothing else.
//
// A figure is laid out on a sheet 800 units wide, as tall as it needs to be,
// and then handed to a canvas of gonum/plot for SVG, PNG or PDF, so that the
// three say the same. The notice stands inside every frame of axes: a cropped
// picture still says what it is.
//
// The package does not play, does not read scenarios and computes no figure
// that a Tally or a Sample does not hold.
package plot

import (
	"sim/output"
)

// A Figure is one picture of one run.
type Figure struct {
	Name        string   // file name without folder and extension: outcome-mix
	Title       string   // what it finds, in a few words
	Sub         string   // what its marks are, in a sentence; may be empty
	Description string   // the same in sentences, for those who cannot see it
	Brief       string   // the same as Numbers in a line; may be empty
	Numbers     *Numbers // what it shows, as a table; may be nil
	main        bool     // among the pictures of a run for which none is named
	draw        func(s *canvas)
	line        string // what was played, for a picture that is not of a result
	names       naming // what PNG and PDF draw for names whose letters their fonts lack
}

// A Kind is an entry of the registry: a sort of picture. A result gives one
// figure of most kinds, and one for each issue of the kind "terms".
type Kind struct {
	Name string // as `sim list` writes it, and how the names of its files begin
	Doc  string // one line, ends in a full stop
	// Applies reports whether the kind has anything to show of a result.
	Applies func(r *output.Result) bool
	figures func(r *output.Result) []Figure
	// unasked: it shows theories that ask nobody, too, whose draws have no outcome.
	unasked bool
}

// Figures lists the kind's pictures of a result in the order in which a
// reader should see them; none if it does not apply.
func (k Kind) Figures(r *output.Result) []Figure {
	if !complete(r) {
		return nil
	}
	if !k.unasked {
		played, ok := r.Played()
		if !ok {
			return nil
		}
		r = played
	}
	if !k.Applies(r) {
		return nil
	}
	fs := k.figures(r)
	names := namesOf(r.Scenario.Bargain, r.Scenario.Name)
	for i := range fs {
		fs[i].names = names
	}
	return fs
}

// complete reports whether a result holds what every picture needs.
func complete(r *output.Result) bool {
	return r != nil && r.Scenario != nil && r.Scenario.Bargain != nil && r.Tally != nil &&
		r.Tally.Draws > 0 && len(r.Tally.Theories) > 0 &&
		len(r.Tally.Theories) <= len(r.Scenario.Bargain.Theories)
}

// lay draws the figure on a new sheet between the title and the footer that
// all figures share. r may be nil for a picture of an analysis.
func (f Figure) lay(r *output.Result) *canvas {
	s := newSheet()
	s.heading(f.Title)
	if f.Sub != "" {
		s.prose(f.Sub)
	}
	f.draw(s)
	line := f.line
	if line == "" {
		line = runLine(r)
	}
	s.footer(line)
	return s
}
