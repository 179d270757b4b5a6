package scenarios_test

import (
	"context"
	"math"
	"slices"
	"strings"
	"testing"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
	"sim/scenarios"
)

// sinkOf is a sink that hands every outcome on.
type sinkOf func(theory int, o *model.Outcome)

func (f sinkOf) Add(c *montecarlo.Chunk) error {
	for t := range c.Outcomes {
		for j := range c.N {
			f(t, &c.Outcomes[t][j])
		}
	}
	return nil
}

// The shares of the catch add up to 100% in every signed draw, under every theory
// that asks whether they do.
func TestFisheriesShares(t *testing.T) {
	t.Parallel()
	b := read(t, "fisheries.yaml")
	n, signed := min(8**draws, 2048), make([]int, len(b.Theories))
	_, err := montecarlo.Run(context.Background(), b, montecarlo.Config{Draws: n, Seed: seed, Workers: 1, Quantiles: &quantiles}, sinkOf(func(theory int, o *model.Outcome) {
		if b.Theories[theory].Family == "influence" || !o.Signed() {
			return
		}
		signed[theory]++
		sum := 0.0
		for k := range b.Issues {
			if strings.HasPrefix(b.Issues[k].ID, "quota") {
				sum += b.Issues[k].Scale.Amount(o.Terms[k])
			}
		}
		if math.Abs(sum-100) > 1e-9 {
			t.Fatalf("%s: the shares sum to %.12g", b.Theories[theory].Name, sum)
		}
		if theory == 1 && !(o.Price[0] > 0) {
			t.Fatalf("the price of the total is %g", o.Price[0])
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	for i, of := range signed {
		if name := b.Theories[i].Name; b.Theories[i].Family != "influence" && name != "utilitarian" && 4*of < 3*n {
			t.Errorf("%s signs %d of %d draws", name, of, n)
		}
	}
}

// With the catch settled and power alone, each state gets its reservation value
// and its power's part of the rest (Nash, straight preferences): a known answer.
func TestFisheriesByHand(t *testing.T) {
	set := []string{"issues.catch.positions={}"}
	power, reservation := []float64{1.4, 1, 1, 0.8, 0.6}, []float64{0.25, 0.22, 0.2, 0.1, 0.1}
	sum, left := 0.0, 1.0
	for i, party := range []string{"a", "b", "c", "d", "e"} {
		set = append(set, "parties."+party+".power="+model.FormatNumber(power[i]), "parties."+party+".reservation_value="+model.FormatNumber(reservation[i]))
		sum += power[i]
		left -= reservation[i]
	}
	s, err := scenario.Load("fisheries.yaml", scenario.Options{FS: scenarios.FS, Set: set})
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(s.Bargain.Theories, func(of model.Theory) bool { return of.Name == "nash" })
	m := model.SolveCentral(s.Bargain, at, model.CentralValues(s.Bargain))
	for i, party := range []string{"a", "b", "c", "d", "e"} {
		k := slices.IndexFunc(s.Bargain.Issues, func(s model.Issue) bool { return s.ID == "quota_"+party })
		want := 100 * (reservation[i] + left*power[i]/sum)
		if got := s.Bargain.Issues[k].Scale.Amount(m.Offer.Terms[k]); math.Abs(got-want) > 1e-7 {
			t.Errorf("state %s gets %.9g, want %.9g", party, got, want)
		}
	}
}

// Influence theories give every state all of the catch that it wants, and say by
// how much that is too much.
func TestFisheriesExcess(t *testing.T) {
	s, err := scenario.Load("fisheries.yaml", scenario.Options{FS: scenarios.FS, Set: []string{"run.theories=[weighted_mean, nash]"}})
	if err != nil {
		t.Fatal(err)
	}
	b, predicted := s.Bargain, 0
	_, err = montecarlo.Run(context.Background(), b, montecarlo.Config{Draws: 256, Seed: seed, Workers: 1}, sinkOf(func(theory int, o *model.Outcome) {
		if !b.Theories[theory].Predicts {
			if o.Excess[0] == o.Excess[0] {
				t.Fatalf("%s keeps the total, and exceeds it by %g", b.Theories[theory].Name, o.Excess[0])
			}
			return
		}
		predicted++
		sum := -100.0
		for k := range b.Issues {
			if strings.HasPrefix(b.Issues[k].ID, "quota") {
				sum += b.Issues[k].Scale.Amount(o.Terms[k])
			}
		}
		if math.Abs(sum-400) > 1e-9 || math.Abs(o.Excess[0]-sum) > 1e-9 {
			t.Fatalf("shares of %g%% exceed 100%% by %g", 100+sum, o.Excess[0])
		}
	}))
	if err != nil {
		t.Fatal(err)
	}
	if predicted != 256 {
		t.Errorf("%d predictions", predicted)
	}
}
