package main

import (
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/cmd/settings"
	"sim/model/registry"
	"sim/model/study"
	"sim/output/explain"
	"sim/output/folder"
	"sim/output/table"
	"sim/scenarios"
)

// A kind is a category of things that the program knows by name.
type kind struct {
	name, doc string
	entries   func() ([]study.Entry, error)
}

// kinds lists what list lists.
func kinds() []kind {
	all := []kind{
		{"scenarios", "the library: sim run NAME plays one", scenarioEntries(scenarios.FS)},
		{"resolved", "cases that have ended, with how they ended and the sources", scenarioEntries(scenarios.Resolved)},
		{"templates", "to write a scenario over: sim new MINE --template NAME", scenarioEntries(scenarios.Templates)},
	}
	for _, k := range explain.Catalogue() {
		all = append(all, catalogueKind(k))
	}
	all = append(all, catalogueKind(tables()))
	return append(all, kind{"runs", "results in " + folder.Root + ", newest first: sim view NAME opens a report, sim runs rm NAME removes one", runEntries})
}

// catalogueKind is a kind of the catalogue.
func catalogueKind(k study.Kind) kind {
	return kind{k.Name, k.Doc, func() ([]study.Entry, error) { return k.Entries, nil }}
}

func newListCommand() *cobra.Command {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	var in string
	c := &cobra.Command{
		Use:   "list [" + strings.Join(names, "|") + "]",
		Short: "List what the program knows by name",
		Long: `List prints the names of what the program knows, each with a line about it; of
one kind or of all. Explain says more about each. With --in it says which
theories a scenario plays, and why it leaves others out.`,
		Example:   "  sim list theories\n  sim list theories --in alaska",
		ValidArgs: names,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("%s takes one kind of thing at most", c.CommandPath())
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			w := c.OutOrStdout()
			if len(args) == 1 {
				now, err := settings.Today(warnOn(c.ErrOrStderr()), args[0], names)
				if err != nil {
					return err
				}
				args = []string{now}
			}
			if in != "" {
				return listTheories(w, in, args)
			}
			if len(args) == 1 {
				k, err := lookupKind(args[0], names)
				if err != nil {
					return err
				}
				return k.list(w, "")
			}
			for i, k := range kinds() {
				if err := k.list(w, strings.Repeat("\n", min(i, 1))+k.name+": "+k.doc); err != nil {
					return err
				}
			}
			return nil
		},
	}
	c.Flags().StringVar(&in, "in", "", "with theories: a scenario; say which of them it plays, and why not the others")
	return c
}

// listTheories says which theories a scenario plays.
func listTheories(w io.Writer, in string, args []string) error {
	if len(args) != 1 || args[0] != "theories" {
		return usage("--in goes with theories: sim list theories --in %s", in)
	}
	played := func() ([]study.Entry, error) {
		s, err := subjectOf(in, nil)
		return study.TheoriesFor(s), err
	}
	return kind{entries: played}.list(w, "")
}

func lookupKind(name string, names []string) (kind, error) {
	i := slices.Index(names, name)
	if i < 0 {
		return kind{}, &usageError{&registry.UnknownError{What: "kind of thing", Name: name, Known: names}}
	}
	return kinds()[i], nil
}

// list prints the kind's entries, a line each.
func (k kind) list(w io.Writer, title string) error {
	entries, err := k.entries()
	if err != nil {
		return err
	}
	t := table.Table{Title: title, Left: map[int]bool{1: true}}
	for _, e := range entries {
		t.Rows = append(t.Rows, []string{e.Name, explain.Line(&e)})
	}
	if t.Rows == nil {
		t.Rows = [][]string{{"none yet"}}
	}
	return t.Text(w, styleOf(w))
}

func scenarioEntries(files fs.FS) func() ([]study.Entry, error) {
	return func() ([]study.Entry, error) {
		var list []study.Entry
		for _, name := range scenarios.Names(files) {
			e, err := study.Source{Path: name + ".yaml", FS: files}.Entry(name)
			if err != nil {
				return nil, err
			}
			list = append(list, *e)
		}
		return list, nil
	}
}
