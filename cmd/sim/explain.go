package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/cmd/flagvalue"
	"sim/cmd/settings"
	"sim/model"
	"sim/model/registry"
	"sim/model/study"
	"sim/output"
	"sim/output/explain"
	"sim/output/page"
	"sim/scenarios"
)

func newExplainCommand() *cobra.Command {
	var in, of string
	var set []string
	var quota float64
	var show bool
	draw := -1
	c := &cobra.Command{
		Use:   "explain NAME",
		Short: "Explain a theory, a key of the language, a term, or a number of a scenario",
		Long: `Explain says what a name means: a bargaining theory or a process (what it
assumes, its formula, when not to use it, its parameters), a distribution, a
sampler, a format, a table to import, a plot, a key of the language (lever, levers.weight), an
effect of a lever, an outcome, a reason, a term of the field. With --in SCENARIO also a party, an issue, a lever, a package, a
document, or the path of a number: the range as it was understood, with the
quantiles that were fitted to it, and what it rests on. Of an issue it also says
what each party's votes would be worth if it were decided by a weighted vote: by
more than half of the votes, or by as many as --quota says. PARTY/PACKAGE explains
what a package is worth to a party, term by term, beside its reservation value:
with every input at its midpoint, or in one draw with --draw. --open shows the
guide to writing a scenario, with its tutorial, and the reference in the browser.`,
		Example: `  sim explain nash
  sim explain drift
  sim explain lever
  sim explain aid_cutoff --in alaska
  sim explain parties.russia.patience --in alaska
  sim explain ukraine/settlement --in alaska
  sim explain ukraine/settlement --in alaska --draw 42
  sim explain phase_in --in emission-standards --quota 0.4`,
		Args: func(c *cobra.Command, args []string) error {
			if show {
				return exactly(0, "no name with --open")(c, args)
			}
			return exactly(1, "a name")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			if show {
				path, err := page.ShowGuide("Writing a scenario", scenarios.Guide, scenarios.Reference)
				if err == nil {
					_, err = fmt.Fprintln(c.OutOrStdout(), path)
				}
				return err
			}
			var s *study.Subject
			if in != "" {
				var err error
				if s, err = subjectOf(in, set); err != nil {
					return err
				}
			}
			if c.Flags().Changed("quota") {
				if s == nil || !slices.ContainsFunc(s.Scenario.Bargain.Issues, func(k model.Issue) bool { return k.ID == args[0] }) {
					return usage("--quota: %s is no issue; name one of a scenario, with --in", args[0])
				}
				if !(quota > 0) || math.IsInf(quota, 1) {
					return usage("--quota=%s: expected how many votes decide, above 0", output.Plain(quota))
				}
			}
			if s != nil && strings.Contains(args[0], "/") {
				return explainPayoff(c, args[0], s, of, draw)
			}
			for _, flag := range []string{"draw", "theory", "seed"} {
				if c.Flags().Changed(flag) {
					return usage("--%s is for PARTY/PACKAGE with --in SCENARIO", flag)
				}
			}
			return explainName(c.OutOrStdout(), args[0], s, quota)
		},
	}
	c.Flags().BoolVar(&show, "open", false, "show guide, tutorial and reference in the browser, without a network; print the path of the page")
	c.Flags().StringVar(&in, "in", "", "look in this scenario too")
	c.Flags().Float64Var(&quota, "quota", 0, "for an issue: votes needed to decide (capability × salience) (default: more than half of all)")
	c.Flags().Var(flagvalue.Of(&draw, "number", flagvalue.Int(0, settings.MaxDraws-1)), "draw", "of PARTY/PACKAGE: in this draw, counted from 0 (default: all inputs at their midpoints)")
	c.Flags().StringVar(&of, "theory", "", "of PARTY/PACKAGE: the theory (default: the scenario's first; nash where it runs all)")
	c.Flags().Var(settings.SeedFlag(), "seed", "of PARTY/PACKAGE in a draw: seed of the random numbers (default: the scenario's)")
	c.Flags().StringArrayVar(&set, "set", nil, "change a number of the scenario first: path=value (repeatable)")
	return c
}

// explainPayoff prints how the payoff of a package is made up for a party, as
// PARTY/PACKAGE names them; draw −1: with every input at its midpoint.
func explainPayoff(c *cobra.Command, name string, s *study.Subject, of string, draw int) error {
	l, err := newSettings(c)
	if err != nil {
		return err
	}
	t, err := theory(s, of)
	if err != nil {
		return err
	}
	if s.Config, err = l.Config(s.Scenario); err != nil {
		return err
	}
	text, ok, err := explain.Payoff(s, name, t, draw)
	switch {
	case err != nil:
		return err
	case !ok:
		_, known := explain.InScenario(s, name, 0)
		return &usageError{&registry.UnknownError{Name: name, Known: known}}
	}
	_, err = fmt.Fprintln(c.OutOrStdout(), output.Printable(text))
	return err
}

// explainName prints everything that goes by the name; s may be nil. quota is how
// many votes decide an issue; 0: more than half.
func explainName(w io.Writer, name string, s *study.Subject, quota float64) error {
	text, err := explain.All(name, s, quota, scenarios.FS, scenarios.Names(scenarios.FS), tables())
	if unknown, ok := errors.AsType[*registry.UnknownError](err); ok && s == nil {
		return usage("%w (with --in SCENARIO it also knows that scenario's names)", unknown)
	} else if ok {
		return &usageError{unknown}
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(w, output.Printable(text))
	return err
}
