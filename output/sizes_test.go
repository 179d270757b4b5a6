package output_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"sim/model"
	"sim/output"
)

// Sizes are in stake units, whatever they were written in, at midpoints.
func TestSizes(t *testing.T) {
	b := &model.Bargain{
		Parties: []model.Party{
			{ID: "a", Name: "Aland", DisagreementCost: model.Size{Amount: model.Known(0.4), Issue: 1}, Prospects: []model.Prospect{{Issue: 1, Shift: model.Known(-0.5)}}},
			{ID: "b", Name: "Bland"},
		},
		Issues: []model.Issue{
			{ID: "price", Curvature: model.Known(1), LossAversion: model.Known(1), Stances: []model.Stance{{Ideal: model.Known(1), Salience: model.Known(75)}, {}}},
			{ID: "time", Curvature: model.Known(1), LossAversion: model.Known(2), StatusQuo: model.Known(0.75), Stances: []model.Stance{{Ideal: model.Known(1), Salience: model.Known(25)}, {}}},
		},
		Levers: []model.Lever{
			{ID: "fine", Weight: model.Known(0.5), Credibility: model.Known(0.5), PassThrough: model.Known(1), Effects: []model.Effect{
				{Does: model.Expects, Party: 0, Issue: 0, By: model.Size{Amount: model.Known(0.1)}},
				{Does: model.Expects, Party: 0, Issue: 1, By: model.Size{Amount: model.Known(0.1)}}, // of a loss already expected: counts twice
				{Does: model.Presses, Party: 0, By: model.Size{Amount: model.Known(0.2)}},
				{Does: model.MovesPower, Party: 0, By: model.Size{Amount: model.Known(1)}},
			}},
		},
		Listing: model.Listing{Parties: []int{0, 1}, Levers: []int{0}},
		Words:   model.Words{DisagreementCost: "cost of the strike"},
	}
	want := []string{
		"sizes at midpoints, in stake units; of levers at their weight and belief, of what they are in full",
		"  Aland (0.01 is worth 1.3% of the scale of price): cost of the strike 0.3 · expected without an agreement -0.25 · pressed by fine 0.05 of 0.2 · expectations by fine 0.019 of 0.075 · fine 0.013 of 0.05",
	}
	if diff := cmp.Diff(want, output.Sizes(b)); diff != "" {
		t.Error(diff)
	}
	b.Parties[0] = model.Party{ID: "a", Name: "Aland"}
	b.Levers = nil
	b.Listing.Levers = nil
	if got := output.Sizes(b); got != nil {
		t.Errorf("there are no sizes, and it says %q", got)
	}
	// What hangs on a strength: 0.75 × 0.4 of the price for a, which alone wants some of it.
	b.Strength = &model.Strength{
		Between: [2]int{0, 1}, Value: model.Known(0.5), KnownTo: 0,
		Issues: []model.StrengthIssue{{Issue: 0, Win: model.Known(0.5), Lose: model.Known(0.1)}},
	}
	want = []string{want[0], "  strength of Aland: all or nothing of it moves Aland by 0.3 · Bland by 0"}
	if diff := cmp.Diff(want, output.Sizes(b)); diff != "" {
		t.Error(diff)
	}
}
