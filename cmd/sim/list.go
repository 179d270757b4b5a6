package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/model"
	"sim/model/registry"
	"sim/model/study"
	"sim/output/dataset"
	"sim/output/plot"
	"sim/output/table"
	"sim/scenarios"
)

// A kind is a category of things that the program knows by name.
type kind struct {
	name, doc string
	entries   func() ([]study.Entry, error)
	one       string // singular
}

// kinds lists what list lists.
func kinds() []kind {
	all := []kind{{"scenarios", "the library: sim run NAME plays one", libraryEntries, "scenario"}}
	for _, k := range study.Catalogue() {
		all = append(all, catalogueKind(k))
	}
	return append(all, kind{"formats", "what a run can leave, for --format", formatEntries, "format"}, kind{"plots", "pictures", plotEntries, "plot"})
}

// catalogueKind is a kind of the catalogue.
func catalogueKind(k study.Kind) kind {
	return kind{k.Name, k.Doc, func() ([]study.Entry, error) { return k.Entries, nil }, k.One}
}

func newListCommand() *cobra.Command {
	var names []string
	for _, k := range kinds() {
		names = append(names, k.name)
	}
	return &cobra.Command{
		Use:   "list [" + strings.Join(names, "|") + "]",
		Short: "List what the program knows by name",
		Long: `List prints the names of what the program knows, each with a line about it; of
one kind or of all. Explain says more about each.`,
		Example:   "  sim list protocols",
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
				k, err := lookupKind(args[0], names)
				if err != nil {
					return err
				}
				return k.list(w, "")
			}
			for i, k := range kinds() {
				if i > 0 {
					if _, err := fmt.Fprintln(w); err != nil {
						return err
					}
				}
				if err := k.list(w, k.name+": "+k.doc); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

func lookupKind(name string, names []string) (kind, error) {
	if name == "theories" {
		name = "protocols"
	}
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
		t.Rows = append(t.Rows, []string{e.Name, lineOf(&e)})
	}
	return t.Text(w, styleOf(w))
}

// lineOf is an entry in a line, after the family and the facts of a theory.
func lineOf(e *study.Entry) string {
	if e.Theory == nil {
		return e.Doc
	}
	return strings.Join(append([]string{e.Theory.Family}, traits(e.Theory)...), ", ") + ". " + e.Doc
}

// traits are what a theory can handle and how it works, in words.
func traits(t *model.Theory) []string {
	var fs []string
	if t.Baseline {
		fs = append(fs, "baseline")
	}
	fs = append(fs, span(t.MinParties, t.MaxParties, "party", "parties"))
	if t.MinIssues > 1 || t.MaxIssues > 0 {
		fs = append(fs, span(t.MinIssues, t.MaxIssues, "issue", "issues"))
	}
	if t.Consent {
		fs = append(fs, "needs consent")
	}
	if t.Concave {
		fs = append(fs, "no risk seekers")
	}
	if t.Efficient {
		fs = append(fs, "efficient")
	}
	if t.Random {
		fs = append(fs, "chance moves")
	}
	return fs
}

// span is a range of numbers of things in words.
func span(least, most int, one, many string) string {
	switch {
	case most == 0:
		return fmt.Sprintf("%d or more %s", least, many)
	case most == 1:
		return "1 " + one
	case least == most:
		return fmt.Sprintf("%d %s", least, many)
	}
	return fmt.Sprintf("%d to %d %s", least, most, many)
}

func libraryEntries() ([]study.Entry, error) {
	var list []study.Entry
	for _, name := range libraryNames() {
		s, err := study.Source{Path: name + ".yaml", FS: scenarios.FS}.Load()
		if err != nil {
			return nil, err
		}
		list = append(list, study.Entry{About: registry.About{Name: name, Doc: s.Bargain.Title, Explain: s.Bargain.About}})
	}
	return list, nil
}

// entry is an entry of which there is no more to say than a line.
func entry(name, doc string) study.Entry {
	return study.Entry{About: registry.About{Name: name, Doc: doc}}
}

func formatEntries() ([]study.Entry, error) {
	var list []study.Entry
	for _, name := range plot.Formats {
		list = append(list, entry(name, "every picture as plots/*."+name+"."))
	}
	for _, f := range dataset.All {
		list = append(list, entry(f.Name, f.Doc))
	}
	return append(list, entry(table.Format, "the summary as Markdown: summary.md.")), nil
}

func plotEntries() ([]study.Entry, error) {
	var list []study.Entry
	for _, k := range plot.All {
		list = append(list, entry(k.Name, k.Doc))
	}
	list = append(list, studyEntries(plot.ComparisonKinds)...)
	list = append(list, studyEntries(plot.SweepKinds)...)
	list = append(list, studyEntries(plot.BreakevenKinds)...)
	list = append(list, studyEntries(plot.SensitivityKinds)...)
	list = append(list, studyEntries(plot.DiscoveryKinds)...)
	return list, nil
}

// studyEntries are the pictures of an analysis.
func studyEntries[T any](kinds []plot.StudyKind[T]) []study.Entry {
	list := make([]study.Entry, len(kinds))
	for i, k := range kinds {
		list[i] = entry(k.Name, k.Doc)
	}
	return list
}
