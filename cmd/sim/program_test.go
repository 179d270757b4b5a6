package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"sim/output/folder"
	"sim/output/page"
)

// otherProgram is a copy of this program that is another one: another ID of its
// build, or a byte more where its hash counts. No loader minds.
func otherProgram(t *testing.T) string {
	t.Helper()
	if runtime.GOOS == "darwin" {
		t.Skip("SKIPPED, NOTHING WAS TESTED: a changed program loses its signature here")
	}
	mine, err := exec.LookPath("sim")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(mine)
	if err != nil {
		t.Fatal(err)
	}
	if id, ok := strings.CutPrefix(folder.Program(), "build "); ok {
		text = bytes.ReplaceAll(text, []byte(id), []byte(strings.Repeat("0", 20)+id[20:]))
	}
	path := filepath.Join(t.TempDir(), filepath.Base(mine))
	if err := os.WriteFile(path, append(text, 0), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

// ended runs a program in dir and returns its exit code and what it writes to
// stderr and stdout.
func ended(t *testing.T, dir, program string, args ...string) (code int, said string) {
	t.Helper()
	c := exec.Command(program, args...)
	var text bytes.Buffer
	c.Dir, c.Stdout, c.Stderr = dir, &text, &text
	if err := c.Run(); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			t.Fatal(err)
		}
		code = exit.ExitCode()
	}
	return code, text.String()
}

// Draws of another program are neither extended nor merged nor reused, and it is
// named: its formulas may be others.
func TestAnotherProgram(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	other := otherProgram(t)
	dir := t.TempDir()
	do := func(program string, args ...string) (int, string) {
		t.Helper()
		return ended(t, dir, program, append(args, "--quiet")...)
	}
	run := []string{"run", "two-issues", "--theories", "nash", "--draws", "1024"}
	const usual = "output/runs/two-issues"
	for _, args := range [][]string{
		append(run, "--format", "parquet"),
		append(run, "--shard", "0/2", "--out", "parts"),
		append(run, "--shard", "0/2", "--out", "all-other"),
		append(run, "--shard", "1/2", "--out", "all-other"),
	} {
		if code, said := do(other, args...); code != exitOK {
			t.Fatalf("%v: exit code %d: %s", args, code, said)
		}
	}
	if code, said := do("sim", append(run, "--shard", "1/2", "--out", "parts")...); code != exitOK {
		t.Fatalf("exit code %d: %s", code, said)
	}
	sweep := []string{"sweep", "two-issues", "--over", "parties.company.power=1:2:0.01", "--theories", "nash", "--draws", "3000", "--format", "csv", "--out", "sweep"}
	killed := exec.Command(other, sweep...)
	killed.Dir = dir
	if err := killed.Start(); err != nil {
		t.Fatal(err)
	}
	for {
		if text, _ := os.ReadFile(filepath.Join(dir, "sweep", ".sweep-points.jsonl")); bytes.Count(text, []byte("\n")) > 3 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	_ = killed.Process.Kill() // it may have ended by itself
	_ = killed.Wait()         // killed, most often
	is := folder.ProgramWords(version(), folder.Program())
	for _, c := range []struct {
		what string
		args []string
		says string
	}{
		{"resume", append(run, "--format", "parquet", "--resume"), "another program (sim "},
		{"extend", []string{"run", "two-issues", "--theories", "nash", "--draws", "2048", "--format", "parquet", "--resume"}, "another program (sim "},
		{"a shard that is there", append(run, "--shard", "0/2", "--out", "parts"), "is there already, of another run: another program (sim "},
		{"merge parts of both", []string{"merge", "parts", "--out", "merged"}, "is not of the same run as part-0-of-2.draws: another program (sim "},
		{"merge parts of the other", []string{"merge", "all-other", "--out", "merged"}, "cannot be merged by this program on this machine: another program (sim "},
		{"reuse by name", []string{"sensitivity", usual}, "its draws were played by another program: sim "},
		{"a report", []string{"sensitivity", "two-issues", "--theories", "nash", "--draws", "1024", "--report", usual, "--out", "reported"}, "was simulated by another program: sim "},
		{"a sweep", append(sweep, "--resume"), "were played by another program: sim "},
	} {
		code, said := do("sim", c.args...)
		if code != exitUsage || !strings.Contains(said, c.says) || !strings.Contains(said, is) {
			t.Errorf("%s: exit code %d: %s", c.what, code, said)
		}
	}
	// By itself an analysis takes the draws in the usual folder only where they
	// are its own.
	lookAt := []string{"discover", "two-issues", "--theories", "nash", "--draws", "1024", "--where", `outcome == "settlement"`, "--out", "looked"}
	for _, c := range []struct{ program, source string }{{"sim", "played for this"}, {other, "draws of the run in " + usual}} {
		if code, said := do(c.program, lookAt...); code != exitOK {
			t.Fatalf("exit code %d: %s", code, said)
		}
		report, err := os.ReadFile(filepath.Join(dir, "looked", page.ReportName))
		if err != nil || !strings.Contains(string(report), c.source) {
			t.Errorf("%s does not say %q: %v", c.program, c.source, err)
		}
	}
}
