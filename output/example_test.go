package output_test

import (
	"fmt"

	"sim/output"
)

// A number is written to the digits that its Monte Carlo error leaves.
func ExampleFormatWithError() {
	fmt.Println(output.FormatWithError(0.17293, 0.01429))
	fmt.Println(output.FormatWithError(1234.5, 20))
	// Output:
	// 0.17 ± 0.02
	// 1,230 ± 20
}
