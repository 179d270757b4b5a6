// Package tabular reads tables that other programs and spreadsheets hold
// (actors, capabilities, positions, saliences) as scenarios, and writes those of
// a scenario back as a table. It is for data that would otherwise be typed by
// hand. What a table leaves open is never guessed in silence: it is asked for, or
// said in the scenario that comes out.
//
// It knows neither YAML's grammar nor theories: the text that it makes is read by
// model/scenario before anybody gets it.
package tabular

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"sim/model/scenario"
)

// Options say what a table leaves open. The zero Options leave all to the table.
type Options struct {
	As       string   // name of the format, as in Formats; empty: by the ending of the first file
	Salience float64  // the largest salience that the table's scale has, > 0; 0: what format or table say
	Ranges   []string // ends of issues' scales: "0 to 100" or observed, for one issue ISSUE=…; nil: what format or table say
	Seat     string   // signatory or observer; empty: what format or table say
	Decimal  string   // point or comma; empty: as the numbers say
	Replace  bool     // whether a file that exists may be replaced by the scenario
}

// An Imported is a scenario that was made of tables.
type Imported struct {
	Path    string   // of the file that it is to be written as
	Text    string   // of the scenario; it has been read without error
	Parties int      // how many
	Issues  int      // how many
	Numbers int      // how many come from the files
	Taken   []string // conventions that were taken, what was left out, and what is assumed: a sentence each
}

// Import makes a scenario of the files at paths, to be written as out; empty: as the
// first file, in this folder and with the ending .yaml. The error lists everything
// that is wrong with them, each with its place; it is an *Error, a
// *registry.UnknownError, a *scenario.Error or that of reading a file.
func Import(paths []string, out string, o Options) (*Imported, error) {
	f, err := formatOf(paths, o.As)
	if err != nil {
		return nil, err
	}
	out = cmp.Or(out, stem(paths[0])+".yaml")
	r := &reader{options: o}
	if err := cmp.Or(Free(out, o.Replace), r.check()); err != nil {
		return nil, err
	}
	var files []file
	for _, path := range paths {
		f, err := readFile(path)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	t := &table{format: f.Name, title: stem(paths[0]), seat: f.seat, salience: f.salience, ranged: f.ranged, theories: f.plays}
	for _, path := range paths {
		t.paths, t.files = append(t.paths, path), append(t.files, filepath.Base(path))
	}
	f.read(r, files, t)
	if len(r.problems) == 0 {
		r.finish(t)
	}
	if len(r.problems) > 0 {
		return nil, &Error{r.problems}
	}
	t.taken = r.taken
	text := t.yaml()
	if _, err := scenario.Parse(out, []byte(text), scenario.Options{}); err != nil {
		return nil, fmt.Errorf("%s: read as %s this is no valid scenario:\n%w", strings.Join(paths, ", "), f.Name, err)
	}
	return &Imported{Path: out, Text: text, Parties: len(t.parties), Issues: len(t.issues), Numbers: t.numbers(), Taken: t.taken}, nil
}

// stem is the name of a file without folder and ending.
func stem(path string) string {
	base := filepath.Base(path)
	return strings.TrimSuffix(base, filepath.Ext(base))
}

// Free is an *Error if there is a file at path that was not to be replaced.
func Free(path string, replace bool) error {
	if _, err := os.Lstat(path); err == nil && !replace {
		return wrong(path + " exists already and stays as it is; --force replaces it")
	}
	return nil
}

// Save writes a file, whole or not at all.
func Save(path string, text []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".sim-table-*")
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name()) // half a file helps nobody; the first error is the one to report
		}
	}()
	_, err = f.Write(text)
	if err := errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

// A file is a table's file as it was read.
type file struct {
	path string
	text []byte
}

// readFile reads a table's file.
func readFile(path string) (file, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return file{}, fmt.Errorf("%s: %w", path, errors.Unwrap(err))
	}
	return file{path, text}, nil
}

// A figure is a number of a table. The zero figure stands nowhere: it is assumed.
type figure struct {
	value float64
	at    place
}

// given reports whether the figure stands in a file.
func (f figure) given() bool { return f.at.file != "" }

// A party is an actor of a table.
type party struct {
	id, name string // in the table, until it is finished, and in full
	seat     string // empty: that of all
	power    figure
}

// An issue is a question on which actors hold positions.
type issue struct {
	id, name, question, unit string
	low, high, statusQuo     figure
	ends                     bool // whether low and high are known
	held                     bool // whether statusQuo is
	labels                   []label
}

// A label is a point of an issue's scale that has a name.
type label struct {
	name string
	at   float64
}

// A stance is what a party wants on an issue and how much it cares.
type stance struct {
	position, salience figure
	given              bool
}

// A table is what all formats come to.
type table struct {
	format, title string
	titled        bool     // whether the title stands in the table
	paths, files  []string // with and without their folders
	exported      bool     // whether it was made of a scenario
	parties       []party
	issues        []issue
	stances       [][]stance // [party][issue]
	seat          string     // of parties that have none of their own; empty: unknown
	salience      float64    // largest salience of the scale; 0: unknown
	halved        bool       // whether saliences are divided, alike for all, so that those of no party add up to more than 100
	ranged        bool       // whether issues go from 0 to 100 where the file says nothing
	theories      func(t *table) []string
	options       string // parameters of the theory that the format comes from, in the scenario's own words; empty: its defaults
	taken         []string
}

// party returns the index of the party called name, −1 if there is none.
func (t *table) party(name string) int {
	return slices.IndexFunc(t.parties, func(p party) bool { return p.id == name })
}

// issue returns the index of the issue called name, −1 if there is none.
func (t *table) issue(name string) int {
	return slices.IndexFunc(t.issues, func(k issue) bool { return k.name == name })
}

// numbers counts the numbers that come from files.
func (t *table) numbers() (n int) {
	count := func(fs ...figure) {
		for _, f := range fs {
			if f.given() {
				n++
			}
		}
	}
	for i := range t.parties {
		count(t.parties[i].power)
		for _, s := range t.stances[i] {
			count(s.position, s.salience)
		}
	}
	for _, k := range t.issues {
		count(k.low, k.high, k.statusQuo)
	}
	return n
}
