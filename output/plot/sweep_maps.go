package plot

import (
	"fmt"
	"image/color"
	"math"
	"strings"

	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
)

var sweepMaps = StudyKind[*output.Sweep]{
	Name: "sweep-map",
	Doc:  "Figures over two numbers of the scenario, a map a theory, all in the same colours.",
	figures: func(w *output.Sweep) []Figure {
		if len(w.Axes) != 2 {
			return nil
		}
		var fs []Figure
		add := func(name, title, quantity, key string, percent bool, unit string) {
			m := sweptMap{w: w, quantity: quantity, key: key, percent: percent, unit: unit}
			if m.scale() {
				fs = append(fs, Figure{Name: name, Title: title, Description: m.describe(title), draw: m.draw})
			}
		}
		if w.Measure != nil {
			add("sweep-map-measure", w.Measure.Text, study.MeasureMean, w.Measure.Text, w.Measure.Share, w.Measure.Unit)
		}
		for _, c := range w.ClassesShown() {
			add("sweep-map-"+c.String(), "Draws that end in "+w.Scenario.Bargain.ClassLabel(c), "share", c.String(), true, "share of draws")
		}
		return fs
	},
}

// A sweptMap is one figure over two numbers.
type sweptMap struct {
	w             *output.Sweep
	quantity, key string
	percent       bool
	unit          string
	lower, upper  float64
	worst         montecarlo.Estimate // the one with the largest error
}

// scale finds the range of the colours, the same for all theories; false if
// there is nothing to show.
func (m *sweptMap) scale() bool {
	m.lower, m.upper = math.Inf(1), math.Inf(-1)
	for point := range m.w.Points {
		for t := range m.w.Theories {
			if r := m.w.At(point, t, m.quantity, m.key); r.Shown() {
				m.lower, m.upper = min(m.lower, r.Value), max(m.upper, r.Value)
				if !(r.Error <= m.worst.Error) {
					m.worst = r.Estimate()
				}
			}
		}
	}
	if math.IsInf(m.upper, 0) {
		return false
	}
	if m.percent {
		m.lower = min(m.lower, 0)
	}
	width := 1.0
	if !m.percent {
		width = widthOf(m.w.Measure)
	}
	m.upper = max(m.upper, m.lower+scaleOf(m.lower, m.upper, width)/1e6)
	return true
}

func (m *sweptMap) describe(title string) string {
	var text strings.Builder
	a, b := &m.w.Axes[0], &m.w.Axes[1]
	fmt.Fprintf(&text, "%s over %s and %s. At the corners, lower left, lower right, upper left, upper right:", title, b.Path, a.Path)
	for t := range m.w.Theories {
		fmt.Fprintf(&text, " under %s", output.TheoryName(&m.w.Theories[t]))
		for i, at := range [][2]int{{0, 0}, {0, len(b.Values) - 1}, {len(a.Values) - 1, 0}, {len(a.Values) - 1, len(b.Values) - 1}} {
			if i > 0 {
				text.WriteString(",")
			}
			r := m.w.At(m.w.Index(at[0], at[1]), t, m.quantity, m.key)
			switch {
			case !r.Shown():
				text.WriteString(" too few draws")
			case m.percent:
				text.WriteString(" " + output.FormatShareOf(r.Estimate()))
			default:
				text.WriteString(" " + output.AmountsOfMeasure(m.w.Measure).Format(r.Value, r.Error))
			}
		}
		text.WriteString(";")
	}
	return strings.TrimSuffix(text.String(), ";") + "."
}

// shades is how many steps the colours have.
const shades = 16

// shade is the colour of step i: from pale to dark, so that it reads without
// colour too.
func shade(i int) color.NRGBA {
	stops := []color.NRGBA{rgb(0xF4F8FB), rgb(0xA9CFE5), rgb(0x4B96C6), rgb(0x1B5E93), rgb(0x08294A)}
	x := float64(i) / (shades - 1) * float64(len(stops)-1)
	k := min(int(x), len(stops)-2)
	t := x - float64(k)
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*(1-t) + float64(b)*t)) }
	a, b := stops[k], stops[k+1]
	return color.NRGBA{R: mix(a.R, b.R), G: mix(a.G, b.G), B: mix(a.B, b.B), A: 0xFF}
}

// step is the shade of a value.
func (m *sweptMap) step(v float64) int {
	return min(int((v-m.lower)/(m.upper-m.lower)*shades), shades-1)
}

// unknownFill marks points where a figure rests on too few draws.
var unknownFill = fill{white, crossed, pale}

func (m *sweptMap) draw(s *canvas) {
	w := m.w
	s.prose("Every point plays the same draws. Colours mean the same in every map; hatched where fewer than 100 draws have a value. The ring marks the scenario's own values, where they lie inside. No point has a larger Monte Carlo error than " + m.error() + "; sweep.csv has each.")
	m.drawScale(s)
	across := min(3, max(2, len(w.Theories)))
	const apart, ticksWide, ticksHigh = 14.0, 38.0, 44.0
	wide := (sheetWidth - 2*margin - float64(across-1)*apart) / float64(across)
	side := wide - ticksWide
	tall := min(side, 220)
	height := 36 + noticeHeight + tall + ticksHigh
	top := s.y
	for t := range w.Theories {
		if t > 0 && t%across == 0 {
			top += height
		}
		left := margin + float64(t%across)*(wide+apart)
		s.y = top
		s.write(strongStyle, left+ticksWide, s.y+9, fromLeft, strongStyle.shorten(output.TheoryName(&w.Theories[t]), side))
		s.write(smallStyle, left, s.y+25, fromLeft, smallStyle.shorten("↑ "+w.Axes[0].Path, wide))
		s.y += 36
		f := s.open(left+ticksWide, left+wide, nil)
		b := f.row(tall)
		m.drawCells(s, b, t)
		f.close()
		m.drawAxes(s, b)
	}
	s.y = top + height
}

// error is the largest Monte Carlo error of a point, in words.
func (m *sweptMap) error() string {
	factor, unit, amounts := 100.0, " points", output.Amounts{Width: 100}
	if !m.percent {
		factor, unit, amounts = 1, "", output.AmountsOfMeasure(m.w.Measure)
	}
	_, e, some := strings.Cut(amounts.WithError(factor*m.worst.Value, factor*m.worst.Error), " ± ")
	if !some {
		e = "0"
	}
	return e + unit
}

// drawCells fills the map of a theory; neighbours of one shade are one area.
func (m *sweptMap) drawCells(s *canvas, b box, theory int) {
	rows, columns := m.w.Axes[0].Values, m.w.Axes[1].Values
	x, y := edgesOf(columns, b.left, b.right), edgesOf(rows, b.bottom, b.top)
	for i := range rows {
		from, last := 0, -2
		flush := func(to int) {
			area := box{x[from], y[i+1], x[to], y[i]}
			switch {
			case last == -1:
				s.area(area, unknownFill)
			case last >= 0:
				s.rect(area, shade(last))
			}
			from = to
		}
		for j := range columns {
			step := -1
			if r := m.w.At(m.w.Index(i, j), theory, m.quantity, m.key); r.Shown() {
				step = m.step(r.Value)
			}
			if step != last {
				flush(j)
				last = step
			}
		}
		flush(len(columns))
	}
	a, o := m.w.Axes[1], m.w.Axes[0]
	if inside(a) && inside(o) {
		px, py := placeAmong(a, x), placeAmong(o, y)
		s.ring(px, py, 5, pen{colour: white, width: 3.4})
		s.ring(px, py, 5, pen{colour: ink, width: 1.6})
	}
}

// edgesOf are the places between cells, each as wide as the next.
func edgesOf(values []float64, from, to float64) []float64 {
	es := make([]float64, len(values)+1)
	for i := range es {
		es[i] = from + (to-from)*float64(i)/float64(len(values))
	}
	return es
}

func inside(a study.Axis) bool {
	return a.Base >= a.Values[0] && a.Base <= a.Values[len(a.Values)-1]
}

// placeAmong is where the scenario's own value lies among the cells.
func placeAmong(a study.Axis, edges []float64) float64 {
	for i := 1; i < len(a.Values); i++ {
		if lo, hi := a.Values[i-1], a.Values[i]; a.Base <= hi {
			t := (a.Base - lo) / (hi - lo)
			return (edges[i-1]+edges[i])/2 + t*((edges[i]+edges[i+1])/2-(edges[i-1]+edges[i])/2)
		}
	}
	return (edges[0] + edges[1]) / 2
}

// drawAxes writes values below and beside a map.
func (m *sweptMap) drawAxes(s *canvas, b box) {
	columns, rows := m.w.Axes[1], m.w.Axes[0]
	across, up := output.AmountsAt(m.w.Scenario.Bargain, columns.Path), output.AmountsAt(m.w.Scenario.Bargain, rows.Path)
	x, y := edgesOf(columns.Values, b.left, b.right), edgesOf(rows.Values, b.bottom, b.top)
	last := math.Inf(-1)
	for i, v := range columns.Values {
		at, half := (x[i]+x[i+1])/2, tickStyle.measure(across.Tick(v))/2
		if at-half > last+8 && at+half <= b.right+8 {
			s.write(tickStyle, at, b.bottom+11, centred, across.Tick(v))
			last = at + half
		}
	}
	previous := math.Inf(1)
	for i, v := range rows.Values {
		if at := (y[i] + y[i+1]) / 2; previous-at > 15 {
			s.write(tickStyle, b.left-5, at, fromRight, tickStyle.shorten(up.Tick(v), 32))
			previous = at
		}
	}
	s.y = s.paragraph(smallStyle, (b.left+b.right)/2, b.bottom+20, centred, []string{smallStyle.shorten(columns.Path+" →", b.width()+30)})
}

// drawScale draws what the colours mean.
func (m *sweptMap) drawScale(s *canvas) {
	const left, wide, tall = margin, 320.0, 14.0
	for i := range shades {
		w := wide / shades
		s.rect(box{left + float64(i)*w, s.y, left + float64(i+1)*w + 0.5, s.y + tall}, shade(i))
	}
	bar := box{left, s.y, left + wide, s.y + tall}
	s.border(bar, pen{colour: rule, width: 1})
	a := axis{m.lower, m.upper, left, left + wide}
	name := percentText
	if !m.percent {
		name = output.AmountsOfMeasure(m.w.Measure).Tick
	}
	words := m.unit
	if words == "" {
		words = "mean of the measure"
	}
	s.around(smallStyle, left+wide+gap, bar.middle()+8, smallStyle.wrap(words, sheetWidth-margin-left-wide-gap, 2))
	s.y += tall
	s.drawTicks(a, a.ticks(5), name)
	s.y += 6
}
