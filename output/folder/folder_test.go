package folder

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"sim/output"
)

// contents maps the files below dir to what is in them.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	m := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		m[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return m
}

type artifact struct {
	name, text string
	err        error
}

func (a artifact) Name() string { return a.name }

func (a artifact) Write(w io.Writer, _ *output.Result) error {
	if _, err := io.WriteString(w, a.text); err != nil {
		return err
	}
	return a.err
}

func write(t *testing.T, f *Folder, files map[string]string) {
	t.Helper()
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := f.Write(artifact{name: name, text: files[name]}, nil); err != nil {
			t.Fatal(err)
		}
	}
	w, err := f.Create(RunFile)
	if err != nil {
		t.Fatal(err)
	}
	r := Run{Files: append(f.Files(), RunFile)}
	if err := errors.Join(r.Write(w), w.Close()); err != nil {
		t.Fatal(err)
	}
}

func begin(t *testing.T, dir string) *Folder {
	t.Helper()
	f, err := Begin(dir)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestSecondRunReplacesTheFirst(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	f := begin(t, dir)
	write(t, f, map[string]string{"summary.csv": "old", "plots/mix.svg": "old", "plots/mix.png": "old"})
	if got := contents(t, dir)["summary.csv"]; got != "" {
		t.Fatalf("summary.csv is there before the run is committed: %q", got)
	}
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	foreign := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(foreign, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	f = begin(t, dir)
	write(t, f, map[string]string{"summary.csv": "new"})
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	got := contents(t, dir)
	delete(got, RunFile)
	if want := map[string]string{"summary.csv": "new", "notes.txt": "mine"}; !maps.Equal(got, want) {
		t.Errorf("folder holds %v, want %v", got, want)
	}
	if _, err := os.Stat(filepath.Join(dir, "plots")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the emptied folder plots is still there: %v", err)
	}
}

// A disk that fills up while an artifact is written leaves the old result
// whole and nothing beside it.
func TestFullDiskLeavesTheOldResult(t *testing.T) {
	dir := t.TempDir()
	f := begin(t, dir)
	write(t, f, map[string]string{"summary.csv": "old", "plots/mix.svg": "old"})
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	f = begin(t, dir)
	if err := f.Write(artifact{name: "summary.csv", text: "new"}, nil); err != nil {
		t.Fatal(err)
	}
	err := f.Write(artifact{name: "plots/mix.svg", text: "ne", err: syscall.ENOSPC}, nil)
	if !errors.Is(err, syscall.ENOSPC) || !strings.Contains(err.Error(), "plots/mix.svg") {
		t.Errorf("error is %v", err)
	}
	f.Discard()
	if after := contents(t, dir); !maps.Equal(before, after) {
		t.Errorf("folder holds %v, want %v", after, before)
	}
}

// A device that is always full refuses what is flushed to it: Close says so.
func TestCloseReportsFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	f := begin(t, filepath.Join(t.TempDir(), "run"))
	defer f.Discard()
	w, err := f.Create("summary.csv")
	if err != nil {
		t.Fatal(err)
	}
	s := w.(*stored)
	if err := s.file.Close(); err != nil {
		t.Fatal(err)
	}
	s.file = full
	s.Reset(full)
	if _, err := io.WriteString(w, "text"); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("Close reports %v", err)
	}
}

// If the last file cannot be moved, those already moved go back.
func TestFailedCommitMovesBack(t *testing.T) {
	dir := t.TempDir()
	f := begin(t, dir)
	write(t, f, map[string]string{"a.csv": "old", "b.csv": "old"})
	if err := f.Commit(); err != nil {
		t.Fatal(err)
	}
	before := contents(t, dir)
	f = begin(t, dir)
	write(t, f, map[string]string{"a.csv": "new", "b.csv": "new", "z.csv": "new"})
	if err := os.Remove(filepath.Join(dir, f.staging, "z.csv")); err != nil {
		t.Fatal(err)
	}
	if err := f.Commit(); err == nil {
		t.Fatal("Commit succeeds without z.csv")
	}
	if after := contents(t, dir); !maps.Equal(before, after) {
		t.Errorf("folder holds %v, want %v", after, before)
	}
}

func TestDiscardRemovesWhatBeginMade(t *testing.T) {
	root := t.TempDir()
	f := begin(t, filepath.Join(root, "a", "b", "c"))
	write(t, f, map[string]string{"x": "1"})
	f.Discard()
	entries, err := os.ReadDir(root)
	if err != nil || len(entries) != 0 {
		t.Errorf("left behind: %v %v", entries, err)
	}
}

func TestBeginRefusesAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "f")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below")} {
		if _, err := Begin(dir); err == nil {
			t.Errorf("Begin(%s) succeeds", dir)
		}
	}
}

// What a killed run left is swept.
func TestBeginSweeps(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, stage(stagingPrefix), "plots"), 0o755); err != nil {
		t.Fatal(err)
	}
	begin(t, dir).Discard()
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestFolderName(t *testing.T) {
	long := strings.Repeat("x", 300)
	for _, c := range []struct {
		scenario string
		changes  []string
		want     string
	}{
		{"alaska", nil, "alaska"},
		{"alaska", []string{"levers.aid_cutoff.weight=0.9"}, "alaska+levers.aid_cutoff.weight=0.9"},
		{"alaska", []string{"a=1", "b=2"}, "alaska+a=1+b=2"},
	} {
		if got := folderName(c.scenario, c.changes); got != c.want {
			t.Errorf("%s %v: %q, want %q", c.scenario, c.changes, got, c.want)
		}
	}
	seen := map[string]string{}
	for _, change := range []string{"a={pert: [0, 1, 2]}", "a={pert: [0, 1, 3]}", "a=../../x", "a=" + long, "a=" + long + "y", "a=1 ", "a=1", "a=1.", "a=\x00"} {
		name := folderName("s", []string{change})
		if len(name) > maxName+9 || strings.ContainsAny(name, "/\\:*?\"<>|{}\x00") || strings.HasSuffix(name, ".") || strings.Contains(name, " ") {
			t.Errorf("%q makes the folder name %q", change, name)
		}
		if other, twice := seen[name]; twice {
			t.Errorf("%q and %q share the folder %q", change, other, name)
		}
		seen[name] = change
	}
}

// What a folder's run.json lists never leads out of it, by no path and no link;
// nor does anything else in it.
func TestNothingLeadsOutOfTheFolder(t *testing.T) {
	outside := t.TempDir()
	precious := func(dir string) map[string]string {
		t.Helper()
		for _, name := range []string{"mix.svg", Unfinished, Finished, "report.html"} {
			if err := os.WriteFile(filepath.Join(outside, name), []byte("precious"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		return contents(t, outside)
	}
	for _, c := range []struct {
		what   string
		links  map[string]string // in the folder, to what outside
		listed []string          // in run.json
		run    func(dir string) error
		fails  string
	}{
		{"a listed path", nil, []string{"../outside/mix.svg", filepath.Join(outside, "mix.svg")}, replace, ""},
		{"a listed file behind a link", map[string]string{"old": ""}, []string{"old/mix.svg"}, replace, ""},
		{"a result behind a link", map[string]string{"plots": ""}, []string{"plots/mix.svg"}, replace, "cannot write "},
		{"a listed link", map[string]string{"mix.svg": "mix.svg"}, []string{"mix.svg"}, replace, ""},
		{"draws to go on from", map[string]string{Unfinished: Unfinished}, nil, resume, ""},
		{"draws to keep", map[string]string{Unfinished: Unfinished}, nil, replace, ""},
		{"the lock", map[string]string{lockName: "made"}, nil, replace, "is in the way"},
		{"a report", map[string]string{"report.html": "report.html"}, nil, func(dir string) error {
			return Rewrite(dir, "report.html", func([]byte) ([]byte, error) { return []byte("new"), nil })
		}, "report.html: "},
	} {
		dir := filepath.Join(t.TempDir(), "run")
		want := precious(dir)
		for link, to := range c.links {
			if err := os.Symlink(filepath.Join(outside, to), filepath.Join(dir, link)); err != nil {
				t.Skipf("SKIPPED, NOTHING WAS TESTED: no links here: %v", err)
			}
		}
		if c.links[Unfinished] != "" { // draws that a run could go on from
			d := filepath.Join(t.TempDir(), "other")
			f := begin(t, d)
			if l, err := f.Log(header()); err != nil || l.Append([]byte("one")) != nil {
				t.Fatal(err)
			}
			f.Discard()
			text, err := os.ReadFile(filepath.Join(d, Unfinished))
			if err != nil {
				t.Fatal(err)
			}
			want[Unfinished] = string(text) + "torn"
			if err := os.WriteFile(filepath.Join(outside, Unfinished), []byte(want[Unfinished]), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		record, err := os.Create(filepath.Join(dir, RunFile))
		if err != nil {
			t.Fatal(err)
		}
		old := Run{Files: append(c.listed, RunFile)}
		if err := errors.Join(old.Write(record), record.Close()); err != nil {
			t.Fatal(err)
		}
		err = c.run(dir)
		if (err != nil) != (c.fails != "") || err != nil && !strings.Contains(err.Error(), c.fails) {
			t.Errorf("%s: %v", c.what, err)
		}
		if got := contents(t, outside); !maps.Equal(got, want) {
			t.Errorf("%s: outside there is now %v", c.what, got)
		}
	}
}

// replace leaves a new run in dir.
func replace(dir string) error {
	f, err := Begin(dir)
	if err != nil {
		return err
	}
	defer f.Discard()
	l, err := f.Log(header())
	if err == nil {
		err = l.Append([]byte("two"))
	}
	for _, name := range []string{"plots/mix.svg", RunFile} {
		if err == nil {
			err = f.Write(artifact{name: name, text: "new"}, nil)
		}
	}
	if err != nil {
		return err
	}
	return f.Commit()
}

// resume goes on with the draws in dir; a link in their place is no reason to
// write to where it leads.
func resume(dir string) error {
	f, err := Begin(dir)
	if err != nil {
		return err
	}
	defer f.Discard()
	l, err := f.Resume(header(), func(*Header) error { return nil }, func([]byte, io.ReaderAt, int64) error { return nil })
	if err != nil {
		if strings.Contains(err.Error(), Unfinished) {
			return nil
		}
		return err
	}
	return l.Append([]byte("two"))
}

// Runs are listed newest first, with what they left; what is no run is passed over.
// Removing one takes what it left, in folders of its own as well, and nothing that
// another put there; names in a run's record lead nowhere else.
func TestListAndRemove(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	outside := filepath.Join(root, "outside.txt")
	if err := os.WriteFile(outside, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	for i, name := range []string{"older", "newer"} {
		f, err := Begin(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range []string{"report.html", "plots/a.svg"} {
			if err := f.Write(artifact{name: file, text: "x"}, nil); err != nil {
				t.Fatal(err)
			}
		}
		r := &Run{Scenario: Scenario{Name: "land"}, Draws: 2000, Theories: []string{"nash"}}
		r.Timings.Started = time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC)
		if err := f.WriteRun(r); err != nil {
			t.Fatal(err)
		}
		if err := f.Commit(); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := List(root)
	if err != nil || len(kept) != 2 || filepath.Base(kept[0].Dir) != "newer" || filepath.Base(kept[1].Dir) != "older" {
		t.Fatalf("%v: %v", kept, err)
	}
	if got, want := kept[1].Words(), "run of land: 2,000 draws, 1 theory, seed 0; 1 January 2026 00:00 UTC; less than 1 MB"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if none, err := List(filepath.Join(root, "nowhere")); none != nil || err != nil {
		t.Errorf("%v, %v where there is no folder", none, err)
	}

	older, newer := kept[1].Dir, kept[0].Dir
	if left, err := Remove(older); left != nil || err != nil {
		t.Errorf("left %v: %v", left, err)
	}
	if _, err := os.Stat(older); !errors.Is(err, os.ErrNotExist) {
		t.Error("the folder of a removed run is still there")
	}
	record := filepath.Join(newer, RunFile)
	text, err := os.ReadFile(record)
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte(`"report.html"`), []byte(`"../outside.txt", "report.html"`), 1)
	if err := os.WriteFile(record, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Remove(newer); err == nil {
		t.Error("a record that names a file elsewhere was believed")
	}
	if _, err := os.Stat(outside); err != nil {
		t.Error("a file outside of the run's folder was removed")
	}
	if _, err := Remove(filepath.Join(root, "empty")); err == nil {
		t.Error("a folder without a run was removed")
	}
}
