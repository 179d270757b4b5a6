package process_test

import (
	"fmt"
	"math"

	"sim/model/process"
)

// Of a deal that is broken with a hazard of 0.2 per round, monitoring that halves
// it and a guarantee that halves it again leave a quarter.
func ExampleViolationHazard() {
	half := math.Ln2
	fmt.Printf("%.2f\n", process.ViolationHazard(0.2, half, half, 0, 0))
	// Output: 0.05
}
