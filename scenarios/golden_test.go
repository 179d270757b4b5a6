package scenarios_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

var update = flag.Bool("update", false, "write the golden summaries anew")

// goldenDraws is how many draws a golden summary rests on.
const goldenDraws = 128

// TestGolden plays every shipped scenario under all its theories and compares
// how the draws end under each, on what terms, and what the parties have of it,
// with what they came to when the file was last changed on purpose:
// go test ./scenarios -run Golden -update -variants.
func TestGolden(t *testing.T) {
	for _, file := range files(t) {
		t.Run(file, func(t *testing.T) {
			skipVariant(t, file)
			t.Parallel()
			b := read(t, file)
			tally, err := montecarlo.Run(context.Background(), b, montecarlo.Config{Draws: goldenDraws, Seed: seed, Workers: 1, Quantiles: &quantiles})
			if err != nil {
				t.Fatal(err)
			}
			compare(t, filepath.Join("testdata", "golden", strings.TrimSuffix(file, ".yaml")+".txt"), summary(b, tally))
		})
	}
}

// summary lists, theory by theory, how many draws end in each class, the mean
// position at which deals settle each issue, and each party's mean utility.
func summary(b *model.Bargain, tally *montecarlo.Tally) string {
	var w strings.Builder
	fmt.Fprintf(&w, "%d draws, seed %d: draws by class; mean positions where a deal settles the issue; mean utilities\n", tally.Draws, seed)
	for i := range b.Theories {
		y := &tally.Theories[i]
		fmt.Fprintf(&w, "\n%s\n", b.Theories[i].Name)
		for c, n := range y.Classes {
			if n > 0 {
				fmt.Fprintf(&w, "  %s %d", model.Class(c), n)
			}
		}
		if b.Theories[i].Predicts {
			w.WriteString("  prediction, refused by")
			for _, p := range b.ListedParties() {
				if b.Asked(p) {
					fmt.Fprintf(&w, "  %s %d", b.Parties[p].ID, y.Refused[p])
				}
			}
		}
		w.WriteString("\n")
		for _, k := range b.ListedIssues() {
			fmt.Fprintf(&w, "  %s %.6f", b.Issues[k].ID, y.Terms[k].Mean().Value)
		}
		w.WriteString("\n")
		for _, p := range b.ListedParties() {
			fmt.Fprintf(&w, "  %s %.6f", b.Parties[p].ID, y.Utility[p].Mean().Value)
		}
		w.WriteString("\n")
	}
	return w.String()
}

func compare(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; write it with -update", err)
	}
	want, have := strings.Split(string(text), "\n"), strings.Split(got, "\n")
	for i := range max(len(want), len(have)) {
		if i >= len(want) || i >= len(have) {
			t.Fatalf("%s has %d lines, and the run comes to %d", path, len(want), len(have))
		}
		if want[i] != have[i] {
			t.Errorf("%s:%d says\n%s\nand the run comes to\n%s", path, i+1, want[i], have[i])
		}
	}
}

// TestGoldenFiles finds no summary of a scenario that is not shipped.
func TestGoldenFiles(t *testing.T) {
	found, err := filepath.Glob("testdata/golden/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range found {
		if file := strings.TrimSuffix(filepath.Base(path), ".txt") + ".yaml"; !slices.Contains(files(t), file) {
			t.Errorf("%s: there is no scenario %s", path, file)
		}
	}
}
