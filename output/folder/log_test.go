package folder

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"sim/output"
)

func header() *Header {
	return &Header{Purpose: output.Purpose, Scenario: Scenario{Name: "tiny", Digest: "abc"}, Seed: 7, Version: "1", Program: "sha256 11", Machine: Here()}
}

// records lists the records of a file, and what is wrong with it.
func records(t *testing.T, path string) (texts []string, damage string) {
	t.Helper()
	d, err := OpenDraws(path)
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	_, err = d.Records(func(record []byte, from io.ReaderAt, at int64) error {
		again := make([]byte, len(record))
		if _, err := from.ReadAt(again, at); err != nil || !slices.Equal(again, record) {
			t.Errorf("record %q does not stand at %d", record, at)
		}
		texts = append(texts, string(record))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts, d.Damage
}

func TestLogKeepsRecords(t *testing.T) {
	dir := t.TempDir()
	want := []string{"one", "", strings.Repeat("three", 1<<18)}
	f := begin(t, dir)
	l, err := f.Log(header())
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range want {
		if err := l.Append([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, damage := records(t, filepath.Join(dir, Unfinished)); len(got) != i+1 || got[i] != text || damage != "" {
			t.Errorf("%d records and %q after %d were kept", len(got), damage, i+1)
		}
	}
	f.Discard()
	h, ok := Interrupted(dir)
	if !ok || h.Seed != 7 {
		t.Errorf("interrupted: %v %v", h, ok)
	}
	if got := contents(t, dir); len(got) != 1 {
		t.Errorf("left behind: %v", got)
	}
}

// A full disk takes no record away that is there already.
func TestLogOnFullDisk(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no /dev/full here")
	}
	dir := t.TempDir()
	f := begin(t, dir)
	l, err := f.Log(header())
	if err == nil {
		err = l.Append([]byte("one"))
	}
	if err != nil {
		t.Fatal(err)
	}
	file := l.file
	l.file = full
	if err := l.Append([]byte("two")); !errors.Is(err, syscall.ENOSPC) || err.Error() != "cannot keep finished draws: no space left on device" {
		t.Errorf("Append reports %v", err)
	}
	l.file = file
	if err := l.Append([]byte("three")); err != nil {
		t.Fatal(err)
	}
	f.Discard()
	if got, damage := records(t, filepath.Join(dir, Unfinished)); !slices.Equal(got, []string{"one", "three"}) || damage != "" {
		t.Errorf("%v %q", got, damage)
	}
}

// A run that comes to nothing leaves the draws of an interrupted one as they were.
func TestLogComesToNothing(t *testing.T) {
	dir := t.TempDir()
	for _, text := range []string{"kept", ""} {
		f := begin(t, dir)
		l, err := f.Log(header())
		if err != nil {
			t.Fatal(err)
		}
		if text != "" {
			if err := l.Append([]byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		f.Discard()
	}
	if got, _ := records(t, filepath.Join(dir, Unfinished)); !slices.Equal(got, []string{"kept"}) || len(contents(t, dir)) != 1 {
		t.Errorf("%v of %v", got, contents(t, dir))
	}
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	f := begin(t, dir)
	if !Busy(dir) {
		t.Error("a folder that is written into is not busy")
	}
	_, err := Begin(dir)
	if _, busy := errors.AsType[*BusyError](err); !busy {
		t.Errorf("a second run begins: %v", err)
	}
	got := make(chan error)
	go func() {
		second, err := Begin(dir) // waits a moment for one that is ending
		if err == nil {
			second.Discard()
		}
		got <- err
	}()
	time.Sleep(50 * time.Millisecond)
	f.Discard()
	if err := <-got; err != nil {
		t.Errorf("after the first has ended: %v", err)
	}
	if Busy(dir) || len(contents(t, dir)) != 0 {
		t.Errorf("left behind: %v", contents(t, dir))
	}
}

// Whatever differs is named; the same runs belong together.
func TestDiffers(t *testing.T) {
	a := header()
	if ds := a.Differs(header()); ds != nil {
		t.Errorf("the same run differs: %v", ds)
	}
	for want, change := range map[string]func(h *Header){
		"another scenario (other, digest ff, instead of tiny, abc)": func(h *Header) { h.Scenario = Scenario{Name: "other", Digest: "ff"} },
		"seed 8 instead of 7":       func(h *Header) { h.Seed = 8 },
		"sampler sobol instead of ": func(h *Header) { h.Sampler = "sobol" },
		"theories nash instead of ": func(h *Header) { h.Theories = []string{"nash"} },
		"another program (sim 1, revision 22, instead of sim 1, sha256 11)":                                func(h *Header) { h.Program = "revision 22" },
		"another program (sim 1, which does not say what it was built from, instead of sim 1, sha256 11)":  func(h *Header) { h.Program = "" },
		"other arithmetic: its numbers were computed by an exp, log or the like that ends in other digits": func(h *Header) { h.Machine.Fingerprint = "0" },
		"played with single draws instead of without single draws (no --format csv or parquet)":            func(h *Header) { h.Keep = true },
	} {
		b := header()
		change(b)
		if ds := a.Differs(b); len(ds) != 1 || !strings.HasPrefix(ds[0], want) {
			t.Errorf("%v, want %s", ds, want)
		}
	}
}
