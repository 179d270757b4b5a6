package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sim/output/folder"
)

// The draws of a finished run that are damaged are kept, as a message promises:
// nobody else can tell what is still in them.
func TestDamagedResultsAreKept(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	dir := filepath.Join(t.TempDir(), "run")
	if _, err := simulate(t.Context(), append(faultArgs, dir)...); err != nil {
		t.Fatal(err)
	}
	path, kept := filepath.Join(dir, folder.Finished), filepath.Join(dir, "damaged-1.draws")
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head := bytes.IndexByte(whole, '\n') + 1
	for _, c := range []struct {
		what    string
		at      int // of the changed byte
		refused bool
		says    string
	}{
		{"the header", head + 20, true, "that file is kept under another name"},
		{"a record", len(whole) / 2, false, "the damaged file is kept, as " + kept},
	} {
		damaged := bytes.Clone(whole)
		damaged[c.at] ^= 0x10
		if err := os.WriteFile(path, damaged, 0o644); err != nil {
			t.Fatal(err)
		}
		said, err := simulate(t.Context(), append(faultArgs, dir, "--resume")...)
		if c.refused {
			if exitCode(err) != exitUsage || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%s: %v", c.what, err)
			}
			_, err = simulate(t.Context(), append(faultArgs, dir)...)
		} else if !strings.Contains(said, c.says) {
			t.Errorf("%s: it says %q", c.what, said)
		}
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
		}
		if text, err := os.ReadFile(kept); err != nil || !bytes.Equal(text, damaged) {
			t.Errorf("%s: the damaged file is not kept: %v, the folder holds %v", c.what, err, listing(t, dir))
		}
		if again, err := os.ReadFile(path); err != nil || !bytes.Equal(again, whole) {
			t.Errorf("%s: the draws are others now: %v", c.what, err)
		}
		if err := os.Remove(kept); err != nil {
			t.Error(err)
		}
	}
}

// That draws are kept is said only if they are: not where somebody has removed
// the folder, or the file, while the run went on.
func TestKeptIsSaidOnlyIfTrue(t *testing.T) {
	for _, c := range []struct {
		what   string
		remove func(dir string) error
		kept   bool
	}{
		{"nothing", func(string) error { return nil }, true},
		{"the file", func(dir string) error { return os.Remove(filepath.Join(dir, folder.Unfinished)) }, false},
		{"the folder", os.RemoveAll, false},
		{"the folder's name", func(dir string) error { return os.Rename(dir, dir+"-moved") }, false},
	} {
		dir := filepath.Join(t.TempDir(), "run")
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() {
			_, err := simulate(ctx, "run", "two-issues", "--out", dir, "--format", "json", "--quiet", "--draws", "100000000")
			done <- err
		}()
		untilWork(dir, done)
		if err := c.remove(dir); err != nil {
			t.Skipf("SKIPPED, NOTHING WAS TESTED: %s cannot be removed here: %v", c.what, err)
		}
		cancel()
		err := <-done
		var said bytes.Buffer
		report(&said, err)
		if exitCode(err) != exitInterrupted || strings.Contains(said.String(), "are kept") != c.kept {
			t.Errorf("%s was removed: exit code %d, it says %q", c.what, exitCode(err), said.String())
		}
	}
}

// A part that claims to belong to more draws than a run may have is none.
func TestForgedPart(t *testing.T) {
	parts := t.TempDir()
	if _, err := simulate(t.Context(), "run", "two-issues", "--theories", "nash", "--draws", "512", "--shard", "0/1", "--out", parts, "--quiet"); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(parts, folder.PartName(0, 1))
	d, err := folder.OpenDraws(path)
	if err != nil {
		t.Fatal(err)
	}
	h := d.Header
	h.Draws = 1 << 40
	var forged bytes.Buffer
	err = folder.WriteDraws(&forged, &h, func(add func([]byte) error) error {
		_, err := d.Records(func(record []byte, _ io.ReaderAt, _ int64) error { return add(record) })
		return err
	})
	d.Close()
	if err == nil {
		err = os.WriteFile(path, forged.Bytes(), 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	_, err = simulate(t.Context(), "merge", parts, "--out", filepath.Join(t.TempDir(), "merged"), "--quiet")
	if exitCode(err) != exitUsage || !strings.Contains(err.Error(), "is not the part of a run") || time.Since(began) > 10*time.Second {
		t.Errorf("after %s: %v", time.Since(began), err)
	}
}
