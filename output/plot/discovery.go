package plot

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/output"
)

// DiscoveryKinds lists the kinds of pictures of a search for conditions in the
// order of its page.
var DiscoveryKinds = []StudyKind[*output.Discovery]{boxRanges, boxWay}

// Discovery lists every picture of a search for conditions.
func Discovery(d *output.Discovery) []Figure { return figuresOf(DiscoveryKinds, d.Study, d) }

var boxRanges = StudyKind[*output.Discovery]{
	Name: "box",
	Doc:  "The limits within which most draws of interest lie: each input's range and the part of it that is in the box.",
	figures: func(d *output.Discovery) []Figure {
		var fs []Figure
		for k := range d.Found.Boxes {
			fs = append(fs, Figure{
				Name:        fmt.Sprintf("box-%d", k+1),
				Title:       fmt.Sprintf("Where draws %s lie: box %d", output.WhereWords(&d.Where), k+1),
				Description: d.BoxSentence(k),
				draw:        func(s *canvas) { drawBox(s, d, k) },
			})
		}
		return fs
	},
}

// drawBox draws each limited input on its own range from its 1% to its 99%
// quantile.
func drawBox(s *canvas, d *output.Discovery, k int) {
	b := &d.Found.Boxes[k]
	s.prose(d.BoxSentence(k))
	s.legend([]key{
		{s.swatch(fill{band, solid, white}), "uncertainty range, 98% of it"},
		{s.swatch(upFill), "in the box"},
	})
	a := axis{0, 1, pathLeft + 40, pathRight - 40}
	f := s.open(pathLeft, pathRight, nil)
	inputs := d.Scenario.Bargain.Varying()
	for i, l := range b.Limits {
		in := inputs[l.Column]
		row := f.pathRow(in.Path, 48)
		y := row.middle() - 7
		lower, upper := in.Dist.Quantile(0.01), in.Dist.Quantile(0.99)
		on := axis{lower, upper, a.left, a.right}
		s.area(box{a.left, y - 7, a.right, y + 7}, fill{band, solid, white})
		s.border(box{a.left, y - 7, a.right, y + 7}, pen{colour: rule, width: 0.8})
		s.area(box{on.at(max(l.Low, lower)), y - 7, on.at(min(l.High, upper)), y + 7}, upFill)
		amounts := output.AmountsIn(in)
		s.write(smallStyle, a.left, y+16, centred, amounts.Format(lower, 0))
		s.write(smallStyle, a.right, y+16, centred, amounts.Format(upper, 0))
		f.limitMarks(on, y, in, l)
		lines := append(smallStyle.wrap(output.LimitWords(in, l), pathNote, 2), unitLine(in.Unit)...)
		if b.Reproduced != nil {
			lines = append(lines, fmt.Sprintf("again in %.0f of %d", b.Reproduced[i]*float64(d.Resamples), d.Resamples))
		}
		s.around(smallStyle, pathRight+gap, row.middle(), lines[:min(3, len(lines))])
	}
	f.close()
	s.y += 6
	words := "each input on its own scale"
	if b.Reproduced != nil {
		words += fmt.Sprintf("; right: its limits, and in how many of %d resamples of the draws the box has a limit on it", d.Resamples)
	}
	s.drawName(a, words)
}

// limitMarks writes the ends of a limit below its bar, where there is room
// beside those of the range.
func (f *frame) limitMarks(on axis, y float64, in *model.Input, l analysis.Limit) {
	low, high := output.LimitEnds(in, l)
	end := on.left + 26
	for i, v := range []float64{l.Low, l.High} {
		if math.IsInf(v, 0) {
			continue
		}
		text := []string{low, high}[i]
		x, w := on.at(v), smallStyle.measure(text)
		f.s.line(x, y-10, x, y+10, pen{colour: ink, width: 1.4})
		if x-w/2 < end || x+w/2 > on.right-26 {
			continue
		}
		f.s.write(smallStyle, x, y+16, centred, text)
		end = x + w/2 + 6
	}
}

func unitLine(unit string) []string {
	if unit == "" {
		return nil
	}
	return []string{smallStyle.shorten(unit, pathNote)}
}

var boxWay = StudyKind[*output.Discovery]{
	Name: "coverage-density",
	Doc:  "The trade-off on the way to a box: how many of the draws of interest it holds, against how many of what it holds are of interest.",
	figures: func(d *output.Discovery) []Figure {
		if len(d.Found.Boxes) == 0 {
			return nil
		}
		return []Figure{{
			Name:        "coverage-density",
			Title:       "Boxes that hold more, boxes that hold little else",
			Description: describeWay(d),
			draw:        func(s *canvas) { drawWay(s, d) },
		}}
	},
}

func describeWay(d *output.Discovery) string {
	b := &d.Found.Boxes[0]
	var w strings.Builder
	fmt.Fprintf(&w, "Coverage against density on the way from all draws to ever smaller boxes, %d steps.", len(d.Found.Trajectory)-1)
	fmt.Fprintf(&w, " The box found: coverage %s, density %s.", output.FormatPercent(b.Coverage, 0.01), output.FormatPercent(b.Density(), 0.01))
	return w.String() + " " + d.Elsewhere()
}

func drawWay(s *canvas, d *output.Discovery) {
	first := &d.Found.Boxes[0]
	s.prose(fmt.Sprintf("Each disc is a box on the way in, from all draws (right) to ever fewer: how many of the %s draws %s it holds, and how large a part of what it holds they are. The number is how many inputs have a limit. A box up and to the right would hold them all and nothing else.",
		output.FormatCount(d.Found.Hits), output.WhereWords(&d.Where)))
	keys := []key{
		{func(x, y float64) { s.discs([]point{{x + 10, y}}, 3.6, blue) }, "a box on the way"},
		{func(x, y float64) { s.diamond(x+10, y) }, "the box found, tidied"},
	}
	elsewhere := first.LeftOut > 0 && first.LeftOutInterest > 0
	if elsewhere {
		keys = append(keys, key{func(x, y float64) { s.ring(x+10, y, 5, pen{colour: ink, width: 1.8}) }, "such boxes, on draws they were not found in"})
	}
	s.legend(keys)
	const left, tall = margin + 62, 360.0
	s.write(textStyle, margin, s.y+8, fromLeft, "↑ density: share of the box's draws that are of interest")
	s.y += 20
	f := s.open(left, axesWide, nil)
	b := f.row(tall)
	least := 1.0
	for _, p := range d.Found.Trajectory {
		least = min(least, p.Density())
	}
	if elsewhere {
		least = min(least, first.OutOfSampleDensity())
	}
	x := axis{0, 1, b.left + 14, b.right - 14}
	y := axis{math.Max(0, least-0.05), 1, b.bottom - 12, b.top + 12}
	xTicks, yTicks := x.ticks(6), y.ticks(6)
	for _, t := range xTicks {
		s.line(x.at(t), b.top, x.at(t), b.bottom, pen{colour: ruleSoft, width: 1})
	}
	for _, t := range yTicks {
		s.line(b.left, y.at(t), b.right, y.at(t), pen{colour: ruleSoft, width: 1})
		s.write(tickStyle, left-7, y.at(t), fromRight, percentText(t))
	}
	var way []point
	for _, p := range d.Found.Trajectory {
		way = append(way, point{x.at(p.Coverage), y.at(p.Density())})
	}
	s.curve(way, pen{colour: sky, width: 1.2})
	s.discs(way, 3.6, blue)
	found := point{x.at(first.Coverage), y.at(first.Density())}
	s.diamond(found.x, found.y)
	taken := []box{{found.x - 9, found.y - 9, found.x + 9, found.y + 9}}
	if elsewhere {
		p := point{x.at(first.OutOfSampleCoverage()), y.at(first.OutOfSampleDensity())}
		s.discs([]point{p}, 5, white)
		s.ring(p.x, p.y, 5, pen{colour: ink, width: 1.8})
		taken = append(taken, box{p.x - 7, p.y - 7, p.x + 7, p.y + 7})
	}
	last := -1
	for k, p := range way {
		n := len(d.Found.Trajectory[k].Limits)
		label := box{p.x + 3, p.y - 17, p.x + 17, p.y - 4}
		if n == last || label.top < b.top || label.right > b.right || slices.ContainsFunc(taken, label.overlaps) {
			continue
		}
		s.write(smallStyle, (label.left+label.right)/2, label.middle(), centred, fmt.Sprint(n))
		taken = append(taken, label)
		last = n
	}
	f.close()
	s.drawTicks(x, xTicks, percentText)
	s.drawName(x, "coverage: share of the draws of interest that are in the box →")
}
