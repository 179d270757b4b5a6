package folder

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"sim/model/study"
)

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
	if err := os.Rename(aside, filepath.Join(dir, pointsFile)); err != nil {
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
