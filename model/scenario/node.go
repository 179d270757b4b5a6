package scenario

import "iter"

// kind is the kind of a node: the three that YAML has.
type kind int

const (
	scalar kind = iota
	sequence
	mapping
)

// A node is a piece of a scenario file with its location. extends and overrides
// work on trees, before anything is decoded. In a tree, aliases and merge keys
// are resolved and keys are distinct.
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

// A tag is the type of a scalar.
type tag int

const (
	isText tag = iota
	isNumber
	isBool
	isNull
	isDate
)

// A style is how a node was written. It does not change the meaning, except
// that a quoted scalar is text.
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

// remove deletes the entry with the given key from a mapping.
func (n *node) remove(key string) {
	if i := n.find(key); i >= 0 {
		n.entries = append(n.entries[:i:i], n.entries[i+1:]...)
	}
}

// put sets the value of a key of a mapping, at its present position or at the
// end.
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

// describe describes a node, to follow "not" in messages.
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
