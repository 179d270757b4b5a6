package dist_test

import (
	"fmt"
	"math"

	"sim/model/dist"
)

// A range such as 20 to 60 for a number that is never negative is a lognormal with
// 5% of its probability below 20 and 5% above 60.
func ExampleRange() {
	d, family, err := dist.Range(20, 60, 0, math.Inf(1))
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: %.0f, %.1f, %.0f\n", family, d.Quantile(0.05), d.Quantile(0.5), d.Quantile(0.95))
	// Output: lognormal: 20, 34.6, 60
}
