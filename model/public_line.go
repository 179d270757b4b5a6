package model

import "slices"

// A public line is a bound that a party has stated at home. It can be crossed, and
// crossing it costs the party at home in proportion to how far the terms do
// (Fearon 1994; model 2.22). It counts only under theories about that. The price
// is paid at signature, whatever becomes of the agreement.

// PublicLines reports whether any party has stated a public line.
func (b *Bargain) PublicLines() bool {
	for k := range b.Issues {
		if slices.ContainsFunc(b.Issues[k].RedLines, func(l RedLine) bool { return l.Public }) {
			return true
		}
	}
	return false
}

// redLines is how many red lines there are.
func (b *Bargain) redLines() (n int) {
	for k := range b.Issues {
		n += len(b.Issues[k].RedLines)
	}
	return n
}

// PlaceRedLines numbers the red lines.
func (b *Bargain) PlaceRedLines() {
	n := 0
	for k := range b.Issues {
		for j := range b.Issues[k].RedLines {
			b.Issues[k].RedLines[j].Place = n
			n++
		}
	}
}

// standFirm notes that no terms of a package suit everybody while parties that stand
// in the way have lines in it that would cost them something to cross: their prices
// grow (Fearon 1994).
func (t *Table) standFirm(p *Problem, share []float64) {
	if !t.now.Lines {
		return
	}
	for k, in := range p.InPackage {
		if !in {
			continue
		}
		for j := range t.issues[k].lines {
			if line := &t.b.Issues[k].RedLines[j]; line.Public && share[line.Party] > 0 && p.Price[line.Party][k] != 0 {
				t.now.Stood[line.Place]++
			}
		}
	}
}

// priceLines sets what it costs to cross the public lines in package g.
func (t *Table) priceLines(g int, p *Problem) {
	clear(flat(p.Price))
	if !t.now.Lines {
		return
	}
	for k, in := range p.InPackage {
		if !in {
			continue
		}
		for j := range t.issues[k].lines {
			line := &t.b.Issues[k].RedLines[j]
			if !line.Public || line.Only && !slices.Contains(line.Packages, g) {
				continue
			}
			price := float64(t.here.price[k][j] * t.say[line.Party][k])
			if line.Side == AtLeast {
				price = -price
			}
			p.Line[line.Party][k], p.Price[line.Party][k] = t.issues[k].lines[j].position, price
		}
	}
}

// stepToLines moves inner steps of issue k to the public lines between them, so
// that terms just at a line are tried: at most one step per line, the nearest that
// is not at what is held or at another line.
func (t *Table) stepToLines(k int, p *Problem, steps []float64) {
	free := steps[1 : len(steps)-1]
	for j := range t.issues[k].lines {
		line := &t.b.Issues[k].RedLines[j]
		at := t.issues[k].lines[j].position
		if p.Price[line.Party][k] == 0 || at <= steps[0] || at >= steps[len(steps)-1] || slices.Contains(steps, at) {
			continue
		}
		near := -1
		for i, x := range free {
			if !t.standsOut(k, p, x) && (near < 0 || abs(x-at) < abs(free[near]-at)) {
				near = i
			}
		}
		if near >= 0 {
			free[near] = at
			slices.Sort(free)
		}
	}
}

// standsOut reports whether position x of issue k is what is held, or at a public
// line.
func (t *Table) standsOut(k int, p *Problem, x float64) bool {
	if x == t.reference(k) {
		return true
	}
	for j := range t.issues[k].lines {
		if party := t.b.Issues[k].RedLines[j].Party; p.Price[party][k] != 0 && x == t.issues[k].lines[j].position {
			return true
		}
	}
	return false
}
