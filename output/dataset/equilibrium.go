package dataset

import (
	"sim/model"
	"sim/model/study"
	"sim/output"
)

// Equilibrium is regrets.csv: what each holder of levers would gain; weights.csv: the
// weights that it would choose; points.csv: where repeated best replies come to rest;
// starts.csv: where those from each start end; and cycles.csv: the rounds of those that
// go round.
func Equilibrium(e *output.Equilibrium) []*DataFile {
	const unit = "that of what the holder wants"
	theory := Column{"protocol", Text, "", false, "the bargaining theory"}
	holder := Column{"holder", Text, "", false, "the party that sets the weights of its levers"}
	point := Column{"point", Integer, "", true, "the point from which it would move, from 1; empty: the scenario as it is"}
	regrets := &DataFile{Name: "regrets", Columns: []Column{
		theory, point, holder,
		{"wants", Text, "", false, "the measure that it wants much of"},
		{"gain", Real, unit, false, "the most that it gains by a move tried, on all draws, paired"},
		{"gain_error", Real, unit, true, "Monte Carlo error of the gain, of paired draws: one standard error"},
		{"gains", Text, "", false, "yes if the gain is more than twice its error"},
		{"tried", Integer, "moves", false, "moves tried; in the scenario as it is in the first draws"},
		{"lost_early", Integer, "moves", false, "those of them that lose clearly in the first draws, or in up to half of all (by more than six errors on the fewest, three on the most), and were not simulated on all"},
		{"nearest", Real, unit, true, "the difference that the move from the point makes that gains its holder most, or loses it least; empty in the scenario as it is"},
		{"nearest_error", Real, unit, true, "Monte Carlo error of that difference, of paired draws: one standard error"},
		{"nearest_draws", Integer, "draws", true, "draws on which it was tried last: the first few where it loses clearly"},
		{"surface_gain", Real, unit, true, "the gain that the response surface of its own levers gives the reply that it finds best"},
		{"surface_error", Real, unit, true, "its error, of the jackknife over eight parts of the draws"},
		{"found", Real, unit, true, "the gain of that reply on the draws on which it was tried: the first few where there are many"},
		{"surface_draws", Integer, "draws", false, "draws or points that the surface is fitted to"},
		{"surface_terms", Integer, "", false, "terms of the surface"},
		{"surface_explains", Real, "", true, "share of the variance that the surface explains in draws left out of its fit"},
	}}
	levers := &DataFile{Name: "weights", Columns: []Column{
		theory, point, holder,
		{"lever", Text, "", false, "the lever"},
		{"weight", Real, "", false, "its weight at the point"},
		{"reply", Real, "", false, "its weight in the best reply of its holder found, all others as at the point"},
	}}
	points := &DataFile{Name: "points", Columns: []Column{
		theory,
		{"point", Integer, "", false, "where repeated best replies come to rest, from 1"},
		{"holds", Text, "", false, "yes if no holder gains more than the error of its gain by any single move tried: an equilibrium in weights"},
		{"tried", Integer, "moves", false, "single moves tried from there"},
		{"lost_early", Integer, "moves", false, "those of them that lose clearly in the first draws, or in up to half of all (by more than six errors on the fewest, three on the most), and were not simulated on all"},
		{"pairs", Integer, "", false, "pairs of levers of a holder of four or more that were tried besides, at ends, those that do not gain in the first draws on no more"},
		{"starts", Integer, "", false, "starts from which replies lead there; 0: a point tried besides, from the scenario as it is"},
		{"quantity", Text, "", false, "share of draws that end in the outcome, or payoff (mean; stake units)"},
		{"key", Text, "", false, "outcome or party"},
		{"as_is", Real, "", false, "the quantity in the scenario as it is"},
		{"there", Real, "", false, "the quantity at the point"},
		{"difference", Real, "", false, "there minus as it is, on the same draws"},
		{"difference_error", Real, "", true, "Monte Carlo error of the difference, of paired draws"},
	}}
	b := e.Scenario.Bargain
	for i := range e.Games {
		g := &e.Games[i]
		name := e.Theories[g.Theory].Name
		replies, at := g.Replies, e.Now()
		for k := range len(g.Points) + 1 {
			var number any
			if k > 0 {
				replies, at, number = g.Points[k-1].Replies, g.Points[k-1].Weights, k
			}
			for h := range replies {
				r := &replies[h]
				id := b.Parties[e.Holders[h].Party].ID
				var near, nearError, nearDraws any
				if d := &r.Near.Difference; r.NearBy != nil {
					near, nearError, nearDraws = d.Value, d.Error, d.N
				}
				regrets.Rows = append(regrets.Rows, []any{
					name, number, id, e.Holders[h].Wants, r.Gain.Difference.Value, r.Gain.Difference.Error, yes(r.Gains()), r.Tried, r.Lost, near, nearError, nearDraws,
					r.Estimated.Value, r.Estimated.Error, r.Real.Difference.Value, r.Surface.N, r.Surface.Terms, r.Surface.Explains(),
				})
				reply := r.To(at)
				if k > 0 && r.Leads() {
					reply = r.Weights
				}
				for _, j := range e.Holders[h].Levers {
					levers.Rows = append(levers.Rows, []any{name, number, id, e.Levers[j].Lever, at[j], reply[j]})
				}
			}
		}
		for k := range g.Points {
			p := &g.Points[k]
			tried, lost := p.Tried()
			row := func(quantity, key string, d *study.Paired) {
				points.Rows = append(points.Rows, []any{name, k + 1, yes(p.Holds), tried, lost, p.Pairs, len(p.Starts), quantity, key, d.A.Value, d.B.Value, d.Difference.Value, d.Difference.Error})
			}
			for class := range p.Outcomes {
				row("share", model.ClassNames[class], &p.Outcomes[class])
			}
			for _, party := range b.ListedParties() {
				row("payoff", b.Parties[party].ID, &p.Payoffs[party])
			}
		}
	}
	return append([]*DataFile{regrets, levers, points}, endings(e, theory)...)
}
