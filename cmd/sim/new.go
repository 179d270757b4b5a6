package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sim/model/registry"
	"sim/output"
	"sim/scenarios"
)

func newNewCommand() *cobra.Command {
	var from, template string
	c := &cobra.Command{
		Use:   "new NAME",
		Short: "Write a scenario to start from",
		Long: `New writes NAME.yaml, a small scenario with comments that runs as it is. With
--template it is of another kind, with --from a copy of a scenario of the
library. A file that exists is never overwritten.`,
		Example: `  sim new my
  sim new my-strike --template labour
  sim new my-alaska --from alaska`,
		Args: exactly(1, "a name"),
		RunE: func(c *cobra.Command, args []string) error {
			if from != "" && c.Flags().Changed("template") {
				return usage("--template and --from both say what to begin with; give one")
			}
			path, err := writeNew(args[0], template, from)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(c.OutOrStdout(), "Wrote %s. Play it with: sim run %s\n", path, output.ShellPath(path))
			return err
		},
	}
	c.Flags().StringVar(&template, "template", "towns", "what to write over: "+strings.Join(scenarios.Names(scenarios.Templates), ", "))
	c.Flags().StringVar(&from, "from", "", "the scenario of the library to copy")
	return c
}

// writeNew writes the new scenario, and returns its path.
func writeNew(name, template, from string) (path string, err error) {
	path = name
	if ext := filepath.Ext(name); ext != ".yaml" && ext != ".yml" {
		path += ".yaml"
	}
	if base := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path)); base == "" || strings.HasPrefix(base, ".") {
		return "", usage("%q: expected a name for the scenario", name)
	}
	flag, what, files, source := "template", "template", scenarios.Templates, template
	if from != "" {
		flag, what, files, source = "from", "scenario", scenarios.FS, from
	}
	text, err := fs.ReadFile(files, source+".yaml")
	if err != nil {
		return "", usage("--%s=%s: %w", flag, source, &registry.UnknownError{What: what, Name: source, Known: scenarios.Names(files)})
	}
	return path, create(path, string(text))
}

// create writes a file that must not exist yet.
func create(path, text string) (err error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return usage("%s exists already and stays as it is", path)
	}
	if err != nil {
		return err
	}
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Close()); err != nil {
		_ = os.Remove(path) // half a file helps nobody; the first error is the one to report
	}
	return err
}
