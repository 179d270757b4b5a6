package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"sim/output"
	"sim/output/artifact"
	"sim/output/folder"
)

func newArchiveCommand() *cobra.Command {
	var out string
	var force bool
	c := &cobra.Command{
		Use:   "archive RUN",
		Short: "Pack a run into one file that can be checked and run again",
		Long: `Archive packs a finished run into one ZIP file: the scenario as it was played,
data, dictionary, pictures and report, how to cite it, checksums, and the command
with which another machine runs it again to the same data files. A file that
exists stays as it is without --force.`,
		Example:           "  sim archive alaska --out alaska.zip",
		Args:              exactly(1, "the name or folder of a run"),
		ValidArgsFunction: completeRun,
		RunE: func(c *cobra.Command, args []string) error {
			dir := runFolder(args[0])
			r, err := folder.Read(dir)
			if err != nil {
				return &usageError{err}
			}
			if out == "" {
				out = r.Scenario.Name + ".zip"
			}
			if err := free(out, force); err != nil {
				return err
			}
			if err := artifact.ArchiveTo(out, dir); err != nil {
				return &usageError{err}
			}
			_, err = fmt.Fprintln(c.OutOrStdout(), output.Printable("Wrote "+out+"; REPLAY.txt in it says how to check it and how to run it again."))
			return err
		},
	}
	c.Flags().StringVar(&out, "out", "", "name of the file (default: SCENARIO.zip)")
	c.Flags().BoolVar(&force, "force", false, "replace the file if it exists")
	return c
}
