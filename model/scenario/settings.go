package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model/registry"
)

// A Setting is the value of one key in a settings file.
type Setting struct {
	Key       string   // as written, which may be an old name of the setting
	Value     string   // as written; empty for a list
	List      []string // items of a list; else nil
	Line, Col int      // location of the value, from 1
}

// ReadSettings reads a flat file of settings, key: value or key: [value, …], as
// strictly as a scenario. The error is an *Error with the location of each
// unknown or duplicate key, number that is not a plain decimal, or YAML error.
// A file without settings is valid. Old names of settings, which renamed maps to
// those of today, are read as these.
func ReadSettings(path string, known []string, renamed map[string]string) (map[string]Setting, error) {
	text, err := readFile(nil, path, true)
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
		name := cmp.Or(renamed[key.value], key.value)
		if !slices.Contains(known, name) {
			ps.at(key, &registry.UnknownError{What: "setting", Name: key.value, Known: known})
			continue
		}
		if first, twice := settings[name]; twice {
			ps.at(key, fmt.Errorf("%s and %s are the same setting; keep %s", first.Key, key.value, name))
			continue
		}
		settings[name] = setting(&ps, key.value, val)
	}
	return settings, ps.err()
}

func setting(ps *problems, key string, n *node) Setting {
	s := Setting{Key: key, Line: n.line, Col: n.col}
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

// plainly returns a value as written, if YAML reads it the same way.
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

// hollow reports whether text contains only comments and white space.
func hollow(text string) bool {
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}
