package scenario

import (
	"bytes"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v4"
)

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
		case n.style == quoted, n.tag == isText && n.style == plain && !unquoted(n.value):
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

// unquoted reports whether text can surely stand without quotes, wherever it
// stands. Text that a dumper would have to put in quotes of its own choice would
// not be written the same way once it has been read.
func unquoted(text string) bool {
	previous := ' '
	for _, r := range text {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		if !letter && (previous == ' ' || !strings.ContainsRune(" .-_/()'’%;+*=<>", r)) && r != '-' {
			return false
		}
		previous = r
	}
	return previous != ' ' && !strings.HasPrefix(text, "- ") && !strings.HasPrefix(text, "---")
}
