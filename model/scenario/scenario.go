// Package scenario reads scenario files. It is the only package that knows
// what YAML is.
//
// A file becomes a tree of nodes that remember where they stand; what it
// extends and overrides are merged into the tree; the tree is decoded into
// structs whose tags are the language, from which the JSON Schema comes too;
// and those become a model.Bargain. Everything that is wrong with a file is
// reported at once, with its place.
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

// A Scenario is a validated file: the bargain it describes and what it says
// about how to run it.
type Scenario struct {
	Name    string // file name without folder and extension
	Bargain *model.Bargain
	Run     Settings
	Require []Condition // conditions that a run must meet

	// Text is the resolved scenario as YAML, after extends and overrides: a
	// run of it gives the same data files.
	Text string
	// Digest is the SHA-256 of Text in hex.
	Digest string
	// Warnings are things that a reader should look at but that do not stop a run.
	Warnings []Problem

	written []model.Theory // with the parameters that the file gives them
	lead    int
}

// Settings are what the scenario's run: block asks for; flags, the
// environment and sim.yaml may overrule them. Zero means not said.
type Settings struct {
	Draws     int
	Seed      uint64
	HasSeed   bool
	Sampler   string
	Protocols []string // names; nil: not said; all: every theory that accepts the scenario
	Until     []string // conditions that must all hold for a run to stop early
}

// Options say how to read a scenario.
type Options struct {
	// Set are overrides, path=value each, applied in order after extends.
	Set []string
	// Flag is the flag in which the overrides stand, as messages name it; empty: --set.
	Flag string
	// FS is where the file and what it names are read from, such as the
	// embedded library; nil: the file system of the machine.
	FS fs.FS
	// Library holds the scenarios that a bare name in extends means; nil: none.
	Library fs.FS
	// Sealed says that the overrides come from somebody who must not reach the
	// file system: they may name no files.
	Sealed bool
}

// Load reads and validates the file at path. An error is an *Error with every
// problem found.
func Load(path string, opts Options) (*Scenario, error) {
	src, err := ReadText(path, opts.FS)
	if err != nil {
		return nil, err
	}
	return Parse(path, src, opts)
}

// ReadText reads the text of the file at path, for Parse; a nil fsys is the file
// system of the machine. An error is an *Error.
func ReadText(path string, fsys fs.FS) ([]byte, error) {
	src, err := readFile(fsys, path)
	if err != nil {
		return nil, fileError(path, "%s", err)
	}
	return src, nil
}

// Parse validates src, the text of the file called name; paths in it start
// from the folder of name. An error is an *Error with every problem found.
func Parse(name string, src []byte, opts Options) (*Scenario, error) {
	return parse(name, src, opts, process.All)
}

// parse is Parse in a language that knows the given processes.
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
	if s.Text, err = dump(root); err != nil {
		return nil, fileError(name, "cannot be written as YAML again: %s", err)
	}
	sum := sha256.Sum256([]byte(s.Text))
	s.Digest = hex.EncodeToString(sum[:])
	s.Warnings = f.warnings(s.Bargain, text)
	return s, nil
}

// theories chooses what is played, as the run: block asks.
func (s *Scenario) theories(f *file) error {
	list := &f.Run.Protocols
	s.written = list.chosen
	if list.at == nil || list.all {
		return s.play(nil, true)
	}
	return s.play(list.chosen, false)
}

// settings is the run: block as others see it.
func (r *run) settings() Settings {
	s := Settings{
		Draws: int(r.Draws.value), Seed: r.Seed.value, HasSeed: r.Seed.at != nil,
		Sampler: r.Sampler.value, Until: r.Until.texts(),
	}
	if r.Protocols.all {
		s.Protocols = []string{"all"}
		return s
	}
	for _, t := range r.Protocols.chosen {
		s.Protocols = append(s.Protocols, t.Name)
	}
	return s
}
