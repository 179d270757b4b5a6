package scenario

import "iter"

// A kind of node: the three things that YAML knows.
type kind int

const (
	scalar kind = iota
	sequence
	mapping
)

// A node is a piece of a scenario file that remembers where it stands. Trees
// are what extends and overrides work on, before anything is decoded; aliases
// and merge keys are already resolved in them, and keys are distinct.
type node struct {
	kind  kind
	src   *source
	line  int // from 1
	col   int // from 1, in characters
	style style

	tag   tag    // of a scalar
	value string // of a scalar

	entries []entry // of a mapping
	items   []*node // of a sequence
}

// An entry is a key of a mapping with its value.
type entry struct{ key, val *node }

// A tag says what a scalar is.
type tag int

const (
	isText tag = iota
	isNumber
	isBool
	isNull
	isDate
)

// A style says how a node was written; it does not change what it means,
// except that a quoted scalar is text.
type style int

const (
	plain style = iota
	quoted
	block // literal or folded text
	flow  // [a, b] or {a: b}
)

// get returns the value of a key of a mapping, or nil.
func (n *node) get(key string) *node {
	if i := n.find(key); i >= 0 {
		return n.entries[i].val
	}
	return nil
}

// find returns the index of the entry with the given key, or −1.
func (n *node) find(key string) int {
	for i := range n.entries {
		if n.entries[i].key.value == key {
			return i
		}
	}
	return -1
}

// remove takes the entry with the given key out of a mapping.
func (n *node) remove(key string) {
	if i := n.find(key); i >= 0 {
		n.entries = append(n.entries[:i:i], n.entries[i+1:]...)
	}
}

// put gives a key of a mapping a value, at its present place or at the end.
func (n *node) put(key, val *node) {
	if i := n.find(key.value); i >= 0 {
		n.entries[i] = entry{key, val}
		return
	}
	n.entries = append(n.entries, entry{key, val})
}

// pairs yields the keys and values of a mapping in file order.
func (n *node) pairs() iter.Seq2[*node, *node] {
	return func(yield func(k, v *node) bool) {
		for _, e := range n.entries {
			if !yield(e.key, e.val) {
				return
			}
		}
	}
}

// describe says what a node is, for "not …" in messages.
func (n *node) describe() string {
	switch n.kind {
	case mapping:
		return "a mapping"
	case sequence:
		return "a list"
	case scalar:
	}
	switch n.tag {
	case isNull:
		return "nothing"
	case isNumber:
		return "the number " + short(n.value)
	case isBool:
		return short(n.value)
	case isDate:
		return "the date " + short(n.value)
	case isText:
	}
	return `"` + short(n.value) + `"`
}
