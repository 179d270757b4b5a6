package dataset

import (
	"testing"

	"sim/model/study"
	"sim/output"
)

// The files of the game of a raid and a guard: matching pennies.
func TestEquilibriumFiles(t *testing.T) {
	s, err := study.New(study.Source{Path: "../../model/study/testdata/raid.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = 256
	found, err := study.Equilibrium(t.Context(), s, study.EquilibriumOptions{})
	if err != nil {
		t.Fatal(err)
	}
	files := Equilibrium(&output.Equilibrium{Study: &output.Study{Subject: s, Name: "equilibrium"}, EquilibriumResult: found})
	equal(t, "regrets", lines(t, files, "regrets", "protocol", "point", "holder", "wants", "gains", "tried"),
		"nash||north|payoff.north|yes|9", "nash||south|payoff.south|yes|9", "nash|1|north|payoff.north|no|12", "nash|1|south|payoff.south|no|12")
	equal(t, "weights", lines(t, files, "weights", "protocol", "point", "lever")[:2], "nash||raid", "nash||guard")
	points := lines(t, files, "points", "point", "holds", "tried", "starts", "quantity", "key")
	equal(t, "points", points[len(points)-2:], "1|yes|24|6|payoff|north", "1|yes|24|6|payoff|south")
	starts := lines(t, files, "starts", "protocol", "start", "ends", "averaged", "cycle", "point", "lever", "begins")
	if len(starts) != 12 {
		t.Errorf("starts: %v", starts)
	}
	equal(t, "starts", starts[4:6], "nash|3|cycle|yes|2|1|raid|0.5", "nash|3|cycle|yes|2|1|guard|0.5")
	cycle := lines(t, files, "cycles", "protocol", "start", "round", "lever", "weight")
	if len(cycle) != 24 {
		t.Errorf("cycles: %v", cycle)
	}
	for _, f := range files {
		for _, r := range f.Records() {
			if len(r) != len(f.Columns) {
				t.Errorf("%s: %v", f.Name, r)
			}
		}
	}
	r := files[0].Records()[0]
	if r["point"] != nil || r["holder"] != "north" || r["gain"].(float64) < 0.01 {
		t.Errorf("as records: %v", r)
	}
	if at := files[0].Records()[2]; r["nearest"] != nil {
		t.Errorf("from the scenario as it is: %v", r)
	} else if near, e := at["nearest"].(float64), at["nearest_error"].(float64); near > e || at["nearest_draws"] != 256 {
		t.Errorf("from a point that holds: %v", at)
	}
	// A lever that is not moved stays where it is.
	for _, row := range files[1].Rows[2:] {
		if row[4] != row[5] {
			t.Errorf("at rest: %v", row)
		}
	}
}
