package main

import (
	"math"
	"os"
	"strconv"
	"testing"
)

// lever is a scenario with exact answers to what a lever changes. The weighted
// mean of three positions is x = (p + 2·q + 1)/4, with p and q from normals; the
// judge, who wants 1 and gets 0 without a deal, consents where x + 0.175·w is at
// least 0.62, with a reward of 0.175 at a weight w of the lever.
const lever = `
title: A lever on a line
purpose: illustration
run: {draws: 4096, seed: 5, theories: [{weighted_mean: {consent: asked}}]}
parties:
  one: {seat: observer, power: 1}
  two: {seat: observer, power: 2}
  judge: {power: 1, reservation_value: 0.62}
issues:
  line:
    question: Where does it end?
    status_quo: 0
    curvature: 1
    positions:
      one: {ideal: {normal: {mean: 0.3, sd: 0.035}}, salience: 50}
      two: {ideal: {normal: {mean: 0.45, sd: 0.05}}, salience: 50}
      judge: {ideal: 1, salience: 50}
levers:
  nudge:
    holder: two
    target: judge
    kind: inducement
    when: agreement
    weight: 0.25
    effects: [{rewards: judge, by: 0.175}]
packages:
  all: {outcome: settlement, issues: all}
`

// leverMean and leverSD are those of x + 0.175·w at a weight w.
func leverMean(w float64) float64 { return 0.55 + 0.175*w }

var leverSD = math.Hypot(0.035, 2*0.05) / 4

// above is how likely a standard normal is to lie above z, and density its density.
func above(z float64) float64   { return math.Erfc(z/math.Sqrt2) / 2 }
func density(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }

// leverShare is the share of draws in which the judge consents at a weight w, and
// leverUtility its mean utility: x if it consents, else 0.
func leverShare(w float64) float64 { return above((0.62 - leverMean(w)) / leverSD) }

func leverUtility(w float64) float64 {
	return 0.55*leverShare(w) + leverSD*density((0.62-leverMean(w))/leverSD)
}

// leverSurplus is how far x + 0.175·w lies above 0.62 on average where the judge
// consents.
func leverSurplus(w float64) float64 {
	return leverMean(w) - 0.62 + leverSD*density((0.62-leverMean(w))/leverSD)/leverShare(w)
}

func number(t *testing.T, row map[string]string, name string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(row[name], 64)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return x
}

// within checks a figure against its exact value: no more than 3.5 errors away,
// and with an error below least.
func within(t *testing.T, what string, value, e, want, least float64) {
	t.Helper()
	if !(math.Abs(value-want) <= 3.5*e+1e-12) || !(e <= least) {
		t.Errorf("%s is %g ± %g, want %g with an error of at most %g", what, value, e, want, least)
	}
}

// What a lever changes has closed forms: compare pairs the differences, sweep
// follows the curve, breakeven finds its root, under both samplers.
func TestLinearLever(t *testing.T) {
	if testing.Short() {
		t.Skip("takes long")
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("lever.yaml", []byte(lever), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, sampler := range []string{"random", "sobol"} {
		t.Run(sampler, func(t *testing.T) {
			linearCompare(t, sampler)
			linearSweep(t, sampler)
			linearBreakeven(t, sampler)
		})
	}
}

func linearCompare(t *testing.T, sampler string) {
	const from, to = 0.25, 0.5
	ran(t, "compare", "lever.yaml", "--with", "levers.nudge.weight=0.5", "--sampler", sampler, "--quiet", "--out", "compare-"+sampler, "--format", "csv")
	found := 0
	for _, row := range tidy(t, "compare-"+sampler+"/compare.csv") {
		var of func(float64) float64
		least := 0.001
		switch row["quantity"] + " " + row["key"] {
		case "share settlement":
			of, least = leverShare, 0.008
			// The lever pulls every draw the same way: none is lost.
			if row["only_base"] != "0" {
				t.Errorf("%s draws are lost", row["only_base"])
			}
		case "utility_mean judge":
			of, least = leverUtility, 0.005
		case "surplus_mean judge":
			of = leverSurplus
		default:
			continue
		}
		found++
		what := "difference of " + row["quantity"] + " " + row["key"]
		within(t, what, number(t, row, "difference"), number(t, row, "error"), of(to)-of(from), least)
		within(t, "before: "+row["quantity"], number(t, row, "base"), number(t, row, "base_error"), of(from), 0.01)
		if sampler == "random" && row["key"] == "settlement" {
			// McNemar's error, exactly.
			d := of(to) - of(from)
			if e := math.Sqrt(d * (1 - d) / 4096); math.Abs(number(t, row, "error")/e-1) > 0.03 {
				t.Errorf("the error is %s, want about %g", row["error"], e)
			}
			if number(t, row, "gain") < 1 {
				t.Errorf("pairing bought %s", row["gain"])
			}
		}
	}
	if found != 3 {
		t.Errorf("%d figures of three", found)
	}
}

func linearSweep(t *testing.T, sampler string) {
	ran(t, "sweep", "lever.yaml", "--over", "levers.nudge.weight=0:1:0.125", "--of", "utility.judge", "--sampler", sampler, "--quiet", "--out", "sweep-"+sampler, "--format", "csv")
	found := 0
	for _, row := range tidy(t, "sweep-"+sampler+"/sweep.csv") {
		w := number(t, row, "levers.nudge.weight")
		switch row["quantity"] + " " + row["key"] {
		case "share settlement":
			p := leverShare(w)
			// Where nearly no draw or all of them count, the error is not that of a normal.
			if n := number(t, row, "n"); n*min(p, 1-p) > 20 {
				within(t, "share", number(t, row, "value"), number(t, row, "error"), p, 0.01)
			} else if lower, upper := number(t, row, "lower"), number(t, row, "upper"); p < lower-0.002 || p > upper+0.002 {
				t.Errorf("share at %g lies in %g to %g, want %g", w, lower, upper, p)
			}
			found++
		case "measure_mean utility.judge":
			within(t, "utility", number(t, row, "value"), number(t, row, "error"), leverUtility(w), 0.006)
			found++
		}
	}
	if found != 18 {
		t.Errorf("%d figures of 18", found)
	}
}

func linearBreakeven(t *testing.T, sampler string) {
	for name, x := range map[string]struct {
		args []string
		want float64
	}{
		"half":    {[]string{"--for", "settlement", "--share", "0.5"}, 0.4}, // where the mean is 0.62
		"utility": {[]string{"--of", "utility.judge", "--at-least", strconv.FormatFloat(leverUtility(0.7), 'g', -1, 64)}, 0.7},
		"less":    {[]string{"--for", "settlement", "--at-most", strconv.FormatFloat(leverShare(0.1), 'g', -1, 64)}, 0.1},
	} {
		out := "breakeven-" + name + "-" + sampler
		ran(t, append([]string{"breakeven", "lever.yaml", "--sampler", sampler, "--quiet", "--out", out, "--format", "csv"}, x.args...)...)
		row := tidy(t, out+"/breakeven.csv")[0]
		// Half of the width it is narrowed to, and what its error leaves open.
		needed, lower, upper := number(t, row, "needed"), number(t, row, "needed_lower"), number(t, row, "needed_upper")
		if math.Abs(needed-x.want) > 0.008+(upper-lower) || math.Abs(needed-x.want) > 0.04 {
			t.Errorf("%s, %s: needs %g (%g to %g), want %g", sampler, name, needed, lower, upper, x.want)
		}
	}
	out := "breakeven-none-" + sampler
	ran(t, "breakeven", "lever.yaml", "--of", "utility.judge", "--at-least", "0.75", "--sampler", sampler, "--quiet", "--out", out, "--format", "csv")
	row := tidy(t, out+"/breakeven.csv")[0]
	if row["needed"] != "" || number(t, row, "farthest") != 1 {
		t.Errorf("out of reach: %v", row)
	}
	within(t, "farthest", number(t, row, "value"), number(t, row, "error"), leverUtility(1), 0.001)
}
