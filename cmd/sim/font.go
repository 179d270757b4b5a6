package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"sim/model/scenario"
	"sim/output"
	"sim/output/plot"
)

// fontFlag adds the flag --font.
func fontFlag(f *pflag.FlagSet) {
	f.String("font", "", "TrueType or OpenType font for letters in PNG and PDF pictures that the program's own lacks")
}

// font is the font that the settings name; nil if they name none.
func (l *layers) font() (*plot.Font, error) {
	return setting(l, "font", readFont, nil)
}

// maxFont is how large a font may be, in bytes: those of all Chinese signs have some 20 MB.
const maxFont = 100 << 20

func readFont(path string) (*plot.Font, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("cannot be read: %w", errors.Unwrap(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("this is no file")
	case info.Size() > maxFont:
		return nil, fmt.Errorf("this file is larger than %d MB", maxFont>>20)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("cannot be read: %w", errors.Unwrap(err))
	}
	return plot.ReadFont(data)
}

// warnLetters says so if names stand by their keys in pictures of the given
// formats; it returns the warning, empty if there is none.
func warnLetters(w io.Writer, s *scenario.Scenario, formats []string, font *plot.Font) (string, error) {
	if !slices.Contains(formats, "png") && !slices.Contains(formats, "pdf") {
		return "", nil
	}
	names := plot.Unreadable(s.Bargain, s.Name, font)
	if len(names) == 0 {
		return "", nil
	}
	const shown = 3
	more := ""
	if n := len(names) - shown; n > 0 {
		more = fmt.Sprintf(" and %d more", n)
		names = names[:shown]
	}
	hint := "--font FILE takes a font that has them"
	if font != nil {
		hint = "--font names a font that lacks them too, or they belong to a script whose letters join or run from right to left"
	}
	warning := output.Printable(fmt.Sprintf("PNG and PDF pictures have no letters for %s%s and show keys instead; SVG and the report show the names. %s",
		strings.Join(names, ", "), more, hint))
	_, err := fmt.Fprintln(w, "warning: "+warning)
	return warning, err
}
