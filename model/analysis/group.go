package analysis

import (
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// A Group is a set of inputs whose influence is measured together, or chance.
type Group struct {
	Name    string // such as parties.north; joined groups: levers.a + levers.b
	Columns []int  // of its inputs, ascending
	// Chance marks the group of everything random within a draw, apart from its
	// inputs: attendance, events.
	Chance bool
}

// Groupings lists the ways of grouping inputs, finest first.
var Groupings = []string{"input", "part", "section"}

// mostInputGroups is the number of inputs up to which each one is its own group
// by default.
const mostInputGroups = 24

// MostShapley is the largest number of groups, including chance, for Shapley
// effects. The number of permutations grows as the factorial.
const MostShapley = 12

// GroupBy groups the varying inputs: "input", each input alone; "part", by
// party, lever, package or process; "section", by section of the scenario, but
// with one group per party if that makes at most MostShapley groups. What an
// issue says about a party belongs to the party. An empty way means "input" if
// there are few inputs, otherwise "part". The last group is chance. The error
// is a *registry.UnknownError.
func GroupBy(b *model.Bargain, way string) ([]Group, error) {
	if way == "" {
		way = "part"
		if b.Columns <= mostInputGroups {
			way = "input"
		}
	}
	var of func(path string) string
	switch way {
	case "input":
		of = func(path string) string { return path }
	case "part":
		of = part
	case "section":
		if of = partySection; len(groupBy(b, of)) >= MostShapley {
			of = section
		}
	default:
		return nil, &registry.UnknownError{What: "way of grouping", Name: way, Known: Groupings}
	}
	return append(groupBy(b, of), Group{Name: "chance", Chance: true}), nil
}

// groupBy groups the varying inputs by a function of their path.
func groupBy(b *model.Bargain, of func(path string) string) []Group {
	var gs []Group
	for c, in := range b.Varying() {
		name := of(in.Path)
		i := slices.IndexFunc(gs, func(g Group) bool { return g.Name == name })
		if i < 0 {
			i = len(gs)
			gs = append(gs, Group{Name: name})
		}
		gs[i].Columns = append(gs[i].Columns, c)
	}
	return gs
}

// part returns the part of the scenario that the input at path belongs to.
func part(path string) string {
	keys := strings.Split(path, ".")
	switch {
	case len(keys) > 3 && keys[0] == "issues" && (keys[2] == "positions" || keys[2] == "red_lines" || keys[2] == "public_lines"):
		return "parties." + keys[3]
	case keys[0] == "issues", len(keys) < 2:
		return keys[0]
	}
	return keys[0] + "." + keys[1]
}

// partySection returns the party of the input at path, or its section.
func partySection(path string) string {
	if p := part(path); strings.HasPrefix(p, "parties.") {
		return p
	}
	return section(path)
}

// section returns the section of the scenario that the input at path belongs
// to.
func section(path string) string {
	s, _, _ := strings.Cut(part(path), ".")
	return s
}

// Independent merges groups with coupled inputs, so that the resulting groups
// are independent. joined is the number of merges.
func Independent(b *model.Bargain, gs []Group) (out []Group, joined int) {
	gs = slices.Clone(gs)
	if b.Coupling == nil {
		return gs, 0
	}
	at := func(column int) int {
		return slices.IndexFunc(gs, func(g Group) bool { return slices.Contains(g.Columns, column) })
	}
	for _, pair := range b.Coupling.Pairs {
		i, j := at(pair.Columns[0]), at(pair.Columns[1])
		if i < 0 || j < 0 || i == j || pair.Rank == 0 {
			continue
		}
		i, j = min(i, j), max(i, j)
		gs[i].Name = fmt.Sprintf("%s + %s", gs[i].Name, gs[j].Name)
		gs[i].Columns = slices.Sorted(slices.Values(slices.Concat(gs[i].Columns, gs[j].Columns)))
		gs = slices.Delete(gs, j, j+1)
		joined++
	}
	return gs, joined
}
