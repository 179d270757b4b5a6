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
	r := NewRunner(&one)
	g := r.games[0]
	p := Proposal{Round: -1}
	g.Tell = func(e Event) {
		switch {
		case e.Kind == MeetingHeld && p.Round < 0:
			p = g.propose(pkg, party)
		case e.Kind == Tabled && e.Package == pkg && !opening && !p.Tabled:
			p = Proposal{Composition: g.Table.Compose(pkg, party, e.Terms), Round: e.Round, Tabled: true}
		}
	}
	r.Run(in, ev, []Outcome{one.NewOutcome()})
	if p.Round < 0 {
		p = g.propose(pkg, party)
		p.Round = -1
	}
	return p
}

// propose solves package pkg in the present circumstances, without tabling it.
func (g *Game) propose(pkg, party int) Proposal {
	problem, offer := NewProblem(len(g.Bargain.Parties), len(g.Bargain.Issues)), Offer{}
	g.Table.Pose(pkg, problem)
	theory := &g.Bargain.Theories[g.Theory]
	theory.New().Solve(problem, &Stream{Events: MedianEvents{}, Key: Key("protocol/" + theory.rule())}, &offer)
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
