package scenario

import (
	"errors"
	"fmt"
	"strings"
)

// knownTo says who knows the value of a number in a draw: all, or a list with the
// party whose number it is.
type knownTo struct {
	at *node
	of list[ref]
}

func (k *knownTo) read(d *decoder, n *node, f field) {
	if n.kind == scalar && n.value == "all" {
		return
	}
	if n.kind == scalar && n.value == "nobody" {
		d.at(n, errors.New("a number that nobody knows is not possible yet; leave known_to out, and the range is the analyst's"))
		return
	}
	if d.expect(n, sequence, f, "all, or the party that alone knows the value, as a list") {
		k.at = n
		k.of.read(d, n, f)
	}
}

func (k *knownTo) schema(g *generator, f field) map[string]any {
	return map[string]any{"anyOf": []any{map[string]any{"const": "all"}, k.of.schema(g, f)}}
}

// checkPrivate reports numbers that cannot be private, and private numbers that
// everybody could work out.
func (f *file) checkPrivate(d *decoder) {
	for _, x := range d.numbers {
		if x.knownTo.at == nil {
			continue
		}
		owner, key := "", ""
		if parts := strings.SplitN(x.path, ".", 4); len(parts) > 2 && parts[0] == "parties" {
			owner, key = parts[1], parts[2]
		}
		if key != "disagreement_cost" {
			d.at(x.knownTo.at, fmt.Errorf("%s cannot be private; what a party may know alone is its disagreement_cost, or the strength", x.path))
			continue
		}
		for _, r := range x.knownTo.of.items {
			if r.found > 0 && r.name != owner {
				d.at(r.at, fmt.Errorf("what no agreement costs %s can only be known to itself: known_to: [%s]", owner, owner))
			}
		}
		switch {
		case len(x.knownTo.of.items) == 0:
			d.at(x.knownTo.at, fmt.Errorf("known_to names nobody; name the party that knows it: [%s]", owner))
		case x.input != nil && x.input.Dist == nil:
			d.at(x.knownTo.at, fmt.Errorf("%s is known to everybody: a private number needs a range", x.input.Written))
		}
	}
}
