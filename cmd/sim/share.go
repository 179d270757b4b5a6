package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"sim/model/study"
	"sim/output"
	"sim/output/live"
)

func newShareCommand() *cobra.Command {
	var set []string
	var out string
	c := &cobra.Command{
		Use:   "share SCENARIO",
		Short: "Write a live report: one file that simulates as its reader moves the levers",
		Long: `Share simulates a scenario and writes its report as one HTML file that works
without this program, a server or a network: send it by mail, open it from disk.
The reader moves the levers, and the engine inside the file simulates what
follows, to the same numbers as sim run --set. It contains the whole scenario.`,
		Example: `  sim share alaska
  sim share my.yaml --set levers.aid_cutoff.weight=0.9 --out less-aid.live.html`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return share(c, args[0], set, out) },
	}
	f := c.Flags()
	f.StringArrayVar(&set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	f.StringVar(&out, "out", "", "name of the file (default: SCENARIO.live.html)")
	f.Var(drawsFlag(), "draws", "how many draws (default: as run)")
	f.Var(seedFlag(), "seed", "seed of the random numbers (default: as run)")
	f.Var(listFlag(), "theories", "theories to simulate, as run takes them; the levers begin with them")
	f.String("sampler", "", "how inputs are drawn: random or sobol (default: as run)")
	f.Var(leversFlag(), "levers", "draws on which each lever is tried off and full, as run takes them")
	f.Var(workersFlag(), "workers", "how many draws are simulated in parallel (default: one per processor)")
	return c
}

// share simulates a scenario and writes its live report.
func share(c *cobra.Command, name string, set []string, out string) error {
	if name == "-" {
		return usage("-: the reader keeps the file that variants extend, so it must be a file")
	}
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	j := &job{changes: set}
	if j.s, err = l.subject(name, set); err != nil {
		return err
	}
	if j.run.Levers, err = setting(l, "levers", study.ParseLevers, study.LeversAuto); err != nil {
		return err
	}
	if j.s.Config.Draws > maxServed {
		return usage("%s draws are too many for a page: %s at most", output.FormatCount(j.s.Config.Draws), output.FormatCount(maxServed))
	}
	if err := j.s.CheckRun(j.run); err != nil {
		return &usageError{err}
	}
	engine, err := live.Open()
	if err != nil {
		return &usageError{err}
	}
	p := newProgress(c.ErrOrStderr(), false, j.s)
	j.run.Watch = p.Watch()
	found, err := study.Run(c.Context(), j.s, j.run)
	p.Clear()
	if err != nil {
		return unobserved(err, j.s)
	}
	if out == "" {
		out = j.s.Scenario.Name + ".live.html"
	}
	if err := live.WriteFile(out, j.s, &output.Result{Result: found, Version: version(), Command: commandLine(), Argument: argument(j.s)}, argument(j.s), engine); err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.OutOrStdout(), output.Printable(output.Notice+".\nWrote "+filepath.ToSlash(out)+". It contains the whole scenario and needs no network: open it in a browser."))
	return err
}
