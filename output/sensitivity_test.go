package output_test

import (
	"slices"
	"testing"

	"sim/model"
	"sim/model/analysis"
	"sim/model/study"
	"sim/output"
)

// Draws that are spread are named as such, of many correlated inputs three pairs
// are, and every method says what it took.
func TestSensitivityRemarks(t *testing.T) {
	st := made()
	b := st.Scenario.Bargain
	b.Columns, b.Coupling = 3, new(model.Coupling)
	for column, path := range []string{"a", "b", "c"} {
		b.Inputs = append(b.Inputs, model.Input{Path: path, Column: column})
	}
	s := &output.Sensitivity{Study: st, Sensitivity: &study.Sensitivity{Subject: st.Subject}}
	if got := s.Remarks(); got != nil {
		t.Errorf("nothing is to be said, but %q", got)
	}
	for _, columns := range [][2]int{{0, 1}, {1, 2}, {0, 2}, {2, 1}} {
		b.Coupling.Pairs = append(b.Coupling.Pairs, model.Correlation{Columns: columns})
	}
	st.Config.Sampler = "sobol"
	s.Indices = &study.SobolIndices{Groups: make([]analysis.Group, 2), Joined: 1, Draws: 6144, Size: 1024, Sampler: "random"}
	s.Shapley = &study.ShapleyEffects{Groups: make([]analysis.Group, 2), Orders: 1500, Draws: 3000}
	s.Tornado = &study.Tornado{Draws: 4096, Inputs: make([]study.Swing, 3)}
	want := []string{
		"Correlated inputs: a with b, b with c, a with c and 1 more. What one explains, the other explains too; --shapley divides it between them.",
		"These draws are spread by sobol, not drawn at random: with many inputs, one can look a little as if it did what another does, and the errors of shares of variance are upper bounds. Name the scenario, or --sampler random, to check.",
		"Indices: two samples of 1,024 draws (random), and two more for each of 2 groups: 6,144 draws played.",
		"Groups whose inputs go together are measured as one, named with a +.",
		"Shapley effects: 1,500 orders of 2 groups, 3,000 draws played.",
		"Either end: 4,096 draws played; the inputs are the 3 that explain most of the measure.",
	}
	if got := s.Remarks(); !slices.Equal(got, want) {
		t.Errorf("%q,\nwant %q", got, want)
	}
}
