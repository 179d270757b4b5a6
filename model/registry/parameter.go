package registry

import (
	"fmt"
	"math"
	"reflect"
	"strings"
)

// A Ref is a parameter that names something declared elsewhere in the scenario,
// of the kind given in its of: tag (party, issue, lever, package …). Its value
// is the index among its kind plus 1. The zero Ref names nothing.
type Ref int

// Index returns the index of the named thing among its kind, −1 if none is
// named.
func (r Ref) Index() int { return int(r) - 1 }

// A Pair is a parameter that names two different things of one kind, in order.
type Pair [2]Ref

// Named is a parameter with one value per name, in the order of the names. An of: tag that
// starts with "each " says what the names refer to (each party); any other says
// what they declare, to be named by a Ref elsewhere.
type Named[T any] []Item[T]

// An Item is one value of a Named parameter.
type Item[T any] struct {
	Name  string
	Ref   Ref // what the name refers to; zero if it declares something
	Value T
}

// ByName marks the type for decoding.
func (Named[T]) ByName() {}

// An Each is a parameter with one value for all things of a kind, or one per
// name; its of: tag says what the names refer to, such as "each package".
type Each[T any] struct {
	All T        // the value of those that have none of their own
	Own Named[T] // nil: All is the value of all
}

// PerName marks the type for decoding.
func (Each[T]) PerName() {}

// A PerName is an Each with values of any type.
type PerName interface{ PerName() }

// A Short is a struct of parameters that may also be written as the value of
// one of its fields: record: 40 for record: {weight: 40}.
type Short interface {
	// Short returns the name of the field.
	Short() string
}

// A ByName is a Named parameter with values of any type.
type ByName interface{ ByName() }

// A Parameter describes one parameter of an entry.
type Parameter struct {
	Name    string // dotted if it is inside another: breakthrough.chance
	Unit    string // empty for a plain share, weight or count
	Range   string // as an interval: [0, 1]; empty if Doc gives it, or any value is allowed
	Default string // value if it is left out; Required or None
	Doc     string
	Movable bool // whether levers can move it
}

// Values of Parameter.Default that are not values of the parameter.
const (
	Required = "required"
	None     = "none" // it may be left out; Doc says what that means
)

// Parameters lists the parameters of an entry, given its Defaults, in the order
// in which they are declared. Nested parameters follow the one that contains
// them.
func Parameters(defaults any) []Parameter {
	if defaults == nil {
		return nil
	}
	v, prefix := reflect.ValueOf(defaults), ""
	switch {
	case v.Type().Implements(reflect.TypeFor[ByName]()):
		prefix = "NAME."
		v = reflect.Zero(element(v.Type()))
	case v.Kind() == reflect.Slice:
		v = reflect.Zero(v.Type().Elem())
	}
	if v.Kind() != reflect.Struct {
		return nil
	}
	return parametersOf(v, prefix, nil)
}

func parametersOf(v reflect.Value, prefix string, list []Parameter) []Parameter {
	for _, f := range Fields(v.Type()) {
		tag := v.Type().Field(f.Index).Tag
		p := Parameter{
			Name: prefix + f.Name, Unit: unitOf(f.Type, tag), Default: defaultOf(f, tag, v.Field(f.Index)), Doc: f.Doc, Movable: tag.Get("moved") != "",
		}
		if in := tag.Get("in"); in != "(-inf, inf)" {
			p.Range = in
		}
		named := f.Type.Implements(reflect.TypeFor[ByName]())
		if named {
			p.Name += "." + strings.ToUpper(strings.TrimPrefix(tag.Get("of"), "each "))
		}
		list = append(list, p)
		inner := element(f.Type)
		if inner.Kind() == reflect.Struct && len(Fields(inner)) > 0 {
			if f.Type.Kind() == reflect.Slice && !named {
				p.Name += "[]"
			}
			list = parametersOf(reflect.Zero(inner), p.Name+".", list)
		}
	}
	return list
}

// element is the type of a parameter's value, or of its members if it has
// several.
func element(t reflect.Type) reflect.Type {
	if t.Implements(reflect.TypeFor[ByName]()) {
		f, _ := t.Elem().FieldByName("Value")
		return f.Type
	}
	if k := t.Kind(); k == reflect.Pointer || k == reflect.Slice {
		return t.Elem()
	}
	return t
}

func unitOf(t reflect.Type, tag reflect.StructTag) string {
	switch moved := tag.Get("moved"); {
	case t == reflect.TypeFor[Ref]():
		return tag.Get("of") + " name"
	case t == reflect.TypeFor[Pair](), t == reflect.TypeFor[[]Ref]():
		return tag.Get("of") + " names"
	case t == reflect.TypeFor[PartyOrder]():
		return "party names"
	case moved == "hazard":
		return "per round"
	case moved != "":
		return moved
	}
	return tag.Get("unit")
}

func defaultOf(f Field, tag reflect.StructTag, value reflect.Value) string {
	if s := tag.Get("default"); s != "" {
		return s
	}
	if !f.Optional {
		return Required
	}
	switch {
	case value.Type() == reflect.TypeFor[Ref](), value.Kind() == reflect.String && value.Len() == 0, value.CanFloat() && math.IsInf(value.Float(), 0):
		return None
	case value.CanFloat(), value.CanInt(), value.Kind() == reflect.Bool, value.Kind() == reflect.String:
		return fmt.Sprint(value)
	}
	return None
}
