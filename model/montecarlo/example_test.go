package montecarlo_test

import (
	"context"
	"fmt"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// Simulate a bargain: whatever the number of workers, the tally is the same.
func ExampleRun() {
	s, err := scenario.Load("crisis-private-cost.yaml", scenario.Options{FS: scenarios.FS})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, workers := range []int{1, 4} {
		t, err := montecarlo.Run(context.Background(), s.Bargain, montecarlo.Config{Draws: 1024, Seed: 1, Workers: workers})
		if err != nil {
			fmt.Println(err)
			return
		}
		e := t.Class(s.Lead(), model.Settlement)
		fmt.Printf("%.4f ± %.4f\n", e.Value, e.Error)
	}
	// Output:
	// 0.6455 ± 0.0149
	// 0.6455 ± 0.0149
}

// Of 1,000 draws 300 settle.
func ExampleShare() {
	e := montecarlo.Share(300, 1000)
	fmt.Printf("%.3f ± %.3f, 95%% interval %.3f to %.3f\n", e.Value, e.Error, e.Lower, e.Upper)
	// Output: 0.300 ± 0.014, 95% interval 0.272 to 0.329
}
