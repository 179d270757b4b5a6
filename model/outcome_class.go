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
	if g.calm++; g.Table.now.Unrelieved > littleLeft {
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
		path.Reservation(g.Round)[i] = g.Table.Reservation(i)
	}
}

// A conflict is frozen if the share of the disagreement cost that is left stayed
// at or below littleLeft for quietRounds consecutive rounds without a settlement
// (model 3.7).
const (
	quietRounds = 12
	littleLeft  = 0.2
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
			copy(path.Reservation(r), path.Reservation(r-1))
			continue
		}
		path.Line[r] = nan
		for i := range path.Reservation(r) {
			path.Reservation(r)[i] = g.Table.Reservation(i)
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
		case !g.unclassified(i):
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

// settled reports whether nothing more can happen: the single meeting of a game
// without rounds has brought a settlement.
func (g *Game) settled() bool {
	if !g.Single() {
		return false
	}
	for i := range g.Force {
		if g.Force[i].On && g.Bargain.Packages[i].Outcome == Settlement {
			return true
		}
	}
	return false
}

// finish writes the outcome of the draw.
func (g *Game) finish(out *Outcome) {
	if g.predicts() {
		g.finishPrediction(out)
		return
	}
	if g.unmet >= 0 {
		g.finishExcluded(out)
		return
	}
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
	out.Breaker, out.BreaksIn, out.Weakest = -1, 0, nan
	out.Open, out.Ripe, out.RipeFirst = g.ripeness.open, g.ripeness.ripe, g.ripeness.first
	for k := range out.Terms {
		out.Terms[k] = g.Agreed(k)
	}
	classified := false
	for i := range g.Force {
		if !g.Force[i].On {
			continue
		}
		if counts := g.Bargain.Packages[i].Outcome == out.Class && !g.unclassified(i); counts || !classified {
			out.Package = i
			classified = classified || counts
		}
	}
	g.finishPayoffs(out)
	if out.Package >= 0 && g.Bargain.Packages[out.Package].Headline() == g.headline && classified {
		return
	}
	if out.Reason = g.last; out.Reason == NotKept {
		out.Breaker, out.BreaksIn, out.Weakest = g.unkept.party, g.unkept.round, g.weakestGuarantee(g.unkept.pkg)
	}
	if most := slices.Max(g.Blocks); most > 0 {
		for i, n := range g.Blocks {
			g.rates[i] = indicator(n == most)
		}
		out.NotConsenting, _ = g.FirstOf(g.blocks, 1, g.rates)
	}
}

// finishPayoffs writes what the outcome is worth to each party.
func (g *Game) finishPayoffs(out *Outcome) {
	for i := range out.Utility {
		out.Utility[i] = g.Table.PlainAt(i, out.Terms)
		out.Payoff[i], out.Compliance[i], out.GivenAway[i] = nan, nan, nan
	}
	for r := range out.Price {
		out.Price[r], out.Excess[r] = nan, nan
	}
	out.Durable = false
	if out.Package >= 0 {
		f := &g.Force[out.Package]
		copy(out.Payoff, f.Payoff)
		copy(out.Compliance, f.Trust)
		copy(out.GivenAway, f.GivenAway)
		copy(out.Price, f.Price)
		out.Durable = f.Settled
	}
	if out.Class.Deal() {
		// A truce in force changes what refusing more is worth: what was signed
		// is compared with what refusing it was worth.
		f := &g.Force[out.Package]
		copy(out.Reservation, f.Reservation)
		copy(out.Talking, f.Talking)
		return
	}
	if !g.worthKnown {
		g.noteNoDeal(g.reservation, g.talking)
	}
	copy(out.Reservation, g.reservation)
	copy(out.Talking, g.talking)
}
