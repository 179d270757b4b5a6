package process

import (
	"slices"

	"sim/model"
	"sim/model/registry"
)

var ratification = entryOf(registry.About{
	Name: "ratification",
	Doc:  "A package that everyone accepted may fail at home.",
	Explain: `After everyone has accepted a package that needs it, each party under by whose
consent the package needs ratifies it with its own chance. If one does not, the
package is not signed, and nobody is recorded as not consenting.

It assumes that chances do not depend on the terms, and that a party that failed
to ratify may try again next round.

Do not use it for a parliament with preferences of its own: make it a party that
must consent, or a red line.`,
	Citation: "The two-level game of Putnam 1988, International Organization 42, with ratification as an event.",
}, func(p ratificationParameters, b *model.Bargain) model.Process {
	r := &Ratification{Packages: packagesOr(p.Packages, b)}
	for _, by := range p.By {
		r.By = append(r.By, Ratifying{Party: by.Ref.Index(), Chance: by.Value, Key: model.Key("ratification/" + by.Name)})
	}
	return r
})

// Ratification may stop a package at home after everybody accepted it.
type Ratification struct {
	model.BaseProcess
	Packages []int // those that need it
	By       []Ratifying
}

type ratificationParameters struct {
	By       registry.Named[model.Parameter] `yaml:"by" doc:"how often a party ratifies what it accepted" of:"each party" in:"[0, 1]" moved:"probability"`
	Packages []registry.Ref                  `yaml:"packages,omitempty" doc:"packages that need it; left out: settlements" of:"package"`
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
