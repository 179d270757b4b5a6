package plot

import (
	"sim/model"
	"sim/model/study"
	"sim/output"
)

// paths is how many single draws are drawn as lines.
const paths = study.SampleCourses

// The pens of single draws.
var (
	pathPen  = pen{colour: rgb(0x9A9A9A), width: 0.8}
	firstPen = pen{colour: ink, width: 1.9}
)

// linesOf are the paths of the first draws of the sample.
func linesOf(r *output.Result, theory int) []*model.Outcome {
	var os []*model.Outcome
	if r.Sample == nil || theory >= len(r.Sample.Outcomes) {
		return nil
	}
	for j := range min(paths, r.Sample.N) {
		if o := &r.Sample.Outcomes[theory][j]; o.Path != nil {
			os = append(os, o)
		}
	}
	return os
}

// ensembleKeys explain the marks on single draws.
func ensembleKeys(s *canvas, b *model.Bargain) []key {
	stroke := func(p pen, end func(x, y float64)) func(x, y float64) {
		return func(x, y float64) {
			s.line(x, y, x+20, y, p)
			if end != nil {
				end(x+6, y)
			}
		}
	}
	keys := []key{{stroke(pathPen, nil), "a draw"}, {stroke(firstPen, nil), "draw 0"}}
	for _, c := range []model.Class{model.Settlement, model.Ceasefire} {
		if leadsTo(b, c) {
			keys = append(keys, key{stroke(heldPens[c], s.signed(c)), inForce(b, c)})
		}
	}
	return append(keys, key{stroke(pathPen, s.escalated), "ends in " + b.ClassLabel(model.Escalation)})
}

// inForce says that a deal of the class is in force.
func inForce(b *model.Bargain, c model.Class) string {
	if b.Labels[c] != "" {
		return b.Labels[c] + " in force"
	}
	return "a " + c.String() + " is in force"
}

// leadsTo reports whether a package leads to the class.
func leadsTo(b *model.Bargain, c model.Class) bool {
	for i := range b.Packages {
		if b.Packages[i].Outcome == c {
			return true
		}
	}
	return false
}

// heldPens draw a line while a settlement or ceasefire is in force.
var heldPens = map[model.Class]pen{
	model.Settlement: {colour: blue, width: 2},
	model.Ceasefire:  {colour: sky, width: 2, dashes: []float64{4, 2}},
}

// signed marks where a settlement or ceasefire came into force.
func (s *canvas) signed(c model.Class) func(x, y float64) {
	return func(x, y float64) {
		s.discs([]point{{x, y}}, 3.1, heldPens[c].colour)
		if c == model.Ceasefire {
			s.discs([]point{{x, y}}, 1.8, white)
		}
	}
}

// escalated marks where an escalation ended a draw.
func (s *canvas) escalated(x, y float64) {
	const r = 3.2
	s.segments([][2]point{{{x - r, y - r}, {x + r, y + r}}, {{x - r, y + r}, {x + r, y - r}}}, pen{colour: vermilion, width: 1.8})
}

// drawEnsemble draws a value of single draws round by round, the first draw
// on top of the others and what was in force on top of all.
func drawEnsemble(s *canvas, c chart, lines []*model.Outcome, value func(o *model.Outcome, round int) float64) {
	course := func(o *model.Outcome, from, to int) []point {
		var ps []point
		for t := from; t < to; t++ {
			if v := value(o, t); finite(v) {
				ps = append(ps, c.at(t, v))
			}
		}
		if len(ps) == 1 { // a dash, so that a lone round shows
			p := ps[0]
			ps = []point{{p.x, p.y}, {min(p.x+5, c.x.right), p.y}}
		}
		return ps
	}
	for _, o := range lines[1:] {
		s.curve(course(o, 0, endOf(o)), pathPen)
	}
	s.curve(course(lines[0], 0, endOf(lines[0])), firstPen)
	for _, class := range []model.Class{model.Ceasefire, model.Settlement} {
		for _, o := range lines {
			for t := 0; t < endOf(o); {
				from := t
				for t < endOf(o) && o.Path.Class[t] == class {
					t++
				}
				if t == from {
					t++
					continue
				}
				if ps := course(o, from, t); len(ps) > 0 {
					s.curve(ps, heldPens[class])
					s.signed(class)(ps[0].x, ps[0].y)
				}
			}
		}
	}
	for _, o := range lines {
		if ps := course(o, 0, endOf(o)); o.Class == model.Escalation && len(ps) > 0 {
			s.escalated(ps[len(ps)-1].x, ps[len(ps)-1].y)
		}
	}
}

// endOf is the number of rounds of a draw that are drawn: all, or those up to
// an escalation.
func endOf(o *model.Outcome) int {
	if t := o.First[model.Escalation]; o.Class == model.Escalation && t >= 0 && t < len(o.Path.Class) {
		return t + 1
	}
	return len(o.Path.Class)
}
