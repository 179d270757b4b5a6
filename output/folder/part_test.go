package folder

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

func part(index int) *Header {
	h := header()
	h.Draws, h.Index, h.Of = 1024, index, 2
	return h
}

// Parts that are being written leave each other alone; who wants one that
// somebody else writes waits until that has ended, or is interrupted. What a
// killed program left of a part is swept with the next try.
func TestParts(t *testing.T) {
	dir := t.TempDir()
	first, err := BeginPart(t.Context(), dir, part(0))
	if err != nil {
		t.Fatal(err)
	}
	litter := filepath.Join(dir, ".playing-1-of-2-old")
	if err := os.WriteFile(litter, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	other, err := BeginPart(t.Context(), dir, part(1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(litter); err == nil {
		t.Error("what a killed program left is still there")
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := BeginPart(ctx, dir, part(0)); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the same part once more: %v", err)
	}
	got := make(chan error)
	go func() {
		again, err := BeginPart(t.Context(), dir, part(0))
		if err == nil {
			again.Discard()
		}
		got <- err
	}()
	for _, p := range []*Part{other, first} {
		if err := errors.Join(p.Append([]byte("one")), p.Commit()); err != nil {
			t.Error(err)
		}
	}
	if err := <-got; err != nil {
		t.Errorf("after the first has ended: %v", err)
	}
	names := contents(t, dir)
	if len(names) != 2 || names[PartName(0, 2)] == "" || names[PartName(1, 2)] == "" {
		t.Errorf("left behind: %v", names)
	}
	for i := range 2 {
		if got, damage := records(t, filepath.Join(dir, PartName(i, 2))); !slices.Equal(got, []string{"one"}) || damage != "" {
			t.Errorf("part %d: %q, %s", i, got, damage)
		}
	}
}
