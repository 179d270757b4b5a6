package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"sim/output/folder"
)

func newVersionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version, the program's identity and the numeric fingerprint",
		Long: `Version prints what this program is: the commit that it was built from, if the
build was clean, or else the go command's ID of the build. Only the same program
goes on with, merges or reuses draws. Platforms with equal fingerprints give the
same numbers, to the last bit.`,
		Args: exactly(0, "no arguments"),
		RunE: func(c *cobra.Command, _ []string) error {
			_, err := fmt.Fprintf(c.OutOrStdout(), "sim %s\n%s %s/%s\nprogram %s\nnumeric fingerprint %s\n",
				version(), runtime.Version(), runtime.GOOS, runtime.GOARCH, folder.Program(), folder.Fingerprint())
			return err
		},
	}
}

// version is the module's version, or the commit it was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	v := info.Main.Version
	if v == "" || v == "(devel)" {
		v = "development"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && len(s.Value) >= 12 {
			return v + " (" + s.Value[:12] + ")"
		}
	}
	return v
}
