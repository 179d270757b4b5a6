package process

import (
	"slices"

	"sim/model"
)

// Ratification may stop a package at home after everybody accepted it.
type Ratification struct {
	model.Still
	Packages []int // those that need it
	By       []Ratifying
}

// Ratifying is a party whose consent must be ratified.
type Ratifying struct {
	Party  int
	Chance model.Parameter
	Key    model.StreamKey
}

// Ratify asks every party that has to ratify and whose consent the package needs.
func (r *Ratification) Ratify(g *model.Game, pkg int) bool {
	if !slices.Contains(r.Packages, pkg) {
		return true
	}
	for i := range r.By {
		by := &r.By[i]
		if g.Table.Problem(pkg).Consent[by.Party] && !g.Happens(by.Key, pkg, g.Table.Probability(&by.Chance)) {
			return false
		}
	}
	return true
}
