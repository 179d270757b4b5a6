package output_test

import (
	"slices"
	"testing"

	"sim/model/analysis"
	"sim/model/study"
	"sim/output"
)

// Names and sources are those of the subjects, the base's first; what is said of
// a subject names it and, where it matters, the other one.
func TestNewComparison(t *testing.T) {
	base := &study.Subject{Config: study.Config{Draws: 1024, Seed: 3, Sampler: "sobol"}}
	first, second := new(analysis.Comparison), new(analysis.Comparison)
	c := output.NewComparison(made(), &study.Comparison{
		Subjects: []*study.Subject{base, {}, {}},
		Variants: []*analysis.Comparison{first, second},
		Remarks: []study.CompareRemark{
			{Kind: study.SimulatedAs, Subject: 1, Other: 0},
			{Kind: study.TheoriesRefused, Subject: 2, Names: []string{"nash", "median"}},
			{Kind: study.RoundsNotStored, Subject: 1},
			{Kind: study.IssuesOfOne, Subject: 0, Other: 2, Names: []string{"aid"}},
			{Kind: study.PartiesOfOne, Subject: 2, Other: 0, Names: []string{"east", "west"}},
		},
	}, []string{"land", "sea", "air"}, []string{"1", "2", "3"})
	if c.Base != "land" {
		t.Errorf("the base is %q", c.Base)
	}
	for i, want := range []output.Variant{{Name: "sea", Source: "2", Comparison: first}, {Name: "air", Source: "3", Comparison: second}} {
		if got := c.Variants[i]; got.Name != want.Name || got.Source != want.Source || got.Comparison != want.Comparison || got.Changes != nil {
			t.Errorf("variant %d is %+v, want %+v", i, got, want)
		}
	}
	want := []string{
		"sea: played as land is: 1,024 draws, seed 3, sobol",
		"air: not compared under nash, median, which cannot play it",
		"Not compared: when outcomes were first reached (rounds_p50, reached), which the draws in sea do not hold; name the scenario to have them",
		"Not compared: issues that only land has: aid",
		"Not compared: parties that only air has: east, west",
	}
	if !slices.Equal(c.Remarks, want) {
		t.Errorf("%q,\nwant %q", c.Remarks, want)
	}
}
