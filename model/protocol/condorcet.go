package protocol

import (
	"math"

	"sim/model"
	"sim/model/registry"
)

// outcomes are the ways to turn the shares of positions into terms.
var outcomes = []string{"strongest", "mean", "draw"}

// Indices into outcomes.
const (
	takeStrongest = iota
	takeMean
	takeDraw
)

// condorcetParameters are the options of the election.
type condorcetParameters struct {
	Election string              `yaml:"election,omitempty" doc:"how contests in pairs become shares: conditional, markov_uniform or markov_incentive"`
	Victory  string              `yaml:"victory,omitempty" doc:"how strength becomes victory: linear, square, quartic, octic or binary (certain with an advantage of a tenth)"`
	Voting   string              `yaml:"voting,omitempty" doc:"how gains become votes: proportional, binary, proportional_binary, cubic, proportional_cubic or asymmetric"`
	Outcome  string              `yaml:"outcome,omitempty" doc:"which terms: the strongest position, the mean of all by their shares, or a draw by their shares"`
	Order    registry.PartyOrder `yaml:"order,omitempty" doc:"all parties, in the order in which equals are taken; left out: by chance, and by name in a solution without draws"`
	Consent  string              `yaml:"consent,omitempty" doc:"none: nobody is asked, and the terms are shown as they are; asked: terms that a party that must consent would refuse count as no agreement"`
}

// Condorcet is the probabilistic Condorcet election of the KAPSARC Toolkit for
// Behavioral Analysis, with the parties' own positions as options.
var Condorcet = registry.Of(registry.About{
	Name: "condorcet",
	Doc:  "Probabilistic Condorcet election: the parties' positions stand against each other in pairs, the stronger coalition mostly wins.",
	Explain: `The options are the parties' positions on all issues of the package together. A party sees another's position at the distance

    d² = sum of [salience × difference]²  /  sum of salience²

and values it at (1 − d)(1 + R d), R being its risk aversion. In a contest of two options everybody votes with capability × salience times what it gains by the one (the voting rule); an option wins its contest by the strength c of its coalition, c^e / (c^e + other^e) with e = 1, 2, 4 or 8 (the victory law).

The share of an option is, by the kind of election: proportional to the product of its victories (conditional), or the share of time for which it stands if it is challenged by all others alike (markov_uniform) or by each as strongly as that one's coalition has a reason to (markov_incentive). The terms are those of the strongest option, between equally strong ones chance decides, unless order lists all parties; with outcome: mean or draw all of them count by their shares.

A party whose power differs by issue counts with the mean over the package, weighted by its saliences. A party that pays no attention to an issue is taken to propose the status quo there; positions that several parties hold are one option. Nobody is asked for consent: its terms are no agreement and its draws have no outcome, and the summary says how often a party that would have to consent would refuse them. With consent: asked such a draw counts as one without agreement.

It assumes that somebody's whole position wins: it finds no compromise and no trade between issues. Do not use it where a party can simply walk away from the result.`,
	Citation: "B. P. Wise, L. Lester and B. Efird, An Introduction to the KAPSARC Toolkit for Behavioral Analysis (KTAB), KAPSARC (2015)",
}, condorcetParameters{Election: "conditional", Victory: "linear", Voting: "proportional", Outcome: "strongest", Consent: "none"}, newCondorcet)

func newCondorcet(par condorcetParameters) (model.Theory, error) {
	asks, err := consentAsked(par.Consent)
	if err != nil {
		return model.Theory{}, err
	}
	e, err := newElection(par.Election, par.Victory, par.Voting)
	if err != nil {
		return model.Theory{}, err
	}
	outcome, err := option("outcome", par.Outcome, outcomes)
	if err != nil {
		return model.Theory{}, err
	}
	return model.Theory{
		Name: "condorcet", Title: "Condorcet", Family: "influence", OnRequest: true, Predicts: !asks, MinParties: 1, MinIssues: 1, Random: outcome == takeDraw, Ordered: par.Order != nil,
		New: func() model.Protocol {
			return &condorcet{influenceRounds: influenceRounds{choices: choices{order: par.Order}, asks: asks, chance: outcome == takeDraw}, election: e, outcome: outcome}
		},
	}, nil
}

// newElection returns the election for the names of its options.
func newElection(kind, law, rule string) (election, error) {
	var e election
	var err error
	for _, o := range []struct {
		place           *int
		parameter, name string
		names           []string
	}{
		{&e.kind, "election", kind, electionKind},
		{&e.law, "victory", law, victoryLaws},
		{&e.rule, "voting", rule, votingRules},
	} {
		if *o.place, err = option(o.parameter, o.name, o.names); err != nil {
			return e, err
		}
	}
	return e, nil
}

type condorcet struct {
	influenceRounds
	election election
	outcome  int
	option   []int // actors whose positions are the options
	utility  []float64
	norm     []float64
	place    []int
}

// Solve implements model.Protocol.
func (c *condorcet) Solve(p *model.Problem, s *model.Stream, out *model.Offer) {
	c.run(p, s, out, c)
}

// decide implements influenceTheory.
func (c *condorcet) decide(a *actors, x []float64) (turns int) {
	c.norm, c.place = resized(c.norm, len(a.capability)), resized(c.place, len(a.capability))
	norms(a, c.norm)
	c.option = distinct(a, a.position, 0, c.option[:0], c.place)
	c.election.begin(len(c.option))
	c.utility = resized(c.utility, len(c.option))
	for i, capability := range a.capability {
		for o, j := range c.option {
			c.utility[o] = valueAtDistance(distance(a, c.norm, i, a.row(a.position, i), a.row(a.position, j)), a.risk[i])
		}
		c.election.vote(float64(capability*a.total[i]), c.utility)
	}
	c.election.close()
	c.writeShares(a, a.position, c.option, c.election.share, c.outcome, x)
	c.record(a, x)
	return 1
}

// norms writes each actor's Σ salience² into norm.
func norms(a *actors, norm []float64) {
	for i := range norm {
		norm[i] = 0
		for _, s := range a.row(a.salience, i) {
			norm[i] += float64(s * s)
		}
	}
}

// distance is the distance between two positions, weighted by actor i's
// salience, in [0, 1].
func distance(a *actors, norm []float64, i int, from, to []float64) float64 {
	sum := 0.0
	for k, s := range a.row(a.salience, i) {
		d := float64((from[k] - to[k]) * s)
		sum += float64(d * d)
	}
	return math.Sqrt(sum / norm[i])
}

// valueAtDistance is the utility of a position at distance d for risk attitude
// r.
func valueAtDistance(d, r float64) float64 { return float64((1 - d) * (1 + float64(r*d))) }

// distinct lists the actors whose positions differ from those of all listed
// before by near or more (at all if near is 0). place[i] is the last listed
// actor whose position matches actor i's.
func distinct(a *actors, position []float64, near float64, list, place []int) []int {
	for i := range a.capability {
		at := -1
		for o, j := range list {
			sum := 0.0
			for k, x := range a.row(position, i) {
				d := x - a.row(position, j)[k]
				sum += float64(d * d)
			}
			if sum == 0 || math.Sqrt(sum) < near {
				at = o
			}
		}
		if at < 0 {
			at = len(list)
			list = append(list, i)
		}
		place[i] = at
	}
	return list
}

// writeShares writes the terms into x, from the shares of the listed actors'
// positions.
func (c *choices) writeShares(a *actors, position []float64, list []int, share []float64, outcome int, x []float64) {
	option := func(o int) model.StreamKey { return c.ofParty(a.party[list[o]]) }
	switch outcome {
	case takeMean:
		clear(x)
		for o, j := range list {
			for k, at := range a.row(position, j) {
				x[k] += float64(share[o] * at)
			}
		}
	case takeDraw:
		copy(x, a.row(position, list[c.byShare(share, option)]))
	default:
		copy(x, a.row(position, list[c.largest(share, option, nil)]))
	}
}
