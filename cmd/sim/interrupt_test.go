package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"sim/output/folder"
	"sim/output/page"
)

// simulate runs a command and returns what it writes to stderr.
func simulate(ctx context.Context, args ...string) (string, error) {
	var errw bytes.Buffer
	root := newRoot(io.Discard, &errw)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	return errw.String(), err
}

// dataFiles maps the data files of a run to what is in them.
func dataFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	record, err := folder.Read(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, name := range record.Files {
		if name == folder.RunFile || name == page.ReportName {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		files[name] = string(text)
	}
	return files
}

func listing(t *testing.T, dir string) []string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// untilWork waits until a run into dir has kept draws, or has ended: done,
// which has room for one, then holds its error.
func untilWork(dir string, done chan error) {
	for len(done) == 0 {
		if _, some := folder.Interrupted(dir); some {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// An interrupted run ends with its own exit code, leaves an older result as it
// is, and says how to go on; a run started over loses nothing either.
func TestInterruptedRunLeavesTheOldResult(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	run := func(ctx context.Context, args ...string) (string, error) {
		return simulate(ctx, append([]string{"run", "two-issues", "--out", dir, "--format", "csv", "--quiet"}, args...)...)
	}
	if _, err := run(t.Context(), "--draws", "100"); err != nil {
		t.Fatal(err)
	}
	before, old := listing(t, dir), dataFiles(t, dir)
	interrupt := func() {
		t.Helper()
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() {
			_, err := run(ctx, "--draws", "100000000")
			done <- err
		}()
		untilWork(dir, done)
		cancel()
		err := <-done
		if code := exitCode(err); code != exitInterrupted {
			t.Errorf("exit code %d, want %d", code, exitInterrupted)
		}
		var said bytes.Buffer
		report(&said, err)
		if text := said.String(); !strings.HasPrefix(text, "interrupted: ") || !strings.Contains(text, " of 100,000,000 draws are kept in "+dir+"; go on with: ") {
			t.Errorf("it says %q", text)
		}
	}
	interrupt()
	if after := listing(t, dir); !slices.Equal(after, append(slices.Clone(before), folder.Unfinished)) || !maps.Equal(dataFiles(t, dir), old) {
		t.Errorf("the folder holds %v, and before %v", after, before)
	}
	said, err := simulate(t.Context(), "view", "--no-open", dir)
	if err != nil || !strings.HasPrefix(said, "note: a later run into this folder was interrupted; go on with: ") {
		t.Errorf("view says %q, %v", said, err)
	}
	interrupted, err := os.ReadFile(filepath.Join(dir, folder.Unfinished))
	if err != nil {
		t.Fatal(err)
	}
	if said, err = run(t.Context(), "--draws", "200"); err != nil || !strings.Contains(said, "note: kept the draws of an interrupted run as ") {
		t.Errorf("started over: %q, %v", said, err)
	}
	if kept, err := os.ReadFile(filepath.Join(dir, "interrupted-1.draws")); err != nil || !bytes.Equal(kept, interrupted) {
		t.Errorf("the interrupted run's draws are not kept: %v", err)
	}
}

// onWrite calls a function when it is written to.
type onWrite struct {
	bytes.Buffer
	call func()
}

func (w *onWrite) Write(p []byte) (int, error) {
	w.call()
	return w.Buffer.Write(p)
}

// The summary is printed when no file is written yet. An interruption after it
// loses no draw, leaves nothing half-written, and the run goes on to its files.
func TestSummaryBeforeFiles(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	whole, dir := filepath.Join(t.TempDir(), "whole"), filepath.Join(t.TempDir(), "run")
	args := []string{"run", "two-issues", "--draws", "2048", "--format", "csv,svg", "--out"}
	if _, err := simulate(t.Context(), append(args, whole, "--quiet")...); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	out := &onWrite{call: cancel}
	root := newRoot(out, io.Discard)
	root.SetArgs(append(args, dir))
	err := root.ExecuteContext(ctx)
	if code := exitCode(err); code != exitInterrupted || !strings.Contains(err.Error(), "2,048 of 2,048 draws are kept in "+dir+"; go on with: ") {
		t.Errorf("exit code %d, %v", code, err)
	}
	if text := out.String(); !strings.Contains(text, "ILLUSTRATION, NOT PREDICTION") || strings.Contains(text, "Wrote") {
		t.Errorf("it prints %q", text)
	}
	if left := listing(t, dir); !slices.Equal(left, []string{folder.Unfinished}) {
		t.Errorf("the folder holds %v", left)
	}
	if _, err := simulate(t.Context(), append(args, dir, "--quiet", "--resume")...); err != nil || !maps.Equal(dataFiles(t, dir), dataFiles(t, whole)) {
		t.Errorf("resumed: %v, or other files", err)
	}
}

// Two runs into one folder would mix their files: the second one is refused.
func TestOneRunAtATime(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	dir := filepath.Join(t.TempDir(), "run")
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := simulate(ctx, "run", "two-issues", "--out", dir, "--format", "json", "--draws", "100000000", "--workers", "1", "--quiet")
		done <- err
	}()
	untilWork(dir, done)
	_, err := simulate(t.Context(), "run", "two-issues", "--out", dir, "--format", "json", "--draws", "100", "--quiet")
	if exitCode(err) != exitFailure || err.Error() != "another run is writing into "+dir+"; wait until it has ended, or name another folder with --out" {
		t.Errorf("the second run: %v", err)
	}
	view := func(want string) {
		t.Helper()
		if _, err := simulate(t.Context(), "view", "--no-open", dir); exitCode(err) != exitUsage || !strings.Contains(err.Error(), want) {
			t.Errorf("view says %v, want %s", err, want)
		}
	}
	view("the run here still goes on; it has no report yet")
	cancel()
	if err := <-done; exitCode(err) != exitInterrupted {
		t.Error(err)
	}
	view("the run here was interrupted and has no report yet; go on with: ")
	if _, err = simulate(t.Context(), "run", "two-issues", "--out", dir, "--format", "json", "--draws", "100", "--quiet"); err != nil {
		t.Errorf("once it has ended: %v", err)
	}
}

// faultArgs is a run that takes some tenths of a second.
var faultArgs = []string{"run", "two-issues", "--theories", "nash", "--draws", "16384", "--format", "parquet,csv,json", "--quiet", "--out"}

var kills = flag.Int("kills", 3, "how often TestKilled kills a run")

// Killed at any moment, a run goes on and ends with the files of one that was
// not (-args -kills 20).
func TestKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	whole := filepath.Join(t.TempDir(), "whole")
	began := time.Now()
	if out, err := exec.Command("sim", append(faultArgs, whole)...).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	takes := time.Since(began)
	want := dataFiles(t, whole)
	worked := 0
	for i := range *kills {
		dir := filepath.Join(t.TempDir(), strconv.Itoa(i))
		killed, done := exec.Command("sim", append(faultArgs, dir)...), make(chan error, 1)
		if err := killed.Start(); err != nil {
			t.Fatal(err)
		}
		go func() { done <- killed.Wait() }()
		if i%5 == 0 { // at any rate before its end, however fast the machine is just now
			untilWork(dir, done)
		} else {
			time.Sleep(time.Duration((float64(i) + rand.Float64()) / float64(*kills) * float64(takes)))
		}
		_ = killed.Process.Kill() // it may have ended by itself
		<-done                    //nolint:errcheck // killed, most often
		if _, some := folder.Interrupted(dir); some {
			worked++
		}
		said, err := simulate(t.Context(), append(faultArgs, dir, "--resume")...)
		if err != nil {
			t.Errorf("kill %d: %v", i, err)
			continue
		}
		if got := dataFiles(t, dir); !maps.Equal(got, want) {
			t.Errorf("kill %d: other files than without it (%s)", i, said)
		}
		for _, name := range listing(t, dir) {
			if strings.HasPrefix(name, ".") || name == folder.Unfinished {
				t.Errorf("kill %d: %s is left behind", i, name)
			}
		}
	}
	if worked == 0 {
		t.Error("no kill came after the first draws were kept: the test has seen nothing")
	}
	t.Logf("%d of %d kills came after draws had been kept", worked, *kills)
}

// What is left of a damaged file is used, what is lost is played again, and
// both are said; nothing is thrown away.
func TestDamagedDraws(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	whole := filepath.Join(t.TempDir(), "whole")
	if _, err := simulate(t.Context(), append(faultArgs, whole)...); err != nil {
		t.Fatal(err)
	}
	want := dataFiles(t, whole)
	text, err := os.ReadFile(filepath.Join(whole, folder.Finished)) // records of 64 chunks
	if err != nil {
		t.Fatal(err)
	}
	flip := func(at int) []byte {
		b := bytes.Clone(text)
		b[at] ^= 0x10
		return b
	}
	head := bytes.IndexByte(text, '\n') + 1
	header := head + 16 + int(text[head]) + int(text[head+1])<<8
	for _, c := range []struct {
		name  string
		bytes []byte
		says  string // a refusal, if it does not begin with note
		kept  string
	}{
		{"cut in the last record", text[:len(text)-7], "it is cut short; what is missing is played again", ""},
		{"cut after the header", text[:header], "", ""},
		{"cut in a length", text[:header+9], "it is cut short", ""},
		{"cut in the header", text[:header-9], "refused: %s: cut short", ""},
		{"another file", []byte("notes\n"), "refused: %s: not a file of draws", ""},
		{"a bit in the header", flip(header - 40), "refused: %s: damaged: its checksum does not fit", ""},
		{"a bit in a length", flip(header + 1), "damaged: a length in it does not fit its checksum; what is missing is played again", "damaged-1.draws"},
		{"a bit in a record", flip(len(text) / 2), "1 of its records are damaged: their checksums do not fit; what is missing is played again", "damaged-1.draws"},
		{"a bit in the last record", flip(len(text) - 1), "1 of its records are damaged", "damaged-1.draws"},
	} {
		dir := filepath.Join(t.TempDir(), "run")
		path := filepath.Join(dir, folder.Unfinished)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, c.bytes, 0o644); err != nil {
			t.Fatal(err)
		}
		said, err := simulate(t.Context(), append(faultArgs, dir, "--resume")...)
		if refusal, refused := strings.CutPrefix(c.says, "refused: "); refused {
			if exitCode(err) != exitUsage || !strings.Contains(err.Error(), fmt.Sprintf(refusal, path)) {
				t.Errorf("%s: %v", c.name, err)
			}
			if kept, err := os.ReadFile(path); err != nil || !bytes.Equal(kept, c.bytes) {
				t.Errorf("%s: the file is not as it was", c.name)
			}
			continue
		}
		if err != nil || !strings.Contains(said, c.says) {
			t.Errorf("%s: it says %q, %v", c.name, said, err)
			continue
		}
		if got := dataFiles(t, dir); !maps.Equal(got, want) {
			t.Errorf("%s: other files than without damage", c.name)
		}
		if kept, err := os.ReadFile(filepath.Join(dir, c.kept)); c.kept != "" && (err != nil || !bytes.Equal(kept, c.bytes)) {
			t.Errorf("%s: the damaged file is not kept: %v", c.name, err)
		}
	}
}
