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

var (
	memoryDraws = flag.Int("draws", 400_000, "how many draws TestFlatMemory simulates")
	pairedDraws = flag.Int("paired", 100_000, "how many paired draws TestFlatMemory compares")
)

// The memory of a run or a comparison does not grow with its draws: ten million
// draws of a toy scenario, or two million paired ones, take less than 200 MB
// (-args -draws 10000000 -paired 2000000).
func TestFlatMemory(t *testing.T) {
	toy := filepath.Join("..", "..", "model", "montecarlo", "testdata", "toy.yaml")
	for _, c := range []struct {
		name string
		many int
		full int
		args []string
	}{
		{"run", *memoryDraws, 10_000_000, []string{"run", toy}},
		{"compare", *pairedDraws, 2_000_000, []string{"compare", toy, "--with", "parties.a.power=1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			few, many := peakMemory(t, 20_000, c.args...), peakMemory(t, c.many, c.args...)
			t.Logf("%d MB for 20,000 draws, %d MB for %d", few>>20, many>>20, c.many)
			if many > 2*few || c.many >= c.full && many > 200_000_000 {
				t.Errorf("%d MB for 20,000 draws and %d MB for %d", few>>20, many>>20, c.many)
			}
		})
	}
}

// peakMemory is the largest memory of a command with so many draws, in bytes.
func peakMemory(t *testing.T, draws int, args ...string) int {
	t.Helper()
	args = append(args, "--draws", strconv.Itoa(draws), "--format", "json", "--quiet", "--out", filepath.Join(t.TempDir(), "out"))
	c := exec.Command("sim", args...)
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	bytes := int(c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS != "darwin" { // which alone counts in bytes
		bytes <<= 10
	}
	return bytes
}
