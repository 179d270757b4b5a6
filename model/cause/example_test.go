package cause_test

import (
	"fmt"
	"math"

	"sim/model/cause"
)

// Two sides dispute a stake of 1. A war is won by either with even chances; it
// costs the proposer 0.1, and the responder between 0 and 0.4, which only the
// responder knows. Talks end after three meetings.
func ExampleScreening() {
	const cells = 128
	var s cause.Screening
	s.Begin(cells, nil) // all costs are equally likely
	s.Patience, s.ProposerPatience = 0.98, 0.98
	s.Frontier.Set([]float64{0, 1}, []float64{1, 0})
	cost := make([]float64, cells+1) // from the least tough type, whose cost is highest
	for b := range cost {
		cost[b] = 0.4 * (1 - float64(b)/cells)
		s.Types[b] = cause.Type{GoingOn: 0.5 - cost[b], Refused: 0.5 - cost[b], ProposerGoingOn: 0.4, ProposerRefused: 0.4}
	}
	own := cause.PositionOf(cost, 0.25)
	for left := 3; left > 0; left-- {
		d := s.Demand(left)
		fmt.Printf("demands %.3f, expects a cost of %.3f and a deal with chance %.2f\n", 1-d.Offer, s.Mean(cost), d.Chance)
		if d.Accepts(own, math.Inf(-1)) {
			fmt.Println("accepted")
			break
		}
		s.Refuse(d)
	}
	// Output:
	// demands 0.641, expects a cost of 0.200 and a deal with chance 0.05
	// demands 0.636, expects a cost of 0.190 and a deal with chance 0.05
	// demands 0.631, expects a cost of 0.181 and a deal with chance 0.64
	// accepted
}
