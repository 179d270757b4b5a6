package study

import (
	"context"
	"fmt"
	"math"
	"testing"

	"sim/model"
	"sim/scenarios"
)

// Enough to see each lever move something.
const leverDraws = 128

var leverTheories = []string{"nash", "two_level"}

func leverRun(t *testing.T, name string, o RunOptions, change func(*Subject)) *Result {
	t.Helper()
	s, err := New(Source{Path: name + ".yaml", FS: scenarios.FS, Theories: leverTheories})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = leverDraws
	if change != nil {
		change(s)
	}
	r, err := Run(context.Background(), s, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The table holds what a comparison of the scenario with the same lever off and
// full finds, which reads the scenario anew and simulates every theory.
func TestLeversAsCompared(t *testing.T) {
	r := leverRun(t, "wage-round", RunOptions{Levers: LeversAll}, nil)
	s, err := New(Source{Path: "wage-round.yaml", FS: scenarios.FS, Theories: leverTheories})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = leverDraws
	b := s.Scenario.Bargain
	for i := range r.Levers.Levers[:3] {
		e := &r.Levers.Levers[i]
		var sides [2]*Subject
		for end := range sides {
			if sides[end], err = s.With(fmt.Sprintf("levers.%s.weight=%d", b.Levers[e.Lever].ID, end)); err != nil {
				t.Fatal(err)
			}
		}
		c, err := Compare(context.Background(), sides[:], CompareOptions{})
		if err != nil {
			t.Fatal(err)
		}
		v := c.Variants[0]
		for at, theory := range r.Levers.Theories {
			for _, want := range []struct{ quantity, ours, key string }{
				{"share", "share", "settlement"}, {"utility_mean", "utility", b.Parties[0].ID}, {"reservation_value_mean", "reservation_value", b.Parties[0].ID},
			} {
				p := v.Paired[theory][v.Find(want.quantity, want.key)]
				if got := e.Response(want.ours, want.key).Responses[at].Whole; got != p && !(got.Gain != got.Gain && p.Gain != p.Gain && got.Difference == p.Difference && got.A == p.A) {
					t.Errorf("%s, %s of %s under %s: %+v, want %+v", b.Levers[e.Lever].ID, want.ours, want.key, b.Theories[theory].Name, got, p)
				}
			}
		}
	}
}

// As it is, the table repeats the run.
func TestLeversAsIs(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	r := leverRun(t, "alaska", RunOptions{Levers: LeversAll}, nil)
	for at, theory := range r.Levers.Theories {
		q := r.Levers.Levers[0].Response("share", "settlement")
		if want, _ := FindRow(r.Rows, r.Scenario.Bargain.Theories[theory].Name, "share", "settlement"); q.Responses[at].AsIs.Value != want.Value {
			t.Errorf("theory %d: %g, want %g", theory, q.Responses[at].AsIs.Value, want.Value)
		}
	}
	// An aid cutoff makes it worse for Ukraine to go without a deal.
	for i := range r.Levers.Levers {
		if e := &r.Levers.Levers[i]; r.Scenario.Bargain.Levers[e.Lever].ID == "aid_cutoff" {
			if more, fewer := e.Response("reservation_value", "ukraine").Counts(); more != 0 || fewer != len(r.Levers.Theories) {
				t.Errorf("an aid cutoff raises what no deal is worth to Ukraine in %d theories and lowers it in %d", more, fewer)
			}
		}
	}
}

// The same table for any number of workers, and with another number of draws in
// the run; levers that nobody asks for cost nothing.
func TestLeversReproducible(t *testing.T) {
	show := func(workers, draws int) string {
		r := leverRun(t, "wage-round", RunOptions{Levers: 64}, func(s *Subject) { s.Config.Workers, s.Config.Draws = workers, draws })
		return fmt.Sprintf("%+v", r.Levers)
	}
	one := show(1, 64)
	if one != show(3, 128) {
		t.Error("the table depends on workers or on how many draws the run has")
	}
	if r := leverRun(t, "wage-round", RunOptions{}, nil); r.Levers != nil {
		t.Error("levers were tried that nobody asked for")
	}
}

// One theory stands for each cause: the leading one, one with a twin, the first.
func TestRepresentatives(t *testing.T) {
	b := &model.Bargain{Theories: []model.Theory{
		{Name: "weighted_mean", Family: "influence", Predicts: true},
		{Name: "nash", Family: "complete_information"},
		{Name: "rubinstein", Family: "complete_information"},
		{Name: "crisis", Family: "information"},
		{Name: "private", Family: "information", Twin: "nash"},
		{Name: "vote", Family: "two_level", Twin: "absent"},
		{Name: "vote2", Family: "two_level", Twin: "absent"},
	}}
	if got := fmt.Sprint(Representatives(b, 2)); got != "[2 4 5]" {
		t.Errorf("%s", got)
	}
	b.Theories = b.Theories[:1]
	if got := fmt.Sprint(Representatives(b, 0)); got != "[0]" {
		t.Errorf("%s", got)
	}
}

// By hand: nobody settles with the lever off or full, half of 64 draws as it is.
// The ends alone would say that the lever does nothing.
func TestLeverBends(t *testing.T) {
	none, half := make([]float64, 64), make([]float64, 64)
	for i := range 32 {
		half[i] = 1
	}
	r := Respond(true, none, half, none, 0)
	if !r.Bends || r.AsIs.Value != 0.5 || r.UpTo.Value != 0.5 || r.On.Value != -0.5 || !r.Whole.Same {
		t.Errorf("%+v", r)
	}
	if r := Respond(true, none, half, half, 0); r.Bends || r.Whole.Difference.Value != 0.5 {
		t.Errorf("%+v", r)
	}
}

// Terms are compared over the draws that have them in all three states.
func TestInAllStates(t *testing.T) {
	nan := math.NaN()
	x, y, z := inAll([]float64{1, 2, nan}, []float64{3, 4, 5}, []float64{6, nan, 7})
	if x[0] != 1 || y[0] != 3 || z[0] != 6 {
		t.Errorf("%v %v %v", x, y, z)
	}
	for i := 1; i < 3; i++ {
		if x[i] == x[i] || y[i] == y[i] || z[i] == z[i] {
			t.Errorf("draw %d lacks a value in one state: %g %g %g", i, x[i], y[i], z[i])
		}
	}
}
