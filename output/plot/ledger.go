package plot

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"sim/model"
	"sim/output"
)

var ledger = Kind{
	Name:    "ledger",
	Doc:     "Assumption ledger: what the scenario's numbers rest on, and the widest ranges that are assumed.",
	unasked: true,
	Applies: func(r *output.Result) bool { return len(r.Scenario.Bargain.Inputs) > 0 },
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name:        "ledger",
			Title:       "What the numbers rest on",
			Description: describeLedger(r.Scenario.Bargain),
			draw:        func(s *canvas) { drawLedger(s, r.Scenario.Bargain) },
		}}
	},
}

// standingFills are the fills of the standings.
var standingFills = [output.EvidenceStatuses]fill{
	output.Assumed:  {pale, solid, grey},
	output.Opinion:  {orange, falling, ink},
	output.Disputed: {vermilion, crossed, ink},
	output.Evidence: {blue, solid, white},
}

// ledgerOrder is the order of the standings in the figure, the strongest first.
var ledgerOrder = []output.EvidenceStatus{output.Evidence, output.Disputed, output.Opinion, output.Assumed}

// A section is a part of the scenario with the count of its inputs by standing.
type section struct {
	name  string
	of    [output.EvidenceStatuses]int
	total int
}

// sections counts inputs by where they stand in the scenario, in the order in
// which sections first occur; the last one is the whole scenario.
func sections(b *model.Bargain) []section {
	var ss []section
	all := section{name: "all numbers"}
	for i := range b.Inputs {
		standing := output.EvidenceStatusOf(b, &b.Inputs[i])
		name := sectionOf(b.Inputs[i].Path)
		at := slices.IndexFunc(ss, func(s section) bool { return s.name == name })
		if at < 0 {
			at = len(ss)
			ss = append(ss, section{name: name})
		}
		ss[at].of[standing]++
		ss[at].total++
		all.of[standing]++
		all.total++
	}
	return append(ss, all)
}

// sectionOf is the part of the scenario that an input's path lies in.
func sectionOf(path string) string {
	parts := strings.Split(path, ".")
	if parts[0] != "issues" || len(parts) < 3 {
		return strings.ReplaceAll(parts[0], "_", " ")
	}
	switch {
	case parts[len(parts)-1] == "salience":
		return "issues: salience"
	case parts[2] == "positions":
		return "issues: positions"
	}
	return "issues: " + strings.ReplaceAll(parts[2], "_", " ")
}

func describeLedger(b *model.Bargain) string {
	ss := sections(b)
	var w strings.Builder
	w.WriteString("Count of the scenario's numbers by what they rest on.")
	for _, sec := range ss {
		fmt.Fprintf(&w, " %s:", sec.name)
		for j, standing := range ledgerOrder {
			if j > 0 {
				w.WriteString(",")
			}
			fmt.Fprintf(&w, " %s %d", standing, sec.of[standing])
		}
		w.WriteString(".")
	}
	return w.String()
}

func drawLedger(s *canvas, b *model.Bargain) {
	s.prose("Every number of the scenario is a judgement. An opinion or a rewritten news page never counts as evidence of a fact; a disputed number has a document that says otherwise; an assumed one has none at all.")
	ss := sections(b)
	var keys []key
	for _, standing := range ledgerOrder {
		if ss[len(ss)-1].of[standing] > 0 {
			keys = append(keys, key{s.swatch(standingFills[standing]), standing.String()})
		}
	}
	s.legend(keys)

	most := 0
	for _, sec := range ss[:len(ss)-1] {
		most = max(most, sec.total)
	}
	a := axis{0, float64(most) * 1.03, axesLeft, axesRight - 8}
	ticks := slices.DeleteFunc(a.ticks(6), func(t float64) bool { return t != math.Trunc(t) })
	f := s.open(axesLeft, axesRight, a.places(ticks))
	for _, sec := range ss[:len(ss)-1] {
		row := f.row(28)
		s.around(labelStyle, margin, row.middle(), labelStyle.wrap(sec.name, labelWidth, 2))
		drawSection(s, a, box{a.left, row.top + 4, a.right, row.bottom - 4}, sec)
		s.write(smallStyle, axesRight+gap, row.middle(), fromLeft, fmt.Sprintf("%d of %d assumed", sec.of[output.Assumed], sec.total))
	}
	f.close()
	s.drawTicks(a, ticks, tickText)
	all := ss[len(ss)-1]
	s.drawName(a, fmt.Sprintf("numbers in the scenario (%d in all, %d of them assumed)", all.total, all.of[output.Assumed]))
	drawWidest(s, b)
}

// drawSection draws the counts of one section side by side.
func drawSection(s *canvas, a axis, at box, sec section) {
	sum := 0
	for _, standing := range ledgerOrder {
		count := sec.of[standing]
		left := a.at(float64(sum))
		sum += count
		part := box{left, at.top, a.at(float64(sum)), at.bottom}
		f := standingFills[standing]
		s.area(part, f)
		s.outline(part)
		label := strconv.Itoa(count)
		w := labelStyle.measure(label) + 6
		if count == 0 || w > part.width() {
			continue
		}
		x := (part.left + part.right) / 2
		if f.pattern != solid {
			s.rect(box{x - w/2, part.middle() - 8, x + w/2, part.middle() + 8}, f.colour)
		}
		s.write(labelStyle.in(contrast(f.colour)), x, part.middle(), centred, label)
	}
}

func (s *canvas) outline(b box) {
	if b.width() > 0 {
		s.border(b, pen{colour: white, width: 1})
	}
}

// A width is how wide the 90% range of an assumed input is.
type width struct {
	input        *model.Input
	lower, upper float64 // of the 90% range
	// relative is the width as a share of all values that are allowed, such as
	// the scale, in [0, 1]; without a bound on both sides there is no such
	// share, and it is that of the end farther from zero, in [0, 2].
	relative float64
}

// widest lists the assumed inputs with the widest ranges.
func widest(b *model.Bargain, most int) []width {
	var ws []width
	for i := range b.Inputs {
		in := &b.Inputs[i]
		if in.Dist == nil || output.EvidenceStatusOf(b, in) != output.Assumed {
			continue
		}
		w := width{input: in, lower: in.Dist.Quantile(0.05), upper: in.Dist.Quantile(0.95)}
		all := in.Upper - in.Lower
		if math.IsInf(all, 0) {
			all = max(math.Abs(w.lower), math.Abs(w.upper))
		}
		if all > 0 {
			w.relative = (w.upper - w.lower) / all
		}
		if finite(w.relative) {
			ws = append(ws, w)
		}
	}
	slices.SortStableFunc(ws, func(x, y width) int {
		switch {
		case x.relative > y.relative:
			return -1
		case x.relative < y.relative:
			return 1
		}
		return 0
	})
	return ws[:min(most, len(ws))]
}

// drawWidest lists the assumed inputs with the widest ranges.
func drawWidest(s *canvas, b *model.Bargain) {
	ws := widest(b, 12)
	if len(ws) == 0 {
		return
	}
	s.y += 10
	s.y = s.paragraph(strongStyle, margin, s.y, fromLeft, []string{"The widest of the assumed ranges"})
	words := "Width of the 90% range, as a share of all values that are allowed, such as the issue's scale."
	if slices.ContainsFunc(ws, func(w width) bool { return math.IsInf(w.input.Upper-w.input.Lower, 0) }) {
		words += " Of a number without a bound on one side, as a share of the end that is farther from zero."
	}
	s.prose(words)
	const left = margin + 300
	top := 0.0
	for _, w := range ws {
		top = max(top, w.relative)
	}
	a := axis{0, max(1, top), left, axesRight - 8}
	ticks := a.ticks(5)
	f := s.open(left, axesRight, a.places(ticks))
	for _, w := range ws {
		row := f.row(22)
		s.write(smallStyle, margin, row.middle(), fromLeft, smallStyle.shorten(w.input.Path, left-margin-gap))
		s.rect(box{a.left, row.top + 5, a.at(w.relative), row.bottom - 5}, grey)
		s.write(smallStyle, axesRight+gap, row.middle(), fromLeft, smallStyle.shorten(rangeText("", output.AmountsIn(w.input), w.lower, w.upper), noteWidth))
	}
	f.close()
	s.drawTicks(a, ticks, percentText)
	s.drawName(a, "width of the range")
}
