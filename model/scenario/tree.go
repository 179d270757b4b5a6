package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Limits that keep a hostile file harmless.
const (
	maxDepth   = 40      // nesting; a scenario needs about ten levels
	maxNodes   = 500_000 // in a file, before aliases
	maxAliased = 100_000 // nodes that aliases and merge keys add
	maxKeys    = 5_000   // in one mapping
)

// parseTree parses the source into a tree. It returns nil after recording what
// keeps the source from being YAML of one document.
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

// load has the library parse exactly one document. A panic of the library
// becomes an error.
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

// syntax records why the library could not parse the source, in the words of
// this program, at the place that the library gave.
func syntax(src *source, err error, ps *problems) {
	many, isMany := errors.AsType[*yaml.LoadErrors](err)
	one, isOne := errors.AsType[*yaml.LoadError](err)
	switch {
	case errors.Is(err, errSecond):
		ps.in(src, secondDocument(src), 1, err)
	case errors.Is(err, io.EOF):
		ps.in(src, 0, 0, errors.New("this file holds nothing but comments; a scenario needs at least title, purpose, parties and issues"))
	case isMany && len(many.Errors) > 0:
		mark(src, many.Errors[0], ps)
	case isOne:
		mark(src, one, ps)
	default:
		ps.in(src, 0, 0, err)
	}
}

func mark(src *source, e *yaml.LoadError, ps *problems) {
	if e.Mark.Line < 1 {
		ps.in(src, 0, 0, fmt.Errorf("this is not YAML: %s", e.Message))
		return
	}
	line, col := e.Mark.Line, max(e.Mark.Column, 1)
	if strings.Contains(e.Message, "tab character") || strings.HasPrefix(strings.TrimLeft(src.line(line), " "), "\t") {
		tabs(src, line, ps)
		return
	}
	msg := e.Message
	if s, ok := plainWords[msg]; ok {
		msg = s
	}
	if name, ok := strings.CutPrefix(msg, "unknown anchor '"); ok {
		msg = "nothing above is marked &" + short(strings.TrimSuffix(name, "' referenced"))
	}
	c := e.ContextMark
	switch {
	case c.Line > 0 && src.atEnd(line):
		ps.in(src, c.Line, max(c.Column, 1), errors.New("what starts here is not closed before the file ends"))
		return
	case c.Line > 0 && e.ContextMsg != "" && (c.Line != line || c.Column != col):
		msg += fmt.Sprintf(" (%s that starts on line %d)", strings.NewReplacer("while parsing ", "in ", "while scanning ", "in ").Replace(e.ContextMsg), c.Line)
	}
	ps.in(src, line, col, errors.New(msg))
}

// plainWords says what the commonest messages of the library mean for
// somebody who writes a scenario.
var plainWords = map[string]string{
	"found character that cannot start any token":    "this character cannot start a value; put the text in quotes",
	"mapping values are not allowed in this context": "a colon with a space after it cannot stand here; put the text in quotes, or check the indentation",
	"did not find expected node content":             "a value is missing here",
	"did not find expected key":                      "the indentation does not fit the lines above",
	"did not find expected ',' or ']'":               "a comma or the closing ] is missing before this",
	"did not find expected ',' or '}'":               "a comma or the closing } is missing before this",
	"did not find expected '-' indicator":            "a list item that starts with - is missing here, or the indentation does not fit the lines above",
	"could not find expected ':'":                    "a colon is missing after the key",
	"found unexpected end of stream":                 "the file ends inside a quotation",
}

// tabs records that lines are indented with tabs, once for all of them.
func tabs(src *source, line int, ps *problems) {
	var others []string
	n := 0
	for i := line + 1; i <= src.count(); i++ {
		if strings.HasPrefix(strings.TrimLeft(src.line(i), " "), "\t") {
			if n++; n <= 8 {
				others = append(others, strconv.Itoa(i))
			}
		}
	}
	msg := "a tab indents this line; YAML wants spaces"
	if n > 0 {
		msg += fmt.Sprintf(", also on line%s %s", plural(n), strings.Join(others, ", "))
		if n > 8 {
			msg += fmt.Sprintf(" and %d more", n-8)
		}
	}
	before, _, _ := strings.Cut(src.line(line), "\t")
	ps.in(src, line, len(before)+1, errors.New(msg))
}

// secondDocument finds the line on which the second document starts.
func secondDocument(src *source) int {
	content := false
	for i := 1; i <= src.count(); i++ {
		l := src.line(i)
		switch t := strings.TrimSpace(l); {
		case strings.HasPrefix(l, "---") || strings.HasPrefix(l, "..."):
			if content {
				return i
			}
			content = len(t) > 3
		case t != "" && t[0] != '#' && t[0] != '%':
			content = true
		}
	}
	return 1
}

// treeBuilder turns the library's nodes into ours: it resolves aliases and
// merge keys within limits and reports duplicate keys.
type treeBuilder struct {
	src     *source
	ps      *problems
	nodes   int
	aliased int
	inAlias int
	open    map[*yaml.Node]bool // what aliases are being expanded
	stopped bool                // a limit was hit: the tree is not whole
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
		n.kind, n.tag, n.value = scalar, tagOf(y), y.Value
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

// alias expands an alias: what it stands for, as if written here, but with
// the places where it was written.
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
// are not given.
func (b *treeBuilder) mapping(n *node, y *yaml.Node, depth int) {
	at := make(map[string]*node, len(y.Content)/2)
	var merged []*node
	for i := 0; i+1 < len(y.Content) && !b.stopped; i += 2 {
		if len(n.entries) >= maxKeys {
			b.stop(n, fmt.Errorf("more than %d keys in one mapping", maxKeys))
			return
		}
		key := b.build(y.Content[i], depth+1)
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

// merge adds to n what a merge key brings, unless n has it already.
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

// dump writes a tree as YAML. The same tree gives the same bytes, and the
// bytes parse to the same tree.
func dump(root *node) (string, error) {
	var b bytes.Buffer
	d, err := yaml.NewDumper(&b, yaml.WithIndent(2), yaml.WithLineWidth(-1), yaml.WithUnicode(true))
	if err != nil {
		return "", err
	}
	if err := d.Dump(toYAML(root)); err != nil {
		return "", err
	}
	if err := d.Close(); err != nil {
		return "", err
	}
	return b.String(), nil
}

func toYAML(n *node) *yaml.Node {
	y := &yaml.Node{}
	switch n.kind {
	case scalar:
		y.Kind, y.Value, y.Tag = yaml.ScalarNode, n.value, tagNames[n.tag]
		switch {
		case n.tag == isNumber && strings.ContainsAny(n.value, ".eE"):
			y.Tag = "!!float"
		case n.style == quoted:
			y.Style = yaml.DoubleQuotedStyle
		case n.style == block:
			y.Style = yaml.LiteralStyle
		}
	case sequence:
		y.Kind, y.Tag = yaml.SequenceNode, "!!seq"
		for _, c := range n.items {
			y.Content = append(y.Content, toYAML(c))
		}
	case mapping:
		y.Kind, y.Tag = yaml.MappingNode, "!!map"
		for k, v := range n.pairs() {
			y.Content = append(y.Content, toYAML(k), toYAML(v))
		}
	}
	if n.style == flow {
		y.Style = yaml.FlowStyle
	}
	return y
}

var tagNames = [...]string{isText: "!!str", isNumber: "!!int", isBool: "!!bool", isNull: "!!null", isDate: "!!timestamp"}
