package plot

import (
	"math"
	"slices"

	"sim/model"
	"sim/model/montecarlo"
	"sim/output"
)

// overTime reports whether a result is of a game over rounds.
func overTime(r *output.Result) bool {
	n := r.Scenario.Bargain.Clock.Rounds
	if n < 1 {
		return false
	}
	for i := range r.Tally.Theories {
		if by := r.Tally.Theories[i].ByRound; by == nil || len(by.Classes) != n {
			return false
		}
	}
	return true
}

// leadTheory is the theory that is shown at length: the one of the zone, or,
// where nobody is asked, the first one beside the baseline.
func leadTheory(r *output.Result) int {
	if theory, ok := zoneTheory(r); ok {
		return theory
	}
	order := theoryOrder(r.Scenario.Bargain, len(r.Tally.Theories))
	for _, i := range order {
		if !r.Scenario.Bargain.Theories[i].Baseline {
			return i
		}
	}
	return order[0]
}

// askedParties lists the first parties whose consent is needed, and how many
// more there are.
func askedParties(b *model.Bargain) (asked []int, more int) {
	for _, seat := range []model.Seat{model.Signatory, model.Sponsor} {
		for _, i := range b.ListedParties() {
			switch {
			case b.Parties[i].Seat != seat:
			case len(asked) < mostParties:
				asked = append(asked, i)
			default:
				more++
			}
		}
	}
	return asked, more
}

// roundAxis is an axis of n rounds, written from 1 on, each with a slot of its own.
func roundAxis(n int, left, right float64) axis { return axis{0.5, float64(n) + 0.5, left, right} }

// wholeStep is the least of 1, 2, 5, 10, 20 … that divides n into about so
// many steps at most.
func wholeStep(n, most int) int {
	step := 1
	for i := 0; step*most < n; i++ {
		step = []int{1, 2, 5}[i%3] * int(math.Pow10(i/3))
	}
	return step
}

// roundTicks are whole rounds, about most of them, from the first one on.
func roundTicks(n, most int) []float64 {
	ticks := []float64{1}
	step := wholeStep(n, most)
	for t := step; t <= n; t += step {
		if t > 1 {
			ticks = append(ticks, float64(t))
		}
	}
	return ticks
}

// roundName is what the axis of rounds is called.
func roundName(b *model.Bargain) string {
	if b.Clock.Round == "" {
		return "round"
	}
	return "round (" + b.Clock.Round + " each)"
}

// chartInset is how far a chart stays clear of the frame around it.
const chartInset = 6.0

// A chart is a place for curves: rounds across, amounts upward.
type chart struct{ x, y axis }

// newChart is a chart of n rounds inside a box, over amounts from lower to upper.
func newChart(b box, n int, lower, upper float64) chart {
	return chart{roundAxis(n, b.left, b.right), axis{lower, upper, b.bottom, b.top}}
}

// at is the place of an amount in the round with the given number, from 0.
func (c chart) at(round int, amount float64) point {
	return point{c.x.at(float64(round) + 1), c.y.at(amount)}
}

// steps is a curve that keeps each amount for the round's whole slot.
func (c chart) steps(amounts []float64) []point {
	ps := make([]point, 0, 2*len(amounts))
	for t, v := range amounts {
		y := c.y.at(v)
		ps = append(ps, point{c.x.at(float64(t) + 0.5), y}, point{c.x.at(float64(t) + 1.5), y})
	}
	return ps
}

// between is the outline of the area between two curves.
func between(lower, upper []point) []point {
	ps := append([]point(nil), upper...)
	for _, p := range slices.Backward(lower) {
		ps = append(ps, p)
	}
	return ps
}

// stepCurve draws estimates, one a round, as steps.
func (c chart) stepCurve(s *canvas, es []montecarlo.Estimate, p pen) {
	s.curve(c.steps(pick(es, func(e montecarlo.Estimate) float64 { return e.Value })), p)
}

// errorBand fills the band of the 95% Monte Carlo errors of estimates, one a round.
func (c chart) errorBand(s *canvas, es []montecarlo.Estimate, p pen) {
	if len(es) == 0 {
		return
	}
	lower := c.steps(pick(es, func(e montecarlo.Estimate) float64 { return e.Lower }))
	upper := c.steps(pick(es, func(e montecarlo.Estimate) float64 { return e.Upper }))
	s.polygon(between(lower, upper), tint(p.colour))
}

func pick(es []montecarlo.Estimate, of func(montecarlo.Estimate) float64) []float64 {
	vs := make([]float64, len(es))
	for i, e := range es {
		vs[i] = of(e)
	}
	return vs
}

// amounts draws the chart's levels as soft lines across and writes them to
// their left, as far as there is room.
func (c chart) amounts(s *canvas, ticks []float64, name func(float64) string, written bool) {
	last := math.Inf(1)
	for _, v := range ticks {
		y := c.y.at(v)
		s.line(c.x.left, y, c.x.right, y, pen{colour: ruleSoft, width: 1})
		if written && math.Abs(last-y) > 13 {
			s.write(tickStyle, c.x.left-chartInset-6, y, fromRight, name(v))
			last = y
		}
	}
}

// curve draws an open line through points.
func (s *canvas) curve(points []point, p pen) {
	if len(points) > 0 {
		s.marks = append(s.marks, mark{outline: [][]point{points}, pen: p})
	}
}
