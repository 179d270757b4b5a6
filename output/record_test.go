package output_test

import (
	"strings"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// The published error of a theory stands with its source, and what has none is named.
func TestRecords(t *testing.T) {
	b := &model.Bargain{Theories: []model.Theory{{Name: "weighted_mean"}, {Name: "median"}, {Name: "nash", Title: "Nash"}, {Name: "challenge"}, {Name: "zeuthen", Title: "Zeuthen"}, {Name: "egalitarian", Beside: true}, {Name: "slow", Rule: "median"}, {Name: "two_level", Rule: "nash", Cause: "two_level"}, {Name: "demands", Rule: "nash"}, {Name: "two_level+nash", Rule: "nash", Cause: "two_level", Twin: "nash"}}}
	r := &output.Result{Result: &study.Result{Scenario: &scenario.Scenario{Bargain: b}}}
	lines := r.Records()
	for i, want := range [][]string{ // what each says, whose computation it is, on which data
		{"weighted mean: a mean absolute error of 22.99 of 100", "27.96", "44.34", "on 351 issues", "DEU III", "not in a journal"},
		{"median: a mean absolute error of 28.37 of 100", "on 351 issues", "DEU III", "not in a journal"},
		{"Nash: ", "on 66 legislative decisions", "Political Studies 58", "could not be read"},
		{"challenge: a mean absolute error of 26.83 of 100", "under the mean absolute error alone", "p = 0.055", "on 351 issues", "not in a journal"},
		{"slow: a mean absolute error of 28.37 of 100"}, // by another name
		{"No published record was found of: Zeuthen, two level, demands and two level+nash."},
	} {
		if len(lines) != 6 || !strings.HasPrefix(lines[i], want[0]) || strings.Contains(lines[i], "The European Union Decides") {
			t.Fatalf("%q, want one that begins with %q", lines, want[0])
		}
		for _, part := range want {
			if !strings.Contains(lines[i], part) {
				t.Errorf("no %q in %q", part, lines[i])
			}
		}
	}
}
