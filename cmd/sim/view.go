package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sim/output"
	"sim/output/artifact"
	"sim/output/folder"
	"sim/output/page"
)

func newViewCommand() *cobra.Command {
	var noOpen bool
	c := &cobra.Command{
		Use:   "view DIR",
		Short: "Open the report of a run",
		Long: `View prints the path of a run's report and opens it in the browser, where there
is one.`,
		Example: "  sim view output/runs/alaska",
		Args:    exactly(1, "the folder of a run"),
		RunE: func(c *cobra.Command, args []string) error {
			path, note, err := artifact.Report(runFolder(args[0]))
			if err != nil {
				return &usageError{err}
			}
			if note != "" {
				if _, err := fmt.Fprintln(c.ErrOrStderr(), output.Printable(note)); err != nil {
					return err
				}
			}
			if _, err := fmt.Fprintln(c.OutOrStdout(), path); err != nil {
				return err
			}
			if !noOpen {
				page.Open(path)
			}
			return nil
		},
	}
	c.Flags().BoolVar(&noOpen, "no-open", false, "only print the path")
	return c
}

// runFolder is the folder that a name means: its path, or that of its name in the
// usual place.
func runFolder(name string) string {
	if usual := filepath.Join(filepath.FromSlash(folder.Root), name); !isDir(name) && bare(name) && isDir(usual) {
		return usual
	}
	return name
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
