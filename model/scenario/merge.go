package scenario

import (
	"fmt"
	"reflect"
	"slices"
)

// shape is what the language allows at a node of the tree: a pointer to one of
// its types, or nil if anything is allowed.
type shape any

// inside returns the shape under a key of a mapping with the given shape; ok is
// false if the key is not allowed.
func inside(s shape, key string) (in shape, f field, ok bool) {
	switch p := s.(type) {
	case nil:
		return nil, field{}, true
	case *number:
		return inside(&long{}, key)
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
	default:
		return v
	}
}

// branches reports whether mappings of the shape merge key by key. A number
// that is written as a mapping does not: a new number needs its own evidence.
func branches(s shape) bool {
	switch s.(type) {
	case nil, *number:
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
		base.put(key, val)
	}
}

// exclude deletes the keys that a key with the given field excludes.
func exclude(n *node, s shape, f field) {
	if f.group() == "" {
		return
	}
	for _, other := range fieldsOf(reflect.TypeOf(s).Elem()) {
		if other.group() == f.group() && other.Name != f.Name {
			n.remove(other.Name)
		}
	}
}
