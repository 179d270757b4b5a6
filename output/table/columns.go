package table

import (
	"io"
	"os"
	"strconv"

	"github.com/charmbracelet/x/term"
)

// usualColumns is how wide text is set where nobody says: in a pipe or a file.
const usualColumns = 80

// Columns is how many columns w has: as COLUMNS says, else the terminal; else 80.
func Columns(w io.Writer) int {
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n > 0 {
		return n
	}
	if f, ok := w.(interface{ Fd() uintptr }); ok {
		if n, _, err := term.GetSize(f.Fd()); err == nil && n > 0 {
			return n
		}
	}
	return usualColumns
}
