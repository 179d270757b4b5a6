package tabular

import (
	"path/filepath"
	"strings"

	"sim/model/registry"
)

// A Format is a kind of table that can be read.
type Format struct {
	registry.About
	files    int     // how many it takes at most
	seat     string  // of its actors; empty: it does not say
	salience float64 // the largest salience of its scale; 0: it does not say
	ranged   bool    // whether its issues go from 0 to 100 where a file says nothing else
	plays    func(t *table) []string
	read     func(r *reader, files []file, t *table)
}

// Formats lists the formats, in the order in which they are listed.
var Formats = []Format{ktab, decide, bdm, csvTable, workbook}

// Names returns the formats' names.
func Names() []string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return names
}

// endings are the formats that a file's ending settles.
var endings = map[string]string{".xlsx": "xlsx", ".xml": "ktab"}

// formatOf returns the format called name, or the one that the first file's ending
// settles.
func formatOf(paths []string, name string) (*Format, error) {
	if name == "" {
		name = endings[strings.ToLower(filepath.Ext(paths[0]))]
	}
	if name == "" {
		return nil, wrong(paths[0] + ": the ending does not say what kind of table this is; say it with --as " + strings.Join(Names(), ", --as "))
	}
	for i := range Formats {
		f := &Formats[i]
		switch {
		case f.Name != name:
		case len(paths) > f.files:
			return nil, wrong(paths[f.files] + ": one file too many; " + name + " takes " + map[int]string{1: "one", 2: "two: positions and saliences"}[f.files])
		default:
			return f, nil
		}
	}
	return nil, &registry.UnknownError{What: "format", Name: name, Known: Names()}
}
