// Package artifact is the files that a run leaves, format by format: those that are
// written while draws are simulated and those that are made of the result. Use it
// to leave a folder as sim run does; it knows neither flags nor how draws are
// simulated.
package artifact

import (
	"errors"
	"slices"

	"sim/model/registry"
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

// CheckFormats says which names are no formats.
func CheckFormats(names []string) error {
	if len(names) == 0 {
		return errors.New("name at least one format; see sim list formats")
	}
	for _, name := range names {
		if known := Formats(); !slices.Contains(known, name) {
			return &registry.UnknownError{What: "format", Name: name, Known: known}
		}
	}
	return nil
}

// KeepsDraws reports whether formats hold single draws.
func KeepsDraws(formats []string) bool {
	return slices.ContainsFunc(dataset.All, func(f dataset.Format) bool {
		return len(f.Records) > 0 && slices.Contains(formats, f.Name)
	})
}
