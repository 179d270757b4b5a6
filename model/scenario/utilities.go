package scenario

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// checkUtilities reports utilities that are not one for each option.
func (s *issue) checkUtilities(d *decoder) {
	names := s.optionNames()
	for _, p := range s.Positions.values {
		u := &p.Utilities
		if u.at == nil || u.at.kind != mapping {
			continue
		}
		if len(names) == 0 {
			d.at(u.at, errors.New("utilities are those of options, and the issue has none; name them under options"))
			continue
		}
		missing := slices.Clone(names)
		for i := range u.keys {
			if !slices.Contains(names, u.keys[i].name) {
				d.at(u.keys[i].at, &registry.UnknownError{What: "option", Name: u.keys[i].name, Known: names})
				continue
			}
			missing = slices.DeleteFunc(missing, func(name string) bool { return name == u.keys[i].name })
		}
		if len(missing) > 0 {
			d.at(u.at, fmt.Errorf("utilities must name all options and leave out %s", short(strings.Join(missing, ", "))))
		}
	}
}

// utilities are what options are worth to a party, by ascending position of the
// options; nil if it does not say.
func (s *issue) utilities(p *position) (of []model.Number) {
	if p.Utilities.at == nil {
		return nil
	}
	for _, name := range s.optionNames() {
		for i := range p.Utilities.keys {
			if p.Utilities.keys[i].name == name {
				of = append(of, p.Utilities.values[i].result)
			}
		}
	}
	return of
}
