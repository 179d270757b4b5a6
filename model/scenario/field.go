package scenario

import (
	"reflect"
	"strings"

	"sim/model/registry"
)

// A field is one key of the language, declared by the tags of a struct of this
// package or of the parameters of a process. Decoding, did-you-mean, merging
// and the JSON Schema are all derived from it, so they cannot disagree.
//
//	yaml:"power,omitempty"  its name; omitempty: may be left out
//	doc:"…"                 what it means
//	in:"(0, inf)"           for a number: the range of its values
//	default:"1"             for a number: its value if left out
//	unit:"stake units"      for a number: its unit in words
//	of:"party"              what a reference names, or the words to choose from: a|b|c
//	letters:"200"           for a text: the largest number of letters
//	noun:"channel"          word for one of them in messages
//	words:"small=0.5|…"     for a number: names for values
//	one:"side"              at most one key of the group may be given; "side!": one must
//	unless:"no_deal=none"   not needed where another key has that value
//	moved:"hazard"          for a parameter of a process: how levers move it, as a hazard or a probability
type field struct {
	registry.Field
	tag reflect.StructTag
}

// fieldsOf returns the keys that a mapping of type t may have.
func fieldsOf(t reflect.Type) []field {
	var fs []field
	for _, f := range registry.Fields(t) {
		fs = append(fs, field{f, t.Field(f.Index).Tag})
	}
	return fs
}

func (f field) domain() domain { return parseDomain(f.tag.Get("in")) }
func (f field) unit() string   { return f.tag.Get("unit") }
func (f field) what() string   { return f.tag.Get("of") }

// noun is the word that messages use for the words of a choice.
func (f field) noun() string {
	if s := f.tag.Get("noun"); s != "" {
		return s
	}
	return f.Name
}

// unless is the key, and its value, that spare the field; empty: none.
func (f field) unless() (key, value string) {
	key, value, _ = strings.Cut(f.tag.Get("unless"), "=")
	return key, value
}

// spared reports whether another key of the mapping n makes the field needless.
func (f field) spared(n *node) bool {
	key, value := f.unless()
	at := n.get(key)
	return key != "" && at != nil && at.kind == scalar && at.value == value
}

func (f field) group() string   { return f.tag.Get("one") }
func (f field) words() []string { return strings.Split(f.tag.Get("of"), "|") }

// item returns the field of the members of a list or named collection: the tags
// of the whole, since members have none of their own.
func (f field) item(name string) field {
	f.Name = name
	return f
}

// A value is a type of the language. It decodes itself from a node and returns
// its JSON Schema.
type value interface {
	read(d *decoder, n *node, f field)
	schema(g *generator, f field) map[string]any
}

// absent is implemented by values that need to know that they are left out.
type absent interface{ absent(f field) }

// A holder is a value with members: a named collection or a list.
type holder interface {
	value
	member() any // a new zero member
}
