package plot

import (
	"fmt"

	"sim/output"
)

// heading writes the figure's title.
func (s *canvas) heading(title string) {
	s.y = s.paragraph(titleStyle, margin, s.y, fromLeft, titleStyle.wrap(title, sheetWidth-2*margin, 3)) + 2
}

// prose writes a paragraph across the sheet.
func (s *canvas) prose(words string) {
	s.y = s.paragraph(textStyle, margin, s.y, fromLeft, textStyle.wrap(words, sheetWidth-2*margin, 0)) + 8
}

// footer says what was played and ends the sheet.
func (s *canvas) footer(run string) {
	s.y += 8
	s.line(margin, s.y, sheetWidth-margin, s.y, pen{colour: ruleSoft, width: 1})
	s.y += 4
	width := sheetWidth - 2*margin
	s.y = s.paragraph(smallStyle, margin, s.y, fromLeft, smallStyle.wrap(run, width, 3))
	s.y = s.paragraph(smallStyle, margin, s.y, fromLeft, smallStyle.wrap(
		output.Notice+": shares are shares of draws under the scenario's assumptions. More draws shrink the Monte Carlo error, not the spread.", width, 0))
	s.y += margin / 2
}

// runLine says in a line what run a result is of.
func runLine(r *output.Result) string {
	run := fmt.Sprintf("%s · %s × %s · seed %d", r.Scenario.Bargain.Title,
		plural(r.Tally.Draws, "draw", "draws"), plural(len(r.Tally.Theories), "theory", "theories"), r.Config.Seed)
	if r.Config.Sampler != "" {
		run += " · " + r.Config.Sampler + " sampler"
	}
	return run
}

// A frame is a rectangle of axes that grows downward row by row. The notice
// stands inside it at the top, and again wherever much of it has gone by.
type frame struct {
	s           *canvas
	left, right float64
	top         float64
	lastNotice  float64
	guides      []float64 // x of the vertical lines behind the rows
	guideFrom   int       // place in the sheet's list of marks where the guides go
	between     pen

	banded                      bool // a band over the status quo's range
	bandLeft, bandRight, bandAt float64
}

const (
	noticeHeight = 22.0
	noticeEvery  = 430.0 // no crop this tall and as wide as the frame lacks the notice
)

// open begins a frame at the sheet's place.
func (s *canvas) open(left, right float64, guides []float64) *frame {
	f := &frame{s: s, left: left, right: right, top: s.y, guides: guides, guideFrom: len(s.marks), between: pen{colour: ruleSoft, width: 1}}
	f.notice()
	return f
}

func (f *frame) notice() {
	x, y, half := (f.left+f.right)/2, f.s.y+noticeHeight/2, noticeStyle.measure(output.Notice)/2+8
	f.s.rect(box{x - half, y - 8, x + half, y + 8}, white) // nothing behind the words
	f.s.write(noticeStyle, x, y, centred, output.Notice)
	f.s.y += noticeHeight
	f.lastNotice = f.s.y
}

// row makes room for a row of the given height and returns it.
func (f *frame) row(height float64) box {
	if f.s.y+height-f.lastNotice > noticeEvery && f.s.y-f.lastNotice > noticeEvery/4 {
		f.notice()
	}
	b := box{f.left, f.s.y, f.right, f.s.y + height}
	f.s.y += height
	return b
}

// separate draws a line between rows.
func (f *frame) separate() { f.s.line(f.left, f.s.y, f.right, f.s.y, f.between) }

// guideBand draws a band with a line in it behind all rows.
func (f *frame) guideBand(left, right, at float64) {
	f.bandLeft, f.bandRight, f.bandAt, f.banded = min(left, right), max(left, right), at, true
}

// close draws the frame and its guides.
func (f *frame) close() {
	b := box{f.left, f.top, f.right, f.s.y}
	var back canvas
	from := f.top + noticeHeight
	if f.banded {
		back.rect(box{f.bandLeft, from, f.bandRight, f.s.y}, statusQuoBand)
	}
	for _, x := range f.guides {
		back.line(x, from, x, f.s.y, pen{colour: ruleSoft, width: 1})
	}
	if f.banded {
		back.line(f.bandAt, from, f.bandAt, f.s.y, statusQuoPen)
	}
	f.s.behind(f.guideFrom, back.marks...)
	f.s.axes = append(f.s.axes, b)
	f.s.border(b, pen{colour: rule, width: 1})
}

// behind puts marks in front of what was drawn from place at on, which hence
// covers them.
func (s *canvas) behind(at int, marks ...mark) {
	s.marks = append(s.marks[:at:at], append(marks, s.marks[at:]...)...)
}
