package table_test

import (
	"context"
	"fmt"
	"os"

	"sim/model/study"
	"sim/output"
	"sim/output/table"
	"sim/scenarios"
)

// result is a run of the library's log-rolling example under the Nash solution.
func result() (*output.Result, error) {
	s, err := study.New(study.Source{Path: "two-issues.yaml", FS: scenarios.FS, Theories: []string{"nash"}})
	if err != nil {
		return nil, err
	}
	r, err := study.Run(context.Background(), s, study.RunOptions{})
	return &output.Result{Result: r}, err
}

// Print what the parties get as plain text.
func ExampleTable() {
	r, err := result()
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := table.Utilities(r).Text(os.Stdout, table.Plain); err != nil {
		fmt.Println(err)
	}
	// Output:
	// What parties get, in stake units (means; ± Monte Carlo error)
	// party    theory                    utility  reservation value  talking value  agreement payoff  surplus  compliance  deals
	// Union    weighted mean (baseline)     0.58                0.3            0.3              0.58     0.28           –      0
	// Union    Nash                          0.7                0.3            0.3               0.7      0.4           1    512
	// Company  weighted mean (baseline)     0.58                0.3            0.3              0.58     0.28           –      0
	// Company  Nash                          0.7                0.3            0.3               0.7      0.4           1    512
}
