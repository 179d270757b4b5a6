package scenario

import (
	"errors"
	"io/fs"
	"strings"

	"sim/model/process"
)

// A Heading is how a variant introduces itself.
type Heading struct {
	Extends string // path of the file that it extends, from the variant's folder, or the name of a scenario of the library
	Title   string // empty: that of the file
	Remark  string // a line of comment at the top; empty: none
}

// Variant writes the short file that extends the scenario src, the text of the
// file called name, and says only what opts.Set changes in it. Loading it gives
// what Parse gives with the same overrides. An error is an *Error, as of Parse.
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

// differing is what must be merged on base to get over; nil if they are the
// same. It undoes merge: mappings that merge by key are compared key by key,
// everything else is taken whole, and what is gone is null.
func differing(base, over *node, s shape) *node {
	d := &node{kind: mapping}
	groups := map[string]bool{} // of keys that take the place of others by themselves
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

// same reports whether two trees mean the same.
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

// noFiles is a file system in which nothing can be named.
type noFiles struct{}

func (noFiles) Open(string) (fs.File, error) { return nil, errSealed }
