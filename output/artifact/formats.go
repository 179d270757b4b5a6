// Package artifact is the files that a run leaves, format by format: those that are
// written while draws are simulated and those that are made of the result. Use it
// to leave a folder as sim run does; it knows neither flags nor how draws are
// simulated.
package artifact

import (
	"slices"

	"sim/output/dataset"
	"sim/output/plot"
	"sim/output/table"
)

// Default is what a run leaves if nothing else is said.
var Default = []string{"svg", "parquet", "json"}

// Formats lists all formats: of pictures, data files, text.
func Formats() []string {
	names := slices.Clone(plot.Formats)
	for _, f := range dataset.All {
		names = append(names, f.Name)
	}
	return append(names, table.Format)
}

// KeepsDraws reports whether formats hold single draws.
func KeepsDraws(formats []string) bool {
	return slices.ContainsFunc(dataset.All, func(f dataset.Format) bool {
		return len(f.Records) > 0 && slices.Contains(formats, f.Name)
	})
}
