package scenario

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"

	"sim/model"
	"sim/model/dist"
	"sim/model/registry"
)

// family reads a distribution: a mapping whose one key names its family.
func (d *decoder) family(n *node, dom domain) (b model.Dist, name string, ok bool) {
	key, val, err := single(n, "distribution")
	if err != nil {
		if len(n.entries) > 0 {
			if _, unknown := dist.All.Lookup(n.entries[0].key.value); unknown != nil {
				d.at(n.entries[0].key, unknownFamily(n.entries[0].key.value))
				return nil, "", false
			}
		}
		d.at(n, err)
		return nil, "", false
	}
	e, err := dist.All.Lookup(key.value)
	if err != nil {
		d.at(key, unknownFamily(key.value))
		return nil, "", false
	}
	if e.Name == "truncated" {
		dom = anywhere // its own bounds hold what is cut off in
	}
	b, ok = construct(d, e, val, dom)
	return b, e.Name, ok
}

func unknownFamily(name string) error {
	known := append(dist.All.Names(), "value", "evidence")
	return &registry.UnknownError{What: "distribution", Name: name, Known: known}
}

// single is the only entry of a mapping.
func single(n *node, what string) (key, val *node, err error) {
	if len(n.entries) != 1 {
		return nil, nil, fmt.Errorf("%s is written with exactly one key, its name, not with %d", article(what), len(n.entries))
	}
	return n.entries[0].key, n.entries[0].val, nil
}

// construct builds a named thing of a registry from the parameters at n.
func construct[T any](d *decoder, e registry.Entry[T], n *node, dom domain) (thing T, ok bool) {
	thing, err := e.Build(func(p any) error {
		before := len(d.list) + d.more
		d.parameters(n, reflect.ValueOf(p).Elem(), e.Name, dom)
		if len(d.list)+d.more > before {
			return errReported
		}
		return nil
	})
	if err != nil {
		if !errors.Is(err, errReported) {
			d.at(n, fmt.Errorf("%s: %w", e.Name, err))
		}
		return thing, false
	}
	return thing, true
}

// parameters reads n into the parameter value v of a registered thing: a
// struct by its keys, or in order if it may be listed; a slice of structs; or numbers.
func (d *decoder) parameters(n *node, v reflect.Value, name string, dom domain) {
	switch {
	case v.Type() == reflect.TypeFor[registry.Numbers]():
		v.Set(reflect.ValueOf(registry.Numbers(d.samples(n, name))))
	case v.Kind() == reflect.Slice:
		if n.kind != sequence {
			d.at(n, fmt.Errorf("%s takes a list, not %s", name, n.describe()))
			return
		}
		for _, item := range n.items {
			x := reflect.New(v.Type().Elem()).Elem()
			d.parameters(item, x, "an item of "+name, dom)
			v.Set(reflect.Append(v, x))
		}
	case n.kind == sequence && listed(v):
		d.inOrder(n, v, name, dom)
	case n.kind != mapping:
		d.at(n, fmt.Errorf("%s takes %s, not %s", name, usage(v), n.describe()))
	default:
		d.byKey(n, v, name, dom)
	}
}

func listed(v reflect.Value) bool {
	_, ok := reflect.TypeAssert[registry.Listed](v.Addr())
	return ok
}

// usage says how the parameters of a struct are written.
func usage(v reflect.Value) string {
	var ks, required []string
	for _, f := range registry.Fields(v.Type()) {
		ks = append(ks, f.Name)
		if !f.Optional {
			required = append(required, f.Name)
		}
	}
	if listed(v) {
		return "[" + strings.Join(required, ", ") + "]"
	}
	return "{" + strings.Join(ks, ": …, ") + ": …}"
}

func (d *decoder) inOrder(n *node, v reflect.Value, name string, dom domain) {
	fs := registry.Fields(v.Type())
	required := 0
	for _, f := range fs {
		if !f.Optional {
			required++
		}
	}
	if len(n.items) < required || len(n.items) > len(fs) {
		d.at(n, fmt.Errorf("%s takes %s: %d numbers, not %d", name, usage(v), required, len(n.items)))
		return
	}
	for i, item := range n.items {
		d.parameter(item, v.Field(fs[i].Index), fs[i].Name, dom)
	}
}

func (d *decoder) byKey(n *node, v reflect.Value, name string, dom domain) {
	fs := registry.Fields(v.Type())
	for key, val := range n.pairs() {
		i := slices.IndexFunc(fs, func(f registry.Field) bool { return f.Name == key.value })
		if i < 0 {
			var known []string
			for _, f := range fs {
				known = append(known, f.Name)
			}
			d.at(key, &registry.UnknownError{What: "parameter of " + name, Name: key.value, Known: known})
			continue
		}
		d.parameter(val, v.Field(fs[i].Index), key.value, dom)
	}
	for _, f := range fs {
		if !f.Optional && n.find(f.Name) < 0 {
			d.at(n, fmt.Errorf("%s needs %s", name, f.Name))
		}
	}
}

// parameter reads one parameter.
func (d *decoder) parameter(n *node, v reflect.Value, name string, dom domain) {
	switch p := v.Addr().Interface().(type) {
	case *model.Dist:
		b, _, x, ok := d.belief(n, dom, nil, name)
		if b == nil {
			b = dist.Point(x)
		}
		if ok {
			*p = b
		}
	case *float64:
		if x, ok := d.plainNumber(n, name); ok {
			*p = x
		}
	case *int:
		x, ok := d.plainNumber(n, name)
		if ok && (x != float64(int(x)) || x > 1e15 || x < -1e15) {
			d.at(n, fmt.Errorf("%s must be a whole number, not %s", name, short(n.value)))
			return
		}
		*p = int(x)
	case *bool:
		if n.kind != scalar || n.tag != isBool {
			d.at(n, fmt.Errorf("%s must be true or false, not %s", name, n.describe()))
			return
		}
		*p = strings.EqualFold(n.value, "true")
	case *string:
		if n.kind != scalar || n.tag != isText {
			d.at(n, fmt.Errorf("%s must be text, not %s", name, n.describe()))
			return
		}
		*p = n.value
	default:
		panic("scenario: no way to read a parameter of type " + v.Type().String())
	}
}

func (d *decoder) plainNumber(n *node, name string) (float64, bool) {
	if n.kind != scalar || n.tag == isNull || n.tag == isBool {
		d.at(n, fmt.Errorf("%s must be a plain number, not %s", name, n.describe()))
		return 0, false
	}
	x, err := parseFloat(n)
	if err != nil {
		d.at(n, fmt.Errorf("%s: %w", name, err))
	}
	return x, err == nil
}

// maxSamples is how many numbers a list of samples may have.
const maxSamples = 100_000

// samples reads a list of numbers, or the CSV file with one column of numbers
// that n names. A file's numbers take the place of its name in the tree, so
// that the resolved scenario needs no other file.
func (d *decoder) samples(n *node, name string) []float64 {
	if n.kind == scalar && n.tag == isText {
		items, err := readSamples(n)
		if err != nil {
			d.at(n, fmt.Errorf("%s: %s: %w", name, short(n.value), err))
			return nil
		}
		*n = node{kind: sequence, src: n.src, line: n.line, col: n.col, style: flow, items: items}
	}
	if n.kind != sequence {
		d.at(n, fmt.Errorf("%s takes the name of a CSV file with one column of numbers, or a list of numbers, not %s", name, n.describe()))
		return nil
	}
	if len(n.items) > maxSamples {
		d.at(n, fmt.Errorf("%s: more than %d numbers", name, maxSamples))
		return nil
	}
	xs := make([]float64, 0, len(n.items))
	for _, c := range n.items {
		if x, ok := d.plainNumber(c, name); ok {
			xs = append(xs, x)
		}
	}
	return xs
}

func readSamples(n *node) ([]*node, error) {
	src, err := readFile(n.src.fsys, n.src.beside(n.value))
	if err != nil {
		return nil, err
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(src), "\ufeff")))
	r.Comment = '#'
	r.FieldsPerRecord = 1
	r.TrimLeadingSpace = true
	var items []*node
	for line := 1; ; line++ {
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			return items, nil
		}
		if err != nil {
			return nil, fmt.Errorf("not one column of numbers: %w", err)
		}
		s := strings.TrimSpace(record[0])
		if _, err := parseDecimal(s); err != nil {
			if line == 1 {
				continue // a header
			}
			return nil, fmt.Errorf("record %d: %w", line, err)
		}
		if len(items) == maxSamples {
			return nil, fmt.Errorf("more than %d numbers", maxSamples)
		}
		items = append(items, &node{kind: scalar, src: n.src, line: n.line, col: n.col, tag: isNumber, value: s})
	}
}
