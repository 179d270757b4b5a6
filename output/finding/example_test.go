package finding_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"sim/model/study"
	"sim/output"
	"sim/output/finding"
	"sim/output/folder"
	"sim/scenarios"
)

// Ask which inputs decide an outcome, and leave the folder of the analysis.
func Example() {
	s, err := study.New(study.Source{Path: "wage-round.yaml", FS: scenarios.FS, Theories: []string{"nash"}})
	if err != nil {
		fmt.Println(err)
		return
	}
	s.Config.Draws = 1024
	found, err := study.AnalyseSensitivity(context.Background(), s, study.SensitivityOptions{Top: 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	f := finding.Sensitivity(&output.Sensitivity{Study: &output.Study{Subject: found.Subject, Name: "sensitivity"}, Sensitivity: found})
	root, err := os.MkdirTemp("", "example-*")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(root) //nolint:errcheck // a folder for temporary files
	to, err := folder.Begin(filepath.Join(root, "mine"))
	if err != nil {
		fmt.Println(err)
		return
	}
	if err := f.Write(to, []string{"svg"}, nil); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Page.Title)
	for _, name := range to.Files() {
		fmt.Println(name)
	}
	if err := to.Commit(); err != nil {
		fmt.Println(err)
	}
	// Output:
	// A wage round: what moves the share of draws that end in settlement
	// data-dictionary.csv
	// plots/ranking.svg
	// ranking.csv
	// report.html
}
