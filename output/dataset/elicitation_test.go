package dataset

import (
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// Every answer, every figure by whom one asks, and the four parts of the variance have
// a row each.
func TestElicitation(t *testing.T) {
	theories := []model.Theory{{Name: "nash"}, {Name: "median"}}
	one := []study.Estimate{{N: 8, Value: 1}, {N: 8, Value: 2}}
	e := &output.Elicitation{
		Study: &output.Study{Subject: &study.Subject{Scenario: &scenario.Scenario{Bargain: &model.Bargain{}}, Theories: theories}},
		Elicitation: &study.Elicitation{
			Experts: []study.Expert{{Name: "Anna"}, {Name: "Ben"}}, Shares: []float64{0.75, 0.25}, AsIs: one, Mixed: one, By: [][]study.Estimate{one, one},
			Numbers: []study.ElicitedNumber{{Input: &model.Input{Path: "a", Unit: "points", Written: "1 to 2"}, Answers: []*study.ExpertRange{nil, {P5: 1, P50: 2, P95: 3, Source: "a book"}}}},
			Spreads: study.Spreads{Experts: study.Estimate{Value: 0.4}},
		},
	}
	files := Elicitation(e)
	if len(files) != 3 || len(files[0].Rows) != 1 || len(files[1].Rows) != 2*(2+2) || len(files[2].Rows) != 4 {
		t.Fatalf("%d files: %v", len(files), files)
	}
	if got := files[0].Rows[0]; got[0] != "a" || got[3] != "Ben" || got[4] != 0.25 || got[8] != "a book" {
		t.Errorf("answer: %v", got)
	}
	if got := files[1].Rows[7]; got[0] != "median" || got[1] != "expert" || got[2] != "Ben" || got[4] != 2.0 {
		t.Errorf("by expert: %v", got)
	}
	if got := files[2].Rows[2]; got[0] != "experts" || got[1] != 0.4 {
		t.Errorf("spread: %v", got)
	}
	for _, f := range files {
		for _, row := range f.Rows {
			if len(row) != len(f.Columns) {
				t.Errorf("%s: %d cells of %d columns", f.Name, len(row), len(f.Columns))
			}
		}
	}
}
