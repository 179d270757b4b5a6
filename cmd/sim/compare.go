package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
	"sim/model/scenario"
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

// A contender is one of what is compared.
type contender struct {
	name string
	*draws
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
	st, err := newStudy(l, "compare", all[0].draws, comparedNames(all, o))
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
		if sides[i], err = side(c.Context(), x.draws, all, newProgress(c.ErrOrStderr(), st.quiet, x.s, x.cfg)); err != nil {
			return err
		}
	}
	found := &output.Comparison{Study: &st.Study, Base: all[0].name, Remarks: remarks}
	for i, x := range all[1:] {
		v := output.Variant{Name: x.name, Source: x.source(), Comparison: analysis.Compare(sides[0], sides[i+1], output.MinimumDraws)}
		if len(v.Theories) == 0 {
			return usage("%s and %s have no theory in common; name one with --protocols", all[0].name, x.name)
		}
		found.Variants = append(found.Variants, v)
		found.Remarks = append(found.Remarks, unshared(&all[0], &all[i+1])...)
	}
	return st.leave(c, compared(found))
}

// contenders reads what is compared, the base first.
func contenders(l *layers, args []string, o *compareOptions) ([]contender, error) {
	switch {
	case len(args) > 1 && len(o.with) > 0:
		return nil, usage("--with changes one scenario, and %d are named; name one", len(args))
	case len(args) == 1 && len(o.with) == 0:
		return nil, usage("there is nothing to compare %s with: name another scenario, or a change with --with path=value", args[0])
	}
	var all []contender
	for _, name := range args {
		d, err := openDraws(l, name, o.set)
		if err != nil {
			return nil, err
		}
		all = append(all, contender{d.s.Name, d})
	}
	if base := all[0]; len(o.with) > 0 && base.dir != "" {
		return nil, usage("--with: %s holds the draws of a finished run, which --with cannot change; name its scenario instead", base.dir)
	}
	for _, with := range o.with {
		changes := splitChanges(with)
		d, err := playable(l, args[0], slices.Concat(o.set, changes))
		if err != nil {
			return nil, asFlag(err, "--with ")
		}
		all = append(all, contender{strings.Join(changes, ", "), d})
	}
	for i, name := range args {
		alike := 0
		for _, x := range all[:len(args)] {
			if x.s.Name == all[i].s.Name {
				alike++
			}
		}
		if alike > 1 || all[i].dir != "" {
			all[i].name = output.Printable(name)
		}
	}
	return all, nil
}

// asFlag has messages about --set speak of the flag that the change stands in.
func asFlag(err error, flag string) error {
	return &usageError{errors.New(strings.ReplaceAll(err.Error(), "--set ", flag))}
}

// splitChanges splits changes that stand in one flag, separated by commas or
// spaces: a new one begins where path= follows, outside brackets and quotes.
func splitChanges(text string) []string {
	var changes []string
	start, depth, quote := 0, 0, rune(0)
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case strings.ContainsRune("[{(", r):
			depth++
		case strings.ContainsRune("]})", r):
			depth--
		case depth == 0 && (r == ',' || r == ' ') && beginsChange(text[i+1:]):
			if change := strings.Trim(text[start:i], ", "); change != "" {
				changes = append(changes, change)
			}
			start = i + 1
		}
	}
	if change := strings.Trim(text[start:], ", "); change != "" || changes == nil {
		changes = append(changes, change)
	}
	return changes
}

// beginsChange reports whether text begins with a path and an equals sign.
func beginsChange(text string) bool {
	path, _, ok := strings.Cut(text, "=")
	return ok && path != "" && !strings.ContainsAny(path, " ,\"'[]{}()")
}

// comparedNames are the changes that name the folder.
func comparedNames(all []contender, o *compareOptions) []string {
	names := slices.Clone(o.set)
	for _, x := range all[1:] {
		names = append(names, x.name)
	}
	return names
}

// align has all contenders play the same draws under the same theories, as far
// as they can; what they cannot is remarked.
func align(l *layers, all []contender) (remarks []string, err error) {
	base := all[0]
	for i, x := range all { // a finished run cannot be changed: the others follow it
		if x.dir != "" {
			base = all[i]
			break
		}
	}
	tables := new(montecarlo.Tables)
	for i := range all {
		x := all[i]
		a, b := base.cfg, x.cfg
		if x.dir != "" && (a.Draws != b.Draws || a.Seed != b.Seed || a.Sampler != b.Sampler) {
			return nil, usage("%s and %s did not play the same draws: %s against %s; play one again as the other", base.name, x.name, settings(a), settings(b))
		}
		if x.dir == "" {
			if x.cfg.Draws != a.Draws || x.cfg.Seed != a.Seed || x.cfg.Sampler != a.Sampler {
				remarks = append(remarks, fmt.Sprintf("%s: played as %s is: %s", x.name, base.name, settings(a)))
			}
			x.cfg.Draws, x.cfg.Seed, x.cfg.Sampler, x.cfg.Tables = a.Draws, a.Seed, a.Sampler, tables
			if x.draws != base.draws && !l.said("protocols") {
				if left := follow(x.s, base.s.Bargain); left != nil {
					remarks = append(remarks, fmt.Sprintf("%s: not compared under %s, which cannot play it", x.name, strings.Join(left, ", ")))
				}
			}
		}
	}
	return remarks, nil
}

// follow has s played under the theories of b, and returns those that cannot.
func follow(s *scenario.Scenario, b *model.Bargain) (left []string) {
	names := theoryNames(b)
	if slices.Equal(theoryNames(s.Bargain), names) {
		return nil
	}
	var can []string
	for i, name := range names {
		if i == 0 && b.Theories[0].Baseline && len(names) > 1 {
			continue // it stands first by itself
		}
		if s.Choose([]string{name}) != nil {
			left = append(left, name)
			continue
		}
		can = append(can, name)
	}
	if can == nil || s.Choose(can) != nil {
		return left
	}
	return left
}

func settings(cfg montecarlo.Config) string {
	return fmt.Sprintf("%s draws, seed %d, %s", output.FormatCount(cfg.Draws), cfg.Seed, cfg.Sampler)
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

// related reports whether two bargains share a party or an issue.
func related(a, b *model.Bargain) bool {
	shares := func(of func(*model.Bargain) []string) bool {
		other := of(b)
		return slices.ContainsFunc(of(a), func(id string) bool { return slices.Contains(other, id) })
	}
	return shares(partyIDs) || shares(issueIDs)
}

func issueIDs(b *model.Bargain) (ids []string) {
	for k := range b.Issues {
		ids = append(ids, b.Issues[k].ID)
	}
	return ids
}

func partyIDs(b *model.Bargain) (ids []string) {
	for i := range b.Parties {
		ids = append(ids, b.Parties[i].ID)
	}
	return ids
}

// unshared says what only one of two has, and is hence not compared.
func unshared(a, b *contender) []string {
	var remarks []string
	only := func(what string, has, not *contender, of func(*model.Bargain) []string) {
		other := of(not.s.Bargain)
		own := slices.DeleteFunc(of(has.s.Bargain), func(id string) bool { return slices.Contains(other, id) })
		if len(own) > 0 {
			remarks = append(remarks, fmt.Sprintf("Not compared: %s that only %s has: %s", what, has.name, strings.Join(own, ", ")))
		}
	}
	for _, pair := range [][2]*contender{{a, b}, {b, a}} {
		only("issues", pair[0], pair[1], issueIDs)
		only("parties", pair[0], pair[1], partyIDs)
	}
	return remarks
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
