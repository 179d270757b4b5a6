package dist

import (
	"sim/model"
	"sim/model/registry"
)

// All lists the families in the order in which `sim list` shows them.
var All = registry.Table[model.Dist]{
	Pert,
	Triangular,
	Uniform,
	Beta,
	Normal,
	Lognormal,
	Percentiles,
	Truncated,
	Choice,
	Mixture,
	Samples,
}
