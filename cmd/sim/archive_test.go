package main

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// runHere runs a command in the process and returns what it prints.
func runHere(t *testing.T, args ...string) string {
	t.Helper()
	var out strings.Builder
	root := newRoot(&out, io.Discard)
	root.SetArgs(args)
	if err := root.ExecuteContext(t.Context()); err != nil {
		t.Fatalf("sim %s: %v", strings.Join(args, " "), err)
	}
	return out.String()
}

// unpacked unpacks an archive into the working directory.
func unpacked(t *testing.T, name string) {
	t.Helper()
	r, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close() //nolint:errcheck // it was only read
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(filepath.Dir(f.Name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f.Name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// checked compares the files in dir with a list of checksums and returns how many
// there are.
func checked(t *testing.T, list, dir string) (files int) {
	t.Helper()
	text, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		want, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil {
			t.Fatal(err)
		}
		if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != want {
			t.Errorf("%s in %s has another checksum", name, dir)
		}
		files++
	}
	return files
}

// An archive holds what its checksums say, and the command in it runs it again to the
// same data files in an empty folder; the same run gives the same archive.
func TestArchiveReplays(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	t.Chdir(t.TempDir())
	runHere(t, "run", "wage-round", "--draws", "64", "--levers", "16", "--quiet", "--set", "levers.strike.weight=0.9", "--format", "csv,json", "--out", "run")
	if said := runHere(t, "archive", "run"); said != "Wrote wage-round.zip; REPLAY.txt in it says how to check it and how to run it again.\n" {
		t.Errorf("it says %q", said)
	}
	refused := newRoot(io.Discard, io.Discard)
	refused.SetArgs([]string{"archive", "run"})
	if err := refused.ExecuteContext(t.Context()); err == nil || err.Error() != "wage-round.zip exists already and stays as it is; --force replaces it" {
		t.Errorf("archived again: %v", err)
	}
	if err := os.WriteFile("twice.zip", []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	runHere(t, "archive", "run", "--out", "twice.zip", "--force")
	one, _ := os.ReadFile("wage-round.zip")
	two, err := os.ReadFile("twice.zip")
	if err != nil || string(one) != string(two) {
		t.Error("two archives of a run differ")
	}
	unpacked(t, "wage-round.zip")
	t.Chdir("wage-round")
	if n := checked(t, "SHA256SUMS", "."); n < 15 {
		t.Errorf("%d files", n)
	}
	replay, err := os.ReadFile("REPLAY.txt")
	if err != nil {
		t.Fatal(err)
	}
	_, after, _ := strings.Cut(string(replay), "\n  sim ")
	command, _, _ := strings.Cut(after, "\n")
	runHere(t, append(strings.Fields(command), "--quiet")...)
	if n := checked(t, "DATA-SHA256SUMS", "again"); n < 10 {
		t.Errorf("%d data files", n)
	}
}
