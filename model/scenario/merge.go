package scenario

import (
	"fmt"
	"reflect"
	"slices"
)

// shape is what the language allows at a node of the tree: a pointer to one of
// its types, or nil if anything is allowed.
type shape any

// A former is a value that may also be written as a mapping. Its form is a
// pointer to a struct of the keys; the first of them holds what is written
// without a mapping otherwise.
type former interface{ form() any }

// inside returns the shape under a key of a mapping with the given shape; ok is
// false if the key is not allowed.
func inside(s shape, key string) (in shape, f field, ok bool) {
	switch p := s.(type) {
	case nil:
		return nil, field{}, true
	case former:
		return inside(p.form(), key)
	case holder:
		return shapeAt(p.member()), field{}, true
	case value:
		return nil, field{}, false
	}
	v := reflect.ValueOf(s).Elem()
	fs := fieldsOf(v.Type())
	i := slices.IndexFunc(fs, func(f field) bool { return f.Name == key })
	if i < 0 {
		return nil, field{}, false
	}
	v = v.Field(fs[i].Index)
	if v.Kind() == reflect.Pointer {
		v = reflect.New(v.Type().Elem()).Elem()
	}
	return shapeAt(v.Addr().Interface()), fs[i], true
}

// shapeAt returns the shape of what p points to.
func shapeAt(p any) shape {
	switch v := valueAt(p).(type) {
	case nil:
		return structAt(p).Addr().Interface()
	case *numberAt, *parameterAt:
		return &number{}
	case *sizeAt:
		return &size{}
	default:
		return v
	}
}

// branches reports whether mappings of the shape merge key by key. A number
// that is written as a mapping does not: a new number needs its own evidence.
func branches(s shape) bool {
	switch s.(type) {
	case nil, former, *eachAt:
		return false
	case holder:
		return true
	case value:
		return false
	}
	return true
}

// merge merges over onto base and changes base: mappings merge by key,
// everything else is replaced, null deletes a key, and a key replaces those
// that exclude it.
func merge(ps *problems, base, over *node, s shape) {
	for key, val := range over.pairs() {
		if val.kind == scalar && val.tag == isNull {
			if base.find(key.value) < 0 {
				ps.at(key, fmt.Errorf("null takes a key away, but what this extends has no %q here", short(key.value)))
			}
			base.remove(key.value)
			continue
		}
		in, f, _ := inside(s, key.value)
		if old := base.get(key.value); old != nil && old.kind == mapping && val.kind == mapping && branches(in) {
			merge(ps, old, val, in)
			continue
		}
		exclude(base, s, f)
		base.put(key, renewed(base.get(key.value), val, in))
	}
}

// renewed is what a new value makes of an old one that is written as a mapping:
// it replaces the number and its evidence, and what belongs to the number, such
// as the rounds that a chance is for, stays.
func renewed(old, val *node, s shape) *node {
	value, formed := s.(former)
	if !formed || old == nil || old.kind != mapping {
		return val
	}
	fs := fieldsOf(reflect.TypeOf(value.form()).Elem())
	if fs[0].group() != "" && old.find(fs[0].Name) < 0 || !slices.ContainsFunc(fs, func(f field) bool { return old.find(f.Name) >= 0 }) ||
		slices.ContainsFunc(fs, func(f field) bool { return val.kind == mapping && val.find(f.Name) >= 0 }) {
		return val
	}
	n := *old
	n.entries = nil
	n.put(word(val, fs[0].Name), val)
	for key, v := range old.pairs() {
		if key.value != fs[0].Name && key.value != "evidence" {
			n.put(key, v)
		}
	}
	if len(n.entries) == 1 {
		return val
	}
	return &n
}

// exclude deletes the keys that a key with the given field excludes.
func exclude(n *node, s shape, f field) {
	if f.group() == "" {
		return
	}
	if p, ok := s.(former); ok {
		s = p.form()
	}
	for _, other := range fieldsOf(reflect.TypeOf(s).Elem()) {
		if other.group() == f.group() && other.Name != f.Name {
			n.remove(other.Name)
		}
	}
}
