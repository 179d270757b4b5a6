package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// linear is a scenario with exact answers. Two observers with powers 1 and 2 and
// equal salience want a point on one line each, both from a normal; the
// weighted mean of the two is (x + 2y)/3.
const linear = `
title: Two sides of a line
purpose: illustration
run: {draws: 4096, seed: 7, theories: [{weighted_mean: {consent: asked}}]}
parties:
  one: {seat: observer, power: 1}
  two: {seat: observer, power: 2}
issues:
  line:
    question: Where does it end?
    status_quo: 0.5
    positions:
      one: {ideal: {normal: {mean: 0.5, sd: 0.06}}, salience: 50}
      two: {ideal: {normal: {mean: 0.5, sd: 0.06}}, salience: 50}
packages:
  all: {outcome: settlement, issues: all}
`

const (
	linearOne = "issues.line.positions.one.ideal"
	linearTwo = "issues.line.positions.two.ideal"
)

// ran runs sim and fails the test if it does.
func ran(t *testing.T, args ...string) {
	t.Helper()
	root := newRoot(io.Discard, io.Discard)
	root.SetArgs(args)
	if err := root.Execute(); err != nil {
		t.Fatalf("sim %s: %v", strings.Join(args, " "), err)
	}
}

// tidy reads a data file that an analysis left: rows by column name.
func tidy(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // only read
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, name := range records[0] {
			row[name] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// figure is a column of a row with its error.
func figure(t *testing.T, row map[string]string, name string) (value, e float64) {
	t.Helper()
	for _, x := range []struct {
		to   *float64
		name string
	}{{&value, name}, {&e, name + "_error"}} {
		var err error
		if *x.to, err = strconv.ParseFloat(row[x.name], 64); err != nil {
			t.Fatalf("%s: %v", x.name, err)
		}
	}
	return value, e
}

// Sensitivity of a linear measure of normals has closed forms: first-order and
// total indices β²σ²/V, so 1/5 and 4/5; Spearman's 6/π·asin(ρ/2) for ρ = √S; and
// between the 10% and the 90% quantile 2·1.2816·β·σ. Where the two go together
// with r = ½ the Shapley effects are those of the oracle shapley.linear_gaussian/two.
func TestLinearSensitivity(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	together := fmt.Sprintf("%scorrelations:\n  - {between: [%s, %s], rank: 0.48258373894}\n", linear, linearOne, linearTwo)
	for name, text := range map[string]string{"linear.yaml": linear, "together.yaml": together} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ran(t, "sensitivity", "linear.yaml", "--of", "terms.line", "--sobol", "--shapley", "--tornado", "--quiet", "--out", "apart")
	ran(t, "sensitivity", "together.yaml", "--of", "terms.line", "--shapley", "--quiet", "--out", "both")
	spearman := func(share float64) float64 { return 6 / math.Pi * math.Asin(math.Sqrt(share)/2) }
	xi := func(share float64) float64 { return 3/math.Pi*math.Asin((1+share)/2) - 0.5 } // Dette, Siburg & Stoimenov 2013
	for _, x := range []struct {
		file, key, column string
		one, two          float64
		least             float64 // what the error must be below
	}{
		{"apart/ranking.csv", "input", "first_order", 0.2, 0.8, 0.02},
		{"apart/ranking.csv", "input", "rank_correlation", spearman(0.2), spearman(0.8), 0.02},
		{"apart/ranking.csv", "input", "xi", xi(0.2), xi(0.8), 0.02},
		{"apart/indices.csv", "group", "first", 0.2, 0.8, 0.01},
		{"apart/indices.csv", "group", "total", 0.2, 0.8, 0.01},
		{"apart/shapley.csv", "group", "effect", 0.2, 0.8, 0.03},
		{"apart/tornado.csv", "name", "difference", 2 * 1.2815515655446004 * 0.06 / 3, 4 * 1.2815515655446004 * 0.06 / 3, 1e-9},
		{"both/shapley.csv", "group", "effect", 0.3392857142857143, 0.6607142857142857, 0.03},
	} {
		found := 0
		for _, row := range tidy(t, filepath.FromSlash(x.file)) {
			want := 0.0
			switch row[x.key] {
			case linearOne:
				want = x.one
			case linearTwo:
				want = x.two
			case "chance":
			default:
				t.Errorf("%s has a row for %s", x.file, row[x.key])
			}
			found++
			value, e := figure(t, row, x.column)
			if !(math.Abs(value-want) <= 3*e+1e-9) || e > x.least {
				t.Errorf("%s: %s of %s is %g ± %g, want %g", x.file, x.column, row[x.key], value, e, want)
			}
		}
		if found < 2 {
			t.Errorf("%s has %d rows", x.file, found)
		}
	}
}
