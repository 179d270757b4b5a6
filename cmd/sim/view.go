package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"sim/output"
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
			path, err := reportIn(c.ErrOrStderr(), args[0])
			if err != nil {
				return err
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

// reportIn is the report of the run in dir, which may also be a scenario's
// name whose run lies in the usual place. A run that was interrupted is noted.
func reportIn(errw io.Writer, dir string) (string, error) {
	dir = runFolder(dir)
	if !isDir(dir) {
		return "", usage("%s: no such folder; a run leaves one, see sim run --help", dir)
	}
	interrupted, some := folder.Interrupted(dir)
	if _, err := folder.Read(dir); err != nil && !errors.Is(err, folder.ErrFirstVersion) {
		if some && folder.Busy(dir) {
			return "", usage("%s: the run here still goes on; it has no report yet", dir)
		}
		if some {
			return "", usage("%s: the run here was interrupted and has no report yet; go on with: %s", dir, resuming(interrupted.Command))
		}
		return "", &usageError{err}
	}
	if some && !folder.Busy(dir) {
		note := "note: a later run into this folder was interrupted; go on with: " + resuming(interrupted.Command)
		if _, err := fmt.Fprintln(errw, output.Printable(note)); err != nil {
			return "", err
		}
	}
	path := filepath.Join(dir, page.ReportName)
	if _, err := os.Stat(path); err != nil {
		return "", usage("%s: the run's report is missing", path)
	}
	return path, nil
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
