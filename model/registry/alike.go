package registry

import (
	"slices"
	"strings"
)

// mostAlike is how many names a message proposes.
const mostAlike = 6

// alike are the names that hold name, or the longest possible last or first parts of
// it, which dots separate; the shortest come first.
func alike(name string, known []string) (found []string) {
	parts := strings.Split(strings.ToLower(name), ".")
	try := []string{strings.ToLower(name)}
	for i := 1; i < len(parts); i++ {
		try = append(try, strings.Join(parts[i:], "."), strings.Join(parts[:len(parts)-i], "."))
	}
	for _, part := range try {
		if len(part) < 3 || len(part) > longest {
			continue // it would be part of too many, or is of none
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
