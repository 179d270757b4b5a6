package process_test

import (
	"fmt"

	"sim/model/process"
)

// A hazard of 0.05 per round, believed as firmly as after 40 rounds, becomes 0.04
// after 10 rounds without a breach, and 0.06 if there was one.
func ExampleLearnedHazard() {
	fmt.Printf("%.2f\n", process.LearnedHazard(0.05, 40, 0, 10))
	fmt.Printf("%.2f\n", process.LearnedHazard(0.05, 40, 1, 10))
	// Output:
	// 0.04
	// 0.06
}
