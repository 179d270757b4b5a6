//go:build unix

package main

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

var (
	memoryDraws = flag.Int("draws", 400_000, "how many draws TestFlatMemory simulates")
	alaskaDraws = flag.Int("alaska", 128, "how many draws TestAlaskaMemory simulates")
	pairedDraws = flag.Int("paired", 100_000, "how many paired draws TestFlatMemory compares")
)

// The memory of a run or a comparison does not grow with its draws: ten million
// draws of a toy scenario, or two million paired ones, take less than 200 MB
// (-args -draws 10000000 -paired 2000000).
func TestFlatMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
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
	peak := peakOf(t, c)
	t.Logf("%d MB for %d draws", peak>>20, *alaskaDraws)
	if peak > 200_000_000 {
		t.Errorf("%d MB for %d draws", peak>>20, *alaskaDraws)
	}
}

// peakMemory is the largest memory of a command with so many draws, in bytes.
func peakMemory(t *testing.T, draws int, args ...string) int {
	t.Helper()
	args = append(args, "--draws", strconv.Itoa(draws), "--format", "json", "--quiet", "--out", filepath.Join(t.TempDir(), "out"))
	c := exec.Command("sim", args...)
	return peakOf(t, c)
}

// peakOf runs a command and returns the largest memory that it took, in bytes.
// Where the system tells a process's own, that is read while it runs: what it
// says at the end counts the process that started the command, too.
func peakOf(t *testing.T, c *exec.Cmd) int {
	t.Helper()
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	status, most := fmt.Sprintf("/proc/%d/status", c.Process.Pid), 0
	for {
		if text, err := os.ReadFile(status); err == nil {
			if _, after, ok := strings.Cut(string(text), "VmHWM:"); ok {
				var kilobytes int
				if _, err := fmt.Sscan(after, &kilobytes); err == nil {
					most = max(most, kilobytes<<10)
				}
			}
		}
		select {
		case err := <-ended:
			if err != nil {
				t.Fatalf("%v: %s", err, out.String())
			}
			if most == 0 {
				most = int(c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss)
				if runtime.GOOS != "darwin" { // which alone counts in bytes
					most <<= 10
				}
			}
			return most
		case <-time.After(10 * time.Millisecond):
		}
	}
}
