package scenario

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"unicode/utf8"
)

// A dict is a named collection. Its keys declare things of the kind named in
// the of: tag, or refer to them if the tag starts with "each "; "free" keys are
// plain words. Its members are in the order of their names, so that the order
// of the file decides nothing, except where that order is meant (places).
type dict[T any] struct {
	at     *node
	keys   []ref
	values []*T
	listed []int // indices of the members in file order
}

// most is the largest size of a collection by kind: large enough for the
// published spatial models, small enough that no file takes minutes.
var most = map[string]int{"party": 1000, "issue": 500, "lever": 1000, "package": 100, "deadline": 100, "document": 1000, "total": 20}

func (c *dict[T]) read(d *decoder, n *node, f field) {
	c.at = n
	c.listed = d.places(n, f)
	c.values = make([]*T, len(c.listed))
	c.keys = d.entries(n, f, c.listed, func(i int) any {
		c.values[i] = new(T)
		return c.values[i]
	})
}

// places returns the index of each member of the named collection at n, in file
// order: its rank by name, or the file order itself where that is meant
// (packages are tabled in it) or only seen (documents, plain words). It reports
// and drops entries that are pieces of numbers with decimal commas.
func (d *decoder) places(n *node, f field) []int {
	n.entries = slices.DeleteFunc(n.entries, func(e entry) bool {
		cut := cutByComma(e.key, e.val)
		if cut {
			d.at(e.key, fmt.Errorf("%s is no name; %s entry", short(e.key.value), pointHint))
		}
		return cut
	})
	kind, refers := cutEach(f.what())
	byName := make([]int, len(n.entries))
	for i := range byName {
		byName[i] = i
	}
	if limit := most[kind]; limit > 0 && len(byName) > limit {
		byName = byName[:limit]
	}
	if refers || kind != "package" && kind != "document" && kind != "free" {
		slices.SortStableFunc(byName, func(i, j int) int {
			return cmp.Compare(n.entries[i].key.value, n.entries[j].key.value)
		})
	}
	place := make([]int, len(byName))
	for rank, i := range byName {
		place[i] = rank
	}
	return place
}

// entries reads the named collection at n and returns its keys. The member that
// is i-th in the file has the index place[i]; its value is stored where at
// points for that index.
func (d *decoder) entries(n *node, f field, place []int, at func(i int) any) []ref {
	if !d.expect(n, mapping, f, "a mapping of names to entries") {
		return nil
	}
	kind, refers := cutEach(f.what())
	keys := make([]ref, len(place))
	next := 0
	for key, val := range n.pairs() {
		if next == len(place) {
			d.at(key, fmt.Errorf("more than %d entries in %s", next, f.Name))
			return keys
		}
		i := place[next]
		next++
		if _, ok := d.outdated(n, key); ok {
			continue
		}
		r := ref{at: key, kind: kind, name: key.value}
		switch {
		case refers:
		case kind == "free":
			switch {
			case key.value == "":
				d.at(key, fmt.Errorf("this name in %s is empty", f.Name))
			case utf8.RuneCountInString(key.value) > maxName:
				d.at(key, fmt.Errorf("this name in %s is longer than %d letters", f.Name, maxName))
			}
		case kind == "faction":
			if !isFactionName(key.value) {
				d.at(key, fmt.Errorf("%q cannot be the name of a faction: it is PARTY.NAME, such as north.parliament%s", short(key.value), bracketed(disguised(key.value))))
			}
		case !isName(key.value):
			d.at(key, fmt.Errorf("%q cannot be the name of %s: a name starts with a letter and has letters, digits, _ and - only, at most 64%s",
				short(key.value), article(kind), bracketed(disguised(key.value))))
		}
		keys[i] = r
		if refers {
			d.refs = append(d.refs, &keys[i])
		}
		d.path = append(d.path, key.value)
		d.value(val, at(i), f.item(short(key.value)))
		d.path = d.path[:len(d.path)-1]
	}
	return keys
}

func (c *dict[T]) member() any { return new(T) }

func (c *dict[T]) schema(g *generator, f field) map[string]any { return g.entries(new(T), f) }

// entries returns the schema of a named collection with such members.
func (g *generator) entries(member any, f field) map[string]any {
	kind, _ := cutEach(f.what())
	s := map[string]any{"type": "object", "additionalProperties": g.member(member, f)}
	s["propertyNames"] = map[string]any{"pattern": "^" + namePattern + "$"}
	if kind == "faction" {
		s["propertyNames"] = map[string]any{"pattern": "^" + namePattern + `\.` + namePattern + "$"}
	}
	if kind == "free" {
		s["propertyNames"] = map[string]any{"minLength": 1, "maxLength": maxName}
	}
	if limit := most[kind]; limit > 0 {
		s["maxProperties"] = limit
	}
	return s
}

func cutEach(what string) (kind string, refers bool) {
	if len(what) > 5 && what[:5] == "each " {
		return what[5:], true
	}
	return what, false
}

// A list is written as [a, b] or with one dash per item.
type list[T any] struct {
	at    *node
	items []*T
}

func (l *list[T]) read(d *decoder, n *node, f field) {
	l.at = n
	d.items(n, f, func(int) any {
		v := new(T)
		l.items = append(l.items, v)
		return v
	})
}

// items reads the list at n, storing item i where at(i) points.
func (d *decoder) items(n *node, f field, at func(i int) any) {
	if n.kind == scalar {
		d.at(n, fmt.Errorf("%s must be a list; write [%s]", f.Name, short(n.value)))
		return
	}
	if !d.expect(n, sequence, f, "a list") {
		return
	}
	if len(n.items) > maxKeys {
		d.at(n, fmt.Errorf("more than %d items in %s", maxKeys, f.Name))
		return
	}
	f = f.item("an item of " + f.Name)
	for i, c := range n.items {
		d.path = append(d.path, strconv.Itoa(i))
		d.value(c, at(i), f)
		d.path = d.path[:len(d.path)-1]
	}
}

func (l *list[T]) member() any { return new(T) }

func (l *list[T]) schema(g *generator, f field) map[string]any { return g.list(new(T), f) }

// list returns the schema of a list of such items.
func (g *generator) list(item any, f field) map[string]any {
	whole := *g
	whole.variant = false // a list replaces the one that it overrides, so its items must be complete
	return map[string]any{"type": "array", "items": whole.of(item, f)}
}

// shares are members of one kind with a number each, or a list of them that all
// count alike.
type shares[T any] struct {
	dict[T]
	even list[ref]
}

func (c *shares[T]) read(d *decoder, n *node, f field) {
	if n.kind == mapping {
		c.dict.read(d, n, f)
		return
	}
	c.even.read(d, n, listOf(f))
}

func (c *shares[T]) schema(g *generator, f field) map[string]any {
	list := map[string]any{"type": "array", "items": (&ref{}).schema(g, field{})}
	return map[string]any{"anyOf": []any{list, c.dict.schema(g, f)}}
}

// listOf is the field of the list of what the field of the mapping refers to.
func listOf(f field) field {
	kind, _ := cutEach(f.what())
	f.tag = reflect.StructTag(`of:"` + kind + `"`)
	return f
}

// place is where the members are listed; nil if they are not.
func (c *shares[T]) place() *node {
	if c.even.at != nil {
		return c.even.at
	}
	return c.at
}
