package model

import "slices"

// Votes at home narrow what can be agreed where the parties bargain in their
// shadow: the terms that a faction would refuse are off the table, and its party
// needs a gain that the faction accepts (Putnam 1988; model 2.21).

// comesToVote returns, per package and faction, whether the faction votes on the
// package.
func comesToVote(b *Bargain) [][]bool {
	votes := grid[bool](len(b.Packages), len(b.Factions))
	if b.Processes == nil || len(b.Factions) == 0 {
		return votes
	}
	for _, p := range b.Processes(b) {
		if v, ok := p.(VoteSource); ok {
			for g := range votes {
				for f := range votes[g] {
					votes[g][f] = votes[g][f] || v.VotesOn(f, g)
				}
			}
		}
	}
	return votes
}

// VotesAtHome reports whether some package comes to a vote of some faction.
func (b *Bargain) VotesAtHome() bool {
	for _, votes := range comesToVote(b) {
		if slices.Contains(votes, true) {
			return true
		}
	}
	return false
}

// foresees reports whether the parties expect faction f to vote on package g.
func (t *Table) foresees(g, f int, p *Problem) bool {
	return t.now.Foresees && t.votes[g][f] && p.Consent[t.b.Factions[f].Party]
}

// foreseeVotes narrows the bounds of package g to terms that every faction that
// votes on it accepts, and sets what its party must gain.
func (t *Table) foreseeVotes(g int, p *Problem) {
	clear(p.Floor)
	p.Votes = p.Votes[:0]
	for f := range t.b.Factions {
		if !t.foresees(g, f, p) {
			continue
		}
		party := t.b.Factions[f].Party
		for j := range t.b.Factions[f].Groups {
			group := &t.b.Factions[f].Groups[j]
			if group.HasGain && p.Floor != nil {
				p.Floor[party] = max(p.Floor[party], group.Gain.In(t.inputs))
			}
			for a := range group.Accepts {
				k := group.Accepts[a].Issue
				if !p.InPackage[k] {
					continue
				}
				if group.Accepts[a].Spread.In(t.inputs) > 0 {
					p.Votes = append(p.Votes, t.VoteOn(&group.Accepts[a], party, p))
					continue
				}
				lo, hi := t.passes(&group.Accepts[a], party, p)
				p.Lower[k], p.Upper[k] = max(p.Lower[k], lo), min(p.Upper[k], hi)
			}
		}
	}
}

// passes returns the positions between which a threshold of a party's faction
// is met, or between which terms are no worse for the party than what is held
// where that passes, too.
func (t *Table) passes(a *Threshold, party int, p *Problem) (lo, hi float64) {
	k := a.Issue
	bound := t.b.Issues[k].Scale.Position(a.Bound.In(t.inputs))
	lo, hi = 0, bound
	if a.Side == AtLeast {
		lo, hi = bound, 1
	}
	if a.UnlessNotWorse {
		from, to := notWorse(p.StatusQuo[k], p.Ideal[party][k], p.Side[party][k])
		lo, hi = min(lo, from), max(hi, to)
	}
	return lo, hi
}

// notWorse returns the positions between which a party with the given ideal has
// no less than where the issue is held.
func notWorse(held, ideal float64, side Side) (lo, hi float64) {
	switch side {
	case AtLeast:
		return min(held, ideal), 1
	case AtMost:
		return 0, max(held, ideal)
	case TwoSided:
	}
	d := abs(held - ideal)
	return ideal - d, ideal + d
}

// refusesAll marks the parties at home of which a faction that is foreseen to
// vote leaves no position on issue k of package g.
func (t *Table) refusesAll(g, k int, p *Problem, share []float64) {
	for f := range t.b.Factions {
		if !t.foresees(g, f, p) {
			continue
		}
		for j := range t.b.Factions[f].Groups {
			for a := range t.b.Factions[f].Groups[j].Accepts {
				if t.b.Factions[f].Groups[j].Accepts[a].Issue == k {
					share[t.b.Factions[f].Party] = 1
				}
			}
		}
	}
}
