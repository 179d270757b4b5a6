package plot

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"sim/model/study"
	"sim/output"
	"sim/output/answer"
)

var effectEvidence = Kind{
	Name:    "evidence",
	Doc:     "Which inputs move the outcome most, and what each rests on: what to research first.",
	unasked: true, // its theories are those of the whole run, as in drivers.csv
	Applies: func(r *output.Result) bool { return len(driversOf(r)) > 0 },
	figures: func(r *output.Result) []Figure {
		return []Figure{{
			Name: "evidence", main: true, Numbers: evidenceNumbers(r), Title: evidenceTitle(r),
			Sub:         evidenceSub(r),
			Description: describeEvidence(r),
			draw:        func(s *canvas) { drawEvidence(s, r) },
		}}
	},
}

// A driver is an input that moves the outcome, and what it rests on.
type driver struct {
	name   string
	at     study.DriverResponse // share of draws around its 10% and 90% points
	status output.EvidenceStatus
}

// mostDrivers is how many inputs the picture names.
const mostDrivers = 10

// driversOf are the inputs that move the outcome under the lead theory, most first.
func driversOf(r *output.Result) []driver {
	b, t := r.Scenario.Bargain, r.Drivers()
	if t == nil {
		return nil
	}
	inputs := b.Varying()
	var ds []driver
	for i := range t.Inputs {
		d := &t.Inputs[i]
		if in := inputs[d.Column]; d.Significant && len(ds) < mostDrivers {
			ds = append(ds, driver{answer.InputName(b, in), d.Responses[t.Lead], output.EvidenceStatusOf(b, in)})
		}
	}
	return ds
}

// restsOn says what a number rests on.
var restsOn = [output.EvidenceStatuses]string{"nothing: it is assumed", "opinion or rewritten news", "disputed evidence", "evidence"}

// text writes the two ends as counts of 100.
func (d driver) text() string { return output.FromTo(d.at.Low, d.at.High) }

// size is how far the outcome moves, as a share of draws.
func (d driver) size() float64 { return math.Abs(d.at.Difference.Value) }

func evidenceSub(r *output.Result) string {
	t := r.Drivers()
	b := r.Scenario.Bargain
	return fmt.Sprintf("Change in %s, of 100 runs, between an input's 10%% and 90%% points under %s; by what it rests on.", b.ClassLabel(t.Outcome), output.TheoryTitle(&b.Theories[t.Theories[t.Lead]]))
}

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
	if n == 0 {
		return fmt.Sprintf("None of the %d strongest inputs rests on evidence", len(ds))
	}
	return fmt.Sprintf("Of the %d strongest inputs %d rest on evidence", len(ds), n)
}

func evidenceNumbers(r *output.Result) *Numbers {
	n := &Numbers{Head: []string{"input", r.Scenario.Bargain.ClassLabel(r.Drivers().Outcome) + ", of 100, at its 10% and 90% points", "rests on"}}
	for _, d := range driversOf(r) {
		n.Rows = append(n.Rows, []string{d.name, d.text(), restsOn[d.status]})
	}
	return n
}

func describeEvidence(r *output.Result) string {
	var w strings.Builder
	w.WriteString(evidenceTitle(r) + ". Of 100 runs, at the 10% and the 90% point of each input, and what it rests on.")
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
		most = max(most, d.size())
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
		for n := range slices.Backward(ds) {
			if ds[n].status != status {
				continue
			}
			x := a.at(ds[n].size())
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
		s.write(labelStyle, margin, row.middle()-7, fromLeft, labelStyle.shorten(capital(status.String()), left-margin-8))
		s.write(smallStyle, margin, row.middle()+9, fromLeft, plural(counts[status], "range", "ranges"))
		for _, p := range spots {
			y := row.middle() + (float64(p.lane)-float64(len(lanes)-1)/2)*lane
			s.discs([]point{{p.x, y}}, size, ink)
			s.write(smallStyle.in(white), p.x, y, centred, strconv.Itoa(p.n+1))
		}
	}
	f.close()
	s.drawTicks(a, ticks, func(v float64) string { return tickText(100 * v) })
	s.drawName(a, "change of 100 runs, between the input's 10% and 90% points")
	for n, d := range ds {
		lines := labelStyle.wrap(fmt.Sprintf("%d  %s · %s", n+1, d.name, d.text()), sheetWidth-2*margin, 2)
		s.y = s.paragraph(labelStyle, margin, s.y, fromLeft, lines)
	}
	s.y += 4
}
