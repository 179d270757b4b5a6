package dataset

import (
	"slices"

	"sim/model/analysis"
	"sim/output"
)

// ends names the ends of repeated best replies.
var ends = [...]string{analysis.EndsAtRest: "rest", analysis.EndsInCycle: "cycle", analysis.EndsNowhere: "nowhere"}

// endings is starts.csv and cycles.csv.
func endings(e *output.Equilibrium, theory Column) []*DataFile {
	start := Column{"start", Integer, "", false, "the start, from 1: the scenario as it is, all levers at 0, at half, at full, every second holder's at full, those of the others"}
	lever := Column{"lever", Text, "", false, "the lever"}
	starts := &DataFile{Name: "starts", Columns: []Column{
		theory, start,
		{"ends", Text, "", false, "where best replies on the response surface, repeated from there, end: rest, cycle, or nowhere in the replies made"},
		{"averaged", Text, "", false, "yes if it is replies averaged over rounds that come to rest"},
		{"cycle", Integer, "rounds", true, "rounds of the cycle; empty: there is none"},
		{"point", Integer, "", true, "the point in points.csv that comes of it; empty: none that was tried on all draws"},
		lever,
		{"begins", Real, "", false, "the weight of the lever at the start"},
		{"rests", Real, "", true, "its weight where replies come to rest on the surface; empty: nowhere"},
	}}
	cycles := &DataFile{Name: "cycles", Columns: []Column{
		theory, start,
		{"round", Integer, "", false, "round of the cycle, from 1"},
		lever,
		{"weight", Real, "", false, "the weight of the lever in it"},
	}}
	for i := range e.Games {
		g := &e.Games[i]
		name := e.Theories[g.Theory].Name
		for n := range g.Endings {
			x := &g.Endings[n]
			var rounds, point any
			if x.Kind == analysis.EndsInCycle {
				rounds = len(x.Cycle)
			}
			for k := range g.Points {
				if slices.Contains(g.Points[k].Starts, n) {
					point = k + 1
				}
			}
			for j := range e.Levers {
				var rests any
				if x.At != nil {
					rests = x.At[j]
				}
				starts.Rows = append(starts.Rows, []any{name, n + 1, ends[x.Kind], yes(x.Damped), rounds, point, e.Levers[j].Lever, x.Start[j], rests})
			}
			for round, at := range x.Cycle {
				for j := range e.Levers {
					cycles.Rows = append(cycles.Rows, []any{name, n + 1, round + 1, e.Levers[j].Lever, at[j]})
				}
			}
		}
	}
	return []*DataFile{starts, cycles}
}
