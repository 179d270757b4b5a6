package scenario

import (
	"reflect"
	"slices"
	"strings"

	"sim/model/process"
	"sim/model/registry"
)

// A Key is a key of the language, as a reader meets it in a file.
type Key struct {
	// Path leads to the key from the top of a file. Names that an author gives
	// are in capitals (levers.LEVER.weight); [] follows the key of a list.
	Path string
	Doc  string // what it means
	// Takes is what may be written as its value; empty: a mapping with the keys
	// below it, or what Doc says.
	Takes    string
	Unit     string // empty: none
	Range    string // of a number, as an interval; empty: any
	Default  string // of a number that is left out; empty: Doc says it
	Required bool   // whether the mapping that holds it needs it
	Chooses  bool   // whether it is one of several keys of which a mapping takes at most one
}

// Name returns the last word of the path: how the key is written.
func (k Key) Name() string {
	return strings.TrimSuffix(k.Path[strings.LastIndexByte(k.Path, '.')+1:], "[]")
}

// Keys lists every key of the language in the order in which files have them,
// from the same tags that decoding and the schema use.
func Keys() []Key { return languageKeys(process.All) }

// languageKeys lists the keys of a language with the given processes.
func languageKeys(known registry.Table[process.Maker]) []Key {
	var w keyWalk
	w.mapping("", newFile(known))
	w.mapping(numberKey+".", &long{})
	return w.keys
}

// keyWalk collects keys.
type keyWalk struct {
	keys []Key
	open []reflect.Type // mappings that the walk is inside of: one may hold itself
}

// mapping collects the keys of the mapping that p points to; skip names those
// that are described once for all.
func (w *keyWalk) mapping(prefix string, p any, skip ...string) {
	v := structAt(p)
	if v.Kind() != reflect.Struct || slices.Contains(w.open, v.Type()) {
		return
	}
	w.open = append(w.open, v.Type())
	for _, f := range fieldsOf(v.Type()) {
		if slices.Contains(skip, f.Name) || f.Doc == "" {
			continue
		}
		in := v.Field(f.Index)
		if in.Kind() == reflect.Pointer {
			in = reflect.New(in.Type().Elem()).Elem()
		}
		w.key(prefix+f.Name, in.Addr().Interface(), f)
	}
	w.open = w.open[:len(w.open)-1]
}

// numberKey stands for any number in the paths of the keys that all numbers have.
const numberKey = "NUMBER"

// ofNumber are the keys of every number that is written as a mapping. Keys lists
// them once, under numberKey.
var ofNumber = []string{"value", "known_to", "evidence"}

// key collects a key with the value that p points to, and what is below it.
func (w *keyWalk) key(path string, p any, f field) {
	at := len(w.keys)
	k := Key{Path: path, Doc: f.Doc, Unit: f.unit(), Default: f.tag.Get("default"), Required: !f.Optional, Chooses: f.group() != ""}
	if in := f.tag.Get("in"); in != "own" && !strings.Contains(in, "-inf, inf") {
		k.Range = in
	}
	if f.tag.Get("in") == "own" {
		k.Unit = "the issue's own unit"
	}
	w.keys = append(w.keys, k)
	v := valueAt(p)
	if v == nil {
		w.mapping(path+".", p)
		return
	}
	k.Takes = takes(v, f)
	if h, ok := v.(holder); ok {
		item, member := path, h.member()
		if isList(v) {
			k.Path += "[]"
			item += "[]"
		} else {
			kind, _ := cutEach(f.what())
			item += "." + strings.ToUpper(kind)
		}
		w.below(item, member)
	}
	if l, ok := v.(former); ok {
		w.mapping(path+".", l.form(), ofNumber...)
	}
	w.keys[at] = k
}

// below collects the keys of a member of a list or named collection.
func (w *keyWalk) below(path string, p any) {
	h, ok := valueAt(p).(holder)
	switch {
	case ok: // a collection of collections: PARTY.NAME
		w.below(path, h.member())
	case valueAt(p) == nil:
		w.mapping(path+".", p)
	}
}

// A Use is the first place in a file where a key stands with its value in a line.
type Use struct {
	Line int    // from 1
	Text string // what stands there, without the space around it
}

// Uses returns where a file uses the keys of the language, by Key.Path. A file
// that cannot be parsed uses none.
func Uses(text string) map[string]Use {
	src, ok := newSource("", []byte(text), &problems{})
	if !ok {
		return nil
	}
	root := parseTree(src, &problems{})
	if root == nil {
		return nil
	}
	u := uses{lines: strings.Split(text, "\n"), known: map[string]string{}, names: map[string]string{}, found: map[string]Use{}}
	for _, k := range Keys() {
		u.known[strings.TrimSuffix(k.Path, "[]")] = k.Path
		parts := strings.Split(k.Path, ".")
		for i, part := range parts {
			if i > 0 && part == strings.ToUpper(part) {
				u.names[strings.Join(parts[:i], ".")] = part
			}
		}
	}
	u.visit(root, "")
	return u.found
}

// uses looks for keys in a tree.
type uses struct {
	lines []string
	known map[string]string // paths of keys, without the [] at their end
	names map[string]string // what stands for the names in a named collection, by its path
	found map[string]Use
}

func (u *uses) visit(n *node, path string) {
	for _, item := range n.items {
		u.visit(item, path)
	}
	for key, val := range n.pairs() {
		at := strings.TrimPrefix(path+"."+key.value, ".")
		whole, ok := u.known[at]
		switch {
		case ok:
			text := strings.TrimSpace(u.lines[key.line-1])
			if _, seen := u.found[whole]; !seen && !strings.HasSuffix(text, ":") {
				u.found[whole] = Use{key.line, text}
			}
		case u.names[path] != "":
			whole = path + "." + u.names[path]
		default:
			continue
		}
		u.visit(val, whole)
	}
}

// isList reports whether a value is written as a list.
func isList(v value) bool {
	_, ok := v.(*listAt)
	return ok || strings.HasPrefix(reflect.TypeOf(v).Elem().Name(), "list[")
}

// takes says what may be written as a value; empty: the meaning of its key says it.
func takes(v value, f field) string {
	switch v := v.(type) {
	case *number, *numberAt, *parameterAt, *compliance:
		return "a number or a range" + orWords(f)
	case *size, *sizeAt:
		return "a number or a range, or a worth on an issue"
	case *noDeal:
		return "a number or a range, or none"
	case *text:
		if most := f.tag.Get("letters"); most != "" {
			return "text of at most " + most + " letters"
		}
		return "text"
	case *date:
		return "a year, a month or a day"
	case *choice:
		return "one of " + strings.Join(f.words(), ", ")
	case *truth, *truthAt:
		return "true or false"
	case *whole, *wholeAt:
		return "a whole number"
	case *figure:
		return "a plain number"
	case *pair:
		return "two plain numbers, [a, b]"
	case *ref, *refAt:
		return "the name of " + article(f.what())
	case *pairAt:
		return "two " + many(f.what()) + ", [a, b]"
	case holder:
		return collection(v, f)
	}
	return ""
}

// orWords names the words that may stand for a number.
func orWords(f field) string {
	switch words := wordsOf(f); {
	case f.tag.Get("words") == ofLabels:
		return ", or a label of the issue"
	case words != nil:
		return ", or " + strings.Join(sortedWords(words), ", ")
	}
	return ""
}

// collection says what a list or a named collection holds.
func collection(h holder, f field) string {
	if _, groups := h.(*faction); groups {
		f.tag = `of:"group"`
	}
	kind, refers := cutEach(f.what())
	member := h.member()
	inner := ""
	if v := valueAt(member); v != nil {
		inner = takes(v, f)
	}
	switch {
	case isList(h) && inner != "":
		return "a list: each " + inner
	case isList(h):
		return "a list of mappings"
	case refers && inner != "":
		return "for each " + kind + ": " + inner
	case refers:
		return "for each " + kind + ": a mapping"
	case kind == "free" && inner != "":
		return "names, each with " + inner
	case kind == "free":
		return "names, each with a mapping"
	case inner != "":
		return "a name for each " + kind + ", with " + inner
	}
	return "a name for each " + kind + ", with a mapping"
}
