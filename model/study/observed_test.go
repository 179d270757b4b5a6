package study

import (
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"sim/model"
)

// waiting is two parties who never find terms, beside an escalation that comes at one
// of two hazards, nobody knows which.
const waiting = `
title: Waiting
purpose: illustration
run: {draws: 8192, seed: 5, theories: [nash]}
parties:
  north: {reservation_value: 1.5}
  south: {reservation_value: 1.5}
issues:
  land:
    status_quo: 0.5
    positions: {north: {ideal: 1, salience: 50}, south: {ideal: 0, salience: 50}}
clock: {rounds: 12}
processes:
  escalation: {hazard: {choice: [{value: 0.02, weight: 1}, {value: 0.3, weight: 1}]}}
`

func observing(t *testing.T, observed string) *Subject {
	t.Helper()
	s, err := New(Source{Path: "waiting.yaml", Text: []byte(waiting + observed)})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// No escalation for four rounds makes the low hazard more likely (Bayes): the share of
// the draws left that escalate later is the posterior mean of 1 − exp(−8h), and the
// draws that are left are the prior mean of exp(−4h).
func TestObservedConditions(t *testing.T) {
	s := observing(t, "observed: [{round: 3, agreement: none}]\n")
	r, err := Run(context.Background(), s, RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	left, later := 0.0, 0.0
	for _, h := range []float64{0.02, 0.3} {
		left += math.Exp(-4*h) / 2
		later += math.Exp(-4*h) / 2 * (1 - math.Exp(-8*h))
	}
	nash := len(s.Theories) - 1
	if got, n := float64(r.Tally.N(nash))/8192, 8192.0; math.Abs(got-left) > 4*math.Sqrt(left*(1-left)/n) {
		t.Errorf("%.4f of the draws match, not %.4f", got, left)
	}
	e := r.Tally.Class(nash, model.Escalation)
	if want := later / left; math.Abs(e.Value-want) > 4*e.Error || e.N != r.Tally.N(nash) {
		t.Errorf("%.4f ± %.4f of %d escalate later, want %.4f", e.Value, e.Error, e.N, want)
	}
	if got := e.Error * math.Sqrt(float64(e.N)/e.Value/(1-e.Value)); math.Abs(got-1) > 0.01 {
		t.Errorf("the error is %.3f of that of %d draws", got, e.N)
	}
	if n := r.Tally.Theories[nash].Utility[0].Mean().N; n != e.N {
		t.Errorf("the utility is a mean over %d draws, not %d", n, e.N)
	}
}

// What is observed in every draw changes nothing, to the last bit; what no draw has is
// refused by its number.
func TestObservedAlwaysAndNever(t *testing.T) {
	peaceful, _, _ := strings.Cut(waiting, "processes:")
	summary := func(observed string) string {
		s, err := New(Source{Path: "waiting.yaml", Text: []byte(peaceful + observed)})
		if err != nil {
			t.Fatal(err)
		}
		r, err := Run(context.Background(), s, RunOptions{})
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprint(r.Rows)
	}
	if summary("") != summary("observed: [{round: 0, meeting: held}, {round: 11, agreement: none}]\n") {
		t.Error("an observation that always holds changes the results")
	}
	_, err := Run(context.Background(), observing(t, "observed: [{round: 0, agreement: none}, {round: 1, meeting: none}]\n"), RunOptions{})
	e, ok := errors.AsType[*UnobservedError](err)
	if !ok || e.Theory != "nash" || e.Observation != 1 || e.Draws != 8192 {
		t.Errorf("an observation that no draw has: %v", err)
	}
}

// A comparison is over the draws that match in each of the two: what makes escalation
// more likely makes it so among them, too, and the shares are those of the runs.
func TestObservedComparison(t *testing.T) {
	s := observing(t, "observed: [{round: 3, agreement: none}]\n")
	other, err := s.With("processes.escalation.hazard=0.3")
	if err != nil {
		t.Fatal(err)
	}
	c := compare(t, CompareOptions{}, s, other)
	f := c.Variants[0].Find("share", "escalation")
	p := c.Variants[0].Paired[len(s.Theories)-1][f]
	for i, side := range []*Subject{s, other} {
		r, err := Run(context.Background(), side, RunOptions{})
		if err != nil {
			t.Fatal(err)
		}
		want, got := r.Tally.Class(len(s.Theories)-1, model.Escalation), []Estimate{p.A, p.B}[i]
		if math.Abs(got.Value-want.Value) > 1e-12 || got.N != want.N {
			t.Errorf("side %d: %.4f of %d, the run has %.4f of %d", i, got.Value, got.N, want.Value, want.N)
		}
	}
	if p.Noise() || p.Difference.Value < 0 || math.Abs(p.Difference.Value-(p.B.Value-p.A.Value)) > 1e-12 {
		t.Errorf("the difference is %+v", p.Difference)
	}
}

// A theory that asks nobody is not compared with what was observed: nothing happens
// under it.
func TestObservedLeavesPredictions(t *testing.T) {
	baseline := func(observed string) string {
		r, err := Run(context.Background(), observing(t, observed), RunOptions{})
		if err != nil {
			t.Fatal(err)
		}
		var rows []Row
		for _, row := range r.Rows {
			if row.Protocol == "weighted_mean" {
				rows = append(rows, row)
			}
		}
		return fmt.Sprint(rows)
	}
	if got, want := baseline("observed: [{round: 3, agreement: none}]\n"), baseline(""); got != want {
		t.Errorf("the weighted mean is\n%s\nwithout observations\n%s", got, want)
	}
}

// What was observed leaves draws out of sweeps and of scenario discovery: the pairs of
// a sweep are over the draws that match, and the draws in which escalation comes later
// are told from those in which it does not, not from those that are left out.
func TestObservedInSweepAndDiscovery(t *testing.T) {
	s := observing(t, "observed: [{round: 3, agreement: none}]\n")
	r, err := Run(context.Background(), s, RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	nash := len(s.Theories) - 1
	want := r.Tally.Class(nash, model.Escalation)
	d, err := Discover(context.Background(), s, DiscoverOptions{Where: `outcome == "escalation"`, Density: 0.9})
	if err != nil {
		t.Fatal(err)
	}
	if d.Found.Draws != want.N || float64(d.Found.Hits) != math.Round(want.Value*float64(want.N)) {
		t.Errorf("discovery looks at %d of %d draws, the run has %.4f of %d", d.Found.Hits, d.Found.Draws, want.Value, want.N)
	}

	var e endings
	os := make([]model.Outcome, 3)
	os[0].Class, os[1].Class, os[2].Class = model.Excluded, model.Escalation, model.Stalemate
	if err := e.Add(&Chunk{Outcomes: [][]model.Outcome{os}}); err != nil {
		t.Fatal(err)
	}
	if x := e.in(0, model.Escalation); !math.IsNaN(x[0]) || x[1] != 1 || x[2] != 0 {
		t.Errorf("ended in escalation: %v", x)
	}
}
