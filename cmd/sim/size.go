package main

import (
	"fmt"
	"io"

	"sim/output"
	"sim/output/artifact"
)

// muchToWrite is from how many bytes on a run says how much it will write.
const muchToWrite = 1 << 30

// warnSize says so if the files of single draws will be large.
func (j *job) warnSize(w io.Writer) error {
	size := artifact.Size(j.s.Scenario.Bargain, j.s.Config.Draws, j.formats)
	if size <= muchToWrite {
		return nil
	}
	return warn(w, fmt.Sprintf("this run writes up to %.1f GB: every single draw of %s, and what --resume needs to go on; --format svg,json leaves single draws out",
		float64(size)/(1<<30), output.FormatCount(j.s.Config.Draws)))
}
