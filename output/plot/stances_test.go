package plot

import (
	"slices"
	"testing"

	"sim/model"
)

// A red line that counts from what is held stands beside the status quo, not at
// the end of the scale, and one that binds in one package alone says in which.
func TestRedLineFromWhatIsHeld(t *testing.T) {
	r := summit(400)
	b := r.Scenario.Bargain
	b.Issues[0].RedLines = []model.RedLine{
		{Party: 1, Side: model.AtMost, Bound: model.Known(-0.04), Held: true, Binding: model.Known(1)},
		{Party: 0, Side: model.AtLeast, Bound: model.Known(0.9), Binding: model.Known(1), Packages: []int{0}, Only: true},
	}
	for _, f := range Figures(r, Every) {
		if f.Name != "terms-territory" {
			continue
		}
		words := textsOf(f.lay(r))
		for _, want := range []string{"at most 0.8", "its red line in " + b.Packages[0].ID} {
			if !slices.Contains(words, want) {
				t.Errorf("no %q in %q", want, words)
			}
		}
		return
	}
	t.Fatal("no picture of the terms on territory")
}
