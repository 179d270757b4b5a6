package table

import (
	"strings"
	"testing"

	"sim/model/study"
	"sim/output"
)

// raid is the game of a raid and a guard: matching pennies.
func raid(t *testing.T) *output.Equilibrium {
	t.Helper()
	s, err := study.New(study.Source{Path: "../../model/study/testdata/raid.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Draws = 256
	found, err := study.Equilibrium(t.Context(), s, study.EquilibriumOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return &output.Equilibrium{Study: &output.Study{Subject: s, Name: "equilibrium"}, EquilibriumResult: found}
}

func TestEquilibriumTables(t *testing.T) {
	e := raid(t)
	d := Equilibrium(e)
	if d.Notice != "ILLUSTRATION, NOT PREDICTION" || len(d.Tables) != 3 || !strings.HasPrefix(d.Lead[1], "  Nash: in these draws") {
		t.Fatalf("%+v", d)
	}
	row := func(table, i int, want ...string) {
		t.Helper()
		got := d.Tables[table].Rows[i]
		for k, w := range want {
			if w != "" && got[k] != w {
				t.Errorf("table %d, row %d: %q, want %q", table, i, got, want)
			}
		}
	}
	row(0, 0, "north", "payoff.north", "", "", "9", "raid 0.5 → 1")
	row(1, 0, "raid", "north", "0.5", "1", "0.4")
	row(1, 1, "guard", "south", "0.5", "1")
	row(2, 1, "payoff of north")
	if head := d.Tables[1].Head; head[4] != "equilibrium" {
		t.Errorf("%q", head)
	}
	g := e.Leading()
	g.Points[0].Holds = false
	g.Replies[0].Gain.Difference.Value = 0
	d = Equilibrium(e)
	row(0, 0, "north", "", "~", "", "", "nothing tried gains")
	row(1, 0, "raid", "north", "0.5", "0.5", "0.4")
	if head := d.Tables[1].Head; head[4] != "rests at, does not hold" || !strings.HasPrefix(d.Tables[2].Title, "At the point that does not hold") {
		t.Errorf("%q, %q", head, d.Tables[2].Title)
	}
}
