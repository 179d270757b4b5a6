package plot

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sim/model/montecarlo"
	"sim/output"
)

var effectEvidence = Kind{
	Name:    "evidence",
	Doc:     "Which inputs move the outcome most, and what each rests on: what to research first.",
	Applies: func(r *output.Result) bool { return len(r.Moving(leadTheory(r))) > 0 },
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name: "evidence", main: true, Numbers: evidenceNumbers(r), Title: evidenceTitle(r),
			Sub:         "Right: moves the outcome more (under " + output.TheoryTitle(&r.Scenario.Bargain.Theories[leadTheory(r)]) + "). Up: rests on less.",
			Description: describeEvidence(r),
			draw:        func(s *canvas) { drawEvidence(s, r) },
		}}
	},
}

// A driver is an input that moves the outcome, and what it rests on.
type driver struct {
	name   string
	share  montecarlo.Estimate // of the outcome's variance that it explains alone
	status output.EvidenceStatus
}

// driversOf are the inputs that move the outcome under the lead theory, most first.
func driversOf(r *output.Result) []driver {
	b := r.Scenario.Bargain
	inputs := b.Varying()
	var ds []driver
	for _, d := range r.Moving(leadTheory(r)) {
		in := inputs[d.Column]
		ds = append(ds, driver{output.InputName(b, in.Path), d.Index, output.EvidenceStatusOf(b, in)})
	}
	return ds
}

// restsOn says what a number rests on.
var restsOn = [output.EvidenceStatuses]string{"nothing: it is assumed", "opinion or rewritten news", "disputed evidence", "evidence"}

func (d driver) text() string { return output.FormatPercent(d.share.Value, d.share.Error) }

func evidenceTitle(r *output.Result) string {
	ds := driversOf(r)
	n := 0
	for _, d := range ds {
		if d.status == output.Evidence || d.status == output.Disputed {
			n++
		}
	}
	if len(ds) == 1 {
		return "The one input that stands out rests on " + restsOn[ds[0].status]
	}
	return fmt.Sprintf("Of the %d strongest inputs %d rest on evidence", len(ds), n)
}

func evidenceNumbers(r *output.Result) *Numbers {
	n := &Numbers{Head: []string{"input", "explained alone (Sobol S₁)", "rests on"}}
	for _, d := range driversOf(r) {
		n.Rows = append(n.Rows, []string{d.name, output.FormatWithError(float64(100*d.share.Value), float64(100*d.share.Error)) + "%", restsOn[d.status]})
	}
	return n
}

func describeEvidence(r *output.Result) string {
	var w strings.Builder
	w.WriteString(evidenceTitle(r) + ". Share of the outcome's variance that each input explains alone (Sobol S₁), and what it rests on.")
	for _, d := range driversOf(r) {
		fmt.Fprintf(&w, " %s: %s, rests on %s.", d.name, d.text(), restsOn[d.status])
	}
	return w.String()
}

func drawEvidence(s *canvas, r *output.Result) {
	ds := driversOf(r)
	most := 0.0
	var counts [output.EvidenceStatuses]int
	for _, in := range r.Scenario.Bargain.Varying() {
		counts[output.EvidenceStatusOf(r.Scenario.Bargain, in)]++
	}
	for _, d := range ds {
		most = max(most, d.share.Value)
	}
	const left = margin + 150.0
	a := axis{0, most * 1.08, left + 10, axesWide - 12}
	ticks := a.ticks(6)
	f := s.open(left, axesWide, a.places(ticks))
	const lane, size = 19.0, 9.0
	for status := range output.EvidenceStatuses {
		// Numbered marks that would cover each other stand below each other.
		var lanes []float64
		type spot struct {
			n    int
			x    float64
			lane int
		}
		var spots []spot
		for n := len(ds) - 1; n >= 0; n-- {
			if ds[n].status != status {
				continue
			}
			x := a.at(ds[n].share.Value)
			at := slices.IndexFunc(lanes, func(end float64) bool { return x-end > 2*size+1 })
			if at < 0 {
				at = len(lanes)
				lanes = append(lanes, 0)
			}
			lanes[at] = x
			spots = append(spots, spot{n, x, at})
		}
		if status > 0 {
			f.separate()
		}
		row := f.row(max(38, float64(len(lanes))*lane+12))
		s.around(strongStyle, margin, row.middle()-7, strongStyle.wrap(capital(status.String()), left-margin-8, 1))
		s.write(smallStyle, margin, row.middle()+9, fromLeft, plural(counts[status], "range", "ranges"))
		for _, p := range spots {
			y := row.middle() + (float64(p.lane)-float64(len(lanes)-1)/2)*lane
			s.discs([]point{{p.x, y}}, size, ink)
			s.write(smallStyle.in(white), p.x, y, centred, strconv.Itoa(p.n+1))
		}
	}
	f.close()
	s.drawTicks(a, ticks, func(v float64) string { return tickText(100*v) + "%" })
	s.drawName(a, "share of the outcome's variance that the input explains alone (Sobol S₁)")
	for n, d := range ds {
		lines := labelStyle.wrap(fmt.Sprintf("%d  %s · %s", n+1, d.name, d.text()), sheetWidth-2*margin, 2)
		s.y = s.paragraph(labelStyle, margin, s.y, fromLeft, lines)
	}
	s.y += 4
}
