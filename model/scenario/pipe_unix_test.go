//go:build unix

package scenario_test

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"sim/model/scenario"
)

// A pipe that nobody writes to is refused instead of waited for, whether it is
// the scenario or what it extends.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe.yaml")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	extends := filepath.Join(dir, "extends.yaml")
	if err := os.WriteFile(extends, []byte("extends: pipe.yaml\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{pipe, extends} {
		if _, err := scenario.Load(name, scenario.Options{}); err == nil || !strings.Contains(err.Error(), "a pipe or a device, not a file") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
