package folder

import (
	"bytes"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sim/model/study"
)

// The work of an equilibrium is kept by name, and found again to the last byte; that of
// another is not.
func TestWork(t *testing.T) {
	dir := t.TempDir()
	open := func(key string, resume bool) (*WorkStore, map[string][]byte, error) {
		s := NewWorkStore(PointStore{Analysis: "equilibrium", Dir: dir, Sweep: key, Resume: resume})
		work, err := s.Known()
		return s, work, err
	}
	s, _, err := open("first", false)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]byte{"one\n": {0, 255, 10}, "two": {}}
	for _, name := range []string{"one\n", "two"} {
		if err := s.Finished(name, want[name]); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, work, err := open("first", true)
	if err != nil || !maps.EqualFunc(work, want, bytes.Equal) || s.Held != 2 {
		t.Errorf("found %q, %v", work, err)
	}
	if err := s.Finished("three", []byte{1}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s, work, err = open("first", true)
	if err != nil || len(work) != 3 || !bytes.Equal(work["three"], []byte{1}) {
		t.Errorf("found %q, %v", work, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		key    string
		resume bool
		says   string
	}{
		{"first", false, "3 points of this equilibrium lie in " + dir + " already: go on with --resume, or remove"},
		{"second", true, "is another equilibrium: another scenario, seed, number of draws, theories or players"},
	} {
		s, _, err := open(c.key, c.resume)
		if _, refused := errors.AsType[*PointsError](err); !refused || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%+v: %v", c, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// Two sweeps never write into one folder at a time, and the points of one that
// was interrupted outlive another.
func TestPointsOfTwoSweeps(t *testing.T) {
	dir := t.TempDir()
	first := &PointStore{Dir: dir, Sweep: "first"}
	if _, err := first.Known(2); err != nil {
		t.Fatal(err)
	}
	if err := first.Finished(1, study.Point{}); err != nil {
		t.Fatal(err)
	}
	second := &PointStore{Dir: dir, Sweep: "second"}
	_, err := second.Known(2)
	if _, busy := errors.AsType[*BusyError](err); !busy {
		t.Errorf("a second sweep begins beside the first: %v", err)
	}
	if err := errors.Join(second.Close(), first.Close()); err != nil {
		t.Fatal(err)
	}
	second = &PointStore{Dir: dir, Sweep: "second"}
	points, err := second.Known(2)
	if err != nil || len(points) > 0 {
		t.Fatalf("%d points of another sweep are used: %v", len(points), err)
	}
	if err := second.Close(); err != nil {
		t.Fatal(err)
	}
	aside := filepath.Join(dir, ".sweep-points-1.jsonl")
	if len(second.Notes) != 1 || !strings.Contains(second.Notes[0], aside) {
		t.Errorf("notes %q", second.Notes)
	}
	if err := os.Rename(aside, filepath.Join(dir, pointsFile("sweep"))); err != nil {
		t.Fatal(err)
	}
	again := &PointStore{Dir: dir, Sweep: "first", Resume: true}
	if points, err = again.Known(2); err != nil || len(points) != 1 {
		t.Errorf("%d points of the first sweep are left: %v", len(points), err)
	}
	if err := again.Close(); err != nil {
		t.Fatal(err)
	}
}
