package plot

import (
	"strings"

	"sim/model/montecarlo"
	"sim/output"
)

// SensitivityKinds lists the kinds of pictures of a sensitivity analysis in the
// order of its page.
var SensitivityKinds = []StudyKind[*output.Sensitivity]{ranking, indices, shapley, tornado}

// Sensitivity lists every picture of a sensitivity analysis.
func Sensitivity(s *output.Sensitivity) []Figure { return figuresOf(SensitivityKinds, s.Study, s) }

// Pictures with names of inputs, which are long, have a wide column of labels.
const (
	pathWidth = 236.0
	pathLeft  = margin + pathWidth + gap
	pathNote  = 128.0 // column of notes right of the axes
	pathRight = sheetWidth - margin - pathNote - gap
)

// path breaks where an input stands in a scenario into lines, after a dot or a
// space where it can.
func (t style) path(name string, width float64) []string {
	var lines []string
	line := ""
	for rest := clean(name); rest != ""; {
		end := strings.IndexAny(rest, ". ") + 1
		if end == 0 {
			end = len(rest)
		}
		piece := rest[:end]
		rest = rest[end:]
		if line != "" && t.measure(strings.TrimRight(line+piece, " ")) > width {
			lines = append(lines, strings.TrimRight(line, " "))
			line = ""
		}
		line += piece
	}
	lines = append(lines, line)
	var out []string
	for _, l := range lines {
		out = append(out, t.wrap(l, width, 0)...)
	}
	if len(out) > 3 {
		out = append(out[:2], t.shorten(out[2]+"…", width))
	}
	return out
}

// pathRow makes room for a row with the name of an input or a group, and
// writes it.
func (f *frame) pathRow(name string, least float64) box {
	lines := labelStyle.path(name, pathWidth)
	row := f.row(max(least, float64(len(lines))*labelStyle.leading()+6))
	f.s.around(labelStyle, margin, row.middle(), lines)
	return row
}

// variancePart is the axis of shares of variance: it holds the estimates and
// their intervals, as far as these lie within what a share can be, and below
// none as far as above it.
func variancePart(es []montecarlo.Estimate) axis {
	top, bottom := 0.02, 0.0
	for _, e := range es {
		top = max(top, e.Value, min(e.Upper, 1))
	}
	for _, e := range es {
		bottom = min(bottom, e.Value, max(e.Lower, -top))
	}
	if bottom < 0 {
		bottom -= 0.02 * (top - bottom)
	}
	return axis{bottom, min(top+0.03*(top-bottom), max(1, top)), pathLeft + 4, pathRight - 4}
}
