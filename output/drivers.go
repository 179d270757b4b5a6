package output

import (
	"strings"

	"sim/model"
	"sim/model/analysis"
	"sim/model/montecarlo"
)

// DriversShown is how many inputs are named at most as moving an outcome.
const DriversShown = 10

// Moving are the inputs that move the outcome under theory t by more than Monte
// Carlo noise would the luckiest of so many, most first, with their columns in
// the bargain.
func (r *Result) Moving(t int) []montecarlo.InputIndex {
	var ds []montecarlo.InputIndex
	if r.Tally.FirstOrder == nil {
		return nil
	}
	least := analysis.BonferroniZ(len(r.Scenario.Bargain.Varying()))
	for _, d := range r.Tally.FirstOrder.RankAll(t) {
		if d.Index.Value > least*d.Index.Error && len(ds) < DriversShown {
			ds = append(ds, d)
		}
	}
	return ds
}

// InputName puts the path of an input into words: what it belongs to by its name,
// then what of it.
func InputName(b *model.Bargain, path string) string {
	section, rest, ok := strings.Cut(path, ".")
	if !ok {
		return strings.ReplaceAll(path, "_", " ")
	}
	names := map[string]string{}
	for i := range b.Parties {
		names[b.Parties[i].ID], _, _ = strings.Cut(PartyName(&b.Parties[i]), " (")
	}
	if section == "levers" {
		for i := range b.Levers {
			names[b.Levers[i].ID] = b.Levers[i].Title
		}
	}
	words := func(part string) string {
		if name := names[part]; name != "" {
			return name
		}
		return strings.ReplaceAll(part, "_", " ")
	}
	parts := strings.Split(rest, ".")
	switch section {
	case "parties", "issues", "levers", "packages":
	default:
		parts = append([]string{section}, parts...)
	}
	for i := range parts {
		parts[i] = words(parts[i])
	}
	first := []rune(parts[0])
	parts[0] = strings.ToUpper(string(first[:min(1, len(first))])) + string(first[min(1, len(first)):])
	if len(parts) == 1 {
		return parts[0]
	}
	return parts[0] + ": " + strings.Join(parts[1:], ", ")
}
