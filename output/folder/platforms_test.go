package folder_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"sim/model/protocol"
	"sim/model/study"
	"sim/output"
	"sim/output/dataset"
	"sim/output/folder"
	"sim/scenarios"
)

// The fingerprint is one constant, on every machine. It changes only where
// functions that runs compute with are computed otherwise, on purpose.
func TestFingerprint(t *testing.T) {
	if got, want := folder.Fingerprint(), "8c9e83cdd80b2e504e87385905fd54fd"; got != want {
		t.Errorf("fingerprint %s, want %s", got, want)
	}
}

// reports is the environment variable that has TestReport print what it finds.
const reports = "SIM_PLATFORM_REPORT"

// TestReport prints what TestSameBytes compares, which runs it on other platforms.
func TestReport(t *testing.T) {
	if os.Getenv(reports) == "" {
		t.Skip("for TestSameBytes")
	}
	for name, digest := range digests(t) {
		fmt.Printf("report %s %s\n", name, digest)
	}
}

// digests are hashes of the data files that runs of shipped scenarios write, with
// all theories and both samplers, and the fingerprint.
func digests(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{"fingerprint": folder.Fingerprint()}
	for _, c := range []struct {
		file    string
		draws   int
		sampler string
	}{
		{"alaska.yaml", 512, "random"},
		{"wage-round.yaml", 256, "sobol"},
		{"emission-standards.yaml", 256, "random"},
		{"soe-reform.yaml", 32, "random"},
		{"divide-among-three.yaml", 64, "random"},
	} {
		s, err := study.New(study.Source{Path: c.file, FS: scenarios.FS})
		if err != nil {
			t.Fatal(err)
		}
		names := []string{"all"}
		for _, name := range protocol.All.Names() {
			if s.Scenario.LeftOut(name) == nil {
				names = append(names, name)
			}
		}
		if err := s.Choose(names...); err != nil {
			t.Fatal(err)
		}
		s.Config = study.Config{Draws: c.draws, Seed: 1, Workers: 1, Sampler: c.sampler}
		files := map[string]*bytes.Buffer{}
		create := func(name string) io.Writer {
			files[name] = new(bytes.Buffer)
			return files[name]
		}
		var sinks []study.Sink
		var opened []dataset.Sink
		for _, format := range dataset.All {
			if format.Name != "csv" { // Parquet holds the same numbers, but its library compresses them otherwise on other processors
				continue
			}
			for _, r := range format.Records {
				sink, err := r.Open(create(r.Name), s.Scenario.Bargain)
				if err != nil {
					t.Fatal(err)
				}
				sinks, opened = append(sinks, sink), append(opened, sink)
			}
		}
		result, err := study.Run(context.Background(), s, study.RunOptions{Sinks: sinks})
		if err != nil {
			t.Fatal(err)
		}
		for _, sink := range opened {
			if err := sink.Close(); err != nil {
				t.Fatal(err)
			}
		}
		r := &output.Result{Result: result}
		for _, a := range artifacts(r) {
			if err := a.Write(create(a.Name()), r); err != nil {
				t.Fatal(err)
			}
		}
		for name, b := range files {
			found[c.file+"/"+name] = fmt.Sprintf("%d/%x", b.Len(), sha256.Sum256(b.Bytes()))
		}
	}
	return found
}

// artifacts are the data files of a run other than those with single draws.
func artifacts(r *output.Result) []output.Artifact {
	files := dataset.Always(r)
	for _, format := range dataset.All {
		files = append(files, format.Artifacts...)
	}
	return files
}

// The same scenario, settings and seed give the same data files to the last
// byte, with and without fused products, compiled for newer processors, in
// WebAssembly and on arm64 (-args -platforms: builds several programs, a minute of
// work). What a platform needs and this machine lacks is
// reported; the test is then skipped, and fails if CI=true.
func TestSameBytes(t *testing.T) {
	if !*folder.Platforms {
		t.Skip("NOT TESTED: data files on other platforms; go test ./output/folder -run SameBytes -args -platforms")
	}
	here := digests(t)
	for _, c := range []struct {
		name  string
		build []string // environment of go test; nil: this very program
		run   []string // environment
		with  func(t *testing.T) []string
	}{
		{name: "without fused products", run: []string{"GODEBUG=cpu.fma=off"}, with: on("amd64", "")},
		{name: "amd64 of level 3", build: []string{"GOARCH=amd64", "GOAMD64=v3"}, with: on("amd64", "")},
		{name: "WebAssembly", build: []string{"GOOS=js", "GOARCH=wasm"}, with: node},
		{name: "arm64", build: []string{"GOOS=linux", "GOARCH=arm64"}, with: on("arm64", "qemu-aarch64-static")},
	} {
		t.Run(c.name, func(t *testing.T) {
			command := c.with(t)
			program, err := os.Executable()
			if err != nil {
				t.Fatal(err)
			}
			if c.build != nil {
				program = filepath.Join(t.TempDir(), "folder.test")
				build := exec.Command("go", "test", "-c", "-o", program, ".")
				build.Env = append(append(os.Environ(), "CGO_ENABLED=0"), c.build...)
				if text, err := build.CombinedOutput(); err != nil {
					t.Fatalf("cannot build: %v\n%s", err, text)
				}
			}
			command = append(command, program, "-test.run=^TestReport$")
			report := exec.Command(command[0], command[1:]...)
			report.Env = append(environment(), append(c.run, reports+"=1")...)
			text, err := report.Output()
			if err != nil {
				t.Fatalf("cannot run: %v\n%s", err, text)
			}
			there := map[string]string{}
			for line := range strings.Lines(string(text)) {
				if f := strings.Fields(line); len(f) == 3 && f[0] == "report" {
					there[f[1]] = f[2]
				}
			}
			for _, name := range slices.Sorted(maps.Keys(here)) {
				if there[name] != here[name] {
					t.Errorf("%s: %s, here %s", name, there[name], here[name])
				}
			}
		})
	}
}

// environment is what a program needs of ours: WebAssembly takes a few
// kilobytes only.
func environment() []string {
	return []string{"PATH=" + os.Getenv("PATH"), "HOME=" + os.Getenv("HOME")}
}

// on says how to run a program for a processor: as it is, or by an emulator.
func on(processor, emulator string) func(t *testing.T) []string {
	return func(t *testing.T) []string {
		t.Helper()
		if runtime.GOARCH == processor {
			return nil
		}
		if path, err := exec.LookPath(emulator); runtime.GOOS == "linux" && err == nil {
			return []string{path}
		}
		lack(t, "nothing here runs programs for "+processor)
		return nil
	}
}

// node says how to run WebAssembly.
func node(t *testing.T) []string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	script := filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "go_js_wasm_exec")
	for _, path := range []string{"node", "bash"} {
		if _, err := exec.LookPath(path); err != nil {
			lack(t, "there is no "+path+" to run WebAssembly with")
		}
	}
	if _, err := os.Stat(script); err != nil {
		lack(t, "this Go has no "+script)
	}
	return []string{script}
}

func lack(t *testing.T, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip("NOT TESTED: " + what)
}
