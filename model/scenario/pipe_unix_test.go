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
// the scenario or what it names; and what it names may be no device either.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe.yaml")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Skip("no pipes here:", err)
	}
	if err := os.Symlink(pipe, filepath.Join(dir, "link.yaml")); err != nil {
		t.Fatal(err)
	}
	names := []string{pipe}
	for name, text := range map[string]string{
		"pipe": "extends: pipe.yaml\n", "link": "extends: link.yaml\n", "device": "extends: /dev/zero\n", "input": "extends: /dev/stdin\n",
		"samples": strings.Replace(least, "{a: {}", "{a: {power: {samples: pipe.yaml}}", 1), "zeros": strings.Replace(least, "{a: {}", "{a: {power: {samples: /dev/zero}}", 1),
	} {
		name = filepath.Join(dir, name+"-named.yaml")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	for _, name := range names {
		if _, err := scenario.Load(name, scenario.Options{}); err == nil || !strings.Contains(err.Error(), "a pipe or a device, not a file") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
