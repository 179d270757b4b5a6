package dataset

import (
	"bytes"
	"context"
	"slices"
	"testing"

	"sim/model/study"
	"sim/output"
	"sim/scenarios"
)

// TestRulesFile: of the dollar each rule gives Ann 45 cents, equal powers and outside
// values of 20 and 30 cents given (Nash 1950); the file is one of a run's, and in the
// dictionary.
func TestRulesFile(t *testing.T) {
	s, err := study.New(study.Source{Path: "divide-the-dollar.yaml", FS: scenarios.FS, Theories: []string{"all"}})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = 128
	run, err := study.Run(context.Background(), s, study.RunOptions{})
	if err != nil {
		t.Fatal(err)
	}
	r := &output.Result{Result: run}
	if !slices.ContainsFunc(Always(r), func(a output.Artifact) bool { return a.Name() == "rules.csv" }) {
		t.Fatal("a run leaves no rules.csv")
	}
	var w bytes.Buffer
	if err := (rulesCSV{}).Write(&w, r); err != nil {
		t.Fatal(err)
	}
	var rules []string
	for _, record := range readCSV(t, w.Bytes())[1:] {
		if x := realOf(t, record[5]); record[0] != "nash" || record[3] != "dollar" || record[4] != "128" || x < 45-1e-6 || x > 45+1e-6 {
			t.Errorf("%v, want 45 cents in 128 draws", record)
		}
		if record[2] == "terms_p50" {
			rules = append(rules, record[1])
		}
	}
	if !slices.Equal(rules, []string{"nash", "kalai_smorodinsky", "egalitarian"}) {
		t.Error(rules)
	}
	w.Reset()
	if err := (dictionary{}).Write(&w, r); err != nil || !bytes.Contains(w.Bytes(), []byte("rules.csv,rule,text")) {
		t.Errorf("rules.csv is not in the dictionary (%v)", err)
	}
}
