//go:build unix

package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"sim/output/folder"
)

// Every signal that ends the program ends it in order, within a second, also
// while pictures are being made, and says so with an exit code that neither Go's
// runtime nor a shell uses. What was played is kept.
func TestSignals(t *testing.T) {
	long := []string{"run", "two-issues", "--draws", "100000000", "--format", "json"}
	pictures := []string{"run", "alaska", "--draws", "512", "--theories", "nash", "--format", "png,pdf,svg"}
	for _, c := range []struct {
		what   string
		args   []string
		signal syscall.Signal
		begun  string // is there once the moment has come
		nohup  bool
		want   int
	}{
		{"an interruption while draws are played", long, syscall.SIGINT, folder.Unfinished, false, exitInterrupted},
		{"an order to end while draws are played", long, syscall.SIGTERM, folder.Unfinished, false, exitInterrupted},
		{"a lost terminal while draws are played", long, syscall.SIGHUP, folder.Unfinished, false, exitInterrupted},
		{"a lost terminal that it is to outlive", append(pictures[:len(pictures)-1:len(pictures)-1], "json"), syscall.SIGHUP, folder.Unfinished, true, exitOK},
		{"an order to end while pictures are made", pictures, syscall.SIGTERM, ".staging-*/plots/*.*g", false, exitInterrupted},
	} {
		if c.signal == syscall.SIGHUP && !c.nohup && signal.Ignored(syscall.SIGHUP) {
			t.Logf("NOT TESTED: %s: the tests were started to outlive their terminal, and so is what they start", c.what)
			continue
		}
		dir := filepath.Join(t.TempDir(), "run")
		args := slices.Concat(c.args, []string{"--quiet", "--out", dir})
		program := exec.Command("sim", args...)
		if c.nohup {
			program = exec.Command("sh", append([]string{"-c", `trap "" HUP; exec sim "$@"`, "sh"}, args...)...)
		}
		var said bytes.Buffer
		program.Stderr = &said
		if err := program.Start(); err != nil {
			t.Fatal(err)
		}
		done := make(chan error, 1)
		go func() { done <- program.Wait() }()
		if c.begun == folder.Unfinished {
			untilWork(dir, done)
		}
		for len(done) == 0 {
			if found, _ := filepath.Glob(filepath.Join(dir, c.begun)); len(found) > 0 {
				break
			}
			time.Sleep(time.Millisecond)
		}
		began := time.Now()
		_ = program.Process.Signal(c.signal) // it may have ended by itself
		<-done                               //nolint:errcheck // the exit code says it
		took := time.Since(began)
		if code := program.ProcessState.ExitCode(); code != c.want {
			t.Errorf("%s: exit code %d, want %d: %s", c.what, code, c.want, said.String())
		}
		if c.want == exitInterrupted {
			if took > time.Second {
				t.Errorf("%s: it ends after %s", c.what, took)
			}
			if !strings.HasPrefix(said.String(), "interrupted: ") || !strings.Contains(said.String(), " draws are kept in "+dir) {
				t.Errorf("%s: it says %q", c.what, said.String())
			}
			if left := listing(t, dir); len(left) != 1 || left[0] != folder.Unfinished {
				t.Errorf("%s: it leaves %v", c.what, left)
			}
		}
		t.Logf("%s: ended after %s", c.what, took)
	}
}

// Too few open files are an ordinary failure: exit code 1, one sentence, and
// nothing is taken for what it is not.
func TestTooManyOpenFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	dir := t.TempDir()
	run := []string{"run", "two-issues", "--theories", "nash", "--draws", "1024", "--format", "parquet,csv,svg", "--quiet", "--out"}
	if _, err := simulate(t.Context(), append(run, filepath.Join(dir, "whole"))...); err != nil {
		t.Fatal(err)
	}
	for i := range 40 {
		if _, err := simulate(t.Context(), append(run, filepath.Join(dir, "parts"), "--shard", fmt.Sprintf("%d/40", i))...); err != nil {
			t.Fatal(err)
		}
	}
	failed := 0
	check := func(files int, args ...string) {
		t.Helper()
		c := exec.Command("sh", append([]string{"-c", fmt.Sprintf(`ulimit -n %d; exec sim "$@"`, files), "sh"}, args...)...)
		out, err := c.CombinedOutput()
		if err == nil {
			return
		}
		failed++
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		kept := len(lines) == 2 && strings.Contains(lines[1], " draws are kept in ")
		if c.ProcessState.ExitCode() != exitFailure || !strings.HasSuffix(lines[0], "too many open files") || len(lines) > 1 && !kept {
			t.Errorf("with %d files, %v: %v; it says %q", files, args, err, out)
		}
	}
	for files := 10; files < 20; files++ { // with fewer Go's runtime does not begin
		check(files, append(run, filepath.Join(dir, "run"))...)
		check(files, append(run, filepath.Join(dir, "whole"), "--resume")...)
	}
	check(30, "merge", filepath.Join(dir, "parts"), "--out", filepath.Join(dir, "merged"), "--quiet")
	if failed < 3 {
		t.Errorf("%d runs failed: the test has seen nothing", failed)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "run", "*-1.draws")); len(left) > 0 {
		t.Errorf("draws were put aside that nobody played: %v", left)
	}
}
