package explain

import (
	"fmt"
	"slices"
	"strings"

	"sim/model/registry"
)

// mostAlike is how many names a message proposes.
const mostAlike = 6

// NotFound says that there is nothing of that name, and which names are like it: one
// that differs in a few letters, or those that hold one of its parts. Several hundred
// names in the order of the alphabet would help nobody.
func NotFound(name string, known []string) error {
	if registry.Nearest(name, known) != "" {
		return &registry.UnknownError{Name: name, Known: known}
	}
	alike := alike(name, known)
	if len(alike) == 0 {
		return fmt.Errorf("unknown name %q; sim list names all that the program knows, and sim list keys those of the language", short(name))
	}
	return fmt.Errorf("unknown name %q; names like it: %s", short(name), strings.Join(alike, ", "))
}

// alike are the names that hold name, or the longest possible last or first parts of
// it; the shortest names come first.
func alike(name string, known []string) (found []string) {
	parts := strings.Split(strings.ToLower(name), ".")
	try := []string{strings.ToLower(name)}
	for i := 1; i < len(parts); i++ {
		try = append(try, strings.Join(parts[i:], "."), strings.Join(parts[:len(parts)-i], "."))
	}
	for _, part := range try {
		if len(part) < 3 {
			continue // holds of too many
		}
		for _, k := range known {
			if strings.Contains(strings.ToLower(k), part) && !slices.Contains(found, k) {
				found = append(found, k)
			}
		}
		if found != nil {
			break
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { return len(a) - len(b) })
	return found[:min(len(found), mostAlike)]
}

// short is the beginning of a name that is too long to be one.
func short(name string) string {
	if len(name) > 100 {
		return strings.ToValidUTF8(name[:100], "") + "…"
	}
	return name
}
