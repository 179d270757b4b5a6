package scenario

import (
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// channel is what an effect moves: one of the channels that its of: tag lists,
// or the path of a probability or hazard of a process.
type channel struct {
	at    *node
	value string
}

const processPrefix = "processes."

func (c *channel) read(d *decoder, n *node, f field) {
	if !d.expect(n, scalar, f, "one of "+strings.Join(f.words(), ", ")+", or the path of a probability or hazard of a process") {
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

// movement returns the keys that the effect needs; ok is false if its channel
// is unknown.
func (c *channel) movement() (m movement, ok bool) {
	if strings.HasPrefix(c.value, processPrefix) {
		return movement{channel: model.MovesProcess, push: true}, true
	}
	m, ok = movements[c.value]
	return m, ok
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
