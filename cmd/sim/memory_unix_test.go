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
	alaskaDraws = flag.Int("alaska", 1024, "how many draws TestAlaskaMemory simulates")
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

// The shipped scenario with most theories, parties and issues takes less than
// 200 MB, however many of its draws are simulated, as long as they are not kept.
func TestAlaskaMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	c := exec.Command("sim", "run", "alaska", "--theories", "all", "--print", "--quiet", "--draws", strconv.Itoa(*alaskaDraws))
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	bytes := peakOf(c)
	t.Logf("%d MB for %d draws", bytes>>20, *alaskaDraws)
	if bytes > 200_000_000 {
		t.Errorf("%d MB for %d draws", bytes>>20, *alaskaDraws)
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
	return peakOf(c)
}

// peakOf is the largest memory of a command that has ended, in bytes.
func peakOf(c *exec.Cmd) int {
	bytes := int(c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
	if runtime.GOOS != "darwin" { // which alone counts in bytes
		bytes <<= 10
	}
	return bytes
}
