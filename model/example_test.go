package model_test

import (
	"fmt"

	"sim/model"
)

// A wage round negotiates a rise of 2% to 8%. The company wants 2%, and loses
// more by each further point the farther away the terms are.
func Example() {
	scale, err := model.Linear(2, 8)
	if err != nil {
		fmt.Println(err)
		return
	}
	ideal := scale.Position(2)
	for _, rise := range []float64{2, 5, 8} {
		fmt.Printf("%.0f%%: %.2f\n", rise, model.IssueValue(scale.Position(rise), ideal, model.TwoSided, 2))
	}
	// Output:
	// 2%: 1.00
	// 5%: 0.75
	// 8%: 0.00
}
