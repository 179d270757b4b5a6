package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sim/output/artifact"
)

// What a run says it writes is not less than what it writes, and not much more.
func TestSize(t *testing.T) {
	toy := filepath.Join("..", "..", "model", "montecarlo", "testdata", "toy.yaml")
	s, err := subjectOf(toy, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, format := range []string{"csv", "parquet", "json"} {
		dir := filepath.Join(t.TempDir(), "run")
		if _, err := simulate(t.Context(), "run", toy, "--draws", "8192", "--format", format, "--out", dir, "--quiet"); err != nil {
			t.Fatal(err)
		}
		written := 0
		for _, name := range []string{"outcomes.csv", "inputs-by-draw.csv", "outcomes.parquet", "inputs.parquet", "run.draws"} {
			if info, err := os.Stat(filepath.Join(dir, name)); err == nil && (format != "json" || name != "run.draws") {
				written += int(info.Size())
			}
		}
		if size := artifact.Size(s.Scenario.Bargain, 8192, []string{format}); size < written || size > 2*written {
			t.Errorf("%s: says up to %d bytes, writes %d", format, size, written)
		}
	}
}

func TestWarnSize(t *testing.T) {
	s, err := subjectOf("two-issues", nil)
	if err != nil {
		t.Fatal(err)
	}
	said := func(draws int, formats ...string) string {
		return artifact.SizeWarning(s.Scenario.Bargain, draws, formats)
	}
	if text := said(100_000_000, "json", "parquet"); !strings.HasPrefix(text, "this run writes up to ") ||
		!strings.Contains(text, " GB: every single draw of 100,000,000, and what --resume needs to go on; --format svg,json leaves single draws out") {
		t.Errorf("parquet: %q", text)
	}
	if text := said(100_000_000, "json", "svg"); text != "" {
		t.Errorf("no single draws: %q", text)
	}
	if text := said(4096, "csv", "parquet"); text != "" {
		t.Errorf("few draws: %q", text)
	}
}
