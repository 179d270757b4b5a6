package dataset

import (
	"bytes"
	"context"
	"encoding/json"
	"strconv"
	"strings"
	"testing"

	"sim/model/study"
	"sim/output"
	"sim/scenarios"
)

// TestAnswerFiles: what levers and inputs do, as files: lever by lever and input by
// input, with the numbers of the run, under one theory of each cause.
func TestAnswerFiles(t *testing.T) {
	s, err := study.New(study.Source{Path: "wage-round.yaml", FS: scenarios.FS, Theories: []string{"nash", "two_level"}})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = 256
	run, err := study.Run(context.Background(), s, study.RunOptions{Levers: 32})
	if err != nil {
		t.Fatal(err)
	}
	r := &output.Result{Result: run}

	var w bytes.Buffer
	if err := (leversCSV{}).Write(&w, r); err != nil {
		t.Fatal(err)
	}
	records := readCSV(t, w.Bytes())
	at := map[string]int{}
	for i, column := range leversColumns() {
		at[column.Name] = i
		if records[0][i] != column.Name {
			t.Errorf("column %d of levers.csv is %s, not %s", i, records[0][i], column.Name)
		}
	}
	levers := map[string]bool{}
	for _, record := range records[1:] {
		levers[record[at["lever"]]] = true
		off, full, difference := realOf(t, record[at["off"]]), realOf(t, record[at["full"]]), realOf(t, record[at["difference"]])
		if d := full - off - difference; record[at["quantity"]] == "share" && (d > 1e-12 || d < -1e-12) {
			t.Errorf("%v: the difference is not full minus off", record)
		}
		if record[at["theories"]] != "2" || record[at["quantity"]] == "share" && record[at["n"]] != "32" {
			t.Errorf("%v: not of 32 draws and two theories", record)
		}
	}
	if len(levers) != len(s.Scenario.Bargain.Levers) {
		t.Errorf("%d levers in the file, %d in the scenario", len(levers), len(s.Scenario.Bargain.Levers))
	}

	w.Reset()
	if err := (driversCSV{}).Write(&w, r); err != nil {
		t.Fatal(err)
	}
	records = readCSV(t, w.Bytes())
	inputs := map[string]int{}
	for i, column := range driversColumns() {
		at[column.Name] = i
	}
	for _, record := range records[1:] {
		inputs[record[at["input"]]]++
		if low, high := realOf(t, record[at["value_10"]]), realOf(t, record[at["value_90"]]); low >= high {
			t.Errorf("%v: the 10%% point is not below the 90%% point", record)
		}
	}
	if want := len(s.Scenario.Bargain.Varying()); len(inputs) != want {
		t.Errorf("%d inputs in the file, %d vary", len(inputs), want)
	}
	for path, n := range inputs {
		if n != 2 {
			t.Errorf("%s stands under %d theories, not 2", path, n)
		}
	}

	w.Reset()
	if err := WriteAnswer(&w, r); err != nil {
		t.Fatal(err)
	}
	var said struct {
		Rows []struct{ Quantity string }
	}
	if err := json.Unmarshal(w.Bytes(), &said); err != nil || len(said.Rows) != len(r.Rows) {
		t.Errorf("%d rows in the answer, %d in the run: %v", len(said.Rows), len(r.Rows), err)
	}

	w.Reset()
	if err := WriteSolution(&w, study.Solve(s, 0)); err != nil || !strings.Contains(w.String(), strconv.Quote(output.Purpose)) {
		t.Errorf("the solution says %.200s: %v", w.String(), err)
	}
}

// realOf reads a number of a file.
func realOf(t *testing.T, cell string) float64 {
	t.Helper()
	if cell == "" {
		return 0
	}
	x, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}
