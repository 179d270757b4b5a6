package scenario_test

import (
	"math"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sim/model"
)

// sale is a scenario in which parties walk away at stated terms; the buyer's are
// yet to be written.
const sale = `title: A sale
purpose: illustration
parties:
  buyer: {walks_away: BUYER}
  seller: {walks_away: {price: 130, name: both}}
issues:
  price: {unit: EUR million, range: [100, 200], labels: {dear: 180}, no_deal: none, curvature: 1, positions: {buyer: {ideal: 100, salience: 60}, seller: {ideal: 200, salience: 60}}}
  name: {options: {old: 0, both: 0.5, new: 1}, no_deal: none, status_quo: old, curvature: 1, positions: {buyer: {ideal: 1, salience: 20}, seller: {ideal: 0, salience: 20}}}
  jobs: {range: [0, 400], status_quo: 400, no_deal: 200, curvature: 1, positions: {buyer: {ideal: 0, salience: 20}, seller: {ideal: 400, salience: 20}}}
`

// TestWalksAway: what no deal is worth is the value of the terms at which a party
// walks away; issues that they leave out count at their no_deal, else at their
// status quo; of alternatives the one that is worth most counts.
func TestWalksAway(t *testing.T) {
	for _, c := range []struct {
		buyer string
		want  float64
	}{
		{"{price: 160, name: both, jobs: 100}", 0.6*0.4 + 0.2*0.5 + 0.2*0.75},
		{"{price: 160, name: both}", 0.6*0.4 + 0.2*0.5 + 0.2*0.5},
		{"{price: 160}", 0.6*0.4 + 0.2*0.5},
		{"{price: dear}", 0.6*0.2 + 0.2*0.5},
		{"[{price: 160}, {price: 190, name: new, jobs: 0}]", 0.6*0.1 + 0.2 + 0.2},
		{"[{price: 160}, {price: 190, name: old}]", 0.6*0.4 + 0.2*0.5},
		{"{price: {uniform: [150, 190]}}", 0.6*0.3 + 0.2*0.5},
		{"{price: 90}", 0.6 + 0.2*0.5},
	} {
		b := parse(t, strings.Replace(sale, "BUYER", c.buyer, 1)).Bargain
		table := model.NewTable(b)
		table.SetInputs(model.CentralValues(b), model.MedianEvents{})
		if got := table.Reservation(0); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("walks_away: %s is worth %g, want %g", c.buyer, got, c.want)
		}
	}
}

// TestNoDeal: what no deal is worth counts issues where they end without one, and
// gains and losses from where they are held; an issue that does not exist without
// a deal adds nothing but gains.
func TestNoDeal(t *testing.T) {
	b := parse(t, strings.Replace(sale, "walks_away: BUYER", "reservation_value: 0.3", 1)+"preferences: {loss_aversion: 2}\n").Bargain
	b.Parties[0].Stated = false
	table := model.NewTable(b)
	table.SetInputs(nil, model.MedianEvents{})
	if got, want := table.Reservation(0), 0.2*0.5; math.Abs(got-want) > 1e-12 {
		t.Errorf("no deal is worth %g, want %g", got, want)
	}
	terms := make([]float64, len(b.Issues))
	for k := range b.Issues {
		terms[k] = b.Issues[k].Scale.Position(map[string]float64{"price": 150, "name": 0, "jobs": 300}[b.Issues[k].ID])
	}
	p := table.Problem(0)
	p.AtLevel(p.Nearest(terms))
	for i, want := range []float64{
		0.6*0.5 + 0 + 0.2*0.25,                 // fewer jobs than now are a gain
		0.6*0.5 + 0.2*1 + (0.2*1 - 2*0.2*0.25), // and a loss to the seller, which counts twice
	} {
		if got := p.Value(i, terms); math.Abs(got-want) > 1e-12 {
			t.Errorf("the agreement is worth %g to %s, want %g", got, b.Parties[i].ID, want)
		}
	}
}

// TestWalksAwayWarnings: terms beyond their range, and terms that nothing can
// beat.
func TestWalksAwayWarnings(t *testing.T) {
	for _, c := range []struct {
		buyer string
		want  []string
	}{
		{"{price: 160}", nil},
		{"{price: 250}", []string{"in.yaml:4:31: price reaches from 100 to 200; beyond that a term of walks_away counts as its nearer end"}},
		{"{price: 150 to 210}", []string{"in.yaml:4:31: price reaches from 100 to 200; beyond that a term of walks_away counts as its nearer end"}},
		{"{price: 100, name: new, jobs: 0}", []string{"in.yaml:4:23: buyer walks away from everything: at midpoints nothing that settlement can settle is worth more to it"}},
		{"{price: 160}, prospects: {jobs: 10}, disagreement_cost: 0.1", []string{"in.yaml:4:23: walks_away is stated outright, so what no deal is worth does not depend on disagreement_cost and prospects"}},
	} {
		text := strings.Replace(sale, "BUYER", c.buyer, 1)
		if strings.Contains(c.buyer, "prospects") {
			text = strings.Replace(text, "no_deal: 200, ", "", 1)
		}
		var got []string
		for _, w := range parse(t, text).Warnings[1:] {
			line, _, _ := strings.Cut(w.String(), "\n")
			got = append(got, line)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("walks_away: %s (-want +got):\n%s", c.buyer, diff)
		}
	}
}
