package scenario

import "strings"

// SplitChanges splits overrides path=value that stand in one text, separated by
// commas or spaces: a new one begins where path= follows, outside brackets and quotes.
func SplitChanges(text string) []string {
	var changes []string
	start, depth, quote := 0, 0, rune(0)
	for i, r := range text {
		switch {
		case quote != 0:
			if r == quote {
				quote = 0
			}
		case r == '"' || r == '\'':
			quote = r
		case strings.ContainsRune("[{(", r):
			depth++
		case strings.ContainsRune("]})", r):
			depth--
		case depth == 0 && (r == ',' || r == ' ') && beginsChange(text[i+1:]):
			if change := strings.Trim(text[start:i], ", "); change != "" {
				changes = append(changes, change)
			}
			start = i + 1
		}
	}
	if change := strings.Trim(text[start:], ", "); change != "" || changes == nil {
		changes = append(changes, change)
	}
	return changes
}

// beginsChange reports whether text begins with a path and an equals sign.
func beginsChange(text string) bool {
	path, _, ok := strings.Cut(text, "=")
	return ok && path != "" && !strings.ContainsAny(path, " ,\"'[]{}()")
}
