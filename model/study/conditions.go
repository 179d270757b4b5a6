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

// Figure returns a quantity; ok is false for a theory that was not simulated.
// If the draws give no standard error, as for a share of 0 or 1, err is half
// the width of the interval divided by the normal quantile.
func (f figures) Figure(quantity, key, protocol string) (value, err float64, ok bool) {
	if protocol == "" {
		protocol = f.lead
	}
	row, ok := FindRow(f.rows, protocol, quantity, key)
	if ok && f.read != nil {
		*f.read = append(*f.read, row)
	}
	if err = row.Error; err == 0 {
		err = (row.Upper - row.Lower) / (2 * z975)
	}
	return row.Value, err, ok
}

// z975 is the standard normal quantile at 0.975.
const z975 = 1.959963984540054

func leadName(s *scenario.Scenario) string { return s.Bargain.Theories[s.Lead()].Name }
