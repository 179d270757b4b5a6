package model

import (
	"math"
	"slices"
)

// An issue ends without a deal where it is held, unless the scenario says where
// else, or that it does not exist then. A party may say at which terms it walks
// away: what no deal is worth to it is the value of these terms (model 1.16).

// walkAt is a term at which a party walks away, in one draw.
type walkAt struct {
	issue    int
	position float64
}

// takeWalks connects the terms at which party i walks away to their fields.
func (t *Table) takeWalks(i int) {
	if !t.b.Parties[i].Stated {
		return
	}
	for _, terms := range t.b.Parties[i].WalksAway {
		walk := make([]walkAt, len(terms))
		for j, w := range terms {
			walk[j].issue = w.Issue
			t.takePosition(&walk[j].position, w.Term, &t.b.Issues[w.Issue].Scale)
		}
		t.parties[i].walks = append(t.parties[i].walks, walk)
		t.apart = true
	}
}

// ends reports whether issue k ends elsewhere without a deal than where it is
// held.
func (t *Table) ends(k int) bool {
	return t.b.Issues[k].HasNoDeal || t.b.Issues[k].DealOnly || !math.IsNaN(t.now.NoDeal[k])
}

// endValue is party i's value of where issue k ends without a deal that settles
// it; 0 if it does not exist then.
func (t *Table) endValue(i, k int) float64 {
	end := t.now.NoDeal[k]
	switch is := &t.b.Issues[k]; {
	case is.DealOnly:
		return 0
	case !math.IsNaN(end):
		return valueAt(distance(end, t.ideal[i][k], t.side[i][k]), t.curvature[i][k])
	case is.HasNoDeal:
		return valueAt(distance(t.issues[k].noDeal, t.ideal[i][k], t.side[i][k]), t.curvature[i][k])
	}
	return t.here.value[i][k]
}

// heldValue is party i's value of what holds on issue k as long as nothing more
// is agreed: what a package in force settles, else where the issue ends without.
func (t *Table) heldValue(i, k int) float64 {
	if t.now.Signed[k] {
		return t.here.value[i][k]
	}
	return t.endValue(i, k)
}

// endWithout works out what each party has without a new agreement, and after a
// breach of those in force, before costs and expectations.
func (t *Table) endWithout() {
	for i := range t.parties {
		t.endFor(i)
	}
}

// endFor is endWithout for one party.
func (t *Table) endFor(i int) {
	for _, of := range [...]struct {
		to     *float64
		broken bool
	}{{&t.here.without[i], false}, {&t.here.broken[i], true}} {
		switch {
		case len(t.parties[i].walks) > 0:
			_, *of.to = t.walksAt(i, of.broken)
		case t.b.Parties[i].Stated:
			*of.to = t.parties[i].stated
		default:
			*of.to = t.endsWith(i, nil, of.broken)
		}
	}
}

// endsWith is party i's value of where issues end without a new agreement; those
// that walk names count as if they ended there. Packages in force hold what they
// settle, unless they are broken.
func (t *Table) endsWith(i int, walk []walkAt, broken bool) float64 {
	sum := 0.0
	for k, w := range t.say[i] {
		if w == 0 {
			continue
		}
		v := t.here.value[i][k]
		if broken || !t.now.Signed[k] {
			v = t.endValue(i, k)
			if walk != nil {
				v = t.walkValue(i, k, walk)
			}
		}
		sum += float64(w * v)
	}
	return sum
}

// walkValue is party i's value of issue k at the terms at which it walks away:
// one that they leave out is where it ends without a deal, or else at its status
// quo.
func (t *Table) walkValue(i, k int, walk []walkAt) float64 {
	x := t.quo[k]
	switch at := slices.IndexFunc(walk, func(w walkAt) bool { return w.issue == k }); {
	case at >= 0:
		x = walk[at].position
	case !t.b.Issues[k].DealOnly:
		return t.endValue(i, k)
	}
	return valueAt(distance(x, t.ideal[i][k], t.side[i][k]), t.curvature[i][k])
}

// walksAt is which of the alternatives at which party i walks away is worth most
// to it, of equals the first, and what it is worth.
func (t *Table) walksAt(i int, broken bool) (best int, most float64) {
	most = math.Inf(-1)
	for j, walk := range t.parties[i].walks {
		if v := t.endsWith(i, walk, broken); v > most {
			best, most = j, v
		}
	}
	return best, most
}

// endsFor reports whether issue k ends for party i, once an agreement on it is
// broken, elsewhere than where it is held.
func (t *Table) endsFor(i, k int) bool {
	if !t.apart || t.ends(k) || len(t.parties[i].walks) == 0 {
		return t.ends(k)
	}
	best, _ := t.walksAt(i, true)
	return slices.ContainsFunc(t.parties[i].walks[best], func(w walkAt) bool { return w.issue == k })
}

// settles is by how much party i's value of where issues end changes if those
// that problem p settles stay where they are held.
func (t *Table) settles(i int, p *Problem) float64 {
	walks := t.parties[i].walks
	if !t.apart || t.b.Parties[i].Stated && walks == nil {
		return 0
	}
	var walk []walkAt
	if walks != nil {
		best, _ := t.walksAt(i, false)
		walk = walks[best]
	}
	sum := 0.0
	for k, w := range t.say[i] {
		if w == 0 || !p.InPackage[k] || t.now.Signed[k] {
			continue
		}
		v := t.endValue(i, k)
		if walk != nil {
			v = t.walkValue(i, k, walk)
		}
		sum += float64(w * (t.here.value[i][k] - v))
	}
	return sum
}

// heldWith is party i's value of what is held on the issues that problem p
// settles, and of where the others end.
func (t *Table) heldWith(i int, p *Problem) float64 {
	if !t.apart {
		return t.here.worth[i]
	}
	sum := 0.0
	for k, w := range t.say[i] {
		switch {
		case w == 0:
		case p.InPackage[k]:
			sum += float64(w * t.here.value[i][k])
		default:
			sum += float64(w * t.heldValue(i, k))
		}
	}
	return sum
}

// reference is the position from which the terms of issue k are measured; one
// that does not exist without a deal has none, and −1 stands for it.
func (t *Table) reference(k int) float64 {
	if t.here.absent[k] {
		return -1
	}
	return t.here.quo[k]
}

// walkAwayParts are the terms that party i's reservation value rests on.
func (t *Table) walkAwayParts(i int) []WalkAwayPart {
	if len(t.parties[i].walks) == 0 {
		return nil
	}
	best, _ := t.walksAt(i, false)
	var parts []WalkAwayPart
	for _, at := range t.parties[i].walks[best] {
		parts = append(parts, WalkAwayPart{at.issue, at.position})
	}
	return parts
}

// Margin is by how much party i's payoff from the best terms on the table in
// package g exceeds its reservation value, in stake units.
func (t *Table) Margin(g, i int) float64 {
	p := t.Problem(g)
	most := math.Inf(-1)
	for l := range p.Levels() {
		p.AtLevel(l)
		v := p.Constant[i]
		for k := range p.Lower {
			v += p.Worth(i, k, min(max(p.Ideal[i][k], p.Lower[k]), max(p.Lower[k], p.Upper[k])))
		}
		most = max(most, v)
	}
	return most - p.Reservation[i]
}
