package main

import (
	"github.com/spf13/cobra"

	"sim/output/table"
	"sim/scenarios/tabular"
)

func newExportCommand() *cobra.Command {
	var set []string
	var out string
	var force bool
	c := &cobra.Command{
		Use:   "export SCENARIO",
		Short: "Write the positions of a scenario as a table",
		Long: `Export writes parties × issues as CSV or as a workbook: capabilities, seats,
scales, positions and saliences. An uncertain number is written at its midpoint,
and the table says so. Sim import reads it back to the same numbers.`,
		Example:           "  sim export alaska --out alaska.xlsx",
		Args:              exactly(1, "a scenario"),
		ValidArgsFunction: completeScenario,
		RunE: func(c *cobra.Command, args []string) error {
			s, err := load(args[0], set)
			if err != nil {
				return err
			}
			e := tabular.Export(s)
			text, err := e.To(out, force)
			if err != nil {
				return &usageError{err}
			}
			if err := tabular.Save(out, text); err != nil {
				return err
			}
			return table.WriteExported(c.OutOrStdout(), out, e.Parties, e.Issues, e.Midpoints)
		},
	}
	c.Flags().StringVarP(&out, "out", "o", "", "the table to write: .csv or .xlsx")
	c.Flags().StringArrayVar(&set, "set", nil, "change a number of the scenario first: path=value (repeatable)")
	c.Flags().BoolVar(&force, "force", false, "replace the file if it exists")
	return c
}
