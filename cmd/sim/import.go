package main

import (
	"strings"

	"github.com/spf13/cobra"

	"sim/model/study"
	"sim/output/table"
	"sim/scenarios/tabular"
)

func newImportCommand() *cobra.Command {
	var o tabular.Options
	var out string
	c := &cobra.Command{
		Use:   "import FILE…",
		Short: "Make a scenario of a table of actors and positions",
		Long: `Import writes a scenario made of a table: the input of KTAB or of decide, a table
of actor, capability, position and salience, or parties × issues as CSV or as a
workbook; sim explain ktab says how each looks. Every number cites its place in
the file. What the table leaves open is asked for, and what was taken is printed
and stands at the top of the scenario. A file that exists stays as it is without
--force. Illustration, not prediction.`,
		Example: `  sim import SOE-Pol-Comp.csv --as ktab --out soe.yaml
  sim import CoP21.csv --as decide
  sim import emissions.csv --as bdm --range '4 to 10' --salience-max 1
  sim import positions.csv saliences.csv --as csv --range '0 to 100' --seat observer`,
		Args: func(c *cobra.Command, args []string) error {
			return exactly(max(1, len(args)), "a file")(c, args)
		},
		RunE: func(c *cobra.Command, args []string) error {
			made, err := tabular.Import(args, out, o)
			if err != nil {
				return &usageError{err}
			}
			if err := tabular.Save(made.Path, []byte(made.Text)); err != nil {
				return err
			}
			return table.WriteImported(c.OutOrStdout(), made.Path, made.Parties, made.Issues, made.Numbers, made.Taken)
		},
	}
	f := c.Flags()
	f.StringVar(&o.As, "as", "", "what kind of table it is: "+strings.Join(tabular.Names(), ", ")+" (default: as the ending .xlsx or .xml says)")
	f.StringVarP(&out, "out", "o", "", "the scenario to write (default: FILE.yaml, in this folder)")
	f.BoolVar(&o.Replace, "force", false, "replace the file if it exists")
	f.StringArrayVar(&o.Ranges, "range", nil, "ends of the issues' scales: 'LOW to HIGH', or observed for the outermost positions; for one issue ISSUE=… (repeatable)")
	f.Float64Var(&o.Salience, "salience-max", 0, "the largest salience that the table's scale has, such as 1 or 100")
	f.StringVar(&o.Seat, "seat", "", "whether parties must consent: signatory or observer")
	f.StringVar(&o.Decimal, "decimal", "", "decimal mark of the numbers: point or comma")
	for flag, words := range map[string][]string{"as": tabular.Names(), "seat": {"observer", "signatory"}, "decimal": {"point", "comma"}} {
		_ = c.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)) // fails only where there is no such flag
	}
	return c
}

// tables are the kinds of tables that import reads.
func tables() study.Kind {
	k := study.Kind{Name: "tables", One: "table", Doc: "what is made a scenario of: sim import FILE --as NAME"}
	for _, f := range tabular.Formats {
		k.Entries = append(k.Entries, study.Entry{About: f.About})
	}
	return k
}
