package model

import "slices"

// note appends the round's outcome, line and reservation values to the path.
func (g *Game) note(path *Path) {
	class := g.class()
	g.reach(class)
	g.present = class
	if g.headlineOn() {
		g.lasted++
	}
	if g.calm++; g.Table.now.Fighting > littleFighting {
		g.calm = 0
	}
	g.quiet = g.quiet || g.calm >= quietRounds
	if path == nil {
		return
	}
	path.Class[g.Round] = class
	path.Line[g.Round] = nan
	for k := range g.Bargain.Issues {
		if g.owned[k] {
			path.Line[g.Round] = g.Table.now.StatusQuo[k]
			break
		}
	}
	for i := range g.Bargain.Parties {
		path.Reservation[g.Round][i] = g.Table.Reservation(i)
	}
}

// A conflict is frozen if fighting stayed at or below littleFighting for
// quietRounds consecutive rounds without a settlement (model 3.7).
const (
	quietRounds    = 12
	littleFighting = 0.2
)

// headlineOn reports whether a headline package is in force and still counts
// toward Outcome.Lasted.
func (g *Game) headlineOn() bool {
	if g.over {
		return false
	}
	for i := range g.Force {
		if g.Force[i].On && g.Bargain.Packages[i].Headline() {
			return true
		}
	}
	return false
}

// rest fills the rounds after the end of the draw with its last state.
func (g *Game) rest(path *Path, class Class) {
	from := g.Round + 1
	if class == Escalation {
		from = g.Round // escalation interrupted this round
	}
	for r := from; r < len(path.Class); r++ {
		path.Class[r] = class
		if r > 0 {
			path.Line[r] = path.Line[r-1]
			copy(path.Reservation[r], path.Reservation[r-1])
			continue
		}
		path.Line[r] = nan
		for i := range path.Reservation[r] {
			path.Reservation[r][i] = g.Table.Reservation(i)
		}
	}
}

func (g *Game) reach(c Class) {
	if g.First[c] < 0 {
		g.First[c] = g.Round
	}
}

// class is the outcome if the draw ended now, from what is in force.
func (g *Game) class() Class {
	var settlement, ceasefire, partial bool
	for i := range g.Force {
		if !g.Force[i].On {
			continue
		}
		switch pkg := &g.Bargain.Packages[i]; {
		case pkg.Outcome == Settlement:
			settlement = true
		case pkg.Outcome == Ceasefire:
			ceasefire = true
		case !pkg.Unclassified(pkg.Relief.In(g.in)):
			partial = true
		}
	}
	return classify(g.Escalated, settlement, ceasefire, g.Broken, partial)
}

// classify applies the precedence of model 3.7.
func classify(escalated, settlement, ceasefire, broken, partial bool) Class {
	switch {
	case escalated:
		return Escalation
	case settlement:
		return Settlement
	case ceasefire:
		return Ceasefire
	case broken:
		return Collapsed
	case partial:
		return Partial
	}
	return Stalemate
}

// settled reports whether a settlement has held long enough to end the draw.
func (g *Game) settled() bool {
	for i := range g.Force {
		if g.Force[i].On && g.Bargain.Packages[i].Outcome == Settlement {
			return g.Single() || float64(g.Round-g.Force[i].Since) >= g.Bargain.Clock.Hold.In(g.in)
		}
	}
	return false
}

// finish writes the outcome of the draw.
func (g *Game) finish(out *Outcome) {
	out.Class = g.present
	if out.Path != nil {
		g.rest(out.Path, out.Class)
	}
	out.First, out.Tied = g.First, g.tied
	copy(out.Blocks, g.Blocks)
	out.FrozenConflict = out.Class == Stalemate && g.quiet
	out.Lasted, out.Ended = -1, g.over
	if g.lasted > 0 {
		out.Lasted = g.lasted
	}
	out.Round = max(0, g.First[out.Class])
	out.Package, out.NotConsenting, out.Reason = -1, -1, NoReason
	for k := range out.Terms {
		out.Terms[k] = g.Agreed(k)
	}
	classified := false
	for i := range g.Force {
		if !g.Force[i].On {
			continue
		}
		pkg := &g.Bargain.Packages[i]
		if counts := pkg.Outcome == out.Class && !pkg.Unclassified(pkg.Relief.In(g.in)); counts || !classified {
			out.Package = i
			classified = classified || counts
		}
	}
	if out.Package >= 0 {
		copy(out.Utility, g.Force[out.Package].Payoff)
		copy(out.Reservation, g.Force[out.Package].Reservation)
	} else if len(g.Force) > 0 {
		copy(out.Reservation, g.Table.Problem(0).Reservation)
		copy(out.Utility, out.Reservation)
	}
	if out.Package >= 0 && g.Bargain.Packages[out.Package].Headline() == g.headline && classified {
		return
	}
	out.Reason = g.last
	if most := slices.Max(g.Blocks); most > 0 {
		for i, n := range g.Blocks {
			g.rates[i] = indicator(n == most)
		}
		out.NotConsenting, _ = g.FirstOf(g.blocks, 1, g.rates)
	}
}
