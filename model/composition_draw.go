package model

import "slices"

// A Proposal is a package in a round of a draw, with how its payoff is made up
// for a party.
type Proposal struct {
	Composition
	Round  int    // from 0; −1: no meeting was held
	Tabled bool   // whether the package was tabled in that round; else the terms are what the theory would have proposed
	Reason Reason // why the theory found no terms, so that every issue stands where it is held as far as the package allows; NoReason if it found some
}

// ComposeDraw simulates one draw of b under theory t and takes apart what package
// pkg is worth to a party: in the round in which the package is first tabled or,
// if it never is or opening is set, in the first meeting.
func ComposeDraw(b *Bargain, t int, in []float64, ev Events, pkg, party int, opening bool) Proposal {
	one := *b
	one.Theories = b.Theories[t : t+1]
	p := Proposal{Round: -1}
	simulate := func(tell func(g *Game, e Event)) *Game {
		r := NewRunner(&one)
		g := r.games[0]
		g.Tell = func(e Event) { tell(g, e) }
		r.Run(in, ev, []Outcome{one.NewOutcome()})
		return g
	}
	if !opening {
		simulate(func(g *Game, e Event) {
			if e.Kind == Tabled && e.Package == pkg && !p.Tabled {
				p = Proposal{Composition: g.Table.Compose(pkg, party, e.Terms), Round: e.Round, Tabled: true}
			}
		})
	}
	if p.Tabled {
		return p
	}
	// A proposal may change what the parties believe, so that this draw counts only
	// until it is made.
	g := simulate(func(g *Game, e Event) {
		if e.Kind == MeetingHeld && p.Round < 0 {
			p = g.propose(pkg, party)
		}
	})
	if p.Round < 0 {
		p = g.propose(pkg, party)
		p.Round = -1
	}
	return p
}

// propose has package pkg proposed in the present circumstances, without tabling
// it: by the process that proposes it or else by the theory's rule, with its
// choices at their medians.
func (g *Game) propose(pkg, party int) Proposal {
	problem := NewProblem(len(g.Bargain.Parties), len(g.Bargain.Issues))
	g.Table.Pose(pkg, problem)
	theory := &g.Bargain.Theories[g.Theory]
	g.protocol, g.stream = theory.New(), &Stream{Events: MedianEvents{}, Key: Key("protocol/" + theory.rule())}
	g.seekTerms(pkg, problem)
	offer := &g.offer
	p := Proposal{Round: g.Round}
	terms := slices.Clone(offer.Terms)
	if !offer.HasTerms() {
		p.Reason = offer.Reason
		g.Table.Pose(pkg, problem)
		copy(terms, problem.nearestToHeld())
	}
	p.Composition = g.Table.Compose(pkg, party, terms)
	return p
}

// nearestToHeld are the terms that leave every issue where it is held, as far as
// the bounds allow.
func (p *Problem) nearestToHeld() []float64 {
	p.AtLevel(p.Nearest(p.StatusQuo))
	terms := slices.Clone(p.StatusQuo)
	for k := range terms {
		if p.Lower[k] <= p.Upper[k] {
			terms[k] = min(max(terms[k], p.Lower[k]), p.Upper[k])
		}
	}
	return terms
}
