package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sim/cmd/settings"
	"sim/model/study"
	"sim/output"
	"sim/output/artifact"
	"sim/output/folder"
)

// header says what the job's draws belong to.
func (j *job) header() *folder.Header {
	h := &folder.Header{
		Purpose:  output.Purpose,
		Scenario: j.scenario(), Changes: j.changes, Chosen: j.chosen, Weights: j.weights, Seed: j.s.Config.Seed, Sampler: j.s.Config.Sampler,
		Keep: artifact.KeepsDraws(j.formats), Version: version(), Program: folder.Program(), Machine: folder.Here(),
	}
	h.Theories = j.s.TheoryNames()
	return h
}

// part plays the job's shard and leaves its part in the folder that --out
// names. A part that is there already is left as it is: engines that run a
// task twice do no harm.
func (j *job) part(c *cobra.Command, l *settings.Layers, shard study.Shard) error {
	if j.resume {
		return usage("--resume: a part of a run is left whole or not at all; there is nothing to go on with")
	}
	if len(j.run.Until) > 0 {
		return usage("--shard: a part of a run cannot know when the whole is precise enough to stop; leave out --until (or say --until= where the scenario asks for it)")
	}
	if !l.IsSet("out") {
		return usage("--shard: name the folder that collects the parts with --out")
	}
	if j.dir, _ = l.Text("out"); j.dir == "" {
		return usage("out: the folder for the parts has no name")
	}
	h := j.header()
	h.Draws, h.Index, h.Of = j.s.Config.Draws, shard.Index, shard.Of
	h.Command, h.Formats = command(), j.formats
	path := filepath.Join(j.dir, folder.PartName(h.Index, h.Of))
	if there, err := j.there(c, path, h); err != nil || there {
		return err
	}
	p, err := folder.BeginPart(c.Context(), j.dir, h)
	if err != nil {
		return err
	}
	if there, err := j.there(c, path, h); err != nil || there { // another task has just played it
		p.Discard()
		return err
	}
	line := newProgress(c.ErrOrStderr(), j.quiet, j.s)
	err = study.RunShard(c.Context(), j.s, shard, h.Keep, line.Show, func(record []byte, _ int) error { return p.Append(record) })
	line.Clear()
	if err != nil {
		p.Discard()
		return err
	}
	if err := p.Commit(); err != nil {
		return err
	}
	from, to := shard.Draws(j.s.Config.Draws)
	return j.say(c, fmt.Sprintf("Wrote %s: %s draws of %s. Once all %d parts are there: sim merge %s", path,
		output.FormatCount(to-from), output.FormatCount(j.s.Config.Draws), h.Of, output.ShellPath(j.dir)))
}

// say prints a line, unless quiet.
func (j *job) say(c *cobra.Command, line string) error {
	if j.quiet {
		return nil
	}
	_, err := fmt.Fprintln(c.OutOrStdout(), output.Printable(line))
	return err
}

// there reports, and says, whether the part at path is whole and of the same run. A part
// of another run is an error; a damaged one is as good as none.
func (j *job) there(c *cobra.Command, path string, h *folder.Header) (bool, error) {
	d, err := folder.OpenDraws(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, nil //nolint:nilerr // it is replaced
	}
	defer d.Close()
	if differs := h.Differs(&d.Header); differs != nil {
		return false, usage("%s is there already, of another run: %s. Name another --out, or remove it", path, strings.Join(differs, "; "))
	}
	done, err := j.s.NewDone(h.Keep)
	if err != nil {
		return false, err
	}
	if d.AddTo(done) != nil {
		return false, nil
	}
	return true, j.say(c, fmt.Sprintf("%s is there already, whole and of this run: nothing to do.", path))
}

// pause waits, unless the command is interrupted meanwhile.
func pause(c *cobra.Command, d time.Duration) error {
	select {
	case <-c.Context().Done():
		return c.Context().Err()
	case <-time.After(d):
		return nil
	}
}
