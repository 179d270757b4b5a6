package plot

import (
	"sim/output"
)

// A StudyKind is a sort of picture of what an analysis found.
type StudyKind[T any] struct {
	Name string // as `sim list` writes it, and how the names of its files begin
	Doc  string // one line, ends in a full stop
	// figures lists its pictures; none if it has nothing to show.
	figures func(T) []Figure
}

// figuresOf lists all pictures of an analysis, with the line that says what was
// played.
func figuresOf[T any](kinds []StudyKind[T], study *output.Study, found T) []Figure {
	var fs []Figure
	names := namesOf(study.Scenario.Bargain, study.Scenario.Name)
	for _, k := range kinds {
		for _, f := range k.figures(found) {
			f.line, f.names = study.Line(), names
			fs = append(fs, f)
		}
	}
	return fs
}

// Encode draws a picture of an analysis in one of Formats; other, which may be
// nil, has letters that the pictures' own font lacks.
func Encode(f Figure, format string, other *Font) ([]byte, error) {
	return encoders[format](f, nil, other)
}
