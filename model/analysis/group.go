package analysis

import (
	"fmt"
	"slices"
	"strings"

	"sim/model"
	"sim/model/registry"
)

// A Group is inputs whose influence is measured together, or chance.
type Group struct {
	Name    string // parties.north; of several joined: levers.a + levers.b
	Columns []int  // of its inputs, ascending
	// Chance marks what happens within a draw whatever its inputs: who turns
	// up, which events occur.
	Chance bool
}

// Groupings are the ways of grouping inputs, finest first.
var Groupings = []string{"input", "part", "section"}

// mostInputGroups is up to how many groups each input is one by itself if nothing else is
// said, and the most that Shapley effects are worked out for.
const mostInputGroups = 24

// MostShapley is for how many groups, chance included, Shapley effects can be
// worked out in reasonable time: their number of orders grows as the factorial.
const MostShapley = 12

// GroupBy sorts the varying inputs into groups: each input by itself; by the
// part of the scenario it stands in, a party, lever, package or process; or by
// section, of which parties stay apart from each other while there are at most
// MostShapley groups. What an issue says of a party belongs to the party.
// Without a way, each input is by itself where there are few, else parts are
// taken. The last group is chance. The error names the ways there are.
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

// part is the part of the scenario that the input at path belongs to.
func part(path string) string {
	keys := strings.Split(path, ".")
	switch {
	case len(keys) > 3 && keys[0] == "issues" && (keys[2] == "positions" || keys[2] == "red_lines"):
		return "parties." + keys[3]
	case keys[0] == "issues", len(keys) < 2:
		return keys[0]
	}
	return keys[0] + "." + keys[1]
}

func partySection(path string) string {
	if p := part(path); strings.HasPrefix(p, "parties.") {
		return p
	}
	return section(path)
}

func section(path string) string {
	s, _, _ := strings.Cut(part(path), ".")
	return s
}

// Independent joins groups whose inputs go together, so that what is left are
// groups independent of each other; joined says of how many.
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
