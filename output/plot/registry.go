package plot

import (
	"io"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
	"sim/output"
)

// All lists the kinds of pictures in the order of the report.
var All = []Kind{
	outcomeStrips,
	leverEffects,
	network,
	outcomeMix,
	outcomeOverRounds,
	timeToAgreement,
	durability,
	pathsLine,
	pathsReservation,
	whoBlocked,
	terms,
	consentMatrix,
	course,
	pairedGains,
	effectEvidence,
	zone,
	theoriesTogether,
	pareto,
	ledger,
}

// Every stands for all pictures where names of pictures are expected.
const Every = "all"

// Figures lists the pictures of a result that are named, in the order of the
// report: a name is that of a figure or else of a kind, or Every. Without names it
// lists the main ones.
func Figures(r *output.Result, names ...string) []Figure {
	var fs []Figure
	if r == nil || r.Result == nil {
		return nil
	}
	for _, k := range All {
		if !slices.ContainsFunc(names, k.may) && len(names) > 0 {
			continue
		}
		all := k.Figures(r)
		own := slices.ContainsFunc(all, func(f Figure) bool { return f.Name == k.Name })
		for _, f := range all {
			if len(names) == 0 && f.main || slices.Contains(names, Every) || slices.Contains(names, f.Name) || !own && slices.Contains(names, k.Name) {
				fs = append(fs, f)
			}
		}
	}
	return fs
}

// may reports whether a name can be that of a picture of the kind.
func (k Kind) may(name string) bool {
	return name == Every || name == k.Name || strings.HasPrefix(name, k.Name+"-")
}

// NameCheck returns what says which of some names no picture of a bargain has, and
// what is nearest.
func NameCheck(b *model.Bargain) func(names []string) error {
	known := []string{Every}
	for _, k := range All {
		known = append(known, k.Name)
	}
	for _, k := range tabled(b) {
		known = append(known, terms.Name+"-"+b.Issues[k].ID)
	}
	return func(names []string) error {
		for _, name := range names {
			if !slices.Contains(known, name) {
				return &registry.UnknownError{What: "picture", Name: name, Known: known}
			}
		}
		return nil
	}
}

// Formats are the names of the formats that pictures can be written in.
var Formats = []string{"svg", "png", "pdf"}

// Artifacts lists the pictures of a result that are named, as Figures does, each as
// a file plots/<name>.<format>, for the formats asked for; formats that are not for
// pictures are ignored.
// other, which may be nil, has letters that the pictures' own font lacks.
func Artifacts(r *output.Result, names []string, other *Font, formats ...string) []output.Artifact {
	var as []output.Artifact
	for _, f := range Figures(r, names...) {
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
