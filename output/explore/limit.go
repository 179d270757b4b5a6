package explore

import (
	"fmt"

	"sim/output"
)

// maxDraws is how many draws a page may refine its answers to: it keeps every one.
const maxDraws = 131_072

// CheckDraws returns an error that says so if draws are more than a page can keep.
func CheckDraws(draws int) error {
	if draws <= maxDraws {
		return nil
	}
	return fmt.Errorf("%s draws are too many for a page: %s at most; sim run simulates more", output.FormatCount(draws), output.FormatCount(maxDraws))
}
