package model

// sign puts package i in force on the given terms. A settlement ends all
// other packages.
func (g *Game) sign(i int, p *Problem, o *Offer) {
	f := &g.Force[i]
	f.On, f.Since = true, g.Round
	copy(f.Terms, o.Terms)
	f.Included = p.InPackage // constant in a draw
	copy(f.Payoff, o.Payoff)
	copy(f.Reservation, p.Reservation)
	pkg := &g.Bargain.Packages[i]
	if g.Single() && (i == len(g.Force)-1 || !pkg.Unclassified(pkg.Relief.In(g.in))) {
		return // no later package depends on it
	}
	if pkg.Outcome == Settlement {
		for j := range g.Force {
			if j != i {
				g.Force[j].On = false
			}
		}
	}
	if pkg.Headline() {
		clear(g.Table.now.Carried) // the threats are spent
		clear(g.Table.now.Snapped)
	}
	g.Refresh()
}

// End takes package i out of force.
func (g *Game) End(i int) {
	g.Force[i].On = false
	if g.Bargain.Packages[i].Headline() {
		g.Broken = true
		g.over = g.over || g.lasted > 0
	}
	g.Refresh()
}

// Refresh updates the circumstances for the packages in force: their terms
// replace the status quo, and their relief reduces the fighting.
func (g *Game) Refresh() {
	now := g.Table.now
	relief, freeze := 0.0, 1.0
	reliefLasts, freezeLasts := 1.0, 1.0
	agreed := false
	for i := range g.Force {
		agreed = agreed || g.Force[i].On
	}
	if !agreed && g.bare {
		return
	}
	g.bare = !agreed
	for k, owned := range g.owned {
		switch {
		case owned:
		case agreed:
			now.StatusQuo[k] = g.Agreed(k)
		default:
			now.StatusQuo[k] = nan
		}
	}
	for i := range g.Force {
		if !g.Force[i].On {
			continue
		}
		pkg := &g.Bargain.Packages[i]
		if r := pkg.Relief.In(g.in); r > relief {
			relief, reliefLasts = r, now.Survival[i]
		}
		if pkg.FreezesFront || pkg.Outcome == Settlement {
			if freeze < 1 {
				freezeLasts = max(freezeLasts, now.Survival[i])
			} else {
				freeze, freezeLasts = frozen, now.Survival[i]
			}
		}
	}
	now.Fighting, now.Frozen = 1-relief, freeze < 1
	now.Intensity = 1 - float64(relief*reliefLasts)
	now.Freeze = 1 - float64((1-freeze)*freezeLasts)
}

// Standing is party i's current payoff from package pkg, which is in force:
// from the agreed terms and the status quo of the other issues.
func (g *Game) Standing(pkg, i int) float64 {
	p := g.Table.Problem(pkg)
	for k := range g.standing {
		g.standing[k] = p.StatusQuo[k]
		if g.Force[pkg].Included[k] {
			g.standing[k] = g.Agreed(k)
		}
	}
	return p.Payoff(i, g.standing)
}
