package main

import (
	"fmt"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sim/cmd/flagvalue"
	"sim/cmd/settings"
	"sim/model/study"
	"sim/output/artifact"
	"sim/output/folder"
)

// mergePoll is how often merge --wait looks whether all parts are there.
const mergePoll = 500 * time.Millisecond

func newMergeCommand() *cobra.Command {
	var wait time.Duration
	c := &cobra.Command{
		Use:   "merge DIR",
		Short: "Merge the shards of a run",
		Long: `Merge puts together what "sim run --shard i/N --out DIR" left for every i from 0
to N−1, on one machine or many, and leaves the folder that one machine would
have left: the same data files, to the last byte.

Parts of another run, doubled, damaged or missing parts are named, with the
command that brings what is missing; nothing is written then. --wait has merge
wait for parts that are still being played.`,
		Example: `  sim run alaska --draws 8192 --shard 0/2 --out parts
  sim run alaska --draws 8192 --shard 1/2 --out parts
  sim merge parts --out alaska-8192`,
		Args: exactly(1, "the folder with the parts"),
		RunE: func(c *cobra.Command, args []string) error { return merge(c, args[0], wait) },
	}
	f := c.Flags()
	f.String("out", "", "folder for the results")
	f.Var(flagvalue.Of(&wait, "duration", flagvalue.Duration), "wait", "how long to wait for missing parts: 30s, 10m, 1h")
	f.Var(settings.ListFlag(), "format", "what to leave: "+strings.Join(artifact.Formats(), ",")+" (default: what the parts were played for)")
	f.Var(settings.LeversFlag(), "levers", "draws on which each lever is tried off and full, as in sim run")
	f.Var(settings.WorkersFlag(), "workers", "how many files are written in parallel (default: one per processor)")
	settings.AddFont(f)
	f.Bool("full", false, "print all tables instead of the answer in brief")
	f.Bool("quiet", false, "print no summary and no progress")
	return c
}

// merge puts the parts in dir together.
func merge(c *cobra.Command, dir string, wait time.Duration) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	j := &job{}
	if err := j.common(l); err != nil {
		return err
	}
	parts, err := gather(c, dir, wait, j.quiet)
	if err != nil {
		return err
	}
	defer parts.close()
	return j.merge(c, l, parts)
}

// merge leaves the folder of the run whose parts these are.
func (j *job) merge(c *cobra.Command, l *settings.Layers, parts parts) error {
	h := &parts[0].Header
	src := study.Source{Path: h.Scenario.Name + ".yaml", Text: []byte(h.Scenario.Text), Weights: h.Weights}
	if len(h.Chosen) > 0 {
		src.Theories = h.Chosen
	}
	s, err := study.New(src)
	if err != nil {
		return usage("%s: the scenario in it cannot be read: %w", parts[0].Path, err)
	}
	j.s, j.changes, j.chosen, j.weights, j.formats = s, h.Changes, h.Chosen, h.Weights, h.Formats
	s.Config = study.Config{Draws: h.Draws, Seed: h.Seed, Sampler: h.Sampler}
	if s.Config.Workers, err = l.Workers(runtime.GOMAXPROCS(0)); err != nil {
		return err
	}
	if l.IsSet("format") {
		if j.formats, err = l.Formats(); err != nil {
			return err
		}
		if _, from := l.Text("format"); artifact.KeepsDraws(j.formats) && !h.Keep {
			return usage("%s: the parts were played without single draws; play them with this --format", from)
		}
	}
	mine := j.header()
	if differs := mine.Differs(&folder.Header{
		Scenario: h.Scenario, Weights: h.Weights, Theories: h.Theories, Seed: h.Seed, Sampler: h.Sampler, Keep: mine.Keep, Version: h.Version, Program: h.Program, Machine: h.Machine,
	}); differs != nil {
		return usage("%s cannot be merged by this program on this machine: %s. Merge where the parts were played", parts[0].Path, strings.Join(differs, "; "))
	}
	if j.dir, err = l.Out(folder.Path(s.Scenario.Name, h.Changes)); err != nil {
		return err
	}
	if j.run.Done, err = s.NewDone(h.Keep); err != nil {
		return err
	}
	for _, d := range parts {
		if err := d.AddTo(j.run.Done); err != nil {
			return fmt.Errorf("%s: %w. Remove it and play it again:\n  %s", d.Path, err, d.Again(d.Header.Index))
		}
	}
	j.parts = parts
	return j.play(c)
}
