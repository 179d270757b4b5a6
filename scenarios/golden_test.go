package scenarios_test

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

var update = flag.Bool("update", false, "write the golden summaries anew")

// summary is what a short run of a scenario comes to.
type summary struct {
	Draws int            `json:"draws"`
	Seed  uint64         `json:"seed"`
	Nash  map[string]int `json:"nash"` // draws by class of outcome
}

// TestGolden plays every shipped scenario under all its theories and compares
// how the draws end under nash with what they came to when the file was last
// changed on purpose: go test ./scenarios -run Golden -update.
func TestGolden(t *testing.T) {
	for _, file := range files(t) {
		t.Run(file, func(t *testing.T) {
			t.Parallel()
			s, err := scenario.Load(file, scenario.Options{FS: scenarios.FS})
			if err != nil {
				t.Fatal(err)
			}
			got := summary{Draws: 256, Seed: seed, Nash: map[string]int{}}
			tally, err := montecarlo.Run(context.Background(), s.Bargain, montecarlo.Config{Draws: got.Draws, Seed: got.Seed, Workers: 1})
			if err != nil {
				t.Fatal(err)
			}
			nash := slices.IndexFunc(s.Bargain.Theories, func(th model.Theory) bool { return th.Name == "nash" })
			if nash < 0 {
				t.Skip("nobody is asked for consent: TestPublished compares it with what was published")
			}
			for c, n := range tally.Theories[nash].Classes {
				got.Nash[model.Class(c).String()] = n
			}
			compare(t, filepath.Join("testdata", "golden", strings.TrimSuffix(file, ".yaml")+".json"), got)
		})
	}
}

func compare(t *testing.T, path string, got summary) {
	t.Helper()
	text, err := json.MarshalIndent(got, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	text = append(text, '\n')
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; write it with -update", err)
	}
	if string(text) != string(want) {
		t.Errorf("%s says\n%s\nand the run comes to\n%s", path, want, text)
	}
}

// TestGoldenFiles finds no summary of a scenario that is not shipped.
func TestGoldenFiles(t *testing.T) {
	found, err := filepath.Glob("testdata/golden/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range found {
		if file := strings.TrimSuffix(filepath.Base(path), ".json") + ".yaml"; !slices.Contains(files(t), file) {
			t.Errorf("%s: there is no scenario %s", path, file)
		}
	}
}
