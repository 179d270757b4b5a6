package scenarios_test

import (
	"context"
	"math"
	"slices"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
)

// People are counted in whole numbers, no more than eight prisoners go free for a
// hostage, and the rest never comes before the first exchange has been kept for
// two rounds: in every draw, under every theory.
func TestHostages(t *testing.T) {
	t.Parallel()
	b := read(t, "hostages.yaml")
	at := func(id string) int {
		return slices.IndexFunc(b.Issues, func(s model.Issue) bool { return s.ID == id })
	}
	hostages, prisoners := at("hostages"), at("prisoners")
	n, freed := min(4**draws, 1024), 0
	_, err := montecarlo.Run(context.Background(), b, montecarlo.Config{Draws: n, Seed: seed, Workers: 1, Quantiles: &quantiles}, sinkOf(func(theory int, o *model.Outcome) {
		if o.Class == model.Prediction && o.Package < 0 {
			t.Fatalf("%s predicts nothing: nothing is signed that the rest could wait for", b.Theories[theory].Name)
		}
		if b.Theories[theory].Family == "influence" || !o.Signed() {
			return
		}
		h, p := b.Issues[hostages].Scale.Amount(o.Terms[hostages]), b.Issues[prisoners].Scale.Amount(o.Terms[prisoners])
		if math.Abs(h-math.Round(h)) > 1e-9 || math.Abs(p-10*math.Round(p/10)) > 1e-9 {
			t.Fatalf("%s: %v hostages for %v prisoners", b.Theories[theory].Name, h, p)
		}
		if p > 8*h+1e-9 {
			t.Fatalf("%s: %v prisoners go free for %v hostages", b.Theories[theory].Name, p, h)
		}
		if o.Class == model.Settlement {
			if o.Round < 2 {
				t.Fatalf("%s: the rest was signed in round %d", b.Theories[theory].Name, o.Round)
			}
			freed++
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	if freed == 0 {
		t.Error("no draw ends in the full exchange")
	}
}

// At midpoints the ratio decides: all fifty for four hundred. By hand, in stake
// units of 1/11: state and group gain 6 − 2.4 = 3.6 and 4.8 − 3 = 1.8 from that. Of the
// leaders, worth 2 to each, two freed cost the state 2·0.4² = 0.32 and give the group
// 2·(1 − 0.6²) = 1.28, so that the product is 3.28·3.08 = 10.1, against 6.5 for none
// and 1.6·3.8 = 6.1 for all. All five hundred for as many hostages would come to
// 2.68·4.28 = 11.5: the ratio holds that back, so it has a price.
func TestHostagesByHand(t *testing.T) {
	b := read(t, "hostages.yaml")
	nash := slices.IndexFunc(b.Theories, func(of model.Theory) bool { return of.Name == "nash" })
	m := model.SolveCentral(b, nash, model.CentralValues(b))
	want := map[string]float64{"hostages": 50, "prisoners": 400, "leaders": 0.4}
	for k := range b.Issues {
		if got := b.Issues[k].Scale.Amount(m.Offer.Terms[k]); math.Abs(got-want[b.Issues[k].ID]) > 1e-9 {
			t.Errorf("%s ends at %v, want %v", b.Issues[k].ID, got, want[b.Issues[k].ID])
		}
	}
	if len(m.Offer.Price) != 1 || !(m.Offer.Price[0] > 0) {
		t.Errorf("the ratio has the price %v", m.Offer.Price)
	}
}
