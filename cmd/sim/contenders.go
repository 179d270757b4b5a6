package main

import (
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/output"
)

// A contender is one of what is compared.
type contender struct {
	name string
	*draws
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
		d, err := playableWith(l, args[0], slices.Concat(o.set, changes), "--with")
		if err != nil {
			return nil, err
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
