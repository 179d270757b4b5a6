package main

import (
	"github.com/spf13/cobra"

	"sim/model/study"
	"sim/output/dataset"
	"sim/output/table"
)

// solveOptions are the flags of solve.
type solveOptions struct {
	theory string
	set    []string
	json   bool
	pareto string
	out    string
	font   string
	force  bool
}

func newSolveCommand() *cobra.Command {
	var o solveOptions
	c := &cobra.Command{
		Use:   "solve SCENARIO",
		Short: "Hold one meeting at central values, without draws",
		Long: `Solve holds a single meeting with everyone in the room, every uncertain number
at its midpoint (the median of what its range stands for), and a red line
binding if it binds in at least half of the draws. Packages are tabled in the
scenario's order. It is how a figure is checked by hand: levers act as if their
dates had come, whatever from_round, until_round and phased_over say, and a
package is tabled as if what it waits for had come, which is listed (--json:
granted). With --json terms are in the issues' own units, in full precision.

With --pareto it prints instead what any two parties could give each other: where
each theory puts them, beside Nash, Kalai–Smorodinsky, egalitarian, utilitarian
and what is best for either. --out draws the efficient frontier as well. A file
that exists stays as it is without --force.`,
		Example: `  sim solve two-issues --theory nash
  sim solve alaska --pareto russia,us --out frontier.svg
  sim solve my.yaml --theory kalai_smorodinsky --json`,
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE: func(c *cobra.Command, args []string) error {
			s, err := subjectOf(args[0], o.set)
			if err != nil {
				return err
			}
			return solve(c, s, &o)
		},
	}
	f := c.Flags()
	f.StringVar(&o.theory, "theory", "", "the theory (default: the scenario's first; nash where it plays all)")
	f.StringArrayVar(&o.set, "set", nil, "change a number of the scenario: path=value (repeatable)")
	f.BoolVar(&o.json, "json", false, "print JSON")
	f.StringVar(&o.pareto, "pareto", "", "two parties, such as russia,us: print what they could give each other")
	f.StringVar(&o.font, "font", "", "TrueType or OpenType font for letters in a PNG or PDF that the program's own lacks")
	f.StringVar(&o.out, "out", "", "with --pareto: draw it into this file, .svg, .png or .pdf")
	f.BoolVar(&o.force, "force", false, "with --out: replace the file if it exists")
	return c
}

// theory is the index of the theory that a flag names, or of the one meant
// where it names none.
func theory(s *study.Subject, name string) (int, error) {
	if name == "" {
		return s.Lead, nil
	}
	if err := s.Choose(name); err != nil {
		return 0, usage("--theory=%s: %w", name, study.Unprefixed(err))
	}
	if s.SetLead(name) != nil {
		return 0, usage("--theory=%s: name one theory; see sim list theories", name)
	}
	return s.Lead, nil
}

func solve(c *cobra.Command, s *study.Subject, o *solveOptions) error {
	w, flags := c.OutOrStdout(), c.Flags()
	switch {
	case flags.Changed("pareto") && (o.json || flags.Changed("theory")):
		return usage("--pareto shows all theories as a table; leave --theory and --json out")
	case flags.Changed("pareto"):
		return pareto(w, c.ErrOrStderr(), s, o)
	case flags.Changed("out"):
		return usage("--out draws what --pareto names: two parties, such as --pareto %s", study.ExamplePair(s.Scenario.Bargain))
	}
	t, err := theory(s, o.theory)
	if err != nil {
		return err
	}
	solution := study.Solve(s, t)
	if o.json {
		return dataset.WriteSolution(w, solution)
	}
	return table.WriteSolution(w, solution, styleOf(w))
}
