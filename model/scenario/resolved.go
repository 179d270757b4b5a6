package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// resolved is the block of a case that has ended.
type resolved struct {
	Inputs  choice       `yaml:"inputs" doc:"whether the inputs were published before the outcome, published by others but not before it, or written afterwards, when it was known; the first two are a record of theories, in which the second is marked, and then every position, salience and power needs a source with a date: before that of the outcome for the first; the second needs a caveat" of:"before|published|afterwards"`
	Outcome choice       `yaml:"outcome" doc:"the class of outcome in which it ended" of:"settlement|ceasefire|partial|stalemate|escalation|collapsed"`
	Date    date         `yaml:"date" doc:"of the outcome: a year, a month or a day, such as 1978-09-17"`
	Caveat  text         `yaml:"caveat,omitempty" doc:"what whoever reads a score of the case must know: what its dates rest on, who chose its issues and coded what was agreed; sim score prints it"`
	Agreed  dict[agreed] `yaml:"agreed,omitempty" doc:"where issues ended; those of which nothing is known are left out" of:"each issue"`
}

// agreed is where an issue ended.
type agreed struct {
	Value    ending    `yaml:"value" doc:"an amount in the issue's own unit or the name of a label, or where sources disagree a list of the lowest and the highest"`
	Evidence *evidence `yaml:"evidence" doc:"the text of what was agreed, or who reports it"`
}

// ending is an amount, a label, or a list of two of them; which labels there
// are is known once all issues are.
type ending struct {
	at     *node
	bounds [2]float64
}

func (e *ending) read(d *decoder, n *node, f field) {
	if n.kind == sequence && len(n.items) != 2 {
		d.at(n, fmt.Errorf("%s must be one amount, or a list of the lowest and the highest, not of %d", f.Name, len(n.items)))
		return
	}
	if n.kind != sequence && !d.expect(n, scalar, f, "an amount, a label, or a list of the lowest and the highest") {
		return
	}
	e.at = n
}

func (*ending) schema(*generator, field) map[string]any {
	one := map[string]any{"type": []any{"number", "string"}}
	return map[string]any{"anyOf": []any{one, map[string]any{"type": "array", "items": one, "minItems": 2, "maxItems": 2}}}
}

// check turns labels into amounts, and reports what is neither a label nor an
// amount on the scale of the issue.
func (e *ending) check(d *decoder, name string, s *issue) {
	if e.at == nil {
		return
	}
	items := e.at.items
	if e.at.kind != sequence {
		items = []*node{e.at, e.at}
	}
	for i, n := range items {
		x, known := s.named()[n.value]
		if !known || n.tag == isNumber {
			var err error
			if x, err = parseFloat(n); err != nil {
				d.at(n, &registry.UnknownError{What: "label of " + name, Name: n.value, Known: sortedWords(s.named())})
				return
			}
		}
		if !s.domain().contains(x) {
			d.at(n, fmt.Errorf("%s must be %s, not %s", name, s.domain(), n.value))
			return
		}
		e.bounds[i] = x
	}
	if e.bounds[0] > e.bounds[1] {
		d.at(e.at, errors.New("the lower amount comes first"))
	}
}

// checkResolved reports terms that are not on the scale of their issue, and inputs
// that are not as old as the case says.
func (f *file) checkResolved(d *decoder) {
	if f.Resolved == nil {
		return
	}
	f.checkSources(d)
	for i, a := range f.Resolved.Agreed.values {
		if k := f.Resolved.Agreed.keys[i].index(); k >= 0 {
			a.Value.check(d, f.Issues.keys[k].name, f.Issues.values[k])
		}
	}
}

func (r *resolved) model() *model.Resolved {
	if r == nil {
		return nil
	}
	m := &model.Resolved{Inputs: model.Inputs(max(0, slices.Index(model.InputsNames[:], r.Inputs.value))), Outcome: classOf(r.Outcome.value), Date: r.Date.value, Caveat: strings.TrimSpace(r.Caveat.value)}
	for i, a := range r.Agreed.values {
		m.Agreed = append(m.Agreed, model.AgreedOn{
			Issue: r.Agreed.keys[i].index(), Low: a.Value.bounds[0], High: a.Value.bounds[1], Evidence: a.Evidence.model(),
		})
	}
	return m
}
