package output_test

import (
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// The published error of a theory stands with its source, and what has none is named.
func TestRecords(t *testing.T) {
	b := &model.Bargain{Theories: []model.Theory{{Name: "weighted_mean"}, {Name: "nash", Title: "Nash"}, {Name: "challenge"}, {Name: "egalitarian", Beside: true}}}
	r := &output.Result{Result: &study.Result{Scenario: &scenario.Scenario{Bargain: b}}}
	lines := r.Records()
	if len(lines) != 3 || !strings.HasPrefix(lines[0], "weighted mean: a mean absolute error of 22.99 of 100") || !strings.HasPrefix(lines[1], "challenge: a mean absolute error of 26.83") {
		t.Errorf("%q", lines)
	}
	for _, line := range lines[:2] { // whose computation it is, on which data
		if !strings.Contains(line, "on 351 issues") || !strings.Contains(line, "DEU III") || !strings.Contains(line, "not in a journal") || strings.Contains(line, "The European Union Decides") {
			t.Errorf("%q", line)
		}
	}
	if !slices.Contains(lines, "No published record is known of: Nash.") {
		t.Errorf("%q", lines)
	}
}
