package plot

import (
	"io"

	"sim/output"
)

// All lists the kinds of pictures in the order of the report.
var All = []Kind{
	outcomeMix,
	outcomeOverRounds,
	timeToAgreement,
	durability,
	pathsLine,
	pathsReservation,
	whoBlocked,
	terms,
	payoff,
	zone,
	theoriesVsInputs,
	theoriesTogether,
	pareto,
	ledger,
}

// Figures lists every picture of a result.
func Figures(r *output.Result) []Figure {
	var fs []Figure
	if r == nil || r.Result == nil {
		return nil
	}
	for _, k := range All {
		fs = append(fs, k.Figures(r)...)
	}
	return fs
}

// Formats are the names of the formats that pictures can be written in.
var Formats = []string{"svg", "png", "pdf"}

// Artifacts lists every picture of a result as a file plots/<name>.<format>,
// for the formats asked for; formats that are not for pictures are ignored.
// other, which may be nil, has letters that the pictures' own font lacks.
func Artifacts(r *output.Result, other *Font, formats ...string) []output.Artifact {
	var as []output.Artifact
	for _, f := range Figures(r) {
		for _, format := range formats {
			if encode, ok := encoders[format]; ok {
				as = append(as, artifact{f, other, format, encode})
			}
		}
	}
	return as
}

var encoders = map[string]func(Figure, *output.Result, *Font) ([]byte, error){
	"svg": func(f Figure, r *output.Result, _ *Font) ([]byte, error) { return SVG(f, r) }, "png": PNG, "pdf": PDF,
}

// An artifact is a figure in one format.
type artifact struct {
	figure Figure
	other  *Font
	format string
	encode func(Figure, *output.Result, *Font) ([]byte, error)
}

// Name is the file's path below the run's folder.
func (a artifact) Name() string { return "plots/" + a.figure.Name + "." + a.format }

// Write draws the figure and writes it to w.
func (a artifact) Write(w io.Writer, r *output.Result) error {
	b, err := a.encode(a.figure, r, a.other)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}
