package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model"
)

// An Aim is what a holder of levers wants where it is not its own payoff.
type Aim struct {
	Party    int     // index in Bargain.Parties
	Wants    Measure // the more the better
	Evidence *model.Evidence
}

// aim is an entry of aims.
type aim struct {
	Wants    wanted    `yaml:"wants" doc:"the measure of which it wants as much as possible, on average over draws: payoff.PARTY, utility.PARTY, share(\"settlement\"), or a sum of such"`
	Evidence *evidence `yaml:"evidence,omitempty" doc:"what the aim rests on; without it it counts as assumed"`
}

// wanted is the text of a measure.
type wanted struct{ condition }

func (w *wanted) read(d *decoder, n *node, f field) {
	if d.expect(n, scalar, f, "a measure such as payoff.north") {
		w.at, w.text = n, strings.TrimSpace(n.value)
	}
}

// aims parses the aims of the file against its names.
func (f *file) aims(d *decoder, b *model.Bargain) (list []Aim) {
	for i, a := range f.Aims.values {
		party := f.Aims.keys[i].index()
		if a.Wants.at == nil || party < 0 {
			continue
		}
		m, err := ParseMeasure(a.Wants.text, b)
		if place, ok := errors.AsType[*ExpressionError](err); ok {
			d.in(a.Wants.at.src, a.Wants.at.line, a.Wants.column(place.Col), place.Err)
			continue
		}
		if m.Theory != "" {
			d.at(a.Wants.at, fmt.Errorf("it names %s, where every theory is asked about; leave the theory out", m.Theory))
			continue
		}
		if !slices.ContainsFunc(b.Levers, func(l model.Lever) bool { return l.Holder == party }) {
			d.at(f.Aims.keys[i].at, fmt.Errorf("%s holds no lever, so what it wants changes nothing; give it one, or leave its aim out", f.Aims.keys[i].name))
			continue
		}
		list = append(list, Aim{party, m, a.Evidence.model()})
	}
	return list
}
