package scenario

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// valueAt returns the decoder of the value that p points to: p itself if its
// type is one of the language, or a decoder of a process parameter. It is nil
// for a mapping with the keys of a struct.
func valueAt(p any) value {
	switch p := p.(type) {
	case value:
		return p
	case *model.Number:
		return &numberAt{to: p}
	case *model.Parameter:
		return &parameterAt{to: p}
	case *model.Size:
		return &sizeAt{to: p}
	case *model.Requirement:
		return &requirementAt{to: p}
	case *registry.Ref:
		return &refAt{to: p}
	case *registry.Pair:
		return &pairAt{to: p}
	case *int:
		return &wholeAt{to: p}
	case *bool:
		return &truthAt{to: p}
	case *processes:
		return nil
	}
	v := reflect.ValueOf(p).Elem()
	switch p := p.(type) {
	case registry.PerName:
		return &eachAt{v}
	case registry.Short:
		return &shortAt{v, p.Short()}
	}
	if v.Kind() != reflect.Slice {
		return nil
	}
	if v.Type().Implements(reflect.TypeFor[registry.ByName]()) {
		return &namedAt{v}
	}
	return &listAt{v}
}

// structAt returns the struct that p points to.
func structAt(p any) reflect.Value {
	if p, ok := p.(*processes); ok {
		return p.params
	}
	return reflect.ValueOf(p).Elem()
}

// Each of the following types decodes a value of the language into a parameter
// of a process, at once or, if it depends on the rest of the file, afterwards.

type numberAt struct {
	number
	to *model.Number
}

func (x *numberAt) read(d *decoder, n *node, f field) {
	x.number.read(d, n, f)
	d.afterwards(func(*model.Bargain) { *x.to = x.result })
}

func (x *numberAt) absent(f field) {
	x.number.absent(f)
	*x.to = x.result
}

type parameterAt struct {
	number
	to *model.Parameter
}

func (x *parameterAt) read(d *decoder, n *node, f field) {
	x.number.read(d, n, f)
	x.movable = true
	d.afterwards(func(b *model.Bargain) { *x.to = b.Parameter(x.result, x.path) })
}

func (x *parameterAt) absent(f field) {
	x.number.absent(f)
	x.to.Number = x.result
}

type refAt struct {
	ref
	to *registry.Ref
}

func (r *refAt) read(d *decoder, n *node, f field) {
	r.ref.read(d, n, f)
	d.afterwards(func(*model.Bargain) { *r.to = registry.Ref(r.found) })
}

type pairAt struct {
	list[ref]
	to *registry.Pair
}

func (p *pairAt) read(d *decoder, n *node, f field) {
	p.list.read(d, n, f)
	if len(p.items) != len(p.to) || p.items[0].name == p.items[1].name {
		d.at(n, fmt.Errorf("%s must name two different %s", f.Name, many(f.what())))
		return
	}
	d.afterwards(func(*model.Bargain) {
		for i, r := range p.items {
			p.to[i] = registry.Ref(r.found)
		}
	})
}

// many returns the plural of the name of a kind.
func many(kind string) string {
	if stem, ok := strings.CutSuffix(kind, "y"); ok {
		return stem + "ies"
	}
	return kind + "s"
}

type wholeAt struct {
	whole
	to *int
}

func (w *wholeAt) read(d *decoder, n *node, f field) {
	w.whole.read(d, n, f)
	*w.to = int(w.value)
}

type truthAt struct {
	truth
	to *bool
}

func (t *truthAt) read(d *decoder, n *node, f field) {
	t.truth.read(d, n, f)
	*t.to = t.value
}

// listAt decodes a list into a slice.
type listAt struct{ to reflect.Value }

func (l *listAt) read(d *decoder, n *node, f field) {
	l.to.Set(reflect.MakeSlice(l.to.Type(), len(n.items), len(n.items))) // items must not move while they are being filled
	d.items(n, f, func(i int) any { return l.to.Index(i).Addr().Interface() })
}

func (l *listAt) member() any { return reflect.New(l.to.Type().Elem()).Interface() }

func (l *listAt) schema(g *generator, f field) map[string]any { return g.list(l.member(), f) }

// namedAt decodes a named collection into a registry.Named.
type namedAt struct{ to reflect.Value }

func (c *namedAt) read(d *decoder, n *node, f field) {
	place := d.places(n, f)
	c.to.Set(reflect.MakeSlice(c.to.Type(), len(place), len(place)))
	item := func(i int, field string) reflect.Value { return c.to.Index(i).FieldByName(field) }
	keys := d.entries(n, f, place, func(i int) any { return item(i, "Value").Addr().Interface() })
	if kind, refers := cutEach(f.what()); !refers {
		d.declare(kind, n, keys, place)
	}
	d.afterwards(func(*model.Bargain) {
		for i := range keys {
			item(i, "Name").SetString(keys[i].name)
			item(i, "Ref").SetInt(int64(keys[i].found))
		}
	})
}

func (c *namedAt) member() any {
	f, _ := c.to.Type().Elem().FieldByName("Value")
	return reflect.New(f.Type).Interface()
}

func (c *namedAt) schema(g *generator, f field) map[string]any { return g.entries(c.member(), f) }

// eachAt decodes one value for all, or one per name, into a registry.Each.
type eachAt struct{ to reflect.Value }

func (e *eachAt) all() any { return e.to.FieldByName("All").Addr().Interface() }

func (e *eachAt) own() *namedAt { return &namedAt{e.to.FieldByName("Own")} }

func (e *eachAt) read(d *decoder, n *node, f field) {
	if n.kind != mapping || n.isNumber() {
		d.value(n, e.all(), f)
		return
	}
	e.absent(f)
	e.own().read(d, n, f)
}

func (e *eachAt) absent(f field) {
	if a, ok := valueAt(e.all()).(absent); ok {
		a.absent(f)
	}
}

func (e *eachAt) member() any { return e.own().member() }

func (e *eachAt) schema(g *generator, f field) map[string]any {
	return map[string]any{"anyOf": []any{g.of(e.all(), f), e.own().schema(g, f)}}
}

// shortAt decodes a registry.Short: its field, or a mapping with its keys.
type shortAt struct {
	to   reflect.Value
	main string // name of the field
}

func (s *shortAt) form() any { return s.to.Addr().Interface() }

func (s *shortAt) read(d *decoder, n *node, f field) {
	fs := d.of(s.to.Type())
	if n.kind == mapping && slices.ContainsFunc(fs, func(f field) bool { return n.find(f.Name) >= 0 }) {
		d.mapping(n, s.to, f)
		return
	}
	d.absent(s.to, fs, nil)
	in, of := s.field(fs)
	of.Name = f.Name
	d.value(n, in, of)
}

// field is the field that stands for the whole.
func (s *shortAt) field(fs []field) (any, field) {
	i := slices.IndexFunc(fs, func(f field) bool { return f.Name == s.main })
	return s.to.Field(fs[i].Index).Addr().Interface(), fs[i]
}

func (s *shortAt) schema(g *generator, _ field) map[string]any {
	in, of := s.field(fieldsOf(s.to.Type()))
	whole := generator{defs: g.defs}
	return map[string]any{"anyOf": []any{g.of(in, of), whole.object(s.to)}}
}
