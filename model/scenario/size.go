package scenario

import (
	"fmt"

	"sim/model"
)

// size is an amount of payoff: a number of stake units, or a worth on an issue.
type size struct {
	number
	worth dict[number] // one entry: the issue, and a share of its whole scale
}

// worthForm is a size that is written as a worth on an issue.
type worthForm struct {
	Worth    dict[number] `yaml:"worth" doc:"an issue, and the share of its whole scale that the amount is worth to the party" of:"each issue"`
	KnownTo  knownTo      `yaml:"known_to,omitempty" doc:"the party that alone knows the value of a draw; the others know the range" of:"party"`
	Evidence *evidence    `yaml:"evidence,omitempty" doc:"what the number rests on; without it the number counts as assumed"`
}

// sizeForm is everything that the mapping of a size may hold.
type sizeForm struct {
	Value    anything     `yaml:"value,omitempty" one:"amount"`
	Worth    dict[number] `yaml:"worth,omitempty" one:"amount" of:"each issue"`
	KnownTo  knownTo      `yaml:"known_to,omitempty" of:"party"`
	Evidence *evidence    `yaml:"evidence,omitempty"`
}

func (*size) form() any { return &sizeForm{} }

func (x *size) read(d *decoder, n *node, f field) {
	if d.misspelt(n, "worth") {
		x.at = n
		return
	}
	if n.kind != mapping || n.find("worth") < 0 {
		x.number.read(d, n, f)
		return
	}
	var w worthForm
	d.mapping(n, structAt(&w), f)
	x.worth = w.Worth
	if at := n.get("worth"); at.kind == mapping && len(x.worth.values) != 1 {
		d.at(at, fmt.Errorf("worth names one issue, such as {worth: {territory: 0.02 to 0.06}}, not %d", len(x.worth.values)))
	}
	for _, share := range x.worth.values {
		share.f.Name = f.Name
		share.domain, share.unit = f.domain(), "share of the issue"
		if share.evidence == nil {
			share.evidence = w.Evidence
		}
		if share.knownTo.at == nil {
			share.knownTo = w.KnownTo
		}
	}
}

func (x *size) absent(f field) { x.number.absent(f) }

// place is where the size is written; nil if it is left out.
func (x *size) place() *node {
	if x.worth.at != nil {
		return x.worth.at
	}
	return x.at
}

// amount is the number of which the size is made.
func (x *size) amount() *number {
	if len(x.worth.values) > 0 {
		return x.worth.values[0]
	}
	return &x.number
}

// model returns the size; only after references are resolved and columns given.
func (x *size) model() model.Size {
	s := model.Size{Amount: x.amount().result}
	if len(x.worth.values) > 0 {
		s.Issue = x.worth.keys[0].found
	}
	return s
}

func (x *size) schema(g *generator, f field) map[string]any {
	share := x.number.schema(g, f)
	form := g.form(&worthForm{}, f)
	worth := form["properties"].(map[string]any)["worth"].(map[string]any)
	worth["additionalProperties"], worth["minProperties"], worth["maxProperties"] = share, 1, 1
	return map[string]any{"anyOf": []any{share, form}}
}

// sizeAt decodes a size that is a parameter of a process.
type sizeAt struct {
	size
	to *model.Size
}

func (x *sizeAt) read(d *decoder, n *node, f field) {
	x.size.read(d, n, f)
	d.afterwards(func(*model.Bargain) { *x.to = x.model() })
}

func (x *sizeAt) absent(f field) {
	x.size.absent(f)
	*x.to = model.Size{Amount: x.result}
}
