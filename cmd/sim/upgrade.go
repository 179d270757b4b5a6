package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"sim/model/scenario"
	"sim/output"
	"sim/scenarios"
)

func newUpgradeCommand() *cobra.Command {
	var to string
	c := &cobra.Command{
		Use:   "upgrade FILE",
		Short: "Rewrite a scenario of the first version in the present language",
		Long: `Upgrade writes a copy of a scenario of the first version, FILE.v2.yaml, in the
present language. Comments and order stay; what changed is left beside it as
# was: … Whatever has no equivalent stays as it is and is listed with its place
and what to write instead; the exit code is 1 then. FILE itself is not touched,
and a file that exists is never overwritten.`,
		Example: "  sim upgrade my.yaml",
		Args:    exactly(1, "a scenario"),
		RunE: func(c *cobra.Command, args []string) error {
			return upgrade(c, args[0], to)
		},
	}
	c.Flags().StringVarP(&to, "out", "o", "", "the file to write")
	return c
}

func upgrade(c *cobra.Command, name, to string) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return usage("%s: %w", name, errors.Unwrap(err))
	}
	if to == "" {
		to = strings.TrimSuffix(name, filepath.Ext(name)) + ".v2.yaml"
	}
	up, err := scenario.UpgradeFile(name, text, to, scenario.Options{Library: scenarios.FS})
	if err != nil {
		return err
	}
	if up.Changes == 0 {
		return unchanged(c, name, to, up.Left)
	}
	if err := create(to, up.Text); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(c.OutOrStdout(), "Wrote %s. Check it with: sim check %s\n", to, output.ShellPath(to)); err != nil {
		return err
	}
	return leftOver(up.Left)
}

// unchanged reports that there is no new file, so that what is left to do has its
// place in the old one.
func unchanged(c *cobra.Command, name, to string, left []scenario.Problem) error {
	what := "needs no change"
	for i := range left {
		if left[i].File == to {
			left[i].File, what = name, "stays as it is: nothing in it can be changed without you"
		}
	}
	_, err := fmt.Fprintf(c.OutOrStdout(), "%s %s\n", output.Printable(name), what)
	return errors.Join(err, leftOver(left))
}

// leftOver is an error that lists what could not be carried over; nil if nothing
// is left.
func leftOver(left []scenario.Problem) error {
	if len(left) == 0 {
		return nil
	}
	lines := []string{"what is left to do by hand:"}
	for _, p := range left {
		lines = append(lines, output.Printable(p.String()))
	}
	return errors.New(strings.Join(lines, "\n"))
}
