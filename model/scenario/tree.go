package scenario

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/unicode/norm"
)

// Limits that make hostile files harmless.
const (
	maxDepth   = 40      // nesting; a scenario needs about ten levels
	maxNodes   = 500_000 // per file, before aliases
	maxAliased = 100_000 // nodes added by aliases and merge keys
	maxKeys    = 5_000   // per mapping
)

// parseTree parses the source into a tree. It returns nil after recording why
// the source is not a single YAML document.
func parseTree(src *source, ps *problems) *node {
	doc, err := load(src)
	if err != nil {
		syntax(src, err, ps)
		return nil
	}
	b := treeBuilder{src: src, ps: ps}
	root := b.build(doc, 0)
	if b.stopped {
		return nil
	}
	return root
}

var errSecond = errors.New("a second document starts here; a scenario file holds one")

// load parses exactly one document with the YAML library. It converts panics of
// the library to errors.
func load(src *source) (root *yaml.Node, err error) {
	defer func() {
		if r := recover(); r != nil {
			root, err = nil, fmt.Errorf("this file cannot be parsed as YAML: %v", r)
		}
	}()
	loader, err := yaml.NewLoader(strings.NewReader(src.text))
	if err != nil {
		return nil, err
	}
	var doc, second yaml.Node
	if err := loader.Load(&doc); err != nil {
		return nil, err
	}
	if err := loader.Load(&second); !errors.Is(err, io.EOF) {
		return nil, errSecond
	}
	if len(doc.Content) == 0 {
		return nil, io.EOF
	}
	return doc.Content[0], nil
}

// treeBuilder converts the library's nodes to ours: it resolves aliases and
// merge keys within limits and reports duplicate keys.
type treeBuilder struct {
	src     *source
	ps      *problems
	nodes   int
	aliased int
	inAlias int
	open    map[*yaml.Node]bool // aliases being expanded
	stopped bool                // a limit was reached: the tree is incomplete
}

func (b *treeBuilder) build(y *yaml.Node, depth int) *node {
	n := &node{src: b.src, line: max(y.Line, 1), col: max(y.Column, 1)}
	switch {
	case b.stopped:
		return n
	case depth > maxDepth:
		b.stop(n, fmt.Errorf("nested more than %d levels deep", maxDepth))
		return n
	case y.Kind == yaml.AliasNode:
		return b.alias(y, depth)
	}
	b.count(n)
	n.style = styleOf(y)
	if y.Style&yaml.TaggedStyle != 0 {
		b.ps.at(n, fmt.Errorf("the tag %s means nothing in a scenario; leave it out", short(y.Tag)))
	}
	switch y.Kind {
	case yaml.ScalarNode:
		n.kind, n.tag, n.value = scalar, tagOf(y), norm.NFC.String(y.Value) // escapes write letters, too
		if strings.ContainsRune(n.value, 0) {
			b.ps.at(n, errors.New("a NUL character stands in this text; leave it out"))
		}
	case yaml.SequenceNode:
		n.kind = sequence
		for _, c := range y.Content {
			n.items = append(n.items, b.build(c, depth+1))
		}
	case yaml.MappingNode:
		n.kind = mapping
		b.mapping(n, y, depth)
	case yaml.DocumentNode, yaml.AliasNode, yaml.StreamNode:
		b.ps.at(n, errors.New("this is no mapping, list or value"))
	}
	return n
}

// alias expands an alias as if its target were written here, but keeps the
// locations of the target.
func (b *treeBuilder) alias(y *yaml.Node, depth int) *node {
	if b.open[y.Alias] {
		n := &node{src: b.src, line: max(y.Line, 1), col: max(y.Column, 1), tag: isNull}
		b.stop(n, fmt.Errorf("*%s stands inside what it stands for", short(y.Value)))
		return n
	}
	if b.open == nil {
		b.open = map[*yaml.Node]bool{}
	}
	b.open[y.Alias] = true
	b.inAlias++
	n := b.build(y.Alias, depth+1)
	b.inAlias--
	delete(b.open, y.Alias)
	return n
}

func (b *treeBuilder) count(n *node) {
	b.nodes++
	if b.inAlias > 0 {
		b.aliased++
	}
	switch {
	case b.nodes-b.aliased > maxNodes:
		b.stop(n, fmt.Errorf("this file holds more than %d values, the most that is read", maxNodes))
	case b.aliased > maxAliased:
		b.stop(n, fmt.Errorf("aliases blow this file up to more than %d values", maxAliased))
	}
}

func (b *treeBuilder) stop(n *node, err error) {
	b.stopped = true
	b.ps.at(n, err)
}

// mapping fills n with the keys of y: its own, then those of merge keys that
// are not present yet.
func (b *treeBuilder) mapping(n *node, y *yaml.Node, depth int) {
	at := make(map[string]*node, len(y.Content)/2)
	var merged []*node
	for i := 0; i+1 < len(y.Content) && !b.stopped; i += 2 {
		if len(n.entries) >= maxKeys {
			b.stop(n, fmt.Errorf("more than %d keys in one mapping", maxKeys))
			return
		}
		key := b.build(y.Content[i], depth+1)
		if key.kind == scalar && key.style == plain && oddBlank(key.value) != 0 && b.src.oddIndent(key.line, b.ps) {
			b.stopped = true // the file reads as something else than was meant
			return
		}
		if y.Content[i].Tag == "!!merge" {
			merged = append(merged, b.build(y.Content[i+1], depth+1))
			continue
		}
		val := b.build(y.Content[i+1], depth+1)
		if key.kind != scalar {
			b.ps.at(key, fmt.Errorf("a key is a name, not %s", key.describe()))
			continue
		}
		if first, twice := at[key.value]; twice {
			b.ps.at(key, fmt.Errorf("duplicate key %q: it already stands on line %d", short(key.value), first.line))
			continue
		}
		at[key.value] = key
		n.entries = append(n.entries, entry{key, val})
	}
	for _, m := range merged {
		b.merge(n, m, at)
	}
}

// merge adds to n the keys of a merge key that n does not have yet.
func (b *treeBuilder) merge(n, from *node, at map[string]*node) {
	switch from.kind {
	case mapping:
		for k, v := range from.pairs() {
			if _, given := at[k.value]; !given && len(n.entries) < maxKeys {
				at[k.value] = k
				n.entries = append(n.entries, entry{k, v})
			}
		}
	case sequence:
		for _, m := range from.items {
			if m.kind != mapping {
				b.ps.at(m, fmt.Errorf("the merge key << takes mappings, not %s", m.describe()))
				continue
			}
			b.merge(n, m, at)
		}
	case scalar:
		b.ps.at(from, fmt.Errorf("the merge key << takes a mapping or a list of mappings, not %s", from.describe()))
	}
}

func styleOf(y *yaml.Node) style {
	switch {
	case y.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0:
		return quoted
	case y.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return block
	case y.Style&yaml.FlowStyle != 0:
		return flow
	}
	return plain
}

func tagOf(y *yaml.Node) tag {
	switch y.Tag {
	case "!!int", "!!float":
		return isNumber
	case "!!bool":
		return isBool
	case "!!null":
		return isNull
	case "!!timestamp":
		return isDate
	}
	return isText
}
