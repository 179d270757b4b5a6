package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"sim/output/folder"
)

// An interrupted run ends with its own exit code, leaves an older result as it
// is, and no half-written file beside it.
func TestInterruptedRunLeavesTheOldResult(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	run := func(draws string) error {
		root := newRoot(io.Discard, io.Discard)
		root.SetArgs([]string{"run", "two-issues", "--out", dir, "--draws", draws, "--format", "csv"})
		return root.ExecuteContext(ctx)
	}
	if err := run("100"); err != nil {
		t.Fatal(err)
	}
	before := listing(t, dir)
	done := make(chan error)
	go func() { done <- run("100000000") }()
	for len(listing(t, dir)) == len(before) { // until the run has begun to write
		time.Sleep(time.Millisecond)
	}
	cancel()
	if code := exitCode(<-done); code != exitInterrupted {
		t.Errorf("exit code %d, want %d", code, exitInterrupted)
	}
	after := listing(t, dir)
	if len(after) != len(before) {
		t.Errorf("the folder holds %v, want %v", after, before)
	}
	record, err := folder.Read(dir)
	if err != nil || record.Draws != 100 {
		t.Errorf("run.json: %+v, %v", record, err)
	}
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
