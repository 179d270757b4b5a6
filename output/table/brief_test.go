package table_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"sim/model/study"
	"sim/output"
	"sim/output/answer"
	"sim/output/table"
	"sim/scenarios"
)

var update = flag.Bool("update", false, "write the golden files of briefs anew")

// ran is a run of a scenario of the library with its levers.
func ran(t *testing.T, name string, draws int, theories ...string) *output.Result {
	t.Helper()
	s, err := study.New(study.Source{Path: name + ".yaml", FS: scenarios.FS, Theories: theories})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = draws
	r, err := study.Run(context.Background(), s, study.RunOptions{Levers: 128})
	if err != nil {
		t.Fatal(err)
	}
	return &output.Result{Result: r}
}

// Briefs fit the terminal, at three widths.
func TestBriefGolden(t *testing.T) {
	for name, r := range map[string]*output.Result{
		"wage-round":  ran(t, "wage-round", 2048, "nash", "zeuthen", "crisis", "two_level", "median"),
		"merger":      ran(t, "merger", 1024),
		"two-issues":  ran(t, "two-issues", 256, "nash", "rubinstein"),
		"predictions": ran(t, "fisheries", 256, "weighted_mean"),
	} {
		a := answer.New(r)
		for _, columns := range []int{80, 120, 200} {
			var b bytes.Buffer
			if err := table.Brief(&b, a, columns, table.Plain); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				if n := ansi.StringWidth(strings.TrimRight(line, "\n")); n > columns {
					t.Errorf("%s at %d columns: a line has %d: %s", name, columns, n, line)
				}
			}
			if n := strings.Count(b.String(), "\n"); columns > 80 && n > 18 || n > 24 {
				t.Errorf("%s at %d columns takes %d lines", name, columns, n)
			}
			path := filepath.Join("testdata", "brief", fmt.Sprintf("%s-%d.txt", name, columns))
			if *update {
				if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
				continue
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("%s is now (-update writes it):\n%s", path, b.String())
			}
		}
	}
}

// Two families with the same share have a mark each, side by side: at the upper end,
// too, where the second must not appear at the lower one.
func TestBriefMarks(t *testing.T) {
	a := &answer.Answer{Title: "x", Of: "100", Families: make([]answer.Family, 2), Outcomes: []answer.Outcome{{Name: "settlement", Range: "100", Upper: 1, ByFamily: []float64{1, 1}}}}
	var b bytes.Buffer
	if err := table.Brief(&b, a, 80, table.Plain); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "·▲●  100\n") {
		t.Errorf("%s", b.String())
	}
}
