package scenario

import (
	"errors"
	"fmt"
	"slices"

	"sim/model"
	"sim/model/registry"
)

// standstill is the block of the issue whose terms relieve parties of the
// disagreement cost for a time.
type standstill struct {
	Issue    ref          `yaml:"issue" doc:"the issue; it has options, and no positions" of:"issue"`
	Relieves dict[number] `yaml:"relieves,omitempty" doc:"by option, the share of everybody's disagreement cost that it relieves; left out: 0" of:"free" in:"[0, 1]"`
	Holds    dict[number] `yaml:"holds,omitempty" doc:"by option, how far the moving issue stands still; left out: 0" of:"free" in:"[0, 1]"`
}

// checkStandstill reports a standstill on an issue that cannot carry it, and
// packages that say themselves what they relieve.
func (f *file) checkStandstill(d *decoder) {
	b := f.Standstill
	if b == nil {
		return
	}
	for _, p := range f.Packages.values {
		for _, x := range []*number{&p.Relieves, &p.Holds} {
			if x.at != nil {
				d.at(x.at, fmt.Errorf("standstill says what each of its options %s; a package says so with its limits on the issue", x.f.Name))
			}
		}
	}
	k := b.Issue.index()
	if k < 0 {
		return
	}
	s, name := f.Issues.values[k], f.Issues.keys[k].name
	if s.Options.at == nil {
		d.at(b.Issue.at, fmt.Errorf("the issue of a standstill has options, and %s has none: options: {none: 0, full: 1}", name))
		return
	}
	if s.Positions.at != nil {
		d.at(s.Positions.at, fmt.Errorf("%s is the issue of the standstill, which is valued once: by the disagreement_cost that it relieves and by prospects; take its positions away", name))
	}
	if at := below(d.root, "processes", "drift", "issue"); at != nil && at.value == name {
		d.at(at, fmt.Errorf("%s is the issue of the standstill, which only an agreement moves; drift moves another issue", name))
	}
	options := s.optionNames()
	for _, c := range []*dict[number]{&b.Relieves, &b.Holds} {
		for i := range c.keys {
			if !slices.Contains(options, c.keys[i].name) {
				d.at(c.keys[i].at, &registry.UnknownError{What: "option", Name: c.keys[i].name, Known: options})
			}
		}
	}
	if x := &s.StatusQuo; x.input != nil && (x.varies() || !slices.Contains(s.positions(), s.scale.Position(x.value))) {
		d.at(x.at, errors.New("the status quo of the issue of a standstill is one of its options"))
	}
}

func (b *standstill) model(f *file) *model.Standstill {
	m := &model.Standstill{Issue: b.Issue.index()}
	for _, name := range f.Issues.values[m.Issue].optionNames() {
		m.Relieves = append(m.Relieves, of(&b.Relieves, name))
		m.Holds = append(m.Holds, of(&b.Holds, name))
	}
	return m
}

// of returns the number of the given name in a collection; 0 if it is left out.
func of(c *dict[number], name string) model.Number {
	for i := range c.keys {
		if c.keys[i].name == name {
			return c.values[i].result
		}
	}
	return model.Known(0)
}
