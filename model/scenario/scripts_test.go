package scenario_test

import (
	"testing"

	"sim/model/scenario"
)

// Names may be in any script: letters of many are written with marks, which are
// no letters of their own.
func TestNamesInAnyScript(t *testing.T) {
	s := parse(t, `title: T
purpose: illustration
parties: {उत्तर: {}, דרום: {}}
issues: {ค่าใช้จ่าย: {status_quo: 0.5, positions: {उत्तर: {ideal: 1, salience: 50}, דרום: {ideal: 0, salience: 50}}}}
levers:
  कर: {holder: उत्तर, target: דרום, kind: pressure, weight: 0.5, credibility: 0.3, when: דרום refuses, effects: [{costs: דרום, by: 0.05}]}
require: ['utility("उत्तर") > -9']
`, "levers.कर.weight=0.25")
	if s.Bargain.Levers[0].ID != "कर" || s.Bargain.Issues[0].ID != "ค่าใช้จ่าย" {
		t.Errorf("the lever is %s, the issue %s", s.Bargain.Levers[0].ID, s.Bargain.Issues[0].ID)
	}
	for _, measure := range []string{"terms.ค่าใช้จ่าย", "utility.उत्तर"} {
		if _, err := scenario.ParseMeasure(measure, s.Bargain); err != nil {
			t.Error(err)
		}
	}
}
