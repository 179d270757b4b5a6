package model

import (
	"encoding/json"
	"os"
	"testing"
)

// The precedence of outcome classes, against the oracles of model 3.7.
func TestClassify(t *testing.T) {
	src, err := os.ReadFile("process/testdata/oracles.json")
	if err != nil {
		t.Fatal(err)
	}
	var cases []struct {
		Name, Model string
		Inputs      struct {
			Agreed    int  `json:"agreement_issues"`
			Total     int  `json:"total_issues"`
			Ceasefire bool `json:"ceasefire_in_force"`
			Escalated bool
			Partial   bool
			Broken    bool `json:"headline_broken"`
		}
		Expected struct{ Outcome string }
	}
	if err := json.Unmarshal(src, &cases); err != nil {
		t.Fatal(err)
	}
	ran := 0
	for _, c := range cases {
		if c.Model != "outcome.classify" {
			continue
		}
		ran++
		in := c.Inputs
		if got := classify(in.Escalated, in.Agreed == in.Total, in.Ceasefire, in.Broken, in.Partial); got.String() != c.Expected.Outcome {
			t.Errorf("%s: got %v, want %s", c.Name, got, c.Expected.Outcome)
		}
	}
	if ran != 8 {
		t.Errorf("ran %d oracles, want 8", ran)
	}
}
