package page_test

import (
	"bytes"
	"context"
	"fmt"

	"sim/model/study"
	"sim/output"
	"sim/output/page"
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

// Write the report of a run: one file, which needs no other.
func Example() {
	r, err := result()
	if err != nil {
		fmt.Println(err)
		return
	}
	var html bytes.Buffer
	if err := page.Report.Write(&html, r); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(page.Report.Name(), bytes.Contains(html.Bytes(), []byte(output.Notice)), bytes.Contains(html.Bytes(), []byte("<script")))
	// Output: report.html true false
}
