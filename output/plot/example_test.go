package plot_test

import (
	"bytes"
	"context"
	"fmt"

	"sim/model/study"
	"sim/output"
	"sim/output/plot"
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

// Draw the pictures of a run as SVG.
func Example() {
	r, err := result()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, f := range plot.Figures(r, "outcomes", "terms-wages") {
		svg, err := plot.SVG(f, r)
		fmt.Println(f.Name, bytes.HasPrefix(svg, []byte("<svg")), err)
	}
	// Output:
	// outcomes true <nil>
	// terms-wages true <nil>
}
