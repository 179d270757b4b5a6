package model

import (
	"math"
	"slices"
)

// include fills in the issues of package g and whose consent it needs.
func (t *Table) include(g int, p *Problem) {
	copy(p.InPackage, t.packages[g].has)
	t.consents(p)
	if ties := t.here.posing[g].ties; len(ties) > 0 {
		for t.tie(g, ties, p) {
			t.consents(p) // parties that carry out the added issues may tie further ones
		}
	}
}

// consents marks the signatories and whoever carries out an issue of the
// package. A sponsor that has left is no longer asked.
func (t *Table) consents(p *Problem) {
	for i := range t.parties {
		p.Consent[i] = t.b.Parties[i].Seat == Signatory
	}
	for k, in := range p.InPackage {
		if in {
			for c := range t.issues[k].carriers {
				party := t.issues[k].carriers[c].party
				p.Consent[party] = p.Consent[party] || !t.now.Gone[party]
			}
		}
	}
}

// counts reports whether red line j of issue k binds, or costs to cross.
func (t *Table) counts(k, j int) bool {
	return t.here.binding[k][j] || t.now.Lines && t.b.Issues[k].RedLines[j].Public
}

// tie adds those of the given issues that red lines tie to package g.
func (t *Table) tie(g int, issues []int, p *Problem) (added bool) {
	for _, k := range issues {
		if p.InPackage[k] {
			continue
		}
		for j := range t.issues[k].lines {
			line := &t.b.Issues[k].RedLines[j]
			if !t.counts(k, j) || !p.Consent[line.Party] {
				continue
			}
			for _, tied := range line.Packages {
				if tied == g {
					p.InPackage[k], added = true, true
				}
			}
		}
	}
	return added
}

// bounds fills in between which positions the issues of package g can be
// settled: its limits, what carriers offer, binding red lines.
func (t *Table) bounds(g int, p *Problem) {
	for k, own := range p.InPackage {
		if !own {
			p.Lower[k], p.Upper[k] = p.StatusQuo[k], p.StatusQuo[k]
			continue
		}
		p.Lower[k], p.Upper[k] = 0, 1
	}
	for i := range t.b.Packages[g].Limits {
		if k := t.b.Packages[g].Limits[i].Issue; p.InPackage[k] {
			from, to := t.packages[g].limits[i][0], t.packages[g].limits[i][1]
			p.Lower[k], p.Upper[k] = max(p.Lower[k], min(from, to)), min(p.Upper[k], max(from, to))
		}
	}
	for k, own := range p.InPackage {
		if !own {
			continue
		}
		t.tabled(k, &p.Lower[k], &p.Upper[k])
		for j := range t.issues[k].lines {
			if !t.binds(g, k, j, p) {
				continue
			}
			x := t.issues[k].lines[j].position
			if t.b.Issues[k].RedLines[j].Side == AtLeast {
				p.Lower[k] = max(p.Lower[k], x)
			} else {
				p.Upper[k] = min(p.Upper[k], x)
			}
		}
	}
	if len(t.b.Factions) > 0 {
		t.foreseeVotes(g, p)
	}
	if k := t.fixed; k >= 0 && p.InPackage[k] {
		p.Lower[k], p.Upper[k] = t.fixedAt, t.fixedAt
	}
}

// binds reports whether red line j of issue k binds in package g.
func (t *Table) binds(g, k, j int, p *Problem) bool {
	line := &t.b.Issues[k].RedLines[j]
	if !t.here.binding[k][j] || !p.Consent[line.Party] {
		return false
	}
	if !line.Only {
		return true
	}
	return slices.Contains(line.Packages, g)
}

// lay lays out the positions that are tried on issues that have only a few: the
// options between the bounds, those of a claim, or steps from one bound to the
// other that hold what is held.
func (t *Table) lay(g int, ps *posing) {
	p := ps.problem
	p.issue, p.at, p.count = p.issue[:0], p.at[:0], 1
	for k, own := range p.InPackage {
		options := t.options(k, p)
		if !own || options == nil && t.b.Issues[k].Steps == 0 || p.Lower[k] > p.Upper[k] {
			continue
		}
		to := ps.grid[k][:0]
		if options != nil {
			for _, x := range options {
				if x >= p.Lower[k]-1e-9 && x <= p.Upper[k]+1e-9 && !t.overtaken(g, k, x) {
					to = append(to, x)
				}
			}
			if len(to) == 0 {
				p.Lower[k], p.Upper[k] = 1, 0 // nothing can be tabled
				continue
			}
		} else if lo, hi := p.Lower[k], p.Upper[k]; lo < hi {
			to = steps(to, lo, hi, t.reference(k), t.b.Issues[k].Steps)
			if t.now.Lines && p.Price != nil {
				t.stepToLines(k, p, to)
			}
		}
		if len(to) < 2 {
			if len(to) == 1 {
				p.Lower[k], p.Upper[k] = to[0], to[0]
			}
			continue
		}
		ps.grid[k] = to
		p.issue = append(p.issue, k)
		p.count *= len(to)
	}
	if len(p.issue) == 0 {
		p.count = 0
		if t.plain {
			return
		}
		p.count = 1
	}
	clear(ps.at[:len(p.issue)])
	for range p.count {
		for j, k := range p.issue {
			p.at = append(p.at, ps.grid[k][ps.at[j]])
		}
		for j := len(p.issue) - 1; j >= 0; j-- {
			if ps.at[j]++; ps.at[j] < len(ps.grid[p.issue[j]]) {
				break
			}
			ps.at[j] = 0
		}
	}
	copy(ps.x, p.StatusQuo)
	for k, own := range p.InPackage {
		if own {
			ps.x[k] = min(max(p.StatusQuo[k], p.Lower[k]), max(p.Lower[k], p.Upper[k]))
		}
	}
}

// overtaken reports whether x is no step further for a package that is in force
// and is tabled again to stop more.
func (t *Table) overtaken(g, k int, x float64) bool {
	s := t.b.Standstill
	return s != nil && s.Issue == k && t.now.InForce == g && x <= t.here.quo[k]+1e-9
}

// steps appends n equally spaced positions from lo to hi; the inner one nearest
// to what is held is moved there.
func steps(to []float64, lo, hi, held float64, n int) []float64 {
	for j := range n {
		to = append(to, lo+float64((hi-lo)*(float64(j)/float64(n-1))))
	}
	to[n-1] = hi
	if n < 3 || held <= lo || held >= hi {
		return to
	}
	near := 1
	for j := 2; j < n-1; j++ {
		if abs(to[j]-held) < abs(to[near]-held) {
			near = j
		}
	}
	to[near] = held
	return to
}

// positions fills x with the positions of combination l. What is settled or held
// elsewhere it holds since the levels were laid out.
func (ps *posing) positions(l int) {
	for j, k := range ps.problem.issue {
		ps.x[k] = ps.problem.LevelAt(l, j)
	}
}

// conflict marks the parties whose binding red lines, or foreseen votes, leave no
// position on some issue of package g that the limits alone would leave.
func (t *Table) conflict(g int, p *Problem, share []float64) {
	for k := range t.issues {
		if !p.InPackage[k] || p.Lower[k] <= p.Upper[k] {
			continue
		}
		for j := range t.issues[k].lines {
			if t.binds(g, k, j, p) {
				share[t.b.Issues[k].RedLines[j].Party] = 1
			}
		}
		t.refusesAll(g, k, p, share)
	}
}

// countWhole moves the bounds of issues with whole numbers to the outermost ones
// within.
func (p *Problem) countWhole() {
	for k, step := range p.Whole {
		if step == 0 || !p.InPackage[k] || p.Lower[k] > p.Upper[k] {
			continue
		}
		p.Lower[k] = float64(math.Ceil(p.Lower[k]/step-1e-9) * step)
		p.Upper[k] = float64(math.Floor(p.Upper[k]/step+1e-9) * step)
	}
}
