package main

import (
	"encoding/json"

	"github.com/spf13/cobra"

	"sim/model/scenario"
)

func newSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of scenarios, for editors",
		Long: `Schema prints the JSON Schema (draft 2020-12) of a scenario file. Editors that
speak YAML check and complete with it:

  sim schema > scenario.schema.json
  # yaml-language-server: $schema=scenario.schema.json`,
		Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			e := json.NewEncoder(c.OutOrStdout())
			e.SetIndent("", "  ")
			e.SetEscapeHTML(false)
			return e.Encode(scenario.Schema())
		},
	}
}
