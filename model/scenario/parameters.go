package scenario

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"sim/model"
	"sim/model/dist"
	"sim/model/registry"
)

// construct builds the thing that a registry entry describes from the
// parameters at n.
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

// parameters decodes n into the parameter value v of a registered thing: a
// struct by its keys, or in order if it may be listed; a slice of structs; or
// numbers.
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

// usage describes how the parameters of a struct are written.
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
		d.at(n, fmt.Errorf("%s takes %s: %d numbers, not %d%s", name, usage(v), required, len(n.items), cutItems(n, len(fs))))
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
		if i < 0 && cutByComma(key, val) {
			d.at(key, fmt.Errorf("%s is no key; %s key", short(key.value), pointHint))
			continue
		}
		if i < 0 {
			var known []string
			below := ""
			for _, f := range fs {
				known = append(known, f.Name)
				if f.Type.Kind() == reflect.Struct && slices.ContainsFunc(registry.Fields(f.Type), func(f registry.Field) bool { return f.Name == key.value }) {
					below = f.Name
				}
			}
			if below != "" {
				d.at(key, fmt.Errorf("%s stands below %s: write %s: {%s: …}", key.value, below, below, key.value))
				continue
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

// parameter decodes one parameter.
func (d *decoder) parameter(n *node, v reflect.Value, name string, dom domain) {
	if v.Kind() == reflect.Struct {
		d.parameters(n, v, name, dom)
		return
	}
	switch p := v.Addr().Interface().(type) {
	case registry.ByName:
		d.byParty(n, v, name, dom)
	case **float64:
		*p = new(float64)
		d.parameter(n, reflect.ValueOf(*p).Elem(), name, dom)
	case **int:
		*p = new(int)
		d.parameter(n, reflect.ValueOf(*p).Elem(), name, dom)
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
	case *registry.PartyOrder:
		*p = d.partyOrder(n, name)
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

// byParty decodes what differs for single parties: a registry.Named by party.
func (d *decoder) byParty(n *node, v reflect.Value, name string, dom domain) {
	if n.kind != mapping {
		d.at(n, fmt.Errorf("%s takes names of parties, each with what differs for it, not %s", name, n.describe()))
		return
	}
	v.SetZero()
	for key, val := range n.pairs() {
		d.refs = append(d.refs, &ref{at: key, kind: "party", name: key.value})
		item := reflect.New(v.Type().Elem()).Elem()
		item.FieldByName("Name").SetString(key.value)
		d.parameters(val, item.FieldByName("Value"), key.value, dom)
		v.Set(reflect.Append(v, item))
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
