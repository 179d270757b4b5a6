package scenario

import (
	"errors"
	"fmt"
	"slices"
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
		if !slices.Contains([]string{"disagreement_cost", "reservation_value", "walks_away"}, key) {
			d.at(x.knownTo.at, fmt.Errorf("%s cannot be private; what a party may know alone is its disagreement_cost, reservation_value or walks_away, or the strength", x.path))
			continue
		}
		for _, r := range x.knownTo.of.items {
			if r.found > 0 && r.name != owner {
				d.at(r.at, fmt.Errorf("%s can only be known to %s itself: known_to: [%s]", x.path, owner, owner))
			}
		}
		switch {
		case len(x.knownTo.of.items) == 0:
			d.at(x.knownTo.at, fmt.Errorf("known_to names nobody; name the party that knows it: [%s]", owner))
		case x.input != nil && x.input.Dist == nil:
			d.at(x.knownTo.at, fmt.Errorf("%s is known to everybody: a private number needs a range", x.input.Written))
		}
	}
	for i, p := range f.Parties.values {
		f.checkSecrets(d, i, p)
	}
}

// checkSecrets reports a party with more than one private number, and a private
// term of walks_away that is not the only one, or of which more does not always mean
// that the party needs more.
func (f *file) checkSecrets(d *decoder, i int, p *party) {
	name, walk := f.Parties.keys[i].name, p.WalksAway.private()
	if at := p.DisagreementCost.amount().knownTo.at; at != nil && (p.ReservationValue.knownTo.at != nil || walk != nil) {
		d.at(at, fmt.Errorf("%s knows another number alone already; a party has one private number", name))
	}
	if walk == nil {
		return
	}
	if len(p.WalksAway.of) > 1 || len(p.WalksAway.of[0].values) > 1 {
		d.at(walk.knownTo.at, fmt.Errorf("a private walks_away is a single term; %s walks away at several", name))
		return
	}
	k := p.WalksAway.of[0].keys[0].index()
	if k < 0 {
		return // which is reported already
	}
	for j, r := range f.Issues.values[k].Positions.keys {
		p := f.Issues.values[k].Positions.values[j]
		wants, _ := sided(&p.Ideal, &p.AtLeast, &p.AtMost)
		if r.index() != i || wants.input == nil || walk.input == nil {
			continue
		}
		lo, hi := f.Issues.values[k].scale.Bounds() // a term beyond them counts as the nearer end
		if min(walk.most(), hi) > wants.least() && max(walk.least(), lo) < wants.most() {
			d.at(walk.at, fmt.Errorf("a private walks_away lies on one side of what the party wants, %s for %s; %s may lie on either", wants.input.Written, name, walk.input.Written))
		}
	}
}
