package process

import (
	"slices"

	"sim/model"
	"sim/model/registry"
)

var ratification = entryOf(registry.About{
	Name: "ratification",
	Of:   "each faction",
	Doc:  "A package that everyone accepted may be refused at home.",
	Explain: `After everyone has accepted a package, the factions listed here vote on it, each
for the party that it belongs to, if the package needs that party's consent. A
faction ratifies if each of its groups accepts: the terms meet every threshold that
the group states, or are no worse for the party than what is held where the
threshold says unless: not_worse; and what the party gains over its reservation
value is at least gain, if that is stated. Otherwise the package is not signed, and
nobody is recorded as not consenting; the package comes to a vote again after
again_after rounds and is not tabled before.

It acts only under theories about votes at home: two_level and everything, where the
parties do not foresee the vote, and two_level_anticipated, where they bargain in its
shadow.
It assumes that thresholds are fixed at the start.

Do not use it for a group that takes part in the talks: make it a party that must
consent, or state a red line.`,
	Citation: "The two-level game of Putnam 1988, International Organization 42: the set of terms that win at home.",
}, func(p registry.Named[ratificationParameters], b *model.Bargain) model.Process {
	r := new(Ratification)
	for i := range p {
		x := &p[i]
		r.Votes = append(r.Votes, Vote{Faction: x.Ref.Index(), Packages: packagesOr(x.Value.Packages, b), AgainAfter: x.Value.AgainAfter})
	}
	return r
})

// Ratification lets factions refuse at home what everyone accepted at the
// table (model 3.5).
type Ratification struct {
	model.BaseProcess
	Votes []Vote

	refused [][]int // per vote and package: round of the last refusal; −1: none
}

// A Vote is what a faction votes on.
type Vote struct {
	Faction    int          // index in Bargain.Factions
	Packages   []int        // the packages that come to a vote
	AgainAfter model.Number // rounds from a refusal to the next vote on the package, ≥ 0
}

type ratificationParameters struct {
	Packages   []registry.Ref `yaml:"packages,omitempty" doc:"packages that the faction votes on; left out: settlements" of:"package"`
	AgainAfter model.Number   `yaml:"again_after,omitempty" doc:"rounds from a refusal to the next vote on the package, which is not tabled before" in:"[0, inf)" default:"0" unit:"rounds"`
}

// atThreshold is how far a term may miss a threshold that it was meant to meet.
const atThreshold = 1e-9

// ActsUnder implements model.CauseProcess: a vote at home is no silent fact under
// theories that are about something else.
func (r *Ratification) ActsUnder(t *model.Theory) bool { return t.Votes }

// VotesOn implements model.VoteSource.
func (r *Ratification) VotesOn(faction, pkg int) bool {
	return slices.ContainsFunc(r.Votes, func(v Vote) bool { return v.Faction == faction && slices.Contains(v.Packages, pkg) })
}

// Begin forgets the refusals of the last draw.
func (r *Ratification) Begin(g *model.Game) {
	if len(r.refused) != len(r.Votes) {
		r.refused = make([][]int, len(r.Votes))
		for i := range r.refused {
			r.refused[i] = make([]int, len(g.Bargain.Packages))
		}
	}
	for i := range r.refused {
		for pkg := range r.refused[i] {
			r.refused[i][pkg] = -1
		}
	}
}

// Blocks reports whether a package is not tabled because a vote on it was
// refused too short a time ago.
func (r *Ratification) Blocks(g *model.Game, pkg int) bool {
	for i := range r.Votes {
		if at := r.refused[i][pkg]; at >= 0 && float64(g.Round) < float64(at)+r.Votes[i].AgainAfter.In(g.In()) {
			return true
		}
	}
	return false
}

// Ratify asks every faction whose party's consent the package needs. All of them
// vote, so that their order does not matter.
func (r *Ratification) Ratify(g *model.Game, pkg int, offer *model.Offer) bool {
	ratified := true
	for i := range r.Votes {
		v := &r.Votes[i]
		f := &g.Bargain.Factions[v.Faction]
		if slices.Contains(v.Packages, pkg) && g.Table.Problem(pkg).Consent[f.Party] && !accepts(g, f, pkg, offer) {
			r.refused[i][pkg], ratified = g.Round, false
		}
	}
	return ratified
}

// accepts reports whether every group of the faction accepts an offer.
func accepts(g *model.Game, f *model.Faction, pkg int, offer *model.Offer) bool {
	for i := range f.Groups {
		group := &f.Groups[i]
		if group.HasGain && offer.Surplus[f.Party] < group.Gain.In(g.In())-atThreshold {
			return false
		}
		for j := range group.Accepts {
			if !meets(g, &group.Accepts[j], f.Party, pkg, offer.Terms) {
				return false
			}
		}
	}
	return true
}

// meets reports whether terms meet a threshold of a party's group. An issue
// that the package leaves where it is does not come to a vote.
func meets(g *model.Game, t *model.Threshold, party, pkg int, terms []float64) bool {
	p, k := g.Table.Problem(pkg), t.Issue
	if !p.InPackage[k] {
		return true
	}
	bound := g.Bargain.Issues[k].Scale.Position(t.Bound.In(g.In()))
	within := terms[k] <= bound+atThreshold
	if t.Side == model.AtLeast {
		within = terms[k] >= bound-atThreshold
	}
	if within || !t.UnlessNotWorse {
		return within
	}
	value := func(x float64) float64 {
		return model.IssueValue(x, p.Ideal[party][k], p.Side[party][k], p.Curvature[party][k])
	}
	return value(terms[k]) >= value(p.StatusQuo[k])
}
