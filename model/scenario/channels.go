package scenario

import (
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// channel is what an effect moves: power or patience, or the path of a
// probability or hazard of a process.
type channel struct {
	at    *node
	value string
}

const processPrefix = "processes."

func (c *channel) read(d *decoder, n *node, f field) {
	if !d.expect(n, scalar, f, "one of "+strings.Join(f.words(), ", ")+", or the path of a probability or hazard of a process") {
		return
	}
	if d.outdatedMove(n) {
		return
	}
	c.at = n
	if !strings.HasPrefix(n.value, processPrefix) && !slices.Contains(f.words(), n.value) {
		d.at(n, &registry.UnknownError{What: f.noun(), Name: n.value, Known: f.words()})
		return
	}
	c.value = n.value
}

func (c *channel) schema(_ *generator, f field) map[string]any {
	return map[string]any{"anyOf": []any{
		map[string]any{"enum": anys(f.words())},
		map[string]any{"type": "string", "pattern": `^processes\.`},
	}}
}

// movement returns what an effect on the channel does, and whether it does it to
// a party.
func (c *channel) movement() (does model.Verb, party bool) {
	switch c.value {
	case "power":
		return model.MovesPower, true
	case "patience":
		return model.MovesPatience, true
	}
	return model.MovesProcess, false
}

// checkPaths reports effects on a number of a process that does not exist, or
// is neither a probability nor a hazard.
func (f *file) checkPaths(d *decoder) {
	var known []string
	for _, x := range f.numbers {
		if x.movable {
			known = append(known, x.path)
		}
	}
	for _, l := range f.Levers.values {
		for _, e := range l.Effects.items {
			if strings.HasPrefix(e.Moves.value, processPrefix) && !slices.Contains(known, e.Moves.value) {
				d.at(e.Moves.at, &registry.UnknownError{What: "probability or hazard of a process", Name: e.Moves.value, Known: known})
			}
		}
	}
}
