package study

import (
	"sim/model/scenario"
)

// An Assessment is a condition that the scenario requires, and whether it
// holds.
type Assessment struct {
	scenario.Condition
	Verdict scenario.Verdict
	Err     error // why it cannot be evaluated; nil if it can
}

// assess evaluates the conditions that the scenario requires.
func assess(s *scenario.Scenario, rows []Row) []Assessment {
	var all []Assessment
	for _, c := range s.Require {
		verdict, err := c.Check(figures{rows: rows, lead: leadName(s)})
		all = append(all, Assessment{c, verdict, err})
	}
	return all
}

// figures provides the headline quantities of a run to conditions.
type figures struct {
	rows []Row
	lead string // leading theory, the default where none is named
	read *[]Row // if not nil, the rows that conditions use are appended here
}

// Figure returns a quantity and its standard error; ok is false for a theory
// that was not simulated.
func (f figures) Figure(quantity, key, protocol string) (value, err float64, ok bool) {
	if protocol == "" {
		protocol = f.lead
	}
	row, ok := FindRow(f.rows, protocol, quantity, key)
	if ok && f.read != nil {
		*f.read = append(*f.read, row)
	}
	return row.Value, row.Error, ok
}

func leadName(s *scenario.Scenario) string { return s.Bargain.Theories[s.Lead()].Name }
