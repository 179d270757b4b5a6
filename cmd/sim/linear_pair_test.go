package main

import (
	"math"
	"os"
	"strconv"
	"testing"
)

// twoLevers is a scenario with exact answers to what two levers take. On each of
// two issues the weighted mean of three positions is (2·0.3 + q + 1)/4, with q
// from a normal. A judge of that issue alone, who wants 1, is rewarded by a lever
// of its own; it consents where both together,
// x = (2·((1 − w)·0.3 + 0.9·w) + q + 1)/4 at a weight w, are at least what it has
// without a deal. A settlement needs both judges.
const twoLevers = `
title: Two levers on two lines
purpose: illustration
run: {draws: 4096, seed: 5, theories: [{weighted_mean: {consent: asked}}]}
parties:
  anchor: {seat: observer, power: 1}
  moved: {seat: observer, power: 2}
  first: {power: 1, reservation_value: 0.6}
  second: {power: 1, reservation_value: 0.57}
issues:
  here:
    question: Where does it end here?
    status_quo: 0.5
    curvature: 1
    positions:
      anchor: {ideal: {normal: {mean: 0.5, sd: 0.06}}, salience: 50}
      moved: {ideal: 0.3, salience: 50}
      first: {ideal: 1, salience: 50}
  there:
    question: Where does it end there?
    status_quo: 0.5
    curvature: 1
    positions:
      anchor: {ideal: {normal: {mean: 0.5, sd: 0.06}}, salience: 50}
      moved: {ideal: 0.3, salience: 50}
      second: {ideal: 1, salience: 50}
levers:
  nudge_here: {holder: moved, target: first, kind: inducement, when: agreement, weight: 0.1, effects: [{rewards: first, by: 0.3}]}
  nudge_there: {holder: moved, target: second, kind: inducement, when: agreement, weight: 0, effects: [{rewards: second, by: 0.075}]}
packages:
  all: {outcome: settlement, issues: all}
`

// bothShare is the share of draws that settle at weights of the two levers.
func bothShare(here, there float64) float64 {
	x := func(w float64) float64 { return (2*((1-w)*0.3+0.9*w) + 0.5 + 1) / 4 }
	return above((0.6-x(here))/0.015) * above((0.57-x(there/4))/0.015)
}

// leastChange is the smallest change of the two weights from 0.1 and 0 that
// reaches a share, on a grid of thousandths.
func leastChange(share float64) (size, here, there float64) {
	size = math.Inf(1)
	for i := range 1001 {
		for j := range 1001 {
			a, b := float64(i)/1000, float64(j)/1000
			if moved := math.Abs(a-0.1) + b; moved < size && bothShare(a, b) >= share {
				size, here, there = moved, a, b
			}
		}
	}
	return size, here, there
}

// The smallest change of two levers lies off the line on which both move in
// proportion, well inside the square and by its edge.
func TestTwoLevers(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("two.yaml", []byte(twoLevers), 0o600); err != nil {
		t.Fatal(err)
	}
	ran(t, "run", "two.yaml", "--quiet", "--out", "run", "--format", "csv", "--set", "levers.nudge_here.weight=0.26", "--set", "levers.nudge_there.weight=0.6")
	for _, row := range tidy(t, "run/summary.csv") {
		if row["quantity"] == "share" && row["key"] == "settlement" {
			within(t, "share", number(t, row, "value"), number(t, row, "error"), bothShare(0.26, 0.6), 0.01)
		}
	}
	for _, c := range []struct {
		sampler, share string
		edge           bool
	}{{"random", "0.5", false}, {"sobol", "0.5", false}, {"sobol", "0.965", true}} {
		out := "found-" + c.sampler + c.share
		ran(t, "breakeven", "two.yaml", "--for", "settlement", "--share", c.share, "--sampler", c.sampler, "--quiet", "--out", out, "--format", "csv")
		goal, err := strconv.ParseFloat(c.share, 64)
		if err != nil {
			t.Fatal(err)
		}
		want, here, there := leastChange(goal)
		if c.edge != (there > 0.95) {
			t.Fatalf("the smallest change is at %g, %g", here, there)
		}
		if straight := straightChange(goal); straight < want+0.1 {
			t.Fatalf("both in proportion take %g, no more than %g", straight, want)
		}
		rows := tidy(t, out+"/breakeven.csv")
		row := rows[len(rows)-1]
		if row["second_lever"] != "nudge_there" {
			t.Fatalf("the last row is of %s", row["second_lever"])
		}
		size, lower, upper := number(t, row, "size"), number(t, row, "size_lower"), number(t, row, "size_upper")
		a, b := number(t, row, "needed"), number(t, row, "second_needed")
		// Its error, and how finely mixtures and changes are looked at.
		if math.Abs(size-want) > 0.02+(upper-lower) || math.Abs(size-want) > 0.05 || math.Abs(a-0.1+b-size) > 1e-9 {
			t.Errorf("%s, %s: %g (%g to %g) at %g, %g; want %g at %g, %g", c.sampler, c.share, size, lower, upper, a, b, want, here, there)
		}
		if math.Abs(a-here) > 0.08 || math.Abs(b-there) > 0.08 {
			t.Errorf("%s, %s: at %g, %g, want %g, %g", c.sampler, c.share, a, b, here, there)
		}
	}
}

// straightChange is the smallest change that reaches a share with both weights
// on the straight line to 1.
func straightChange(share float64) float64 {
	for way := 0.0; way <= 1; way += 0.001 {
		if bothShare(0.1+0.9*way, way) >= share {
			return 1.9 * way
		}
	}
	return math.Inf(1)
}
