// Package registry is the one mechanism by which a scenario or a command names
// something that the program knows how to build: a distribution, a bargaining
// theory, a process. Tables are explicit ordered lists; strict decoding,
// did-you-mean, `sim list`, `sim explain` and the JSON Schema are derived from
// them.
package registry

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// About describes an entry.
type About struct {
	Name     string // name in scenarios and flags
	Doc      string // one line, ends in a full stop
	Explain  string // paragraphs: assumptions, formula, and when not to use it
	Citation string // author, year, title, equation
	// Record says how far a theory was off in cases that have ended, as published and
	// with its source. Empty: no record of it was found.
	Record string
	// Of says what the names of a Named parameter of the entry refer to, such as
	// "each faction". Empty: they declare things of the kind Name.
	Of string
}

// An Entry builds one registered thing from its parameters.
type Entry[T any] struct {
	About
	// Defaults is the zero or default parameter value. Its type drives
	// decoding and the schema: a struct with `yaml:` and `doc:` tags, or a
	// slice of such structs, or Numbers. Fields are float64, int, string, bool,
	// model.Dist, PartyOrder or a struct of such fields, which a scenario writes as a mapping.
	Defaults any
	build    func(decode func(any) error) (T, error)
}

// Numbers is a parameter that a scenario gives as the path of a CSV file with
// one column of numbers.
type Numbers []float64

// PartyOrder is a parameter that lists all parties of the scenario, each once;
// nil: left out.
type PartyOrder []string

// Listed is implemented by parameter structs that may also be written as a
// list of their fields in order, such as pert: [0.1, 0.3, 0.6].
type Listed interface{ Listed() }

// Of returns an entry whose parameters have type P and are decoded over the
// defaults.
func Of[P, T any](about About, defaults P, build func(P) (T, error)) Entry[T] {
	return Entry[T]{
		About: about, Defaults: defaults,
		build: func(decode func(any) error) (T, error) {
			p := defaults
			if err := decode(&p); err != nil {
				var none T
				return none, err
			}
			return build(p)
		},
	}
}

// Build calls decode with a pointer to the parameters and builds the thing from
// them. It returns decode's error, or the builder's if the parameters are
// invalid.
func (e Entry[T]) Build(decode func(any) error) (T, error) { return e.build(decode) }

// Default builds the thing with its default parameters.
func (e Entry[T]) Default() (T, error) { return e.build(func(any) error { return nil }) }

// A Table is an ordered list of entries with distinct names.
type Table[T any] []Entry[T]

// Names returns the entries' names in order.
func (t Table[T]) Names() []string {
	names := make([]string, len(t))
	for i, e := range t {
		names[i] = e.Name
	}
	return names
}

// Lookup returns the entry called name, or an *UnknownError.
func (t Table[T]) Lookup(name string) (Entry[T], error) {
	i := slices.IndexFunc(t, func(e Entry[T]) bool { return e.Name == name })
	if i < 0 {
		return Entry[T]{}, &UnknownError{Name: name, Known: t.Names()}
	}
	return t[i], nil
}

// An UnknownError reports a name that is not known.
type UnknownError struct {
	What  string // what kind of name: "party", "key"; empty for just "name"
	Name  string
	Known []string
	// Elsewhere are the places where a thing of that name stands; nil: nowhere.
	Elsewhere []string
}

// mostListed is how many known names a message lists; of more than
// mostWorthListing, those that come first help nobody.
const (
	mostListed       = 20
	mostWorthListing = 100
)

func (e *UnknownError) Error() string {
	what, name := e.What, e.Name
	if len(name) > longest { // no known name is that long; one in a hostile file may be
		name = strings.ToValidUTF8(name[:longest], "") + "…"
	}
	if what == "" {
		what = "name"
	}
	if s := Nearest(e.Name, e.Known); s != "" {
		return fmt.Sprintf("unknown %s %q; did you mean %q?", what, name, s)
	}
	if len(e.Known) == 0 {
		return fmt.Sprintf("unknown %s %q; there is none to name here", what, name)
	}
	if len(e.Known) == 1 {
		return fmt.Sprintf("unknown %s %q; there is only %q", what, name, e.Known[0])
	}
	text := fmt.Sprintf("unknown %s %q; ", what, name)
	switch n := len(e.Known); {
	case n <= mostListed:
		text += "expected one of " + strings.Join(e.Known, ", ")
	case alike(e.Name, e.Known) != nil:
		text += "like it: " + strings.Join(alike(e.Name, e.Known), ", ")
	case n > mostWorthListing:
		text += fmt.Sprintf("none of the %d known ones is like it", n)
	default:
		text += fmt.Sprintf("expected one of %s and %d more", strings.Join(e.Known[:mostListed], ", "), n-mostListed)
	}
	if len(e.Elsewhere) > 0 {
		text += fmt.Sprintf("; a %s of that name stands at %s", what, strings.Join(e.Elsewhere, ", "))
	}
	return text
}

// longest is the length in bytes up to which names are compared and shown in
// full.
const longest = 100

// Nearest returns the known name closest to s, or "" if none is close. It
// ignores letter case.
func Nearest(s string, known []string) string {
	if len(s) > longest {
		return ""
	}
	best, at := "", 1+len(s)/3
	for _, k := range known {
		if d := distance(strings.ToLower(s), strings.ToLower(k)); d <= at && (best == "" || d < at) {
			best, at = k, d
		}
	}
	return best
}

// distance is the optimal string alignment distance: edits and transpositions
// of adjacent characters.
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		d[i][0] = i
	}
	for j := range b {
		d[0][j+1] = j + 1
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			c := 1
			if a[i-1] == b[j-1] {
				c = 0
			}
			d[i][j] = min(d[i-1][j]+1, d[i][j-1]+1, d[i-1][j-1]+c)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				d[i][j] = min(d[i][j], d[i-2][j-2]+1)
			}
		}
	}
	return d[len(a)][len(b)]
}

// A Field is one parameter of an entry.
type Field struct {
	Name     string
	Type     reflect.Type
	Doc      string
	Optional bool // may be left out; tagged omitempty
	Index    int  // index in its struct
}

// Fields lists the fields of a parameter struct type in declaration order.
func Fields(t reflect.Type) []Field {
	var fs []Field
	for i := range t.NumField() {
		f := t.Field(i)
		name, opts, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name == "" || name == "-" {
			continue
		}
		fs = append(fs, Field{name, f.Type, f.Tag.Get("doc"), strings.Contains(opts, "omitempty"), i})
	}
	return fs
}
