package main

import (
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// An interrupted equilibrium or breakeven keeps what it has finished, is not
// overwritten by mistake, and ends with --resume as if it had never been interrupted.
func TestResumeWork(t *testing.T) {
	for _, c := range []struct {
		name         string
		asks, others []string
	}{
		{"equilibrium", nil, []string{"--players", "north"}},
		{"breakeven", []string{"--of", "payoff.north", "--at-least", "0.9"}, []string{"--levers", "raid"}},
	} {
		t.Run(c.name, func(t *testing.T) { resumeWork(t, c.name, c.asks, c.others) })
	}
}

func resumeWork(t *testing.T, analysis string, asks, others []string) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes long")
	}
	dir := t.TempDir()
	scenario := filepath.Join("..", "..", "model", "study", "testdata", "raid.yaml")
	play := func(ctx context.Context, out string, more ...string) error {
		_, err := simulate(ctx, slices.Concat([]string{analysis, scenario, "--draws", "4096", "--format", "csv", "--quiet", "--out", out}, asks, more)...)
		return err
	}
	whole, part := filepath.Join(dir, "whole"), filepath.Join(dir, "part")
	if err := play(t.Context(), whole); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan error, 1)
	go func() { done <- play(ctx, part) }()
	points := func() int {
		text, _ := os.ReadFile(filepath.Join(part, "."+analysis+"-points.jsonl")) // not there yet
		return bytes.Count(text, []byte("\n")) - 1
	}
	for points() < 2 && len(done) == 0 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	if err := <-done; exitCode(err) != exitInterrupted || !strings.Contains(err.Error(), "finished points are kept in "+part+"; go on with --resume") {
		t.Fatalf("exit code %d: %v", exitCode(err), err)
	}
	if err := play(t.Context(), part); exitCode(err) != exitUsage || !strings.Contains(err.Error(), "points of this "+analysis+" lie in "+part+" already: go on with --resume") {
		t.Errorf("without --resume: %v", err)
	}
	for _, other := range [][]string{{"--seed", "9"}, others} {
		if err := play(t.Context(), part, append(other, "--resume")...); exitCode(err) != exitUsage || !strings.Contains(err.Error(), "is another "+analysis) {
			t.Errorf("%v: %v", other, err)
		}
	}
	if err := play(t.Context(), part, "--resume"); err != nil {
		t.Fatal(err)
	}
	if !maps.Equal(dataFiles(t, part), dataFiles(t, whole)) {
		t.Errorf("%s that was interrupted ends otherwise", analysis)
	}
	if _, err := os.Stat(filepath.Join(part, "."+analysis+"-points.jsonl")); err == nil {
		t.Error("the points are still there")
	}
}

// An interrupted sweep keeps its points, is not overwritten by mistake, and
// ends with --resume as if it had never been interrupted.
func TestResumeSweep(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	dir := t.TempDir()
	sweep := func(ctx context.Context, out string, more ...string) error {
		root := newRoot(io.Discard, io.Discard)
		root.SetArgs(append([]string{"sweep", "two-issues", "--over", "parties.company.power=1:2:0.02", "--theories", "nash", "--draws", "3000", "--format", "csv", "--quiet", "--out", out}, more...))
		return root.ExecuteContext(ctx)
	}
	whole, part := filepath.Join(dir, "whole"), filepath.Join(dir, "part")
	if err := sweep(t.Context(), whole); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan error)
	go func() { done <- sweep(ctx, part) }()
	points := func() int {
		text, _ := os.ReadFile(filepath.Join(part, ".sweep-points.jsonl")) // not there yet
		return bytes.Count(text, []byte("\n")) - 1
	}
	for points() < 5 {
		time.Sleep(time.Millisecond)
	}
	cancel()
	err := <-done
	if code := exitCode(err); code != exitInterrupted || !strings.Contains(err.Error(), "of 51 points are kept in "+part+"; go on with --resume") {
		t.Fatalf("exit code %d: %v", code, err)
	}
	kept := points()
	if err := sweep(t.Context(), part); exitCode(err) != exitUsage || !strings.Contains(err.Error(), "go on with --resume, or remove") {
		t.Errorf("without --resume: %v", err)
	}
	if err := sweep(t.Context(), part, "--resume", "--seed", "9"); exitCode(err) != exitUsage || !strings.Contains(err.Error(), "is another sweep") {
		t.Errorf("another seed: %v", err)
	}
	// What a killed program left half-written, or a disk has changed, is simulated
	// again.
	path := filepath.Join(part, ".sweep-points.jsonl")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	text = text[:len(text)-40]
	second := bytes.IndexByte(text, '\n') + 1
	digit := second + bytes.Index(text[second:], []byte(`"Value":`)) + len(`"Value":`)
	text[digit] ^= 1
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := sweep(t.Context(), part, "--resume"); err != nil {
		t.Fatal(err)
	}
	a, errA := os.ReadFile(filepath.Join(whole, "sweep.csv"))
	b, errB := os.ReadFile(filepath.Join(part, "sweep.csv"))
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		t.Errorf("after %d of 51 points, the rest gives other figures: %v, %v", kept, errA, errB)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("the points are still there")
	}
}
