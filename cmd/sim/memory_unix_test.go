//go:build unix

package main

import (
	"flag"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"testing"
)

var memoryDraws = flag.Int("draws", 1_000_000, "how many draws TestFlatMemory plays")

// The memory of a run does not grow with its draws: ten million of a toy
// scenario take less than 200 MB (-args -draws 10000000).
func TestFlatMemory(t *testing.T) {
	peak := func(draws int) int {
		t.Helper()
		c := exec.Command("sim", "run", filepath.Join("..", "..", "model", "montecarlo", "testdata", "toy.yaml"), "--draws", strconv.Itoa(draws),
			"--format", "json", "--quiet", "--out", filepath.Join(t.TempDir(), "run"))
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		bytes := int(c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
		if runtime.GOOS != "darwin" { // which alone counts in bytes
			bytes <<= 10
		}
		return bytes
	}
	few, many := peak(20_000), peak(*memoryDraws)
	t.Logf("%d MB for 20,000 draws, %d MB for %d", few>>20, many>>20, *memoryDraws)
	if many > 2*few || *memoryDraws >= 10_000_000 && many > 200_000_000 {
		t.Errorf("%d MB for 20,000 draws and %d MB for %d", few>>20, many>>20, *memoryDraws)
	}
}
