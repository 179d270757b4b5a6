package study

import (
	"sim/model/scenario"
)

// An Assessment is a condition that the scenario requires, and how it came out.
type Assessment struct {
	scenario.Condition
	Verdict scenario.Verdict
	Err     error // why it cannot be answered; nil if it can
}

// assess judges the conditions that the scenario requires.
func assess(s *scenario.Scenario, rows []Row) []Assessment {
	var all []Assessment
	for _, c := range s.Require {
		verdict, err := c.Check(figures{rows: rows, lead: leadName(s)})
		all = append(all, Assessment{c, verdict, err})
	}
	return all
}

// figures answers conditions from the headline quantities of a run.
type figures struct {
	rows []Row
	lead string // the theory meant where none is named
	read *[]Row // if not nil, the rows that were asked for are noted here
}

// Figure finds a quantity; a theory that was not simulated has none. Where the
// draws tell no error, as of a share of none or all of them, it is half the width
// of the interval in normal quantiles.
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
