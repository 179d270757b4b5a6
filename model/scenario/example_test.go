package scenario_test

import (
	"fmt"

	"sim/model/scenario"
	"sim/scenarios"
)

// Read a scenario with a change.
func ExampleLoad() {
	s, err := scenario.Load("two-issues.yaml", scenario.Options{
		FS:  scenarios.FS,
		Set: []string{"title=Wages for shifts"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	b := s.Bargain
	listed := b.ListedParties() // in the order of the file; Parties itself is in that of the names
	fmt.Printf("%s: %s and %s, %d issues\n", b.Title, b.Parties[listed[0]].Name, b.Parties[listed[1]].Name, len(b.Issues))
	// Output: Wages for shifts: Union and Company, 2 issues
}

// Every mistake is reported with its place.
func ExampleParse() {
	_, err := scenario.Parse("mine.yaml", []byte("title: Mine\nparteis: {}\n"), scenario.Options{})
	fmt.Println(err)
	// Output:
	// mine.yaml:1:1: missing keys: purpose, issues
	//     1 | title: Mine
	//       | ^
	// mine.yaml:2:1: unknown key "parteis"; did you mean "parties"?
	//     2 | parteis: {}
	//       | ^
}
