package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"

	"sim/cmd/settings"
	"sim/model"
	"sim/model/study"
	"sim/output"
	"sim/output/artifact"
	"sim/output/dataset"
	"sim/output/folder"
	"sim/scenarios"
)

// draws are the draws of a scenario for an analysis to look at: simulated for it,
// or read from the folder of a finished run, where that suffices.
type draws struct {
	*study.Subject
	dir    string // folder of the run that holds them; empty: they are simulated
	record *folder.Run
}

// playedAnew is a scenario for a question that the draws of a run do not answer.
func playedAnew(l *settings.Layers, name string, set []string) (*draws, error) {
	if isRun(name) {
		return nil, usage("%s: %s plays its scenario anew; name the scenario", name, l.Command.Name())
	}
	return playable(l, name, set)
}

// openDraws finds what a command's argument means: the folder of a run, or a
// scenario, read with the changes of set and settings of l.
func openDraws(l *settings.Layers, name string, set []string) (*draws, error) {
	if !isRun(name) {
		return playable(l, name, set)
	}
	record, err := folder.Read(name)
	if err != nil {
		return nil, &usageError{err}
	}
	for _, setting := range []string{"draws", "seed", "sampler", "theories"} {
		if f := l.Command.Flags().Lookup(setting); f != nil && f.Changed {
			return nil, usage("--%s: %s holds the draws of a finished run, which --%s cannot change; name its scenario instead", setting, name, setting)
		}
	}
	if len(set) > 0 {
		return nil, usage("--set: %s holds the draws of a finished run, which --set cannot change; name its scenario instead", name)
	}
	s, err := artifact.Played(record, name, version(), settings.MaxDraws)
	if err != nil {
		return nil, &usageError{err}
	}
	weights, err := l.Weights()
	if err != nil {
		return nil, err
	}
	if weights == nil {
		weights = s.Scenario.Bargain.Weights
	}
	if err := s.Weigh(weights); err != nil {
		return nil, l.Blame(err)
	}
	s.Config.Workers, err = l.Workers(runtime.NumCPU())
	d := newDraws(s)
	d.from(name, record)
	return d, err
}

// playable is a scenario whose draws are yet to be simulated.
func playable(l *settings.Layers, name string, set []string) (*draws, error) {
	return playableWith(l, name, set, "")
}

// playableWith is playable for changes that stand in a flag other than --set.
func playableWith(l *settings.Layers, name string, set []string, flag string) (*draws, error) {
	s, err := simulatedWith(l, name, set, flag)
	if err != nil {
		return nil, err
	}
	return newDraws(s), nil
}

func newDraws(s *study.Subject) *draws {
	return &draws{Subject: s}
}

// from has the draws read from the folder of a finished run.
func (d *draws) from(dir string, record *folder.Run) {
	d.dir, d.record = dir, record
	d.Replay = func(b *model.Bargain, sinks ...study.Sink) error {
		_, err := dataset.Replay(dir, b, sinks...)
		if errors.Is(err, dataset.ErrNoDraws) {
			return usage("%w; play it again with --format parquet", err)
		}
		if err != nil {
			return fmt.Errorf("%s: %w", dir, err)
		}
		return nil
	}
}

// reuse has draws that are yet to be played read from the run that lies in the
// scenario's usual folder, if that is the very one: the same text, draws, seed,
// sampler, theories and program.
func (d *draws) reuse(set []string) {
	if d.dir != "" {
		return
	}
	dir := folder.Path(d.Scenario.Name, set)
	if r, err := folder.Read(dir); err == nil && artifact.Holds(r, d.Subject) {
		d.from(dir, r)
	}
}

// isRun reports whether an argument is the folder of a run; the name of a
// scenario of the library comes first.
func isRun(name string) bool {
	if slices.Contains(scenarios.Names(scenarios.FS), name) {
		return false
	}
	_, err := os.Stat(filepath.Join(name, folder.RunFile))
	return err == nil && name != "-" // standard input
}

// source says where the figures come from.
func (d *draws) source() string {
	if d.dir == "" {
		return "played for this"
	}
	return fmt.Sprintf("draws of the run in %s, played by sim %s", output.Printable(d.dir), d.record.Version)
}
