package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"sim/output"
	"sim/output/citation"
	"sim/output/folder"
)

func newCiteCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "cite [RUN]",
		Short: "Print how to cite the program, or a run of it",
		Long: `Cite prints how to cite a finished run: a sentence that names the program, the
scenario with its digest, draws, seed and theories, and BibTeX for the program
and for the sources of the theories. Without a run it prints the entry of the
program.`,
		Example: "  sim cite alaska > alaska.bib",
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage("%s takes one run at most", c.CommandPath())
			}
			return nil
		},
		ValidArgsFunction: completeRun,
		RunE: func(c *cobra.Command, args []string) error {
			text := citation.Program(version(), "")
			if len(args) == 1 {
				dir := runFolder(args[0])
				r, err := folder.Read(dir)
				if err != nil {
					return &usageError{err}
				}
				s, err := r.Subject(dir)
				if err != nil {
					return &usageError{err}
				}
				run := citation.Of(s, r.Version, r.Timings.Started.Format("2006"))
				text = "% " + run.Sentence() + "\n" + run.BibTeX()
			}
			_, err := fmt.Fprint(c.OutOrStdout(), output.Printable(text))
			return err
		},
	}
}
