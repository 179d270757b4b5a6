package protocol_test

import (
	"fmt"

	"sim/model"
	"sim/model/protocol"
)

// Two parties divide a dollar. Without a deal the first gets 0.4 and the second
// nothing: by Nash's solution each gets that and half of the rest.
func Example() {
	p := model.NewProblem(2, 1)
	for i := range 2 {
		p.Weight[i][0], p.Curvature[i][0] = 1, 1
		p.Ideal[i][0] = float64(1 - i)
		p.Consent[i], p.Power[i] = true, 0.5
	}
	p.Constant[1] = 1 // the second's payoff at the status quo, position 0
	p.Reservation[0] = 0.4

	theory, err := protocol.Nash.Default()
	if err != nil {
		fmt.Println(err)
		return
	}
	var offer model.Offer
	theory.New().Solve(p, nil, &offer)
	fmt.Printf("%.2f and %.2f\n", offer.Payoff[0], offer.Payoff[1])
	// Output: 0.70 and 0.30
}
