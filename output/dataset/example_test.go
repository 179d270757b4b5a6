package dataset_test

import (
	"fmt"
	"os"

	"sim/output/dataset"
)

// Write numbers as CSV.
func ExampleDataFile() {
	shares := &dataset.DataFile{
		Name: "shares",
		Columns: []dataset.Column{
			{Name: "theory", Type: dataset.Text, Meaning: "name of the theory"},
			{Name: "share", Type: dataset.Real, Unit: "share of draws", Null: true, Meaning: "draws that settle"},
		},
		Rows: [][]any{{"nash", 0.25}, {"median", nil}},
	}
	if err := shares.Write(os.Stdout, "csv"); err != nil {
		fmt.Println(err)
	}
	// Output:
	// theory,share,purpose
	// nash,0.25,"illustration, not prediction"
	// median,,"illustration, not prediction"
}
