package scenario

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"

	"sim/model"
	"sim/model/registry"
)

// A decoder fills the structs of the language from a tree and records every
// problem on the way. It only collects references and numbers, because their
// meaning depends on the whole file.
type decoder struct {
	problems
	root    *node    // of the whole file
	first   *source  // the first file in which something of the first language stands; nil: none
	path    []string // keys from the root to the current node
	fields  map[reflect.Type][]field
	numbers []*number // in file order
	refs    []*ref
	names   map[string]*names // by kind: party, issue, lever, package, deadline, document, and kinds that processes declare
	orders  []partyOrder
	last    []func(*model.Bargain)
}

// afterwards registers fill to run once the bargain has its inputs, parties,
// issues, levers and packages: parameters of processes may refer to these.
func (d *decoder) afterwards(fill func(b *model.Bargain)) { d.last = append(d.last, fill) }

// names holds the things of one kind that a scenario declares, by index.
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

// value decodes n into the value that p points to.
func (d *decoder) value(n *node, p any, f field) {
	if n.kind == scalar && n.tag == isNull {
		d.at(n, fmt.Errorf("%s has no value; leave the key out if none is meant", f.Name))
		return
	}
	if d.outdatedValue(n) {
		if l, ok := p.(*list[ref]); ok {
			l.at = n // it is given, if not in the form of today
		}
		return
	}
	if v := valueAt(p); v != nil {
		v.read(d, n, f)
		return
	}
	d.mapping(n, structAt(p), f)
}

// mapping decodes the keys of n into the fields of the struct v.
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
	var meant []string // known keys that unknown ones probably meant
	for key, val := range n.pairs() {
		i := slices.IndexFunc(fs, func(f field) bool { return f.Name == key.value })
		if i < 0 {
			if cutByComma(key, val) {
				d.at(key, fmt.Errorf("%s is no key; %s key", short(key.value), pointHint))
				continue
			}
			if means, ok := d.outdated(n, key); ok {
				meant = append(meant, means)
				continue
			}
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
	d.exclusive(n, fs, meant)
}

// absent notifies the fields that n does not give.
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
		if !f.Optional && n.find(f.Name) < 0 && !f.spared(n) && !slices.Contains(meant, f.Name) {
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

// exclusive reports keys of one group that occur together, and required groups
// without any key, unless one of it was meant.
func (d *decoder) exclusive(n *node, fs []field, meant []string) {
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
		keys := groupKeys(fs, g)
		if given[g] == "" && !slices.ContainsFunc(meant, func(key string) bool { return slices.Contains(keys, key) }) {
			d.at(n, fmt.Errorf("one of %s is needed here", strings.Join(keys, ", ")))
		}
	}
}

// neededGroups returns the groups of which one key is required: their names end
// in !.
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
	return &registry.UnknownError{What: "key", Name: name, Known: known, Elsewhere: places(name)}
}

// mostPlaces is how many places of a key a message names: one that stands in more is
// no hint.
const mostPlaces = 2

// places are the paths of the keys of that name in the language; nil if there is none,
// or more than a message can name.
func places(name string) (paths []string) {
	for _, k := range Keys() {
		if path := strings.TrimSuffix(k.Path, "[]"); path[strings.LastIndexByte(path, '.')+1:] == name {
			paths = append(paths, path)
		}
	}
	if len(paths) > mostPlaces {
		return nil
	}
	return paths
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

// declare registers the keys of a named collection as things of a kind; listed
// is their indices in file order. Two that differ only in case are reported:
// names become columns and files, which many programs tell apart by their
// letters alone.
func (d *decoder) declare(kind string, at *node, keys []ref, listed []int) {
	ns := &names{index: map[string]int{}, unread: at != nil && at.kind != mapping}
	for i, k := range keys {
		ns.list = append(ns.list, k.name)
		ns.index[k.name] = i
	}
	if d.names == nil {
		d.names = map[string]*names{}
	}
	d.names[kind] = ns
	folded := map[string]*node{}
	for _, i := range listed {
		k := &keys[i]
		letters := strings.Map(foldCase, k.name)
		first := folded[letters]
		if first == nil {
			folded[letters] = k.at
			continue
		}
		where := fmt.Sprintf("on line %d", first.line)
		if first.src != k.at.src {
			where = "at " + first.place()
		}
		d.at(k.at, fmt.Errorf("%s differs from %s %s only in case; data files and pictures are named after them, and many programs take the two for one",
			short(k.name), short(first.value), where))
	}
}

// resolve resolves every reference.
func (d *decoder) resolve() {
	for _, r := range d.refs {
		ns := d.names[r.kind]
		if ns == nil {
			ns = &names{} // the file declares no such things
		}
		if ns.unread {
			continue // the problem there is reported; names cannot be checked
		}
		i, ok := ns.index[r.name]
		if !ok && len(ns.list) == 0 && r.kind == "package" {
			d.following(func() { d.at(r.at, errors.New(unnamedPackage)) })
			continue
		}
		if !ok && len(ns.list) == 0 {
			d.following(func() { d.at(r.at, &registry.UnknownError{What: r.kind, Name: r.name}) })
			continue
		}
		if !ok {
			d.at(r.at, &registry.UnknownError{What: r.kind, Name: r.name, Known: ns.list})
			continue
		}
		r.found = i + 1
	}
}

// expect reports a node that is not of the required kind.
func (d *decoder) expect(n *node, k kind, f field, want string) bool {
	if n.kind == k {
		return true
	}
	d.at(n, fmt.Errorf("%s must be %s, not %s", f.Name, want, n.describe()))
	return false
}

var errReported = errors.New("already reported")

// foldCase is the same character for all cases of a letter.
func foldCase(r rune) rune {
	least := r
	for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
		least = min(least, next)
	}
	return least
}

// unnamedPackage says how to name the package of a file without packages.
const unnamedPackage = "a file without packages has one, of all issues, that nothing can name; to name it write packages: {settlement: {outcome: settlement, issues: all}}"
