package scenario

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"sim/model/registry"
)

// set applies an override path=value to the tree. Problems, now or when the
// tree is decoded, are reported under the flag.
func (r *reader) set(root *node, spec string) {
	spec = norm.NFC.String(spec)
	src := &source{name: r.flag + " " + spec, flag: true, override: spec, order: r.order}
	r.order++
	path, text, ok := strings.Cut(spec, "=")
	path = strings.TrimSpace(path)
	fail := func(err error) { r.in(src, 0, 0, err) }
	switch {
	case !ok || path == "":
		fail(errors.New("an override is written path=value, such as levers.aid_cutoff.weight=0.9"))
		return
	case strings.TrimSpace(text) == "":
		fail(errors.New("there is no value after the ="))
		return
	case len(text) > maxText:
		fail(errors.New("this value is too long"))
		return
	}
	before := len(r.list) + r.more
	src.text = text
	var val *node
	if checked, ok := newSource(src.name, []byte(text), &problems{}); ok {
		checked.flag, checked.override, checked.order, checked.path = true, spec, src.order, ""
		if r.sealed {
			checked.fsys = noFiles{}
		}
		src = checked
		val = parseTree(src, &r.problems)
	} else {
		fail(errors.New("this value is not text"))
	}
	if val == nil || len(r.list)+r.more > before {
		return
	}
	o := override{root: root, top: newFile(r.known), keys: strings.Split(path, ".")}
	if o.keys[0] == "run" && len(o.keys) > 1 && o.keys[1] == oldTheories {
		r.old.in(src, 0, 0, errRenamed)
		o.keys[1] = theoriesKey
	}
	if err := o.apply(src, val); err != nil {
		fail(err)
	}
}

// An override walks down the tree to the node named by its path, creating
// mappings that the language allows and the file lacks.
type override struct {
	root *node
	top  shape // shape of the root
	keys []string
}

func (o *override) apply(src *source, val *node) error {
	at, s := o.root, o.top
	if o.keys[0] == "extends" {
		return errors.New("extends cannot be set; name another scenario instead")
	}
	for i := 0; i < len(o.keys); i++ {
		o.join(at, i)
		key, last := o.keys[i], i == len(o.keys)-1
		if at.kind == sequence {
			j, err := strconv.Atoi(key)
			if err != nil || j < 0 || j >= len(at.items) {
				return fmt.Errorf("%s is a list of %d; name an item by its number from 0, not %q", o.upTo(i), len(at.items), short(key))
			}
			if last {
				at.items[j] = val
				return nil
			}
			at = at.items[j]
			s = item(s)
			continue
		}
		in, f, err := o.step(at, s, i)
		if err != nil {
			return err
		}
		lengthen(at, s, key)
		if last {
			exclude(at, s, f)
			if val.kind == scalar && val.tag == isNull {
				at.remove(key)
				return nil
			}
			at.put(word(val, key), renewed(at.get(key), val, in))
			return nil
		}
		next := at.get(key)
		if next == nil {
			exclude(at, s, f)
			next = &node{kind: mapping, src: src, line: 1, col: 1, style: at.style}
			at.put(word(next, key), next)
		}
		at, s = next, in
	}
	return nil
}

// join makes one key of two if the mapping at has a key with a point in it, such
// as the name of a faction.
func (o *override) join(at *node, i int) {
	if at.kind != mapping || i+1 >= len(o.keys) || at.find(o.keys[i]) >= 0 {
		return
	}
	if both := o.keys[i] + "." + o.keys[i+1]; at.find(both) >= 0 {
		o.keys = append(append(o.keys[:i:i], both), o.keys[i+2:]...)
	}
}

// lengthen converts a value to its form if the key belongs to that.
func lengthen(at *node, s shape, key string) {
	value, formed := s.(former)
	if !formed {
		return
	}
	fs := fieldsOf(reflect.TypeOf(value.form()).Elem())
	if !slices.ContainsFunc(fs, func(f field) bool { return f.Name == key }) ||
		slices.ContainsFunc(fs, func(f field) bool { return at.find(f.Name) >= 0 }) {
		return
	}
	old := *at
	*at = node{kind: mapping, src: old.src, line: old.line, col: old.col, style: flow}
	if old.kind != mapping || len(old.entries) > 0 {
		at.put(word(&old, fs[0].Name), &old)
	}
}

// step checks that keys[i] is allowed in the mapping at, and returns its shape.
func (o *override) step(at *node, s shape, i int) (shape, field, error) {
	key := o.keys[i]
	in, f, ok := inside(s, key)
	exists := at.kind == mapping && at.find(key) >= 0
	value, isNumber := s.(former)
	switch {
	case exists && ok:
		return in, f, nil
	case exists:
		return nil, field{}, nil
	case at.kind == scalar && (!isNumber || !ok):
		if isNumber {
			var keys []string
			for _, f := range fieldsOf(reflect.TypeOf(value.form()).Elem()) {
				keys = append(keys, f.Name)
			}
			last := len(keys) - 1
			return nil, field{}, fmt.Errorf("%s is a number; under it stand only %s and %s, not %q", o.upTo(i), strings.Join(keys[:last], ", "), keys[last], short(key))
		}
		return nil, field{}, fmt.Errorf("%s is %s; nothing stands under it", o.upTo(i), at.describe())
	case !ok:
		return nil, field{}, o.unknown(at, s, i)
	case s == nil:
		return nil, field{}, &registry.UnknownError{What: "key", Name: key, Known: keysOf(at)}
	}
	if _, named := s.(holder); !named {
		return in, f, nil
	}
	kind, refers := o.collection(i)
	if kind == "document" && i == 1 {
		return in, f, nil // one more that evidence can cite
	}
	if !refers {
		return nil, field{}, &registry.UnknownError{What: or(kind, "key"), Name: key, Known: keysOf(at)}
	}
	if known := keysOf(o.root.get(plurals[kind])); !slices.Contains(known, key) {
		return nil, field{}, &registry.UnknownError{What: kind, Name: key, Known: known}
	}
	return in, f, nil
}

// plurals are the top-level keys under which things of a kind are declared.
var plurals = map[string]string{
	"party": "parties", "issue": "issues", "lever": "levers", "package": "packages", "document": "documents",
}

// collection returns the kind of the names in the collection at keys[:i], and
// whether they refer to things declared elsewhere.
func (o *override) collection(i int) (kind string, refers bool) {
	s, f := o.top, field{}
	for _, key := range o.keys[:i] {
		in, g, ok := inside(s, key)
		if !ok {
			return "", false
		}
		s, f = in, g
	}
	kind, refers = cutEach(f.what())
	if kind == "free" {
		kind = "name"
	}
	return kind, refers
}

// unknown returns an error for a key that is not allowed here.
func (o *override) unknown(at *node, s shape, i int) error {
	if o, ok := instead(o.keys[:i+1]); ok {
		return errors.New(o.instead)
	}
	known := keysOf(at)
	if _, isValue := s.(value); s != nil && !isValue {
		for _, f := range fieldsOf(reflect.TypeOf(s).Elem()) {
			if !slices.Contains(known, f.Name) {
				known = append(known, f.Name)
			}
		}
	}
	return &registry.UnknownError{What: "key", Name: o.keys[i], Known: known}
}

func (o *override) upTo(i int) string { return strings.Join(o.keys[:i], ".") }

func keysOf(n *node) []string {
	if n == nil {
		return nil
	}
	var ks []string
	for k := range n.pairs() {
		ks = append(ks, k.value)
	}
	return ks
}

// item returns the shape of the items of a list.
func item(s shape) shape {
	if h, ok := s.(holder); ok {
		return shapeAt(h.member())
	}
	return nil
}

// word returns a key with the location of n.
func word(n *node, name string) *node {
	return &node{kind: scalar, src: n.src, line: n.line, col: n.col, value: name}
}
