// Package scenario reads scenario files. It is the only package that depends on
// YAML.
//
// A file is parsed into a tree of nodes with their locations. Extended files
// and overrides are merged into the tree, the tree is decoded into structs
// whose tags define the language, and those are converted to a model.Bargain.
// The JSON Schema is generated from the same structs. All errors in a file are
// reported at once, with line and column.
package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"path/filepath"
	"strings"

	"sim/model"
	"sim/model/process"
	"sim/model/registry"
)

// Language is the version of the language of scenarios that this package reads;
// sim upgrade rewrites files of earlier ones.
const Language = 2

// A Scenario is a validated file: the bargain it describes and its settings for
// running it.
type Scenario struct {
	Name    string // file name without folder and extension
	Bargain *model.Bargain
	Run     Settings
	Require []Condition // conditions that a run must meet
	Aims    []Aim       // of holders of levers that want something else than their own payoff

	// Text is the resolved scenario as YAML, after extends and overrides.
	// Running it gives the same data files.
	Text string
	// Digest is the SHA-256 of Text in hex.
	Digest string
	// Warnings are problems that do not stop a run but deserve attention.
	Warnings []Problem

	list   *theoryList // of the run: block
	lead   int
	levers []leverPlace // by index in Bargain.Levers
}

// Settings are the requests of the scenario's run: block, which flags, the
// environment and sim.yaml may override. Zero means not set.
type Settings struct {
	Draws    int
	Seed     uint64
	HasSeed  bool
	Sampler  string
	Theories []string // names; nil: not set; all: every theory that accepts the scenario
	Until    []string // conditions that must all hold for a run to stop early
}

// Options control how a scenario is read.
type Options struct {
	// Set lists overrides, path=value each, applied in order after extends.
	Set []string
	// Flag is the name of the flag that the overrides come from, for messages;
	// empty: --set.
	Flag string
	// FS is the file system from which the file and the files it names are
	// read, such as the embedded library; nil: that of the machine.
	FS fs.FS
	// Library holds the scenarios that extends may name without a path; nil:
	// none.
	Library fs.FS
	// Sealed forbids overrides to name files: they come from somebody who must
	// not reach the file system.
	Sealed bool
	// Unwritten leaves Text and Digest empty: to write them takes a third of a
	// reading.
	Unwritten bool
}

// Load reads and validates the file at path. The error is an *Error with every
// problem found.
func Load(path string, opts Options) (*Scenario, error) {
	src, err := ReadText(path, opts.FS)
	if err != nil {
		return nil, err
	}
	return Parse(path, src, opts)
}

// Summary is the title of the scenario in the file at path and what it is about,
// from this file alone and without a look at the rest of it; not ok if the file
// does not say both, or cannot be read. Load says what is wrong then.
func Summary(path string, fsys fs.FS) (title, about string, ok bool) {
	src, err := readFile(fsys, path, true)
	if err != nil {
		return "", "", false
	}
	var ps problems
	text, ok := newSource(path, src, &ps)
	if !ok {
		return "", "", false
	}
	root := parseTree(text, &ps)
	if root == nil || root.kind != mapping {
		return "", "", false
	}
	for key, value := range map[string]*string{"title": &title, "about": &about} {
		if n := root.get(key); n != nil && n.kind == scalar {
			*value = strings.TrimSpace(n.value)
		}
	}
	return title, about, title != "" && about != ""
}

// ReadText returns the text of the file at path, for Parse; fsys nil means the
// file system of the machine. The error is an *Error.
func ReadText(path string, fsys fs.FS) ([]byte, error) {
	src, err := readFile(fsys, path, true)
	if err != nil {
		return nil, fileError(path, "%s", err)
	}
	return src, nil
}

// Parse validates src, the text of the file called name. Relative paths in it
// start from the folder of name. The error is an *Error with every problem
// found.
func Parse(name string, src []byte, opts Options) (*Scenario, error) {
	return parse(name, src, opts, process.All)
}

// parse is Parse for a language with the given processes.
func parse(name string, src []byte, opts Options, known registry.Table[process.Maker]) (*Scenario, error) {
	r := newReader(opts, known)
	text, ok := newSource(name, src, &r.problems)
	if !ok {
		return nil, r.err()
	}
	root := r.file(text)
	if root != nil && root.kind == mapping {
		if len(opts.Set) > 0 {
			r.dims.note(root, known)
		}
		for _, spec := range opts.Set {
			r.set(root, spec)
		}
	}
	if root == nil {
		return nil, r.err()
	}
	d := &decoder{problems: r.problems}
	f := decode(d, root, known)
	d.announce()
	if err := d.err(); err != nil {
		return nil, err
	}
	s := &Scenario{Name: strings.TrimSuffix(filepath.Base(filepath.ToSlash(name)), filepath.Ext(name))}
	r.dims.take(f)
	s.Bargain = f.bargain(d.columns(&r.dims))
	var err error
	if s.Bargain.Processes, err = f.Processes.model(); err != nil {
		return nil, fileError(name, "%s", err)
	}
	f.shifts(d, s.Bargain)
	f.checkObserved(d, s.Bargain, root)
	f.checkQuotas(d, s.Bargain, root)
	s.Aims = f.aims(d, s.Bargain)
	for i, t := range f.Run.Theories.chosen {
		if err := hasDataFor(t, s.Bargain); err != nil {
			d.at(f.Run.Theories.names[i], err)
		}
	}
	if err := d.err(); err != nil {
		return nil, err
	}
	if !r.dims.natural(f) {
		r.dims.write(root)
	}
	s.Run = f.Run.settings()
	if err := s.theories(f); err != nil {
		return nil, fileError(name, "%s", err)
	}
	if w := f.Run.Weights.given(); w != nil {
		if err := s.Weigh(w); err != nil {
			return nil, fileError(name, "run.weights: %s", err)
		}
	}
	for _, c := range f.Require.items {
		s.Require = append(s.Require, c.parsed)
	}
	if !opts.Unwritten {
		if s.Text, err = dump(root); err != nil {
			return nil, fileError(name, "cannot be written as YAML again: %s", err)
		}
		sum := sha256.Sum256([]byte(s.Text))
		s.Digest = hex.EncodeToString(sum[:])
	}
	s.Warnings = append(r.old.sorted(), f.warnings(s.Bargain, root, text)...)
	s.levers = f.leverPlaces(s.Warnings)
	return s, nil
}

// theories sets the theories that the run: block requests.
func (s *Scenario) theories(f *file) error {
	list := &f.Run.Theories
	s.list = list
	if list.at == nil || list.all {
		return s.play(nil, true)
	}
	return s.play(list.chosen, false)
}

// settings returns the run: block as Settings.
func (r *run) settings() Settings {
	s := Settings{
		Draws: int(r.Draws.value), Seed: r.Seed.value, HasSeed: r.Seed.at != nil,
		Sampler: r.Sampler.value, Until: r.Until.texts(),
	}
	if r.Theories.all {
		s.Theories = []string{"all"}
		return s
	}
	for _, t := range r.Theories.chosen {
		s.Theories = append(s.Theories, t.Name)
	}
	return s
}
