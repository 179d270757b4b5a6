package analysis

import (
	"slices"
	"strings"
	"testing"

	"sim/model"
)

func paths(list ...string) *model.Bargain {
	b := &model.Bargain{Columns: len(list)}
	for c, path := range list {
		b.Inputs = append(b.Inputs, model.Input{Path: path, Dist: uniform{}, Column: c})
	}
	return b
}

func names(gs []Group) (list []string) {
	for _, g := range gs {
		list = append(list, g.Name)
	}
	return list
}

// Inputs are grouped by the part of the scenario that they belong to; what an
// issue says about a party belongs to the party.
func TestGroupBy(t *testing.T) {
	b := paths("parties.north.power", "issues.land.status_quo", "issues.land.positions.north.salience", "issues.sea.red_lines.south.binding",
		"levers.push.weight", "levers.pull.cost", "packages.all.meetings", "processes.drift.drift", "clock.hold")
	for way, want := range map[string]string{
		"input":   "parties.north.power issues.land.status_quo issues.land.positions.north.salience issues.sea.red_lines.south.binding levers.push.weight levers.pull.cost packages.all.meetings processes.drift.drift clock.hold chance",
		"part":    "parties.north issues parties.south levers.push levers.pull packages.all processes.drift clock.hold chance",
		"section": "parties.north issues parties.south levers packages processes clock chance",
		"":        "parties.north.power issues.land.status_quo issues.land.positions.north.salience issues.sea.red_lines.south.binding levers.push.weight levers.pull.cost packages.all.meetings processes.drift.drift clock.hold chance",
	} {
		gs, err := GroupBy(b, way)
		if err != nil || strings.Join(names(gs), " ") != want {
			t.Errorf("%q: %v, %v", way, names(gs), err)
		}
		seen := make([]bool, b.Columns)
		for _, g := range gs {
			for _, c := range g.Columns {
				if seen[c] {
					t.Errorf("%q: input %d is in two groups", way, c)
				}
				seen[c] = true
			}
		}
		if slices.Contains(seen, false) {
			t.Errorf("%q: an input is in no group: %v", way, seen)
		}
	}
	if _, err := GroupBy(b, "parts"); err == nil || !strings.Contains(err.Error(), `did you mean "part"`) {
		t.Errorf("an unknown way: %v", err)
	}
}

// With many parties there is one group per section, so that Shapley effects
// stay feasible; with many inputs the default is parts.
func TestGroupByMany(t *testing.T) {
	var list []string
	for i := range 26 {
		list = append(list, "parties."+string(rune('a'+i))+".power")
	}
	b := paths(append(list, "levers.push.weight")...)
	if gs, err := GroupBy(b, "section"); err != nil || strings.Join(names(gs), " ") != "parties levers chance" {
		t.Errorf("%v, %v", names(gs), err)
	}
	if gs, err := GroupBy(b, ""); err != nil || len(gs) != 28 {
		t.Errorf("%v, %v", names(gs), err)
	}
}

// Groups with coupled inputs, directly or in a chain, are merged.
func TestIndependent(t *testing.T) {
	b := paths("levers.a.weight", "levers.b.weight", "levers.c.weight", "levers.d.weight")
	gs, err := GroupBy(b, "input")
	if err != nil {
		t.Fatal(err)
	}
	if out, joined := Independent(b, gs); joined != 0 || len(out) != 5 {
		t.Errorf("nothing goes together: %v", names(out))
	}
	b.Coupling = &model.Coupling{Pairs: []model.Correlation{{Columns: [2]int{0, 3}, Rank: 0.5}, {Columns: [2]int{3, 2}, Rank: 0.2}, {Columns: [2]int{1, 2}, Rank: 0}}}
	out, joined := Independent(b, gs)
	if joined != 2 || len(out) != 3 || !slices.Equal(out[0].Columns, []int{0, 2, 3}) || out[0].Name != "levers.a.weight + levers.d.weight + levers.c.weight" {
		t.Errorf("%d joined: %+v", joined, out)
	}
	if len(gs) != 5 || len(gs[0].Columns) != 1 {
		t.Errorf("the groups given changed: %+v", gs)
	}
}
