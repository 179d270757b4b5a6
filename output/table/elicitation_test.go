package table

import (
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/model/study"
	"sim/output"
)

// Who was asked stands in a column, the scenario's own ranges and all together before
// them; numbers on which people agree least come first.
func TestElicitation(t *testing.T) {
	of := func(value float64) study.Estimate {
		return study.Estimate{N: 4096, Value: value, Error: 0.01, Lower: value - 0.02, Upper: value + 0.02}
	}
	theories := []model.Theory{{Name: "nash", Title: "Nash"}}
	b := &model.Bargain{Title: "Land", Theories: theories}
	e := &output.Elicitation{
		Study: &output.Study{Subject: &study.Subject{Scenario: &scenario.Scenario{Bargain: b}, Theories: theories}},
		Elicitation: &study.Elicitation{
			Measure: study.Measure{Text: "terms.land"}, Experts: []study.Expert{{Name: "Anna"}, {Name: "Ben"}},
			AsIs: []study.Estimate{of(0.2)}, Mixed: []study.Estimate{of(0.3)}, By: [][]study.Estimate{{of(0.25)}, {of(0.4)}},
			Apart: [][2]int{{0, 1}}, Differences: []study.Paired{{Difference: of(0.15)}}, Spreads: study.Spreads{Pooled: 1, Experts: of(0.4), Inputs: of(0.6)},
			Numbers: []study.ElicitedNumber{
				{Input: &model.Input{Path: "a", Written: "1 to 2"}, Answers: []*study.ExpertRange{{P5: 1, P50: 2, P95: 3}, nil}, Common: math.NaN()},
				{Input: &model.Input{Path: "b", Written: "5"}, Answers: []*study.ExpertRange{{P5: 1, P50: 2, P95: 3}, {P5: 4, P50: 5, P95: 6}}},
			},
		},
	}
	rows(t, "experts", WhomOneAsks(e), []string{"Nash", "0.20 ± 0.01", "0.30 ± 0.01", "0.25 ± 0.01", "0.40 ± 0.01", "+0.15 ± 0.01"})
	rows(t, "ranges", Judgements(e), []string{"b", "5", "1 · 2 · 3", "4 · 5 · 6", "nothing in common"}, []string{"a", "1 to 2", "1 · 2 · 3", "–", "one answer"})
	d := Elicitation(e)
	if len(d.Tables) != 2 || !strings.Contains(strings.Join(d.Lead, " "), "whom one asks makes 40 ± 1%") || !slices.Contains(d.Tables[0].Head, "Ben") {
		t.Errorf("%+v", d)
	}
	e.Experts = e.Experts[:1]
	if head := WhomOneAsks(e).Head; slices.Contains(head, "farthest apart") {
		t.Errorf("one expert is far from nobody: %q", head)
	}
}
