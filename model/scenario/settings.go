package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model/registry"
)

// A Setting is what a settings file says about one key.
type Setting struct {
	Value     string   // as written; of a list nothing
	List      []string // of a list: its items; else nil
	Line, Col int      // where the value stands, from 1
}

// ReadSettings reads a flat file of settings, key: value or key: [value, …],
// as strictly as a scenario: a key that is not among known, one that stands
// twice, a number that is not plain decimal and whatever is no YAML come back
// in an *Error with their places. A file without any setting is no mistake.
func ReadSettings(path string, known []string) (map[string]Setting, error) {
	text, err := readFile(nil, path)
	if err != nil {
		return nil, fileError(path, "%s", err)
	}
	if hollow(string(text)) {
		return nil, nil
	}
	var ps problems
	src, ok := newSource(path, text, &ps)
	if !ok {
		return nil, ps.err()
	}
	root := parseTree(src, &ps)
	if root == nil {
		return nil, ps.err()
	}
	if root.kind != mapping {
		ps.at(root, fmt.Errorf("settings are written key: value, not %s", root.describe()))
		return nil, ps.err()
	}
	settings := map[string]Setting{}
	for key, val := range root.pairs() {
		if !slices.Contains(known, key.value) {
			ps.at(key, &registry.UnknownError{What: "setting", Name: key.value, Known: known})
			continue
		}
		settings[key.value] = setting(&ps, key.value, val)
	}
	return settings, ps.err()
}

func setting(ps *problems, key string, n *node) Setting {
	s := Setting{Line: n.line, Col: n.col}
	switch n.kind {
	case scalar:
		s.Value = plainly(ps, key, n)
	case sequence:
		s.List = []string{}
		for _, item := range n.items {
			if item.kind != scalar {
				ps.at(item, fmt.Errorf("%s lists names, not %s", key, item.describe()))
				continue
			}
			s.List = append(s.List, plainly(ps, key, item))
		}
	case mapping:
		ps.at(n, fmt.Errorf("%s takes a value or a list of them, not a mapping", key))
	}
	return s
}

// plainly is a value as written, if it means what it looks like.
func plainly(ps *problems, key string, n *node) string {
	switch n.tag {
	case isNull:
		ps.at(n, fmt.Errorf("%s has no value; leave the key out if none is meant", key))
	case isNumber:
		if _, err := parseDecimal(n.value); err != nil {
			ps.at(n, err)
		}
	case isBool, isText, isDate:
		if n.style == plain && octalForm.MatchString(n.value) && decimalForm.MatchString(n.value) {
			ps.at(n, errors.New("a number does not start with a 0; take it away, or use quotes"))
		}
	}
	return n.value
}

// hollow reports whether text holds nothing but comments and white space.
func hollow(text string) bool {
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}
