// Package protocol holds the bargaining theories: each takes a package at one
// meeting, a model.Problem, and says on what terms the parties settle or why
// they do not. A theory is one file and one line in All.
//
// The cooperative theories share a solver for concave problems that searches
// over the parties' weights. It knows nothing of any particular conflict, of
// time or of chance.
package protocol

import (
	"sim/model"
	"sim/model/registry"
)

// All lists the theories in the order in which they are shown; the baseline
// comes first.
var All = registry.Table[model.Theory]{
	WeightedMean,
	Median,
	Nash,
	KalaiSmorodinsky,
	Egalitarian,
	Utilitarian,
	Zeuthen,
	Rubinstein,
	AlternatingOffers,
	StackedOffers,
	Crisis,
	Challenge,
	Condorcet,
	Spatial,
	Exchange,
	OptionElection,
}
