package table

import (
	"io"

	"sim/output"
)

// Format is the name of the format that Markdown is written for.
const Format = "md"

// Markdown is the summary of a run as the file summary.md.
var Markdown output.Artifact = markdown{}

type markdown struct{}

// Name is the file's name.
func (markdown) Name() string { return "summary.md" }

// Write writes the summary.
func (markdown) Write(w io.Writer, r *output.Result) error { return Summary(r).Markdown(w) }
