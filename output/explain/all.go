package explain

import (
	"io/fs"
	"slices"
	"strings"

	"sim/model/registry"
	"sim/model/study"
)

// All is what there is to say about everything that goes by a name: scenarios of a
// library with these names, what the program knows, more kinds of things and, unless s is nil, what stands in
// that scenario. quota is how many votes decide an issue; 0: more than half of them.
// The error is a *registry.UnknownError, or that of a scenario that cannot be read.
func All(name string, s *study.Subject, quota float64, library fs.FS, known []string, more ...study.Kind) (string, error) {
	var found []string
	if slices.Contains(known, name) { // the only one that has to be read
		e, err := study.Source{Path: name + ".yaml", FS: library}.Entry(name)
		if err != nil {
			return "", err
		}
		found = append(found, Entry("scenario", e))
	}
	texts, names := ByName(name, library)
	found, known = append(found, texts...), append(known, names...)
	for _, k := range more {
		for i := range k.Entries {
			e := &k.Entries[i]
			if known = append(known, e.Name); e.Name == name {
				found = append(found, Entry(k.One, e))
			}
		}
	}
	if s != nil {
		texts, names := InScenario(s, name, quota)
		found, known = append(found, texts...), append(known, names...)
	}
	if plain := strings.ReplaceAll(strings.ToLower(name), " ", "_"); len(found) == 0 && plain != name { // such as Ranked score
		if text, err := All(plain, s, quota, library, nil, more...); err == nil {
			return text, nil
		}
	}
	if len(found) == 0 {
		return "", &registry.UnknownError{Name: name, Known: known}
	}
	return strings.Join(found, "\n\n"), nil
}
