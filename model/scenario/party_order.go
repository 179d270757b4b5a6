package scenario

import (
	"fmt"
	"slices"
	"strings"

	"sim/model/registry"
)

// partyOrder is a list that must name all parties, each once.
type partyOrder struct {
	at    *node
	name  string // of the parameter
	items []*ref
}

// partyOrder decodes the names of an order. Whether they are those of the
// parties is checked by checkOrders.
func (d *decoder) partyOrder(n *node, name string) (names registry.PartyOrder) {
	if n.kind != sequence {
		d.at(n, fmt.Errorf("%s must be a list of all parties, not %s", name, n.describe()))
		return nil
	}
	order := partyOrder{at: n, name: name}
	for _, item := range n.items {
		if item.kind != scalar {
			d.at(item, fmt.Errorf("%s must list names of parties, not %s", name, item.describe()))
			return nil
		}
		r := &ref{at: item, kind: "party", name: item.value}
		d.refs, order.items, names = append(d.refs, r), append(order.items, r), append(names, item.value)
	}
	d.orders = append(d.orders, order)
	return names
}

// checkOrders reports orders that name a party twice or leave one out.
func (d *decoder) checkOrders() {
	parties := d.names["party"]
	for _, o := range d.orders {
		once(d, o.items, o.name)
		var missing []string
		for _, name := range parties.list {
			if !slices.ContainsFunc(o.items, func(r *ref) bool { return r.name == name }) {
				missing = append(missing, name)
			}
		}
		if len(missing) > 0 {
			d.at(o.at, fmt.Errorf("%s must list all parties and leaves out %s", o.name, short(strings.Join(missing, ", "))))
		}
	}
}
