// A program that uses the simulator as a library: it runs a scenario and prints
// how often each outcome occurs under each theory, and which inputs explain most
// of the variance of where a deal draws the line.
package main

import (
	"context"
	"fmt"
	"log"

	"sim/model/study"
	"sim/scenarios"
)

func main() {
	s, err := study.New(study.Source{Path: "alaska.yaml", FS: scenarios.FS})
	if err != nil {
		log.Fatal(err)
	}
	if err := s.Choose("nash", "kalai_smorodinsky"); err != nil {
		log.Fatal(err)
	}
	s.Config.Draws = 512
	r, err := study.Run(context.Background(), s, study.RunOptions{})
	if err != nil {
		log.Fatal(err)
	}
	for _, row := range r.Rows {
		if row.Quantity == "share" && row.Value > 0 {
			fmt.Printf("%s %s %.4f ± %.4f\n", row.Protocol, row.Key, row.Value, row.Error)
		}
	}
	found, err := study.AnalyseSensitivity(context.Background(), s, study.SensitivityOptions{Of: "terms.territory"})
	if err != nil {
		log.Fatal(err)
	}
	inputs, lead := s.Scenario.Bargain.Varying(), found.Subject.Lead
	for _, column := range found.LeadingInputs(lead) {
		fmt.Printf("%s %.4f\n", inputs[column].Path, found.Ranking[lead][column].FirstOrder.Value)
	}
}
