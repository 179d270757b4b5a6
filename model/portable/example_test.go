package portable_test

import (
	"fmt"

	"sim/model/portable"
)

// The same bits on every machine: e, rounded to the nearest number.
func Example() {
	fmt.Printf("%x\n", portable.Exp(1))
	// Output:
	// 0x1.5bf0a8b145769p+01
}
