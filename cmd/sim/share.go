package main

import (
	"cmp"
	"io"

	"github.com/spf13/cobra"

	"sim/cmd/flagvalue"
	"sim/cmd/settings"
	"sim/model/study"
	"sim/output/explore"
	"sim/output/live"
)

func newShareCommand() *cobra.Command {
	var set []string
	var out string
	var force bool
	without := flagvalue.Of(new([]string), "list", study.ParseParts)
	c := &cobra.Command{
		Use:   "share SCENARIO",
		Short: "Write a live report: one file that simulates as its reader moves the levers",
		Long: `Share simulates a scenario and writes its report as one HTML file that works
without this program, a server or a network: send it by mail, open it from disk.
The reader moves the levers, and the engine inside the file simulates what
follows, to the same numbers as sim run --set. It contains the whole scenario,
except for comments and what --without leaves out. A file that exists stays as it
is without --force.`,
		Example: `  sim share alaska
  sim share my.yaml --set levers.aid_cutoff.weight=0.9 --out less-aid.live.html
  sim share my.yaml --without evidence,notes`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE: func(c *cobra.Command, args []string) error {
			return share(c, args[0], set, out, force, without.Get())
		},
	}
	f := c.Flags()
	f.StringArrayVar(&set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	f.StringVar(&out, "out", "", "name of the file (default: SCENARIO.live.html)")
	f.BoolVar(&force, "force", false, "replace the file if it exists")
	f.Var(without, "without", "what to leave out: evidence (what documents say, and their titles), notes (what the scenario says about itself); numbers stay")
	f.Var(settings.DrawsFlag(), "draws", "how many draws (default: as run)")
	f.Var(settings.SeedFlag(), "seed", "seed of the random numbers (default: as run)")
	f.Var(settings.ListFlag(), "theories", "theories to simulate, as run takes them; the levers begin with them")
	f.String("sampler", "", "how inputs are drawn: random or sobol (default: as run)")
	f.Var(settings.LeversFlag(), "levers", "draws on which each lever is tried off and full, as run takes them")
	f.Var(settings.WorkersFlag(), "workers", "how many draws are simulated in parallel (default: one per processor)")
	return c
}

// share simulates a scenario and writes its live report.
func share(c *cobra.Command, name string, set []string, out string, force bool, without []string) error {
	if name == "-" {
		return usage("-: the reader keeps the file that variants extend, so it must be a file")
	}
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	whole, err := simulated(l, name, set)
	if err != nil {
		return err
	}
	out = cmp.Or(out, whole.Scenario.Name+".live.html")
	if err := free(out, force); err != nil { // before anything is simulated
		return err
	}
	if err := explore.CheckDraws(whole.Config.Draws); err != nil {
		return &usageError{err}
	}
	j := new(job)
	if err := j.common(l); err != nil {
		return err
	}
	if j.s, err = whole.Without(without); err != nil {
		return &usageError{err}
	}
	engine, err := live.Open()
	if err != nil {
		return &usageError{err}
	}
	r, err := j.simulate(c)
	if err != nil {
		return err
	}
	r.Argument = argument(whole)
	said, err := live.WriteFile(out, j.s, r, engine)
	if err != nil {
		return err
	}
	_, err = io.WriteString(c.OutOrStdout(), said)
	return err
}
