package scenario

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// A decoder fills the structs of the language from a tree and records every
// problem on the way. References and numbers are only collected: what they
// mean depends on the whole file.
type decoder struct {
	problems
	path    []string // of keys down to the present node
	fields  map[reflect.Type][]field
	numbers []*number // in file order
	refs    []*ref
	names   map[string]*names // by kind: party, issue, lever, package, document, and what processes declare
	last    []func(*model.Bargain)
}

// afterwards has fill run once the bargain has its inputs, parties, issues,
// levers and packages: for parameters of processes, which refer to these.
func (d *decoder) afterwards(fill func(b *model.Bargain)) { d.last = append(d.last, fill) }

// names are the things of one kind that a scenario declares, in file order.
type names struct {
	list   []string
	index  map[string]int
	unread bool // the collection that declares them could not be read
}

func (d *decoder) of(t reflect.Type) []field {
	fs, ok := d.fields[t]
	if !ok {
		fs = fieldsOf(t)
		if d.fields == nil {
			d.fields = map[reflect.Type][]field{}
		}
		d.fields[t] = fs
	}
	return fs
}

// value reads n into the value that p points to.
func (d *decoder) value(n *node, p any, f field) {
	if n.kind == scalar && n.tag == isNull {
		d.at(n, fmt.Errorf("%s has no value; leave the key out if none is meant", f.Name))
		return
	}
	if v := valueAt(p); v != nil {
		v.read(d, n, f)
		return
	}
	d.mapping(n, structAt(p), f)
}

// mapping reads the keys of n into the fields of the struct v.
func (d *decoder) mapping(n *node, v reflect.Value, f field) {
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		d.value(n, v.Interface(), f)
		return
	}
	fs := d.of(v.Type())
	if n.kind != mapping {
		d.at(n, fmt.Errorf("%s must be a mapping with keys such as %s, not %s", f.Name, some(fs), n.describe()))
		d.absent(v, fs, nil)
		return
	}
	var meant []string // keys that unknown ones probably stand for
	for key, val := range n.pairs() {
		i := slices.IndexFunc(fs, func(f field) bool { return f.Name == key.value })
		if i < 0 {
			err := unknownKey(key.value, fs)
			meant = append(meant, registry.Nearest(key.value, err.Known))
			d.at(key, err)
			continue
		}
		d.path = append(d.path, key.value)
		d.value(val, v.Field(fs[i].Index).Addr().Interface(), fs[i])
		d.path = d.path[:len(d.path)-1]
	}
	d.absent(v, fs, n)
	d.required(n, fs, meant, f)
	d.exclusive(n, fs)
}

// absent tells the fields that n does not give that they are left out.
func (d *decoder) absent(v reflect.Value, fs []field, n *node) {
	for _, f := range fs {
		if n != nil && n.find(f.Name) >= 0 {
			continue
		}
		if a, ok := valueAt(v.Field(f.Index).Addr().Interface()).(absent); ok {
			a.absent(f)
		}
	}
}

func (d *decoder) required(n *node, fs []field, meant []string, of field) {
	var missing []string
	for _, f := range fs {
		if !f.Optional && n.find(f.Name) < 0 && !slices.Contains(meant, f.Name) {
			missing = append(missing, f.Name)
		}
	}
	switch {
	case len(missing) == 0:
	case of.Name == "":
		d.at(n, fmt.Errorf("missing key%s: %s", plural(len(missing)), strings.Join(missing, ", ")))
	default:
		d.at(n, fmt.Errorf("%s needs the key%s %s", of.Name, plural(len(missing)), strings.Join(missing, ", ")))
	}
}

// exclusive reports keys of one group that stand together, and groups none of
// whose keys is given although the fields are marked as needing one.
func (d *decoder) exclusive(n *node, fs []field) {
	given := map[string]string{}
	for key := range n.pairs() {
		i := slices.IndexFunc(fs, func(f field) bool { return f.Name == key.value })
		if i < 0 || fs[i].group() == "" {
			continue
		}
		g := fs[i].group()
		if first, twice := given[g]; twice {
			d.at(key, fmt.Errorf("%s and %s exclude each other; keep one", first, key.value))
			continue
		}
		given[g] = key.value
	}
	for _, g := range neededGroups(fs) {
		if given[g] == "" {
			d.at(n, fmt.Errorf("one of %s is needed here", strings.Join(groupKeys(fs, g), ", ")))
		}
	}
}

// neededGroups are the groups of which one key must be given: a group's name
// that ends in ! says so.
func neededGroups(fs []field) []string {
	var gs []string
	for _, f := range fs {
		if g := f.group(); strings.HasSuffix(g, "!") && !slices.Contains(gs, g) {
			gs = append(gs, g)
		}
	}
	return gs
}

func groupKeys(fs []field, group string) []string {
	var ks []string
	for _, f := range fs {
		if f.group() == group {
			ks = append(ks, f.Name)
		}
	}
	return ks
}

func unknownKey(name string, fs []field) *registry.UnknownError {
	known := make([]string, len(fs))
	for i, f := range fs {
		known[i] = f.Name
	}
	return &registry.UnknownError{What: "key", Name: name, Known: known}
}

func some(fs []field) string {
	var ks []string
	for _, f := range fs {
		if len(ks) < 3 {
			ks = append(ks, f.Name)
		}
	}
	return strings.Join(ks, ", ")
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// declare makes the keys of a named collection known as things of a kind.
func (d *decoder) declare(kind string, at *node, keys []ref) {
	ns := &names{index: map[string]int{}, unread: at != nil && at.kind != mapping}
	for i, k := range keys {
		ns.list = append(ns.list, k.name)
		ns.index[k.name] = i
	}
	if d.names == nil {
		d.names = map[string]*names{}
	}
	d.names[kind] = ns
}

// resolve finds what every reference names.
func (d *decoder) resolve() {
	for _, r := range d.refs {
		ns := d.names[r.kind]
		if ns == nil {
			ns = &names{} // nothing in the file declares such things
		}
		if ns.unread {
			continue // what is wrong there is reported; names cannot be judged
		}
		i, ok := ns.index[r.name]
		if !ok {
			d.at(r.at, &registry.UnknownError{What: r.kind, Name: r.name, Known: ns.list})
			continue
		}
		r.found = i + 1
	}
}

// expect reports a node that is not of the kind that a value needs.
func (d *decoder) expect(n *node, k kind, f field, want string) bool {
	if n.kind == k {
		return true
	}
	d.at(n, fmt.Errorf("%s must be %s, not %s", f.Name, want, n.describe()))
	return false
}

var errReported = errors.New("already reported")
