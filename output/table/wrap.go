package table

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// textWidth is how wide running text is set, in columns.
const textWidth = 88

// Wrap breaks running text at spaces; lines that are set in, formulas above
// all, stay as they are. A line wider than the text was broken by whoever wrote
// the file, at the width of an editor, and goes on in the next one.
func Wrap(text string) string {
	var lines []string
	goesOn := false
	for line := range strings.SplitSeq(text, "\n") {
		running := line != "" && !strings.HasPrefix(line, " ")
		if goesOn && running {
			lines[len(lines)-1] += " " + line
		} else {
			lines = append(lines, line)
		}
		goesOn = running && ansi.StringWidth(line) > textWidth
	}
	for i, line := range lines {
		if !strings.HasPrefix(line, " ") {
			lines[i] = ansi.Wrap(line, textWidth, " ")
		}
	}
	return strings.Join(lines, "\n")
}
