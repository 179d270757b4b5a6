package artifact_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"sim/model/study"
	"sim/output"
	"sim/output/artifact"
	"sim/output/folder"
	"sim/scenarios"
)

// Simulate a scenario and leave its report, its figures and every draw as CSV.
func Example() {
	root, err := os.MkdirTemp("", "example-*")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(root) //nolint:errcheck // a folder for temporary files
	names, err := leave(filepath.Join(root, "mine"), "csv")
	fmt.Println(strings.Join(names, "\n"), err)
	// Output:
	// data-dictionary.csv
	// ensemble.csv
	// inputs-by-draw.csv
	// inputs.csv
	// outcomes.csv
	// report.html
	// summary.csv <nil>
}

func leave(dir string, formats ...string) ([]string, error) {
	s, err := study.New(study.Source{Path: "two-issues.yaml", FS: scenarios.FS, Theories: []string{"nash"}})
	if err != nil {
		return nil, err
	}
	f, err := folder.Begin(dir)
	if err != nil {
		return nil, err
	}
	defer f.Discard() // nothing once it is committed
	records, err := artifact.OpenRecords(f, s.Scenario.Bargain, formats)
	if err != nil {
		return nil, err
	}
	r, err := study.Run(context.Background(), s, study.RunOptions{Sinks: records.Sinks()})
	if closed := records.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, err
	}
	if err := artifact.Write(context.Background(), f, &output.Result{Result: r}, formats, nil, 1); err != nil {
		return nil, err
	}
	return f.Files(), f.Commit()
}
