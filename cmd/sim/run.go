package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"sim/cmd/settings"
	"sim/model/study"
	"sim/output"
	"sim/output/answer"
	"sim/output/artifact"
	"sim/output/dataset"
	"sim/output/folder"
	"sim/output/page"
	"sim/output/table"
)

// runOptions are the flags of run that are not settings.
type runOptions struct {
	set []string
}

func newRunCommand() *cobra.Command {
	var o runOptions
	c := &cobra.Command{
		Use:   "run SCENARIO",
		Short: "Play a scenario; write plots, figures and a report",
		Long: `Run plays a scenario: a file, - for standard input, or the name of one from the
library. It prints the answer in brief (--full: all tables), then writes a folder
with run.json, report.html, plots and data files: output/runs/<scenario>/, or
with --set output/runs/<scenario>+<changes>/, or the folder that --out names. The
folder is replaced atomically. --print writes no folder. Plots are SVG; ask for
others with --format.

Finished draws are kept in the folder while a run goes on. After an interruption
(exit code 75) the same command with --resume continues, with the same result as
an uninterrupted run; with more --draws it extends a run that has ended. Only the
program that played them goes on with draws; sim version says which one it is.

Settings come from flags, then SIM_* environment variables (SIM_DRAWS=1000),
then sim.yaml in the working folder, then the scenario's run: block.

Inputs are drawn at random or by sobol sequences, which want 8·2^m draws (512,
1024, …). Ranges of belief become shares of draws, each with its Monte Carlo
error. Illustration, not prediction.`,
		Example: `  sim run alaska
  sim run scenarios/alaska.yaml --draws 16384 --seed 7
  sim run alaska --set levers.aid_cutoff.weight=0.9 --theories nash,median
  sim run alaska --print --json
  sim run alaska --draws 8192 --resume
  sim run alaska --until 'error(share("settlement")) < 0.005'`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return run(c, args[0], &o) },
	}
	f := c.Flags()
	f.StringArrayVar(&o.set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	f.Var(settings.DrawsFlag(), "draws", "how many draws (default 4096)")
	f.Var(settings.SeedFlag(), "seed", "seed of the random numbers (default 1)")
	f.Var(settings.ListFlag(), "theories", "theories to play, separated by commas, or all; the weighted mean, and what a cause is compared with, are always played beside them")
	f.Var(settings.WeightsFlag(), "weights", "how much families of theories weigh where they are pooled, such as complete_information=2,two_level=0.5 (default: as the scenario says, else all alike)")
	f.String("sampler", "", "how inputs are drawn: random or sobol (default: as the scenario says, else random)")
	f.StringArray("until", nil, "stop early once this condition on the figures holds (repeatable: once all hold)")
	f.Var(settings.LeversFlag(), "levers", "draws on which each lever is tried off and full: a number, all, or off (default: as many as about three seconds allow, at least 256)")
	f.Var(settings.WorkersFlag(), "workers", "how many draws are simulated in parallel (default: one per processor)")
	f.String("out", "", "folder for the results")
	f.Var(settings.ShardFlag(), "shard", "play only part i of N, from 0, as i/N; --out collects the parts, sim merge puts them together")
	f.Bool("resume", false, "go on with the run in the folder: one that was interrupted, or a finished one with more --draws")
	f.Var(settings.ListFlag(), "format", "what to leave: "+strings.Join(artifact.Formats(), ",")+" (default "+strings.Join(artifact.Default, ",")+")")
	f.Var(settings.ListFlag(), "plots", "pictures to write, by the names of sim list plots, or all (default: those that answer first)")
	settings.AddFont(f)
	f.Bool("full", false, "print all tables instead of the answer in brief")
	f.Bool("print", false, "print the answer and write no folder")
	f.Bool("json", false, "with --print: the answer and the headline figures as JSON")
	f.Bool("quiet", false, "print no summary and no progress")
	return c
}

// run simulates a scenario and writes its folder, or a shard's part.
func run(c *cobra.Command, name string, o *runOptions) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	j := &job{changes: o.set, chosen: l.Named()}
	if j.s, err = simulated(l, name, o.set); err != nil {
		return err
	}
	j.weights, j.run.Until = j.s.Source.Weights, l.Until(j.s.Scenario)
	if err := j.common(l); err != nil {
		return err
	}
	if j.formats, err = l.Formats(); err != nil {
		return err
	}
	if j.plots, err = l.Plots(j.s.Scenario.Bargain); err != nil {
		return err
	}
	if j.resume, err = l.Bool("resume"); err != nil {
		return err
	}
	if err := j.printing(c); err != nil || j.print {
		return err
	}
	if l.IsSet("shard") {
		shard, err := l.Shard()
		if err != nil {
			return err
		}
		return j.part(c, l, shard)
	}
	if j.dir, err = l.Out(folder.Path(j.s.Scenario.Name, o.set)); err != nil {
		return err
	}
	return j.play(c)
}

// fill simulates the scenario, prints the summary, and then writes everything
// into the folder, which may take a while.
func (j *job) fill(c *cobra.Command, f *folder.Folder, record *folder.Run) (*output.Result, error) {
	s, p := j.s.Scenario, newProgress(c.ErrOrStderr(), j.quiet, j.s)
	rec, err := artifact.OpenRecords(f, s.Bargain, record.Formats)
	if err != nil {
		return nil, err
	}
	record.Timings.Started = time.Now().UTC().Truncate(time.Second)
	began := time.Now()
	o := j.run
	o.Watch, o.Sinks = p.Watch(), rec.Sinks()
	result, err := study.Run(c.Context(), j.s, o)
	p.Clear()
	if closed := rec.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return nil, unobserved(err, j.s)
	}
	r := &output.Result{Result: result, Version: record.Version, Command: record.Command, Argument: argument(j.s), Plots: j.plots}
	record.Draws, record.Timings.Play = r.Tally.Draws, time.Since(began).Seconds()
	record.Require, record.Stop, record.Theories = r.Checks(), r.StopText(), j.s.TheoryNames()
	if r.Levers != nil {
		record.Levers = r.Levers.Draws
	}
	for _, w := range s.Warnings {
		record.Warnings = append(record.Warnings, w.Msg)
	}
	if r.Stop != nil && len(r.Stop.Unmet) > 0 {
		record.Warnings = append(record.Warnings, record.Stop)
	}
	j.unanswered = j.printAnswer(c, r)
	began = time.Now()
	if err := artifact.Write(c.Context(), f, r, record.Formats, j.font, j.s.Config.Workers); err != nil {
		return nil, err
	}
	if err := j.writeDraws(f); err != nil {
		return nil, err
	}
	record.Timings.Write = time.Since(began).Seconds()
	return r, f.WriteRun(record)
}

// simulate checks the run and simulates it, for those who write no folder.
func (j *job) simulate(c *cobra.Command) (*output.Result, error) {
	if err := j.s.CheckRun(j.run); err != nil {
		return nil, &usageError{err}
	}
	p := newProgress(c.ErrOrStderr(), j.quiet, j.s)
	o := j.run
	o.Watch = p.Watch()
	found, err := study.Run(c.Context(), j.s, o)
	p.Clear()
	return &output.Result{Result: found, Version: version(), Command: commandLine()}, unobserved(err, j.s)
}

// answer simulates the scenario and prints the answer; it writes nothing.
func (j *job) answer(c *cobra.Command) error {
	r, err := j.simulate(c)
	if err != nil {
		return err
	}
	if err := j.printAnswer(c, r); err != nil {
		return err
	}
	return reportChecks(c.ErrOrStderr(), r)
}

// printAnswer prints the answer of a run: in brief, in tables, or for programs.
func (j *job) printAnswer(c *cobra.Command, r *output.Result) error {
	w := c.OutOrStdout()
	switch {
	case j.quiet:
		return nil
	case j.json:
		return printSummary(w, func(w io.Writer, _ table.Style) error { return dataset.WriteAnswer(w, r) })
	case j.full:
		return printSummary(w, table.Summary(r).Text)
	}
	return printSummary(w, func(to io.Writer, style table.Style) error {
		return table.Brief(to, answer.New(r), table.Columns(w), style)
	})
}

// sayWritten says what lies in a run's folder, and how to open it.
func sayWritten(w io.Writer, dir string, files int) error {
	_, err := fmt.Fprintf(w, "Wrote %s and %d other files. Open with: sim view %s\n", filepath.Join(dir, page.ReportName), files-1, output.ShellPath(dir))
	return err
}

// commandLine is the command as typed, for run.json and the report.
func commandLine() string { return output.ShellWords(command()...) }
