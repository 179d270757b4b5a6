package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"sim/model/process"
	"sim/model/registry"
)

// maxChain is the largest number of files in an extends chain.
const maxChain = 16

// A reader reads a scenario file, what it extends, and overrides into one tree.
type reader struct {
	problems
	fsys   fs.FS
	lib    fs.FS    // scenarios that extends may name without a path; nil: none
	sealed bool     // whether overrides must not name files
	flag   string   // flag that the overrides come from, for messages
	chain  []string // files being read, to find cycles
	dims   dimensions
	order  int
	old    problems                      // warnings about old names, which are accepted
	known  registry.Table[process.Maker] // processes available in the language
}

func newReader(opts Options, known registry.Table[process.Maker]) *reader {
	return &reader{fsys: opts.FS, lib: opts.Library, sealed: opts.Sealed, flag: cmp.Or(opts.Flag, "--set"), known: known, old: problems{urgent: true}}
}

// file parses a source and merges it onto the file that it extends. It returns
// nil if no tree could be built.
func (r *reader) file(src *source) *node {
	src.fsys, src.order = r.fsys, r.order
	r.order++
	root := parseTree(src, &r.problems)
	if root == nil || root.kind != mapping {
		return root
	}
	r.renew(root)
	at := root.get("extends")
	if at == nil {
		return root
	}
	root.remove("extends")
	base := r.extended(src, at)
	if base == nil {
		return nil // the missing parts would be reported again as missing keys
	}
	r.dims.note(base, r.known)
	merge(&r.problems, base, root, newFile(r.known))
	return base
}

// extended reads the file named by the extends key at the given node.
func (r *reader) extended(src *source, at *node) *node {
	if at.kind != scalar || at.tag == isNull || at.value == "" {
		r.at(at, fmt.Errorf("extends must be the path of a scenario file, not %s", at.describe()))
		return nil
	}
	path := src.beside(at.value)
	if len(r.chain) == 0 {
		r.chain = append(r.chain, r.identity(src.path))
	}
	if r.shipped(at.value) {
		path = at.value + ".yaml"
		own := r.fsys
		r.fsys = r.lib // also for the files that it extends in turn
		defer func() { r.fsys = own }()
	}
	id := r.identity(path)
	if slices.Contains(r.chain, id) {
		r.at(at, fmt.Errorf("extends goes in a circle: %s is extended from itself", short(at.value)))
		return nil
	}
	if len(r.chain) >= maxChain {
		r.at(at, fmt.Errorf("extends goes on over more than %d files", maxChain))
		return nil
	}
	text, err := readFile(r.fsys, path, false)
	if err != nil {
		hint := ""
		if bare(at.value) {
			hint = "; extends takes the path of a file, or the name of a scenario of the library"
			if near := registry.Nearest(at.value, r.library()); near != "" {
				hint += fmt.Sprintf("; did you mean %q?", near)
			}
		}
		r.at(at, fmt.Errorf("cannot extend %s: %w%s", short(at.value), err, hint))
		return nil
	}
	r.chain = append(r.chain, id)
	base, ok := newSource(path, text, &r.problems)
	if !ok {
		return nil
	}
	root := r.file(base)
	if root != nil && root.kind != mapping {
		r.at(at, errors.New("what this extends is not a scenario"))
		return nil
	}
	return root
}

// bare reports whether a name could be that of a library scenario.
func bare(name string) bool { return !strings.ContainsAny(name, `/\.`) }

// shipped reports whether a name is that of a library scenario.
func (r *reader) shipped(name string) bool {
	if r.lib == nil || !bare(name) {
		return false
	}
	_, err := fs.Stat(r.lib, name+".yaml")
	return err == nil
}

// library lists the library scenarios.
func (r *reader) library() (names []string) {
	if r.lib == nil {
		return nil
	}
	files, _ := fs.Glob(r.lib, "*.yaml") // only a malformed pattern is an error
	for _, f := range files {
		names = append(names, strings.TrimSuffix(f, ".yaml"))
	}
	return names
}

// identity returns a canonical path, so that a file is recognised however it is
// named.
func (r *reader) identity(path string) string {
	if r.fsys != nil {
		return path
	}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return path
}
