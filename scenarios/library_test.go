package scenarios_test

import (
	"io/fs"
	"strings"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/scenarios"
)

// files are the names of the shipped scenarios.
func files(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(scenarios.FS, "*.yaml")
	if err != nil || len(names) == 0 {
		t.Fatalf("no scenarios: %v", err)
	}
	return names
}

// text is a shipped scenario as it is written.
func text(t *testing.T, file string) string {
	t.Helper()
	src, err := fs.ReadFile(scenarios.FS, file)
	if err != nil {
		t.Fatal(err)
	}
	return string(src)
}

// extends reports whether a file is a variant.
func extends(t *testing.T, file string) bool {
	t.Helper()
	return strings.Contains(text(t, file), "\nextends: ")
}

// read is a shipped scenario as the engine plays it.
func read(t *testing.T, file string) *model.Bargain {
	t.Helper()
	s, err := scenario.Load(file, scenario.Options{FS: scenarios.FS})
	if err != nil {
		t.Fatal(err)
	}
	return s.Bargain
}

// TestCheckProvesIdeals: in no shipped scenario does a party refuse even its own
// ideal, or the best of a headline package that can be tabled for it.
func TestCheckProvesIdeals(t *testing.T) {
	for _, file := range files(t) {
		s, err := scenario.Load(file, scenario.Options{FS: scenarios.FS})
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range s.Warnings {
			if strings.Contains(w.Msg, "refuses even the best") {
				t.Errorf("%s: %s", file, w.Msg)
			}
		}
	}
}
