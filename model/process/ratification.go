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
value is at least gain, if that is stated. With a quota it is enough if the groups that
accept have as many seats. Thresholds with a spread are logistic around what is stated
and drawn once a draw, so that a second vote on the same terms ends as the first. If a
faction does not ratify, the package is not signed, and nobody is recorded as not
consenting; the package comes to a vote again after again_after rounds and is not tabled
before.

It acts only under theories about votes at home: two_level and everything, where the
parties do not foresee the vote, and two_level_anticipated, where they bargain in its
shadow.
It assumes that thresholds are fixed at the start, and those of one group independent
of those of another.

Do not use it for a group that takes part in the talks: make it a party that must
consent, or state a red line.`,
	Citation: "The two-level game of Putnam 1988, International Organization 42: the set of terms that win at home.",
}, func(p registry.Named[ratificationParameters], b *model.Bargain) model.Process {
	r := new(Ratification)
	for i := range p {
		x := &p[i]
		r.Votes = append(r.Votes, Vote{Faction: x.Ref.Index(), Packages: packagesOr(x.Value.Packages, b), Quota: x.Value.Quota, AgainAfter: x.Value.AgainAfter})
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
	Faction    int           // index in Bargain.Factions
	Packages   []int         // the packages that come to a vote
	Quota      *model.Number // seats with which it passes; nil: every group must accept
	AgainAfter model.Number  // rounds from a refusal to the next vote on the package, ≥ 0
}

type ratificationParameters struct {
	Packages   []registry.Ref `yaml:"packages,omitempty" doc:"packages that the faction votes on; left out: settlements" of:"package"`
	Quota      *model.Number  `yaml:"quota,omitempty" doc:"seats of its groups with which it passes; left out: every group must accept" in:"[0, inf)" unit:"votes"`
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
		if slices.Contains(v.Packages, pkg) && g.Table.Problem(pkg).Consent[g.Bargain.Factions[v.Faction].Party] && !v.passes(g, pkg, offer) {
			r.refused[i][pkg], ratified = g.Round, false
		}
	}
	return ratified
}

// passes reports whether every group of the faction accepts an offer, or groups with as
// many seats as the quota.
func (v *Vote) passes(g *model.Game, pkg int, offer *model.Offer) bool {
	f := &g.Bargain.Factions[v.Faction]
	all, seats := true, 0.0
	for i := range f.Groups {
		if group := &f.Groups[i]; accepts(g, group, f.Party, pkg, offer) {
			seats += group.Seats.In(g.In())
		} else {
			all = false
		}
	}
	return all || v.Quota != nil && seats >= v.Quota.In(g.In())
}

// accepts reports whether a party's group accepts an offer. What it misses of the
// thresholds that are not known for certain, everybody learns.
func accepts(g *model.Game, group *model.FactionGroup, party, pkg int, offer *model.Offer) bool {
	all := !group.HasGain || offer.Surplus[party] >= group.Gain.In(g.In())-atThreshold
	for j := range group.Accepts {
		all = meets(g, &group.Accepts[j], party, pkg, offer.Terms) && all
	}
	return all
}

// meets reports whether terms meet a threshold of a party's group. An issue
// that the package leaves where it is does not come to a vote.
func meets(g *model.Game, t *model.Threshold, party, pkg int, terms []float64) bool {
	p, k := g.Table.Problem(pkg), t.Issue
	if !p.InPackage[k] {
		return true
	}
	if t.Spread.In(g.In()) > 0 {
		v := g.Table.VoteOn(t, party, p)
		if v.Passes(terms[k], g.OnceADraw(t.Stream)) {
			return true
		}
		g.Table.Learns(t, terms[k])
		return false
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
