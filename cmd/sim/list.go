package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"sim/model"
	"sim/model/dist"
	"sim/model/montecarlo"
	"sim/model/process"
	"sim/model/protocol"
	"sim/model/registry"
	"sim/model/scenario"
	"sim/output/dataset"
	"sim/output/plot"
	"sim/output/table"
	"sim/scenarios"
)

// A kind is a sort of thing that the program knows by name.
type kind struct {
	name, doc string
	entries   func() ([]registry.About, error)
	// defaults are the parameters of an entry, as registry.Entry has them; nil:
	// entries of the kind have none.
	defaults func(name string) any
}

// kindOf is the kind of thing that a registry lists.
func kindOf[T any](name, doc string, all registry.Table[T]) kind {
	return kind{
		name, doc,
		func() ([]registry.About, error) { return abouts(all), nil },
		func(name string) any {
			e, err := all.Lookup(name)
			if err != nil {
				return nil
			}
			return e.Defaults
		},
	}
}

// kinds lists what list lists.
var kinds = []kind{
	{name: "scenarios", doc: "the library: sim run NAME plays one", entries: libraryAbout},
	protocolKind(),
	processKind(process.All),
	kindOf("distributions", "ways to write a range of belief", dist.All),
	kindOf("samplers", "ways to draw inputs", montecarlo.Samplers),
	{name: "formats", doc: "what a run can leave, for --format", entries: formatAbout},
	{name: "plots", doc: "pictures", entries: plotAbout},
}

func protocolKind() kind {
	k := kindOf("protocols", "bargaining theories: family, facts", protocol.All)
	k.entries = protocolAbout
	return k
}

// processKind are the processes of a table, which stand in the order in which they act.
func processKind(all registry.Table[process.Maker]) kind {
	return kindOf("processes", "what moves between rounds, in the order in which it acts", all)
}

func newListCommand() *cobra.Command {
	var names []string
	for _, k := range kinds {
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
			for i, k := range kinds {
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
	i := slices.IndexFunc(kinds, func(k kind) bool { return k.name == name })
	if i < 0 {
		return kind{}, &usageError{&registry.UnknownError{What: "kind of thing", Name: name, Known: names}}
	}
	return kinds[i], nil
}

// list prints the kind's entries, a line each.
func (k kind) list(w io.Writer, title string) error {
	entries, err := k.entries()
	if err != nil {
		return err
	}
	t := table.Table{Title: title, Left: map[int]bool{1: true}}
	for _, e := range entries {
		t.Rows = append(t.Rows, []string{e.Name, e.Doc})
	}
	return t.Text(w, styleOf(w))
}

func abouts[T any](t registry.Table[T]) []registry.About {
	list := make([]registry.About, len(t))
	for i := range t {
		list[i] = t[i].About
	}
	return list
}

// protocolAbout puts the family and the facts of every theory before its line.
func protocolAbout() ([]registry.About, error) {
	list := abouts(protocol.All)
	for i, e := range protocol.All {
		t, err := e.Default()
		if err != nil {
			return nil, err
		}
		list[i].Doc = strings.Join(append([]string{t.Family}, traits(&t)...), ", ") + ". " + list[i].Doc
	}
	return list, nil
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

func libraryAbout() ([]registry.About, error) {
	var list []registry.About
	for _, name := range libraryNames() {
		s, err := scenario.Load(name+".yaml", scenario.Options{FS: scenarios.FS})
		if err != nil {
			return nil, err
		}
		list = append(list, registry.About{Name: name, Doc: s.Bargain.Title, Explain: s.Bargain.About})
	}
	return list, nil
}

func formatAbout() ([]registry.About, error) {
	var list []registry.About
	for _, name := range plot.Formats {
		list = append(list, registry.About{Name: name, Doc: "every picture as plots/*." + name + "."})
	}
	for _, f := range dataset.All {
		list = append(list, registry.About{Name: f.Name, Doc: f.Doc})
	}
	list = append(list, registry.About{Name: table.Format, Doc: "the summary as Markdown: summary.md."})
	return list, nil
}

func plotAbout() ([]registry.About, error) {
	var list []registry.About
	for _, k := range plot.All {
		list = append(list, registry.About{Name: k.Name, Doc: k.Doc})
	}
	list = append(list, studyAbout(plot.ComparisonKinds)...)
	list = append(list, studyAbout(plot.SweepKinds)...)
	list = append(list, studyAbout(plot.BreakevenKinds)...)
	list = append(list, studyAbout(plot.SensitivityKinds)...)
	list = append(list, studyAbout(plot.DiscoveryKinds)...)
	return list, nil
}

// studyAbout are the pictures of an analysis.
func studyAbout[T any](kinds []plot.StudyKind[T]) []registry.About {
	list := make([]registry.About, len(kinds))
	for i, k := range kinds {
		list[i] = registry.About{Name: k.Name, Doc: k.Doc}
	}
	return list
}
