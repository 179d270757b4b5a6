package story_test

import (
	"fmt"
	"os"

	"sim/model/study"
	"sim/output/story"
	"sim/scenarios"
)

// Tell one draw of a scenario as a story.
func ExampleTell() {
	s, err := study.New(study.Source{Path: "two-issues.yaml", FS: scenarios.FS, Theories: []string{"nash"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := story.Tell(os.Stdout, s, 3, s.Lead); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Two issues, log-rolling: draw 3 under Nash, seed 1
	// Illustration, not prediction. One of many imagined draws.
	// The meeting
	//   settlement is tabled:
	//       wages: 8
	//       shifts: 10
	//     against no deal, in stake units: Union +0.400, Company +0.400
	//   settlement is signed.
	//
	// At the end
	//   In force: settlement; all terms in force:
	//     wages: 8
	//     shifts: 10
	//   Payoff of the agreement against reservation value, in stake units, and share of time for which it was expected to hold:
	//     Union                              0.700 against   0.300, 100%
	//     Company                            0.700 against   0.300, 100%
	// This draw ends in: settlement
}
