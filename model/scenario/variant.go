package scenario

import (
	"errors"
	"io/fs"
	"strings"

	"sim/model/process"
)

// A Heading is the beginning of a variant's file.
type Heading struct {
	Extends string // path of the extended file, relative to the variant's folder, or the name of a library scenario
	Title   string // empty: that of the extended file
	Remark  string // comment line at the top; empty: none
}

// Variant returns a short file that extends the scenario src, the text of the
// file called name, and contains only the changes of opts.Set. Loading it gives
// the same as Parse with these overrides. The error is an *Error, as from
// Parse.
func Variant(name string, src []byte, opts Options, h Heading) (string, error) {
	if _, err := Parse(name, src, opts); err != nil {
		return "", err
	}
	tree := func(set []string) *node {
		r := newReader(opts, process.All)
		text, _ := newSource(name, src, &r.problems)
		root := r.file(text)
		for _, spec := range set {
			r.set(root, spec)
		}
		return root
	}
	base, over := tree(nil), tree(opts.Set)
	if h.Title != "" {
		over.put(word(over, "title"), &node{kind: scalar, style: quoted, value: h.Title})
	}
	top := &node{kind: mapping}
	top.put(word(top, "extends"), &node{kind: scalar, style: quoted, value: h.Extends})
	if d := differing(base, over, newFile(process.All)); d != nil {
		top.entries = append(top.entries, d.entries...)
	}
	text, err := dump(top)
	if err != nil {
		return "", fileError(name, "cannot be written as YAML: %s", err)
	}
	if h.Remark != "" {
		text = "# " + strings.Join(strings.Fields(h.Remark), " ") + "\n" + text
	}
	return text, nil
}

// differing returns what must be merged onto base to get over; nil if they are
// equal. It is the inverse of merge: mappings that merge by key are compared
// key by key, everything else is taken as a whole, and deleted keys become
// null.
func differing(base, over *node, s shape) *node {
	d := &node{kind: mapping}
	groups := map[string]bool{} // groups of keys that replace each other when merged
	for key, val := range over.pairs() {
		in, f, _ := inside(s, key.value)
		old := base.get(key.value)
		switch {
		case old == nil:
		case same(old, val):
			continue
		case old.kind == mapping && val.kind == mapping && branches(in):
			val = differing(old, val, in)
		}
		if d.put(key, val); f.group() != "" {
			groups[f.group()] = true
		}
	}
	for key := range base.pairs() {
		_, f, _ := inside(s, key.value)
		if over.find(key.value) < 0 && !groups[f.group()] {
			d.put(key, &node{kind: scalar, tag: isNull, value: "null"})
		}
	}
	if len(d.entries) == 0 {
		return nil
	}
	return d
}

// same reports whether two trees have the same meaning.
func same(a, b *node) bool {
	if a.kind != b.kind || a.tag != b.tag || a.value != b.value || len(a.items) != len(b.items) || len(a.entries) != len(b.entries) {
		return false
	}
	for i := range a.items {
		if !same(a.items[i], b.items[i]) {
			return false
		}
	}
	for i := range a.entries {
		if a.entries[i].key.value != b.entries[i].key.value || !same(a.entries[i].val, b.entries[i].val) {
			return false
		}
	}
	return true
}

var errSealed = errors.New("no file can be named here; list the numbers, as {samples: [1, 2, 3]}, or write the change into a scenario that extends this one")

// noFiles is a file system that rejects every name.
type noFiles struct{}

func (noFiles) Open(string) (fs.File, error) { return nil, errSealed }
