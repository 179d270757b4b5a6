package scenarios_test

import (
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/scenario"
	"sim/scenarios"
)

// TestMerger: a buyer that walks away at 160 and a seller that walks away at 130
// settle at 145 under the Nash solution, and no sale happens the other way round.
func TestMerger(t *testing.T) {
	for _, c := range []struct {
		buyer, seller string
		price         float64 // NaN: no sale
	}{
		{"160", "130", 145},
		{"150", "148", 149},
		{"130", "160", math.NaN()},
	} {
		s, err := scenario.Load("merger.yaml", scenario.Options{FS: scenarios.FS, Set: []string{"parties.buyer.walks_away.price=" + c.buyer, "parties.seller.walks_away.price=" + c.seller}})
		if err != nil {
			t.Fatal(err)
		}
		b := s.Bargain
		at := slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == "nash" })
		k := slices.IndexFunc(b.Issues, func(s model.Issue) bool { return s.ID == "price" })
		m := model.SolveCentral(b, at, model.CentralValues(b))
		switch got := math.NaN(); {
		case math.IsNaN(c.price):
			if m.Offer.Status.Agreed() {
				t.Errorf("buyer %s, seller %s: a sale", c.buyer, c.seller)
			}
		default:
			if m.Offer.Status.Agreed() {
				got = b.Issues[k].Scale.Amount(m.Offer.Terms[k])
			}
			if !(math.Abs(got-c.price) < 1e-6) {
				t.Errorf("buyer %s, seller %s: price %g, want %g", c.buyer, c.seller, got, c.price)
			}
		}
	}
}

// TestMergerShare: a sale is possible where the buyer's price lies above the
// seller's, which two uniform ranges decide: 1 − 45²/2/(60·65) of draws.
func TestMergerShare(t *testing.T) {
	t.Parallel()
	y := play(t, "merger.yaml", nil, 16384)
	want := 1 - 45*45/2.0/(60*65)
	if got := y.share(model.Settlement); math.Abs(got-want) > 4*math.Sqrt(want*(1-want)/16384) {
		t.Errorf("a sale in %.4f of draws, want %.4f", got, want)
	}
}
