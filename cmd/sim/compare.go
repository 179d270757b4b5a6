package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/study"
	"sim/output"
	"sim/output/dataset"
	"sim/output/page"
	"sim/output/plot"
	"sim/output/table"
)

// compareOptions are the flags of compare that are not settings.
type compareOptions struct{ set, with []string }

func newCompareCommand() *cobra.Command {
	var o compareOptions
	c := &cobra.Command{
		Use:   "compare SCENARIO... [--with path=value]...",
		Short: "Show what a change changes, on the same draws",
		Long: `Compare plays a scenario and variants of it on the same draws and says how every
headline figure differs, theory by theory, with the error of paired draws; "~"
where the difference is noise. Several scenarios are each compared with the
first. With --with one scenario is compared with itself after a change; --set
changes both sides. The folder of a finished run may stand for a scenario: its
draws are read, not played.

What is paired differs by what was changed, not by luck. Where theories disagree
on the direction, no averaged effect is shown.`,
		Example: `  sim compare alaska --with levers.aid_cutoff.weight=0 --with levers.aid_cutoff.weight=1
  sim compare alaska --set levers.sanctions_relief.weight=0 --with levers.sanctions_relief.weight=1 --protocols nash
  sim compare alaska alaska-guarantee
  sim compare alaska --with 'levers.aid_cutoff.weight=1, levers.threat.weight=1'`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s needs a scenario; try %s --help", c.CommandPath(), c.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: completeScenario,
		RunE:              func(c *cobra.Command, args []string) error { return compare(c, args, &o) },
	}
	f := c.Flags()
	f.StringArrayVar(&o.with, "with", nil, "compare with the scenario after this change: path=value, several separated by commas or spaces (repeatable)")
	studyFlags(f, &o.set)
	return c
}

func compare(c *cobra.Command, args []string, o *compareOptions) error {
	l, err := newLayers(c)
	if err != nil {
		return err
	}
	all, err := contenders(l, args, o)
	if err != nil {
		return err
	}
	for i := range all[1:] {
		if !related(all[0].s.Bargain, all[i+1].s.Bargain) {
			return usage("%s and %s share no party and no issue: there is nothing to compare", all[0].name, all[i+1].name)
		}
	}
	remarks, err := align(l, all)
	if err != nil {
		return err
	}
	st, err := newInquiry(l, "compare", all[0].draws, comparedNames(all, o))
	if err != nil {
		return err
	}
	each := 0 // numbers kept of a draw
	for _, x := range all {
		_, columns := analysis.Headlines(x.s.Bargain, true)
		each += len(columns) * len(x.s.Bargain.Theories)
	}
	if err := roomFor(all[0].draws, each); err != nil {
		return err
	}
	sides := make([]analysis.Side, len(all))
	for i, x := range all {
		if sides[i], err = side(c.Context(), x.draws, all, newProgress(c.ErrOrStderr(), st.quiet, x.Subject)); err != nil {
			return err
		}
	}
	if i := slices.IndexFunc(all, func(x contender) bool { return x.dir != "" }); i >= 0 && all[0].s.Bargain.Clock.Rounds > 0 {
		remarks = append(remarks, fmt.Sprintf("Not compared: when outcomes were first reached (rounds_p50, reached), which the draws in %s do not hold; name the scenario to have them", all[i].name))
	}
	found := &output.Comparison{Study: &st.Study, Base: all[0].name, Remarks: remarks}
	for i, x := range all[1:] {
		v := output.Variant{Name: x.name, Source: x.source(), Comparison: analysis.Compare(sides[0], sides[i+1], study.MinimumDraws)}
		if len(v.Theories) == 0 {
			return usage("%s and %s have no theory in common; name one with --protocols", all[0].name, x.name)
		}
		found.Variants = append(found.Variants, v)
		found.Remarks = append(found.Remarks, unshared(&all[0], &all[i+1])...)
	}
	return st.leave(c, compared(found))
}

// side keeps what is compared of one contender's draws. Where one of them comes
// from files, what files do not hold is left out of all.
func side(ctx context.Context, d *draws, all []contender, p *progress) (analysis.Side, error) {
	over := !slices.ContainsFunc(all, func(x contender) bool { return x.dir != "" })
	figures, columns := analysis.Headlines(d.s.Bargain, over)
	kept, err := montecarlo.NewKept(d.cfg, false, columns...)
	if err != nil {
		return analysis.Side{}, err
	}
	return analysis.Side{Bargain: d.s.Bargain, Figures: figures, Kept: kept}, d.deliver(ctx, p, kept)
}

// compared turns a comparison into what is left and printed.
func compared(found *output.Comparison) *findings {
	out := &findings{title: found.Scenario.Bargain.Title + ": what a change changes", files: dataset.Comparison(found), text: table.Comparison(found)}
	out.lead = append(out.lead, "Every figure is compared on the same draws: what differs is due to what was changed, not to luck. A difference is noise (~) where it is no more than two Monte Carlo errors.")
	figures := plot.Comparison(found)
	for i := range found.Variants {
		v := &found.Variants[i]
		section := page.Section{ID: fmt.Sprintf("variant-%d", i+1), Heading: v.Name + " against " + found.Base}
		section.Words = []string{table.Bought(found, v), "Figures of " + v.Name + ": " + v.Source + "."}
		for _, f := range figures {
			if len(found.Variants) == 1 || strings.HasSuffix(f.Name, fmt.Sprintf("-%d", i+1)) {
				section.Figures = append(section.Figures, f)
			}
		}
		for _, t := range []*table.Table{table.ComparedShares(found, v), table.ComparedDraws(found, v), table.ComparedParties(found, v), table.ComparedTerms(found, v)} {
			if t != nil {
				section.Tables = append(section.Tables, t)
			}
		}
		out.sections = append(out.sections, section)
	}
	if found.Remarks != nil {
		out.sections = append(out.sections, page.Section{ID: "remarks", Heading: "Remarks", Words: found.Remarks})
	}
	return out
}
