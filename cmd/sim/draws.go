package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/output"
	"sim/output/dataset"
	"sim/output/folder"
)

// draws are the draws of a scenario for an analysis to look at: played for it,
// or read from the folder of a finished run, where that suffices.
type draws struct {
	s      *scenario.Scenario
	cfg    montecarlo.Config
	dir    string // folder of the run that holds them; empty: they are played
	record *folder.Run
}

// openDraws finds what a command's argument means: the folder of a run, or a
// scenario, read with the changes of set and settings of l.
func openDraws(l *layers, name string, set []string) (*draws, error) {
	if !isRun(name) {
		return playable(l, name, set)
	}
	record, err := folder.Read(name)
	if err != nil {
		return nil, &usageError{err}
	}
	for _, setting := range []string{"draws", "seed", "sampler", "protocols"} {
		if f := l.c.Flags().Lookup(setting); f != nil && f.Changed {
			return nil, usage("--%s: %s holds the draws of a finished run, which --%s cannot change; name its scenario instead", setting, name, setting)
		}
	}
	if len(set) > 0 {
		return nil, usage("--set: %s holds the draws of a finished run, which --set cannot change; name its scenario instead", name)
	}
	s, err := scenario.Parse(record.Scenario.Name+".yaml", []byte(record.Scenario.Text), scenario.Options{})
	if err != nil {
		return nil, usage("%s: this program cannot read the scenario that was played: %w", name, err)
	}
	if s.Digest != record.Scenario.Digest {
		return nil, usage("%s: the scenario in %s is not the one that was played: its digest differs", name, folder.RunFile)
	}
	if err := playedTheories(s, record.Theories); err != nil {
		return nil, usage("%s: %w", name, err)
	}
	if record.Weights != nil {
		if err := s.Weigh(record.Weights); err != nil {
			return nil, usage("%s: weights in %s: %w", name, folder.RunFile, err)
		}
	}
	if _, err := l.weigh(s); err != nil {
		return nil, err
	}
	workers, err := l.count("workers", maxWorkers, runtime.NumCPU())
	return &draws{s, montecarlo.Config{Draws: record.Draws, Seed: record.Seed, Sampler: record.Sampler, Workers: workers}, name, record}, err
}

// playable is a scenario whose draws are yet to be played.
func playable(l *layers, name string, set []string) (*draws, error) {
	s, err := load(name, set)
	if err != nil {
		return nil, err
	}
	if err := l.choose(s); err != nil {
		return nil, err
	}
	if _, err := l.weigh(s); err != nil {
		return nil, err
	}
	cfg, _, err := l.config(s)
	return &draws{s: s, cfg: cfg}, err
}

// reuse has draws that are yet to be played read from the run that lies in the
// scenario's usual folder, if that is the very one: the same text, draws, seed,
// sampler, theories and program.
func (d *draws) reuse(set []string) {
	if d.dir != "" {
		return
	}
	dir := folder.Path(d.s.Name, set)
	r, err := folder.Read(dir)
	if err != nil || r.Analysis != "" || r.Scenario.Digest != d.s.Digest || r.Version != version() ||
		r.Draws != d.cfg.Draws || r.Seed != d.cfg.Seed || r.Sampler != d.cfg.Sampler || !slices.Equal(r.Theories, theoryNames(d.s.Bargain)) {
		return
	}
	if !slices.Contains(r.Files, "outcomes.parquet") && !slices.Contains(r.Files, "outcomes.csv") {
		return
	}
	d.dir, d.record = dir, r
}

// isRun reports whether an argument is the folder of a run; the name of a
// scenario of the library comes first.
func isRun(name string) bool {
	if slices.Contains(libraryNames(), name) {
		return false
	}
	_, err := os.Stat(filepath.Join(name, folder.RunFile))
	return err == nil
}

// playedTheories has s played under the theories of a finished run.
func playedTheories(s *scenario.Scenario, names []string) error {
	if slices.Equal(theoryNames(s.Bargain), names) {
		return nil
	}
	chosen := slices.Clone(names)
	if b := s.Bargain.Theories; len(chosen) > 1 && b[0].Baseline && chosen[0] == b[0].Name {
		chosen = chosen[1:] // it stands first by itself; the one after it leads
	}
	if err := s.Choose(chosen); err != nil {
		return unprefixed(err)
	}
	if !slices.Equal(theoryNames(s.Bargain), names) {
		return fmt.Errorf("this program cannot play the run's theories %s", strings.Join(names, ", "))
	}
	return nil
}

func theoryNames(b *model.Bargain) []string {
	names := make([]string, len(b.Theories))
	for i := range b.Theories {
		names[i] = b.Theories[i].Name
	}
	return names
}

// deliver plays the draws, or reads them, and hands them to the sinks.
func (d *draws) deliver(ctx context.Context, p *progress, sinks ...montecarlo.Sink) error {
	if d.dir == "" {
		cfg := d.cfg
		cfg.Progress = p.show
		defer p.clear()
		_, err := montecarlo.Run(ctx, d.s.Bargain, cfg, sinks...)
		return err
	}
	_, err := dataset.Replay(d.dir, d.s.Bargain, sinks...)
	if errors.Is(err, dataset.ErrNoDraws) {
		return usage("%w; play it again with --format parquet", err)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", d.dir, err)
	}
	return nil
}

// source says where the figures come from.
func (d *draws) source() string {
	if d.dir == "" {
		return "played for this"
	}
	s := fmt.Sprintf("draws of the run in %s, played by sim %s", output.Printable(d.dir), d.record.Version)
	if d.record.Version != version() {
		s += fmt.Sprintf(" (this is sim %s)", version())
	}
	return s
}
