package scenarios_test

import (
	"fmt"

	"sim/model/study"
	"sim/scenarios"
)

// A program opens a scenario of the library by the name of its file.
func Example() {
	s, err := study.New(study.Source{Path: "two-issues.yaml", FS: scenarios.FS})
	if err != nil {
		fmt.Println(err)
		return
	}
	b := s.Scenario.Bargain
	fmt.Println(b.Title)
	for _, i := range b.ListedParties() {
		fmt.Println(b.Parties[i].Name)
	}
	// Output:
	// Two issues, log-rolling
	// Union
	// Company
}
