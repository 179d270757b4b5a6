package model

import "slices"

// A claim that an issue cannot be split leaves only the terms that it names. It
// counts only under theories about that (Fearon 1995; model 2.23), and in packages
// that need the consent of a party that makes it.

// Claimed reports whether some party claims that an issue cannot be split.
func (b *Bargain) Claimed() bool {
	return slices.ContainsFunc(b.Issues, func(s Issue) bool { return s.Claim != nil })
}

// claimed reports whether issue k cannot be split in a package because a party
// says so whose consent the package needs.
func (t *Table) claimed(k int, p *Problem) bool {
	c := t.b.Issues[k].Claim
	return c != nil && t.now.Claims && p.InPackage[k] && slices.ContainsFunc(c.By, func(i int) bool { return p.Consent[i] })
}

// options are the positions that are the only possible terms on issue k in a
// package, ascending; nil: it has others.
func (t *Table) options(k int, p *Problem) []float64 {
	if t.claimed(k, p) {
		return t.b.Issues[k].Claim.Options
	}
	return t.b.Issues[k].Options
}

// claimants marks the parties whose claims leave only some terms of a package.
// It reports whether there are any.
func (t *Table) claimants(p *Problem, share []float64) (any bool) {
	for k := range t.issues {
		if !t.claimed(k, p) {
			continue
		}
		for _, i := range t.b.Issues[k].Claim.By {
			if p.Consent[i] {
				share[i], any = 1, true
			}
		}
	}
	return any
}

// undivided says of package i without terms whether it has some if what is claimed
// can be split: then that is the reason, and who claims it is recorded.
func (g *Game) undivided(i int, p *Problem) {
	clear(g.claims)
	if g.offer.Status != None || !g.Table.claimants(p, g.claims) {
		return
	}
	stream := *g.stream
	t := g.Table
	t.now.Claims, t.here.posed[i] = false, false
	g.protocol.Solve(t.Problem(i), g.stream, &g.divided)
	t.now.Claims, t.here.posed[i] = true, false
	t.Problem(i)
	*g.stream = stream
	if g.divided.Status.Agreed() {
		g.offer.Reason = Indivisible
		copy(g.offer.Share, g.claims)
	}
}
