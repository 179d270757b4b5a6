package plot

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"sim/model"
	"sim/output"
)

var network = Kind{
	Name:    "network",
	Doc:     "Who holds which lever and on whom it acts, with what the run found it to change.",
	unasked: true, // who holds what depends on no theory
	Applies: func(r *output.Result) bool { return len(linksOf(r)) > 0 },
	figures: func(r *output.Result) []Figure {
		sub := "A line leads from a lever to the party that it acts on."
		if r.Levers != nil {
			sub = fmt.Sprintf("Width and numbers: %s of 100 runs with the lever off → full, under %s.", r.Scenario.Bargain.ClassLabel(r.HeadlineOutcome()),
				output.TheoryTitle(&r.Scenario.Bargain.Theories[r.Levers.Theories[leverLead(r)]]))
		}
		return []Figure{{
			Name: "network", Title: networkTitle(r), Sub: sub, Numbers: networkNumbers(r), Description: describeNetwork(r),
			draw: func(s *canvas) { drawNetwork(s, r) },
		}}
	},
}

// mostLinks is how many levers the picture has a row for.
const mostLinks = 48

// A link is a lever with those on whom it acts.
type link struct {
	lever, holder int
	on            []int     // the party that it names; if none, those that its effects name
	effect        *leverRow // nil: not tried
}

// linksOf lists the levers, holder by holder.
func linksOf(r *output.Result) []link {
	b := r.Scenario.Bargain
	effects := map[int]*leverRow{}
	for _, row := range leverRows(r) {
		effects[row.lever] = &row
	}
	var links []link
	for _, holder := range b.ListedParties() {
		for _, i := range b.ListedLevers() {
			l := &b.Levers[i]
			if l.Holder != holder {
				continue
			}
			k := link{lever: i, holder: holder, effect: effects[i]}
			if l.Target >= 0 {
				k.on = []int{l.Target}
			} else {
				for _, e := range l.Effects {
					if e.Party >= 0 && !slices.Contains(k.on, e.Party) {
						k.on = append(k.on, e.Party)
					}
				}
			}
			links = append(links, k)
		}
	}
	return links
}

// change is by how much the lever moves the headline outcome under the leading
// theory; 0 if by no more than noise, or if it was not tried.
func (k link) change() float64 {
	if k.effect == nil || !k.effect.seen(k.effect.lead) {
		return 0
	}
	return k.effect.change(k.effect.lead).Value
}

// text is what the lever changes, in words and numbers; empty if it was not tried.
func (k link) text() string {
	switch {
	case k.effect == nil:
		return ""
	case k.change() == 0:
		return "noise"
	}
	return k.effect.text()
}

// onWhom names those on whom the lever acts.
func (k link) onWhom(b *model.Bargain) string {
	names := make([]string, len(k.on))
	for n, i := range k.on {
		names[n] = shortParty(b, i)
	}
	if len(names) == 0 {
		return "nobody by name"
	}
	return strings.Join(names, ", ")
}

func networkTitle(r *output.Result) string {
	b, links := r.Scenario.Bargain, linksOf(r)
	on, by := make([]int, len(b.Parties)), make([]int, len(b.Parties))
	for _, k := range links {
		by[k.holder]++
		for _, i := range k.on {
			on[i]++
		}
	}
	first := func(counts []int) (party int) {
		for _, i := range b.ListedParties() {
			if counts[i] > counts[party] || counts[party] == 0 {
				party = i
			}
		}
		return party
	}
	target, holder := first(on), first(by)
	if on[target] == 0 {
		return fmt.Sprintf("%s holds %d of %s", shortParty(b, holder), by[holder], plural(len(links), "lever", "levers"))
	}
	verb := "act"
	if on[target] == 1 {
		verb = "acts"
	}
	return fmt.Sprintf("%d of %s %s on %s; %s holds %d", on[target], plural(len(links), "lever", "levers"), verb, shortParty(b, target), shortParty(b, holder), by[holder])
}

func networkNumbers(r *output.Result) *Numbers {
	b := r.Scenario.Bargain
	n := &Numbers{Head: []string{"lever", "held by", "acts on", "when"}}
	if r.Levers != nil {
		n.Head = append(n.Head, "off → full, of 100, under "+output.TheoryTitle(&b.Theories[r.Levers.Theories[leverLead(r)]]))
	}
	for _, k := range linksOf(r) {
		cells := []string{leverName(r, k.lever), shortParty(b, k.holder), k.onWhom(b), output.When(b, &b.Levers[k.lever])}
		if r.Levers != nil {
			cells = append(cells, k.text())
		}
		n.Rows = append(n.Rows, cells)
	}
	return n
}

func describeNetwork(r *output.Result) string {
	b := r.Scenario.Bargain
	var w strings.Builder
	w.WriteString(networkTitle(r) + ".")
	for _, k := range linksOf(r) {
		fmt.Fprintf(&w, " %s: %s, on %s", shortParty(b, k.holder), leverName(r, k.lever), k.onWhom(b))
		if text := k.text(); text != "" {
			w.WriteString(", " + text)
		}
		w.WriteString(".")
	}
	return w.String()
}

// Where the columns of the picture are.
const (
	linkNumbers = margin + 408 // right end of the numbers
	linkFrom    = linkNumbers + 8
	linkTo      = sheetWidth - margin - 158 // left edge of the targets
)

func drawNetwork(s *canvas, r *output.Result) {
	b, links := r.Scenario.Bargain, linksOf(r)
	if r.Levers != nil {
		label := b.ClassLabel(r.HeadlineOutcome())
		s.legend([]key{
			{func(x, y float64) { s.line(x, y, x+20, y, linkPen(1, 1)) }, label + " more often"},
			{func(x, y float64) { s.line(x, y, x+20, y, linkPen(-1, 1)) }, label + " less often"},
			{func(x, y float64) { s.line(x, y, x+20, y, linkPen(0, 1)) }, "noise"},
		})
	}
	more := links[min(len(links), mostLinks):]
	links = links[:len(links)-len(more)]
	most := 0.0
	for _, k := range links {
		most = max(most, math.Abs(k.change()))
	}
	f := s.open(margin, sheetWidth-margin, nil)
	top := s.y
	starts := make([]float64, len(links))
	for n, k := range links {
		if n == 0 || k.holder != links[n-1].holder {
			if n > 0 {
				f.row(4)
			}
			s.write(strongStyle, margin+8, f.row(20).middle(), fromLeft, strongStyle.shorten(shortParty(b, k.holder), linkNumbers-margin-8))
		}
		y := f.row(17).middle()
		starts[n] = y
		text := k.text()
		if k.change() == 0 {
			text = ""
		}
		s.write(smallStyle, linkNumbers, y, fromRight, text)
		s.write(labelStyle, margin+20, y, fromLeft, labelStyle.shorten(leverName(r, k.lever), linkNumbers-margin-28-smallStyle.measure(text)))
	}
	f.row(4)
	bottom := s.y
	var back canvas
	for _, t := range targetsOf(links, starts, top, bottom) {
		s.y = max(s.y, t.box.bottom+6)
		s.rect(t.box, white)
		s.border(t.box, pen{colour: ink, width: 1})
		s.around(strongStyle, t.box.left+8, t.box.middle(), strongStyle.wrap(shortParty(b, t.party), t.box.width()-14, 2))
		for n, k := range t.links {
			y := t.box.top + (float64(n)+0.5)*t.box.height()/float64(len(t.links))
			back.link(starts[k], y, linkPen(links[k].change(), most))
		}
	}
	s.behind(f.guideFrom, back.marks...)
	f.close()
	if len(more) > 0 {
		s.y += 6
		s.prose(fmt.Sprintf("And %s, in the table.", plural(len(more), "more lever", "more levers")))
	}
}

// linkPen is as wide as what a lever changes, dashed where the outcome comes less often.
func linkPen(change, most float64) pen {
	switch {
	case change == 0 || most == 0:
		return pen{colour: grey, width: 1}
	case change < 0:
		return pen{colour: ink, width: 1.5 + 4*math.Abs(change)/most, dashes: []float64{7, 4}}
	}
	return pen{colour: ink, width: 1.5 + 4*math.Abs(change)/most}
}

// link draws a line from a lever's row to its target, with a head.
func (s *canvas) link(from, to float64, p pen) {
	const steps, head = 24, 7.0
	line := make([]point, steps+1)
	for i := range line {
		t := float64(i) / steps
		line[i] = point{linkFrom + float64(t*(linkTo-head-linkFrom)), from + float64(t*t*(3-2*t)*(to-from))}
	}
	s.marks = append(s.marks, mark{outline: [][]point{line}, pen: p})
	half := 2.5 + p.width/2
	s.polygon([]point{{linkTo - head - 1, to - half}, {linkTo, to}, {linkTo - head - 1, to + half}}, p.colour)
}

// A target is a party's box with the links that lead to it, from above to below.
type target struct {
	party int
	links []int
	box   box
}

// targetsOf places the parties that links act on: as near as there is room to the
// rows that lead to them, in their order, from top to bottom.
func targetsOf(links []link, starts []float64, top, bottom float64) []*target {
	var targets []*target
	for n, k := range links {
		for _, i := range k.on {
			at := slices.IndexFunc(targets, func(t *target) bool { return t.party == i })
			if at < 0 {
				at = len(targets)
				targets = append(targets, &target{party: i})
			}
			targets[at].links = append(targets[at].links, n)
		}
	}
	mean := func(t *target) (y float64) {
		for _, n := range t.links {
			y += starts[n]
		}
		return y / float64(len(t.links))
	}
	slices.SortStableFunc(targets, func(a, b *target) int {
		switch x, y := mean(a), mean(b); {
		case x < y:
			return -1
		case x > y:
			return 1
		}
		return 0
	})
	const between = 10.0
	need := -between
	for _, t := range targets {
		t.box.bottom = max(38, float64(9*float64(len(t.links)))) // its height, for now
		need += t.box.bottom + between
	}
	bottom = max(bottom, top+need)
	y := top
	for _, t := range targets {
		height := t.box.bottom
		at := min(max(y, mean(t)-height/2), bottom-need)
		t.box = box{linkTo, at, sheetWidth - margin - 8, at + height}
		y, need = at+height+between, need-height-between
	}
	return targets
}
