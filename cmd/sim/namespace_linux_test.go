package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"sim/output/folder"
)

// Two containers with one host name have the same process numbers, and see none
// of each other's processes: a shard that begins in one leaves alone what a shard
// in the other has not finished.
func TestShardsInTwoNamespaces(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	apart := func(script string) *exec.Cmd {
		return exec.Command("unshare", "--user", "--map-root-user", "--pid", "--fork", "--kill-child", "sh", "-c", script)
	}
	if out, err := apart("true").CombinedOutput(); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no namespaces here: %v: %s", err, out)
		}
		t.Skipf("SKIPPED, NOTHING WAS TESTED: no namespaces here (in CI this is a failure): %v: %s", err, out)
	}
	dir := t.TempDir()
	parts := filepath.Join(dir, "parts")
	// The first one's number is one that the other's processes and threads have not.
	first := apart("for i in $(seq 60); do /bin/true; done; sim run alaska --theories nash --draws 1048576 --shard 0/2 --out parts --quiet; exit $?")
	first.Dir = dir
	var said strings.Builder
	first.Stdout, first.Stderr = &said, &said
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- first.Wait() }()
	staged := ""
	for staged == "" {
		select {
		case err := <-done:
			t.Fatalf("the first shard ended before it began: %v: %s", err, said.String())
		case <-time.After(time.Millisecond):
		}
		for _, pattern := range []string{".playing-0-of-2-*", ".partial-*"} {
			if found, _ := filepath.Glob(filepath.Join(parts, pattern)); len(found) > 0 {
				staged = found[0]
			}
		}
	}
	second := apart("exec sim run alaska --theories nash --draws 1048576 --shard 16383/16384 --out parts --quiet")
	second.Dir = dir
	if out, err := second.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	_, gone := os.Stat(staged)
	select {
	case err := <-done:
		t.Fatalf("the first shard ended before the second had: %v: %s", err, said.String())
	default:
	}
	if gone != nil {
		t.Errorf("the second shard has removed what the first is writing: %v", gone)
	}
	_ = first.Process.Kill()
	<-done //nolint:errcheck // killed
	if _, err := os.Stat(filepath.Join(parts, folder.PartName(16383, 16384))); err != nil {
		t.Error(err)
	}
}
