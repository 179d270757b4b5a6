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
