package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// publishedTables holds the published inputs and runs (model/protocol/testdata).
const publishedTables = "../../model/protocol/testdata/published"

// separated reads a file of separated values.
func separated(t *testing.T, name string, comma rune) [][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(publishedTables, name))
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.FieldsPerRecord = comma, -1
	all, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// said runs a command and returns what it prints.
func said(t *testing.T, args ...string) []byte {
	t.Helper()
	var out bytes.Buffer
	root := newRoot(&out, io.Discard)
	root.SetArgs(args)
	if err := root.ExecuteContext(t.Context()); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return out.Bytes()
}

// imported imports a published table by one command.
func imported(t *testing.T, name, as string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "my.yaml")
	said(t, "import", filepath.Join(publishedTables, name), "--as", as, "--out", out)
	return out
}

// solved are the terms of one meeting under a theory, after changes path=value.
func solved(t *testing.T, path, theory string, changes ...string) map[string]float64 {
	t.Helper()
	args := []string{"solve", path, "--json", "--theory", theory}
	for _, set := range changes {
		args = append(args, "--set", set)
	}
	var found struct{ Terms map[string]float64 }
	if err := json.Unmarshal(said(t, args...), &found); err != nil {
		t.Fatal(err)
	}
	return found.Terms
}

func parsed(t *testing.T, text string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestImportedTurns imports KTAB's data and compares, turn by turn, the strongest of
// the positions then held with those of KTAB's own run.
func TestImportedTurns(t *testing.T) {
	for _, c := range []struct {
		name   string
		issues []string
	}{
		{"SOE-Pol-Comp", []string{"Policy", "Competitive"}},
		{"dummyData_3Dim", []string{"Pstn1", "Pstn2", "Pstn3"}},
	} {
		path := imported(t, "ktab_smp_"+c.name+".input.csv", "ktab")
		run := separated(t, "ktab_smp_"+c.name+".golden.csv", ',')[1:]
		last := int(parsed(t, run[len(run)-1][0]))
		if last < 9 {
			t.Fatalf("%s: KTAB's run has %d turns", c.name, last)
		}
		for turn := 1; turn <= last; turn++ {
			var strongest []string
			for _, row := range run {
				if row[0] == strconv.Itoa(turn) && (len(strongest) == 0 || parsed(t, row[2]) > parsed(t, strongest[2])) {
					strongest = row
				}
			}
			terms := solved(t, path, "spatial", fmt.Sprintf("run.theories.0.spatial.turns=%d", turn))
			for k, issue := range c.issues {
				if want := parsed(t, strongest[3+k]); math.Abs(terms[issue]-want) > 0.1 {
					t.Errorf("%s, turn %d: %s ends at %g, in KTAB's run at %g", c.name, turn, issue, terms[issue], want)
				}
			}
		}
	}
}

// TestImportedExchanges imports decide's table of the climate conference of 2015 and
// compares the outcome after each exchange with the weighted mean of the positions
// that decide's own run had moved by then.
func TestImportedExchanges(t *testing.T) {
	path := imported(t, "equalgain_cop21_short.input.csv", "decide")
	type key struct{ actor, issue string }
	position, weight := map[key]float64{}, map[key]float64{}
	var rows []key
	input, err := os.ReadFile(filepath.Join(publishedTables, "equalgain_cop21_short.input.csv"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(input)) {
		if f := strings.Split(strings.TrimSpace(line), ";"); f[0] == "#D" {
			k := key{f[1], f[2]}
			rows, position[k], weight[k] = append(rows, k), parsed(t, f[3]), parsed(t, f[4])*parsed(t, f[5])
		}
	}
	exchanges := separated(t, "equalgain_cop21_short.output.csv", ';')
	if len(rows) != 45 || len(exchanges) != 20 {
		t.Fatalf("%d positions, %d exchanges", len(rows), len(exchanges))
	}
	compare := func(after int, terms map[string]float64) {
		t.Helper()
		sum, total := map[string]float64{}, map[string]float64{}
		for _, k := range rows {
			sum[k.issue] += float64(weight[k] * position[k])
			total[k.issue] += weight[k]
		}
		for issue := range sum {
			if want := sum[issue] / total[issue]; math.Abs(terms[issue]-want) > 1e-7 {
				t.Errorf("after %d exchanges %s ends at %g, in decide's run at %g", after, issue, terms[issue], want)
			}
		}
	}
	compare(0, solved(t, path, "weighted_mean"))
	for n, row := range exchanges {
		position[key{row[0], row[1]}] = parsed(t, row[7])
		position[key{row[2], row[3]}] = parsed(t, row[11])
		compare(n+1, solved(t, path, "exchange", fmt.Sprintf("run.theories.0.exchange.exchanges=%d", n+1)))
	}
	compare(len(exchanges), solved(t, path, "exchange"))
}

// TestImportedChallenges imports the table of the emission standards and compares
// every round with the published program's.
func TestImportedChallenges(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(publishedTables, "eum_emission_standards.golden.json"))
	if err != nil {
		t.Fatal(err)
	}
	var run struct {
		Actors                         []string
		Capability, Position, Salience []float64
		Trajectory                     []struct {
			T      int
			Median float64
		}
	}
	if err := json.Unmarshal(text, &run); err != nil {
		t.Fatal(err)
	}
	table := "Actor,Capability,Position,Salience\n"
	for i, name := range run.Actors {
		table += fmt.Sprintf("%s,%v,%v,%v\n", name, run.Capability[i], run.Position[i], run.Salience[i])
	}
	dir := t.TempDir()
	in, path := filepath.Join(dir, "standards.csv"), filepath.Join(dir, "my.yaml")
	if err := os.WriteFile(in, []byte(table), 0o600); err != nil {
		t.Fatal(err)
	}
	said(t, "import", in, "--as", "bdm", "--range", "observed", "--salience-max", "1", "--out", path)
	if !slices.Contains(run.Actors, "Belgium") || len(run.Trajectory) < 10 {
		t.Fatal("this is not the published run")
	}
	for _, round := range run.Trajectory[1:] {
		terms := solved(t, path, "challenge", fmt.Sprintf("run.theories.0.challenge.rounds=%d", round.T))
		if math.Abs(terms["standards"]-round.Median) > 1e-5 {
			t.Errorf("round %d ends at %g, published %g", round.T, terms["standards"], round.Median)
		}
	}
}
