package artifact

import (
	"fmt"
	"slices"

	"sim/model"
	"sim/output"
)

// Bytes that a number takes at most: as it is, and on average as text.
const (
	binaryNumber = 8
	textNumber   = 19
)

// Size is how many bytes the files of single draws of b take at most.
func Size(b *model.Bargain, draws int, formats []string) int {
	outcomes := len(b.Theories) * (len(b.Issues) + 6*len(b.Parties) + 3) // and a few words
	number := 0
	if slices.Contains(formats, "csv") {
		number += textNumber
	}
	if slices.Contains(formats, "parquet") {
		number += binaryNumber
	}
	total := number * (outcomes + len(b.Varying()) + 1)
	if number > 0 {
		total += binaryNumber * outcomes // what is kept to go on from
	}
	if slices.Contains(formats, "csv") {
		total += len(output.Purpose+`"",`) * (len(b.Theories) + 1) // in every row
	}
	return total * draws
}

// muchToWrite is the size in bytes from which SizeWarning warns.
const muchToWrite = 1 << 30

// SizeWarning says how much a run will write, if that is a gigabyte or more;
// else it is empty.
func SizeWarning(b *model.Bargain, draws int, formats []string) string {
	size := Size(b, draws, formats)
	if size < muchToWrite {
		return ""
	}
	return fmt.Sprintf("this run writes up to %.1f GB: every single draw of %s, and what --resume needs to go on; --format svg,json leaves single draws out",
		float64(size)/muchToWrite, output.FormatCount(draws))
}
