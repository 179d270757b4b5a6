package protocol

import "sim/model"

// A FrontierPoint is a point on the efficient frontier of two parties.
type FrontierPoint struct {
	Lambda float64    // weight of the first party's payoff there, [0, 1]
	Payoff [2]float64 // stake units
	Issue  int        // issue that the first party has just won, or a stretch of it; −1 if none
	Terms  []float64
}

// Frontier returns points on the efficient frontier of the two parties that
// must consent, from the second party's best terms to the first one's. It
// includes every corner: where preferences are linear, issues go to the first
// party one by one, in descending order of how much more it cares (ratio
// ordering: Raiffa 1982). Each smooth stretch gets the given number of points
// in between. It is the frontier at the level at which p stands. It returns nil
// unless exactly two parties must consent and something can be tabled.
func Frontier(p *model.Problem, between int) []FrontierPoint {
	s := new(solver)
	if nothingToTable(p) {
		return nil
	}
	s.setProblem(p)
	if s.parties != 2 {
		return nil
	}
	if s.members > 2 {
		quiet := *p // voices do not affect what two parties can give each other
		quiet.Voice = make([]float64, p.Parties)
		s.setProblem(&quiet)
	}
	s.traceCurve()
	c := &s.curve
	var points []FrontierPoint
	add := func(at curvePoint, issue int) {
		s.setTerms(at)
		out := new(model.Offer)
		out.Reset(p.Parties, p.Issues)
		s.writeTerms(out)
		points = append(points, FrontierPoint{
			Lambda: at.lambda, Issue: issue, Terms: out.Terms,
			Payoff: [2]float64{out.Payoff[s.party[0]], out.Payoff[s.party[1]]},
		})
	}
	add(curvePoint{}, -1)
	from := 0.0
	for done := 0; ; done++ {
		to := 1.0
		if done < len(c.jumps) {
			to = c.jumps[done].at
		}
		if len(c.smoothIssues) > 0 && to > from {
			for n := 1; n <= between; n++ {
				add(curvePoint{from + (to-from)*float64(n)/float64(between+1), done, 0}, -1)
			}
			add(curvePoint{to, done, 0}, -1)
		}
		if done == len(c.jumps) {
			return points
		}
		add(curvePoint{to, done + 1, 0}, s.issue[c.jumps[done].issue])
		from = to
	}
}
