package study_test

import (
	"context"
	"fmt"

	"sim/model/study"
)

// Which of two parties' positions explains more of where the line ends?
func ExampleAnalyseSensitivity() {
	s, err := study.New(study.Source{Path: "line.yaml", Text: []byte(line)})
	if err != nil {
		fmt.Println(err)
		return
	}
	found, err := study.AnalyseSensitivity(context.Background(), s, study.SensitivityOptions{Of: "terms.line"})
	if err != nil {
		fmt.Println(err)
		return
	}
	inputs, lead := s.Scenario.Bargain.Varying(), found.Subject.Lead
	for _, column := range found.LeadingInputs(lead) {
		fmt.Printf("%s: %.1f of the variance\n", inputs[column].Path, found.Ranking[lead][column].FirstOrder.Value)
	}
	// Output:
	// issues.line.positions.two.ideal: 0.8 of the variance
	// issues.line.positions.one.ideal: 0.2 of the variance
}
