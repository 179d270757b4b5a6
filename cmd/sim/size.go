package main

import (
	"fmt"
	"io"
	"slices"

	"sim/output"
)

// muchToWrite is from how many bytes on a run says how much it will write.
const muchToWrite = 1 << 30

// Bytes that a number takes at most: as it is, and on average as text.
const (
	binaryNumber = 8
	textNumber   = 19
)

// warnSize says so if the files of single draws will be large.
func (j *job) warnSize(w io.Writer) error {
	size := j.size()
	if size <= muchToWrite {
		return nil
	}
	_, err := fmt.Fprintf(w, "warning: this run writes up to %.1f GB: every single draw of %s, and what --resume needs to go on; --format svg,png,json leaves single draws out\n",
		float64(size)/(1<<30), output.FormatCount(j.s.Config.Draws))
	return err
}

// size is how many bytes the files of single draws take at most.
func (j *job) size() int {
	b := j.s.Scenario.Bargain
	outcomes := len(b.Theories) * (len(b.Issues) + 2*len(b.Parties) + 3) // and a few words
	number := 0
	if slices.Contains(j.formats, "csv") {
		number += textNumber
	}
	if slices.Contains(j.formats, "parquet") {
		number += binaryNumber
	}
	total := number * (outcomes + len(b.Varying()) + 1)
	if number > 0 {
		total += binaryNumber * outcomes // what is kept to go on from
	}
	return total * j.s.Config.Draws
}
