package scenario

import (
	"fmt"

	"sim/model"
	"sim/model/dist"
	"sim/model/registry"
)

// family decodes a distribution: a mapping whose single key names its family.
func (d *decoder) family(n *node, dom domain) (b model.Dist, name string, ok bool) {
	key, val, err := single(n, "distribution")
	if err != nil {
		if len(n.entries) > 0 {
			if _, unknown := dist.All.Lookup(n.entries[0].key.value); unknown != nil {
				d.at(n.entries[0].key, unknownFamily(n.entries[0].key.value))
				return nil, "", false
			}
		}
		d.at(n, err)
		return nil, "", false
	}
	e, err := dist.All.Lookup(key.value)
	if err != nil {
		d.at(key, unknownFamily(key.value))
		return nil, "", false
	}
	if e.Name == "truncated" {
		dom = anywhere // its bounds apply to the truncated distribution
	}
	b, ok = construct(d, e, val, dom)
	return b, e.Name, ok
}

// misspelt reports a number written as a mapping whose first key is unknown, where
// the key own is allowed, too.
func (d *decoder) misspelt(n *node, own string) bool {
	if n.kind != mapping || len(n.entries) == 0 || n.isNumber() || n.find(own) >= 0 {
		return false
	}
	d.at(n.entries[0].key, unknownFamily(n.entries[0].key.value, own))
	return true
}

func unknownFamily(name string, own ...string) error {
	known := append(append(dist.All.Names(), "value", "evidence", "known_to"), own...)
	return &registry.UnknownError{What: "distribution", Name: name, Known: known}
}

// single returns the only entry of a mapping.
func single(n *node, what string) (key, val *node, err error) {
	if len(n.entries) != 1 {
		return nil, nil, fmt.Errorf("%s is written with exactly one key, its name, not with %d", article(what), len(n.entries))
	}
	return n.entries[0].key, n.entries[0].val, nil
}
