package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sim/model/registry"
	"sim/model/study"
	"sim/output"
	"sim/output/folder"
)

func newRunsCommand() *cobra.Command {
	c := &cobra.Command{
		Use:   "runs",
		Short: "Remove results of earlier runs",
		Long: `Runs removes what runs and analyses left. sim list runs lists them, sim view
opens the report of one.`,
		Args: exactly(0, "no argument, but a command: rm"),
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(&cobra.Command{
		Use:   "rm NAME...",
		Short: "Remove the folders of runs",
		Long: `Rm removes the folders of finished runs, named as sim list runs does or by their
path. Files that the run did not leave stay, and are named.`,
		Example: "  sim runs rm alaska alaska.compare+alaska-aid-cutoff",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usage("%s needs the name of a run; sim list runs lists them", c.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: completeRun,
		RunE: func(c *cobra.Command, args []string) error {
			for i, name := range args {
				args[i] = runFolder(name)
				if _, err := folder.Read(args[i]); err != nil {
					return &usageError{err}
				}
			}
			for _, dir := range args {
				left, err := folder.Remove(dir)
				if err != nil {
					return err
				}
				line := "Removed " + dir
				if left != nil {
					line = "Removed the run in " + dir + ", not what else is there: " + strings.Join(left, ", ")
				}
				if _, err := fmt.Fprintln(c.OutOrStdout(), output.Printable(line)+"."); err != nil {
					return err
				}
			}
			return nil
		},
	})
	return c
}

// completeRun completes the name of a run.
func completeRun(*cobra.Command, []string, string) (names []string, _ cobra.ShellCompDirective) {
	entries, _ := runEntries()
	for _, e := range entries {
		names = append(names, e.Name)
	}
	return names, cobra.ShellCompDirectiveDefault // a path will do, too
}

// runEntries lists the results in the usual folder.
func runEntries() (entries []study.Entry, err error) {
	kept, err := folder.List(filepath.FromSlash(folder.Root))
	for i := range kept {
		entries = append(entries, study.Entry{About: registry.About{Name: filepath.Base(kept[i].Dir), Doc: kept[i].Words()}})
	}
	return entries, err
}
