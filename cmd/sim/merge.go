package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/output"
	"sim/output/folder"
)

// mergePoll is how often merge --wait looks whether all parts are there.
const mergePoll = 500 * time.Millisecond

func newMergeCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "merge DIR",
		Short: "Put the parts of a run together that was played in shards",
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
		RunE: func(c *cobra.Command, args []string) error { return merge(c, args[0]) },
	}
	f := c.Flags()
	f.String("out", "", "folder for the results")
	f.String("wait", "", "how long to wait for missing parts: 30s, 10m, 1h")
	f.String("format", "", "what to leave: "+strings.Join(formatNames(), ",")+" (default: what the parts were played for)")
	f.String("workers", "", "how many files are written side by side (default: one a processor)")
	f.Bool("quiet", false, "print no summary and no progress")
	return c
}

// merge puts the parts in dir together.
func merge(c *cobra.Command, dir string) error {
	l, err := newLayers(c)
	if err != nil {
		return err
	}
	wait, err := waiting(c)
	if err != nil {
		return err
	}
	j := &job{}
	if j.quiet, err = l.flag("quiet"); err != nil {
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
func (j *job) merge(c *cobra.Command, l *layers, parts parts) error {
	h := &parts[0].Header
	s, err := scenario.Parse(h.Scenario.Name+".yaml", []byte(h.Scenario.Text), scenario.Options{})
	if err == nil && len(h.Chosen) > 0 {
		err = s.Choose(h.Chosen)
	}
	if err == nil && h.Weights != nil {
		err = s.Weigh(h.Weights)
	}
	if err != nil {
		return usage("%s: the scenario in it cannot be read: %w", parts[0].Path, err)
	}
	j.s, j.changes, j.chosen, j.weights, j.formats = s, h.Changes, h.Chosen, h.Weights, h.Formats
	j.cfg = montecarlo.Config{Draws: h.Draws, Seed: h.Seed, Sampler: h.Sampler}
	if j.cfg.Workers, err = l.count("workers", maxWorkers, runtime.GOMAXPROCS(0)); err != nil {
		return err
	}
	if l.said("format") {
		if j.formats, err = l.formats(); err != nil {
			return err
		}
		if _, from := l.text("format"); keepsDraws(j.formats) && !h.Keep {
			return usage("%s: the parts were played without single draws; play them with this --format", from)
		}
	}
	mine := j.header()
	if differs := mine.Differs(&folder.Header{
		Scenario: h.Scenario, Weights: h.Weights, Theories: h.Theories, Seed: h.Seed, Sampler: h.Sampler, Keep: mine.Keep, Version: h.Version, Machine: h.Machine,
	}); differs != nil {
		return usage("%s cannot be merged by this program on this machine: %s. Merge where the parts were played", parts[0].Path, strings.Join(differs, "; "))
	}
	if j.dir, err = l.out(folder.Path(s.Name, h.Changes)); err != nil {
		return err
	}
	if j.cfg.Done, err = montecarlo.NewDone(s.Bargain, h.Sampler, h.Keep); err != nil {
		return err
	}
	for _, d := range parts {
		if err := addPart(j.cfg.Done, d); err != nil {
			return fmt.Errorf("%s: %w. Remove it and play it again:\n  %s", d.Path, err, again(d, d.Header.Index))
		}
	}
	j.parts = parts
	return j.play(c)
}

// waiting is how long --wait says to wait.
func waiting(c *cobra.Command) (time.Duration, error) {
	value, err := c.Flags().GetString("wait")
	if err != nil || value == "" {
		return 0, err
	}
	d, err := time.ParseDuration(value)
	if err != nil || d < 0 {
		return 0, usage("--wait=%s: expected how long, such as 90s, 10m or 1h", value)
	}
	return d, nil
}

// parts are the parts of a run, in order.
type parts []*folder.Draws

func (ps parts) close() {
	for _, d := range ps {
		d.Close()
	}
}

// gather opens the parts in dir, once they are all there.
func gather(c *cobra.Command, dir string, wait time.Duration, quiet bool) (parts, error) {
	last := ""
	for end := time.Now().Add(wait); ; {
		ps, err := openParts(dir)
		if err == nil {
			return ps, nil
		}
		lacks, ok := errors.AsType[*lacksError](err)
		if !ok || !time.Now().Before(end) {
			return nil, err
		}
		if now := lacks.brief(); now != last && !quiet {
			last = now
			if _, err := fmt.Fprintln(c.ErrOrStderr(), output.Printable("waiting: "+now)); err != nil {
				return nil, err
			}
		}
		if err := pause(c, min(mergePoll, time.Until(end))); err != nil {
			return nil, err
		}
	}
}

// openParts opens the parts in dir and sees that they are those of one run.
func openParts(dir string) (ps parts, err error) {
	defer func() {
		if err != nil {
			ps.close()
			ps = nil
		}
	}()
	paths, err := folder.Parts(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("cannot read the parts: %w", err)
	}
	lacks := &lacksError{dir: dir}
	for _, path := range paths {
		d, err := folder.OpenDraws(path)
		if err != nil {
			lacks.damaged = append(lacks.damaged, err)
			continue
		}
		ps = append(ps, d)
		if h := &d.Header; h.Draws < 1 || h.Of < 1 || h.Of > maxShards || h.Index < 0 || h.Index >= h.Of {
			return ps, usage("%s is not the part of a run", path)
		}
	}
	if err := ps.foreign(); err != nil {
		return ps, err
	}
	slices.SortStableFunc(ps, func(a, b *folder.Draws) int { return a.Header.Index - b.Header.Index })
	there := map[int]string{}
	for _, d := range ps {
		i, of := d.Header.Index, d.Header.Of
		if other, twice := there[i]; twice {
			return ps, usage("%s and %s are both part %d of %d: remove one", other, d.Path, i, of)
		}
		there[i] = d.Path
		lacks.any, lacks.of = d, of
	}
	for i := range lacks.of {
		if there[i] == "" {
			lacks.missing = append(lacks.missing, i)
		}
	}
	if len(ps) == 0 || lacks.missing != nil || lacks.damaged != nil {
		return ps, lacks
	}
	return ps, nil
}

// foreign says which parts do not belong with the others: those that differ
// from what most of them are of.
func (ps parts) foreign() error {
	var most *folder.Draws
	agree := 0
	for _, d := range ps {
		n := 0
		for _, o := range ps {
			if d.Header.Differs(&o.Header) == nil {
				n++
			}
		}
		if n > agree {
			most, agree = d, n
		}
		if 2*n > len(ps) {
			break
		}
	}
	var lines []string
	for _, d := range ps {
		if differs := most.Header.Differs(&d.Header); differs != nil {
			lines = append(lines, fmt.Sprintf("%s is not of the same run as %s: %s", d.Path, filepath.Base(most.Path), strings.Join(differs, "; ")))
		}
	}
	if lines == nil {
		return nil
	}
	return usage("%s\nnothing was merged: remove what does not belong, or play it again like the others", strings.Join(lines, "\n"))
}

// A lacksError says which parts of a run are not there.
type lacksError struct {
	dir     string
	any     *folder.Draws // one that is there; nil: none is
	of      int
	missing []int
	damaged []error
}

// maxShown is how many commands a message shows.
const maxShown = 8

// brief says what is missing.
func (e *lacksError) brief() string {
	var b strings.Builder
	if e.any == nil && e.damaged == nil {
		return fmt.Sprintf("%s: there are no parts here; sim run --shard i/N --out %s leaves them", e.dir, shellWords([]string{e.dir}))
	}
	for i, err := range e.damaged {
		if i > 0 {
			b.WriteString("; ")
		}
		fmt.Fprint(&b, err)
	}
	if e.missing == nil {
		return b.String()
	}
	if b.Len() > 0 {
		b.WriteString("; ")
	}
	fmt.Fprintf(&b, "%s: missing %d of %d parts: %s", e.dir, len(e.missing), e.of, numbers(e.missing))
	return b.String()
}

func (e *lacksError) Error() string {
	var b strings.Builder
	b.WriteString(e.brief())
	if e.any == nil {
		return b.String()
	}
	b.WriteString("\nplay what is missing:")
	for _, i := range e.missing[:min(len(e.missing), maxShown)] {
		b.WriteString("\n  " + again(e.any, i))
	}
	if n := len(e.missing); n > maxShown {
		fmt.Fprintf(&b, "\n  … and %d more like these", n-maxShown)
	}
	if e.missing != nil {
		fmt.Fprintf(&b, "\nor, from a Slurm array: sbatch --array=%s with its script", numbers(e.missing))
	}
	return b.String()
}

// numbers lists numbers as Slurm takes them: 0,3-5.
func numbers(ns []int) string {
	var words []string
	for i := 0; i < len(ns); {
		j := i
		for j+1 < len(ns) && ns[j+1] == ns[j]+1 {
			j++
		}
		word := strconv.Itoa(ns[i])
		if j > i {
			word += "-" + strconv.Itoa(ns[j])
		}
		words = append(words, word)
		i = j + 1
	}
	return strings.Join(words, ",")
}

// again is the command that plays part i, after that of a part that is there.
func again(d *folder.Draws, i int) string {
	words := slices.Clone(d.Header.Command)
	shard := fmt.Sprintf("%d/%d", i, d.Header.Of)
	for k, word := range words {
		if strings.HasPrefix(word, "--shard=") {
			words[k] = "--shard=" + shard
			return shellWords(words)
		}
		if word == "--shard" && k+1 < len(words) {
			words[k+1] = shard
			return shellWords(words)
		}
	}
	return shellWords(append(words, "--shard", shard)) // it came from the environment; a flag outdoes it
}
