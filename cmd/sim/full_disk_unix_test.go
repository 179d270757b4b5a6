//go:build unix

package main

import (
	"bytes"
	"fmt"
	"maps"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"sim/output/folder"
	"sim/output/page"
)

// No room left, at whatever moment: one error that names the file, nothing
// half-written, what was played is kept, and --resume ends with the files of a
// run that had room. Room runs out where a file would exceed the limit on its size.
func TestFullDisk(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	textbook := faultArgs[:len(faultArgs)-4] // without its --format, --quiet and --out
	// Few draws, where the file of draws must stay the smallest: how many records
	// it holds hangs on how fast the machine is.
	few := []string{"run", "two-issues", "--theories", "nash", "--draws", "2048"}
	for _, c := range []struct {
		args      []string
		format    string
		kilobytes int
		what      string // has no room
		kept      string // draws that are kept; empty: any number
	}{
		{[]string{"run", "alaska", "--theories", "nash", "--draws", "1024"}, "parquet", 175, "finished draws", ""}, // in the middle of the draws
		{[]string{"run", "alaska", "--theories", "nash", "--draws", "512"}, "parquet", 30, "finished draws", "none"},
		{textbook, "parquet,csv,json", 1000, "outcomes.csv", ""},            // in the middle of single draws
		{textbook, "parquet,json", 100, "outcomes.parquet", "16,384"},       // at the end of them
		{few, "json", 40, page.ReportName, "2,048"},                         // once all are played
		{few, "json", 6, "data-dictionary.csv|" + page.ReportName, "2,048"}, // whichever comes first: they are written side by side
	} {
		name := fmt.Sprintf("%s as %s in files of %d kB", c.args[1], c.format, c.kilobytes)
		whole, dir := filepath.Join(t.TempDir(), "whole"), filepath.Join(t.TempDir(), "run")
		args := func(dir string, more ...string) []string {
			return slices.Concat(c.args, []string{"--format", c.format, "--quiet", "--out", dir}, more)
		}
		if _, err := simulate(t.Context(), args(whole)...); err != nil {
			t.Fatal(err)
		}
		limited := fmt.Sprintf(`ulimit -f %d; exec sim "$@"`, 2*c.kilobytes) // in halves of a kilobyte (POSIX)
		full := exec.Command("sh", append([]string{"-c", limited, "sh"}, args(dir)...)...)
		var out, said bytes.Buffer
		full.Stdout, full.Stderr = &out, &said
		if err := full.Run(); full.ProcessState.ExitCode() != exitFailure || out.Len() > 0 {
			t.Errorf("%s: %v; it prints %q, %q", name, err, out.String(), said.String())
			continue
		}
		// A program that counts its coverage has no room for that either, and says so last.
		words, _, _ := strings.Cut(said.String(), "error: coverage")
		lines := strings.Split(strings.TrimSpace(words), "\n")
		named := slices.ContainsFunc(strings.Split(c.what, "|"), func(what string) bool {
			return strings.HasPrefix(lines[0], "cannot write "+what+": ") || strings.HasPrefix(lines[0], "cannot keep "+what+": ")
		})
		if !named || len(lines) > 2 {
			t.Errorf("%s: it says %q", name, said.String())
		}
		left, _ := filepath.Glob(filepath.Join(dir, "*"))
		hidden, _ := filepath.Glob(filepath.Join(dir, ".*"))
		if left = append(left, hidden...); len(left) > 0 && !slices.Equal(left, []string{filepath.Join(dir, folder.Unfinished)}) {
			t.Errorf("%s: it leaves %v", name, left)
		}
		kept := "none"
		if len(lines) == 2 {
			kept, _, _ = strings.Cut(lines[1], " of ")
		}
		if c.kept != "" && kept != c.kept || (kept == "none") != (len(left) == 0) {
			t.Errorf("%s: it says %q and leaves %v", name, said.String(), left)
		}
		t.Logf("%s: %q kept", name, kept)
		if _, err := simulate(t.Context(), args(dir, "--resume")...); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !maps.Equal(dataFiles(t, dir), dataFiles(t, whole)) {
			t.Errorf("%s: other files than with room", name)
		}
	}
}
