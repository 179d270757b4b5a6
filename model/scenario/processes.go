package scenario

import (
	"cmp"
	"errors"
	"fmt"
	"reflect"

	"sim/model"
	"sim/model/process"
	"sim/model/registry"
)

// processes is the processes block: a struct with one pointer per process of
// the language to its parameters, nil if the file does not use the process.
type processes struct {
	known  registry.Table[process.Maker]
	params reflect.Value
}

// newProcesses returns the block without any processes.
func newProcesses(known registry.Table[process.Maker]) processes {
	fs := make([]reflect.StructField, len(known))
	for i, e := range known {
		fs[i] = reflect.StructField{
			Name: fmt.Sprintf("Process%d", i),
			Type: reflect.PointerTo(reflect.TypeOf(e.Defaults)),
			Tag:  reflect.StructTag(fmt.Sprintf(`yaml:"%s,omitempty" doc:%q of:%q`, e.Name, e.Doc, cmp.Or(e.Of, e.Name))),
		}
	}
	return processes{known, reflect.New(reflect.StructOf(fs)).Elem()}
}

// given reports whether the file has the process called name.
func (p *processes) given(name string) bool {
	for i, e := range p.known {
		if e.Name == name {
			return !p.params.Field(i).IsNil()
		}
	}
	return false
}

// check reports processes without a clock, and missing processes that others
// need.
func (p *processes) check(d *decoder, root *node, c *clock) {
	block := root.get("processes")
	if block == nil || block.kind != mapping {
		return
	}
	if c == nil {
		d.at(root.entries[root.find("processes")].key, errors.New("processes act between rounds, and this scenario has no clock; add clock: {rounds: …}"))
	}
	for i, e := range p.known {
		needy, ok := reflect.TypeAssert[process.Dependent](p.params.Field(i))
		if !ok || !p.given(e.Name) {
			continue
		}
		if other, why := needy.Needs(); !p.given(other) {
			d.at(block.entries[block.find(e.Name)].key, fmt.Errorf("%s %s, and this scenario has no %s", e.Name, why, other))
		}
	}
}

// model returns the constructor of the processes; nil if the file has none.
func (p *processes) model() (model.NewProcesses, error) {
	var makers []process.Maker
	for i, e := range p.known {
		params := p.params.Field(i)
		if params.IsNil() {
			continue
		}
		m, err := e.Build(func(to any) error { reflect.ValueOf(to).Elem().Set(params.Elem()); return nil })
		if err != nil {
			return nil, fmt.Errorf("processes.%s: %w", e.Name, err)
		}
		makers = append(makers, m)
	}
	if makers == nil {
		return nil, nil
	}
	return process.Schedule(makers), nil
}
