package study

import (
	"math"
	"slices"

	"sim/model"
	"sim/model/portable"
	"sim/model/protocol"
)

// pointsBetween is the number of points inside each smooth stretch of a
// frontier.
const pointsBetween = 24

// frontierOf returns the frontier of two parties of a problem, without
// theories.
func frontierOf(p *model.Problem, parties [2]int) (*Frontier, bool) {
	f := &Frontier{Parties: parties}
	for n, i := range parties {
		f.Required[n], f.Reservation[n] = p.Consent[i], p.Reservation[i]
	}
	for _, i := range consenting(p) {
		if i != parties[0] && i != parties[1] {
			f.Others = append(f.Others, i)
		}
	}
	for _, at := range protocol.Frontier(bilateral(p, parties), pointsBetween) {
		// The frontier is in the problem's order of the parties.
		f.Alone = append(f.Alone, at.Payoff)
	}
	if parties[0] > parties[1] {
		slices.Reverse(f.Alone)
		for n, v := range f.Alone {
			f.Alone[n] = [2]float64{v[1], v[0]}
		}
	}
	if len(f.Alone) < 2 || distance(f.Alone[0], f.Alone[len(f.Alone)-1]) < 1e-6 {
		return nil, false
	}
	if len(f.Others) > 0 {
		f.WithOthers = constrainedFrontier(p, parties)
	}
	return f, true
}

// bilateral returns the problem as if only the consent of two parties were
// needed.
func bilateral(p *model.Problem, parties [2]int) *model.Problem {
	q := *p
	q.Consent, q.Power = make([]bool, p.Parties), make([]float64, p.Parties)
	sum := p.Capability[parties[0]] + p.Capability[parties[1]]
	for _, i := range parties {
		q.Consent[i], q.Power[i] = true, 0.5
		if sum > 0 {
			q.Power[i] = p.Capability[i] / sum
		}
	}
	return &q
}

func distance(a, b [2]float64) float64 { return portable.Hypot(a[0]-b[0], a[1]-b[1]) }

// constrainedFrontier is the frontier of two parties on which all others get at
// least their reservation values. As a party's power goes to 0 the Nash
// solution holds it to its reservation value; so the solutions for powers λ and
// 1 − λ of the two, and almost 0 for the others, trace the frontier. The
// reservation values of the two are relaxed: they are shown in the plot, not
// imposed.
func constrainedFrontier(p *model.Problem, parties [2]int) (line [][2]float64) {
	theory, err := protocol.Nash.Default()
	if err != nil {
		return nil
	}
	const (
		steps  = 40
		almost = 1e-4 // almost no power
	)
	q := *p
	q.Reservation, q.Consent = slices.Clone(p.Reservation), slices.Clone(p.Consent)
	q.Power, q.Voice = make([]float64, p.Parties), make([]float64, p.Parties)
	for _, i := range parties {
		q.Reservation[i], q.Consent[i] = leastPayoff(p, i)-0.05, true
	}
	nash, out := theory.New(), new(model.Offer)
	for step := range steps + 1 {
		// Denser at the ends, where one of the two also has almost no power.
		lambda := (1 - portable.CosPi(float64(step)/steps)) / 2
		lambda = almost + float64((1-2*almost)*lambda)
		for i, consent := range q.Consent {
			if consent {
				q.Power[i] = almost
			}
		}
		q.Power[parties[0]], q.Power[parties[1]] = lambda, 1-lambda
		nash.Solve(&q, nil, out)
		if !out.Status.Agreed() {
			continue
		}
		line = append(line, [2]float64{out.Payoff[parties[0]], out.Payoff[parties[1]]})
	}
	return line
}

// leastPayoff is the least payoff that party i can have from terms that can be
// tabled: on each issue its value is concave, so that it is least at a bound.
func leastPayoff(p *model.Problem, i int) float64 {
	least := math.Inf(1)
	for l := range p.Levels() {
		p.AtLevel(l)
		v := p.Constant[i]
		for k := range p.Lower {
			v += min(p.Worth(i, k, p.Lower[k]), p.Worth(i, k, p.Upper[k]))
		}
		least = min(least, v)
	}
	return least
}
