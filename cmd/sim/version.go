package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"sim/model/scenario"
	"sim/output/dataset"
	"sim/output/folder"
)

func newVersionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program, the scenario language and the data files",
		Long: `Version prints the versions of the program, of the language of scenarios and of
the layout of data files. The line program identifies the build: the commit that
it was built from, if the build was clean, or else the go command's ID of the
build. Only the same program resumes, merges or reuses draws. Platforms with
equal fingerprints give the same numbers, to the last bit.`,
		Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(c.OutOrStdout(), "sim %s\nlanguage %d, data layout %d\n%s %s/%s\nprogram %s\nnumeric fingerprint %s\n",
				version(), scenario.Language, dataset.Layout, runtime.Version(), runtime.GOOS, runtime.GOARCH, folder.Program(), folder.Fingerprint())
			return err
		},
	}
}

// release is the version of the program, as CHANGELOG.md lists it.
const release = "0.2.0"

// version is the release and the commit that it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return release
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return release + " (" + s.Value[:12] + ")"
		}
	}
	return release
}
