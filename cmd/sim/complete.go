package main

import "github.com/spf13/cobra"

// completeScenario offers the library's names, and files.
func completeScenario(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveDefault
	}
	return libraryNames(), cobra.ShellCompDirectiveDefault
}
