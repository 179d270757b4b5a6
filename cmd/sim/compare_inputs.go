package main

import (
	"slices"
	"strings"

	"sim/cmd/settings"
	"sim/model/scenario"
	"sim/output"
)

// A contender is one scenario or run in a comparison.
type contender struct {
	name string
	*draws
}

// contenders reads what is compared, the base first.
func contenders(l *settings.Layers, args []string, o *compareOptions) ([]contender, error) {
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
		all = append(all, contender{d.Scenario.Name, d})
	}
	if base := all[0]; len(o.with) > 0 && base.dir != "" {
		return nil, usage("--with: %s holds the draws of a finished run, which --with cannot change; name its scenario instead", base.dir)
	}
	for _, with := range o.with {
		changes := scenario.SplitChanges(with)
		d, err := playableWith(l, args[0], slices.Concat(o.set, changes), "--with")
		if err != nil {
			return nil, err
		}
		all = append(all, contender{strings.Join(changes, ", "), d})
	}
	for i, name := range args {
		alike := 0
		for _, x := range all[:len(args)] {
			if x.Scenario.Name == all[i].Scenario.Name {
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
