// Package reference holds reference classes: what publications say happened to a
// population of conflicts. They are shown beside the results of scenarios that name
// them, and change no draw. Each is another population than the scenario's.
package reference

import "sim/model/registry"

// A Class is one figure that a publication prints about a population (model 5.8). Its Doc says what
// happened to what share of it, and its Citation where that is printed.
type Class struct {
	registry.About
	// Quantity is what the share is of.
	Quantity Quantity
	// Share of the population, from 0 to 1; where the publication leaves it open, the least.
	Share float64
	// Most is the greatest share that the publication leaves open; 0: it prints one.
	Most float64
	// Of is how many conflicts the share is of; 0: the publication does not count them. A
	// share that it gives in words is the round number that they name.
	Of int
	// Over is the time over which the population was watched.
	Over string
	// Short says in a picture of what population the share is, what happened to it, and who
	// prints that: after "34% of".
	Short string
}

// A Quantity says what the share of a class is of, and so beside which results it stands.
type Quantity int

// The quantities.
const (
	Lasting Quantity = iota // what was ended and has not resumed: beside how long deals last
	Unended                 // what has not ended: beside draws without a deal
	Settled                 // what ended in a peace agreement: beside settlements
	Ceased                  // what ended in a ceasefire: beside ceasefires
	Agreed                  // what ended in either: beside both together
)

// Endings are the quantities that say how conflicts end.
var Endings = []Quantity{Settled, Ceased, Agreed, Unended}

// All lists the classes, in the order in which they are shown.
var All = []Class{
	interstateWars, negotiatedSettlements, peaceAgreements, ceasefires, civilWars,
	warsSettled, intenseWars, warsOfMonths, shortWars, armedConflicts, warsWithinYear,
}

// Named returns the classes of a quantity among the given names, in the order of All.
func Named(names []string, q Quantity) (classes []Class) {
	for _, c := range All {
		for _, name := range names {
			if c.Name == name && c.Quantity == q {
				classes = append(classes, c)
			}
		}
	}
	return classes
}
