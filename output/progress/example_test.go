package progress_test

import (
	"fmt"
	"strings"

	"sim/model/study"
	"sim/output/progress"
	"sim/scenarios"
)

// The line overwrites itself, and nothing is left of it in the end. A program
// writes it to standard error, and hands Show to the question as its Watch.
func Example() {
	s, err := study.New(study.Source{Path: "two-issues.yaml", FS: scenarios.FS})
	if err != nil {
		fmt.Println(err)
		return
	}
	var terminal strings.Builder
	line := progress.New(&terminal, s)
	line.Show(study.Progress{Draws: 1024, Total: 4096})
	line.Clear()
	fmt.Printf("%q\n", terminal.String())
	// Output:
	// "\r 25% · 0 draws/s · 0s so far\x1b[K\r\x1b[K"
}
