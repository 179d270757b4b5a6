package study_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"sim/model/study"
	"sim/scenarios"
)

// A program outside the module's tree runs a scenario, ranks its inputs and prints
// what a run and a ranking have here. It is built from what the module's cache holds, without a network.
func TestLibrary(t *testing.T) {
	if testing.Short() {
		t.Skip("builds a program")
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	read := func(path string) string {
		t.Helper()
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	version := regexp.MustCompile(`(?m)^go .*$`).FindString(read(filepath.Join(root, "go.mod")))
	for name, text := range map[string]string{
		"main.go": read(filepath.Join("testdata", "library", "main.go")),
		"go.sum":  read(filepath.Join(root, "go.sum")),
		"go.mod":  fmt.Sprintf("module negotiation.example\n\n%s\n\nrequire sim v0.0.0\n\nreplace sim => %s\n", version, root),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	program := exec.CommandContext(t.Context(), "go", "run", "-mod=mod", "-ldflags=-w", ".") // without what debuggers read it is linked sooner
	program.Dir = dir
	program.Env = append(os.Environ(), "GOPROXY=off", "GOWORK=off", "GOFLAGS=")
	out, err := program.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}

	s, err := study.New(study.Source{Path: "alaska.yaml", FS: scenarios.FS})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Choose("nash", "kalai_smorodinsky"); err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = 512
	r, err := study.Run(context.Background(), s, study.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	printed := 0
	for _, row := range r.Rows {
		if row.Quantity != "share" || row.Value == 0 {
			continue
		}
		printed++
		if line := fmt.Sprintf("%s %s %.4f ± %.4f\n", row.Protocol, row.Key, row.Value, row.Error); !strings.Contains(string(out), line) {
			t.Errorf("the program does not print %q", line)
		}
	}
	if printed < 4 {
		t.Errorf("a run has %d shares", printed)
	}
	found, err := study.AnalyseSensitivity(context.Background(), s, study.SensitivityOptions{Of: "terms.territory"})
	if err != nil {
		t.Fatal(err)
	}
	inputs, lead := s.Scenario.Bargain.Varying(), found.Subject.Lead
	leading := found.LeadingInputs(lead)
	for _, column := range leading {
		printed++
		if line := fmt.Sprintf("%s %.4f\n", inputs[column].Path, found.Ranking[lead][column].FirstOrder.Value); !strings.Contains(string(out), line) {
			t.Errorf("the program does not print %q", line)
		}
	}
	if len(leading) == 0 || strings.Count(string(out), "\n") != printed {
		t.Errorf("%d inputs lead, %d lines are expected; the program prints\n%s", len(leading), printed, out)
	}
}
