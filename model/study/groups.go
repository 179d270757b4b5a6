package study

import (
	"sim/model"
	"sim/model/analysis"
)

// Groupings are the ways to group inputs, finest first: each input separately,
// by part of the scenario (a party, a lever …), by section.
var Groupings = analysis.Groupings

// groups are the groups of inputs for each method.
type groups struct{ sobol, shapley []analysis.Group }

// groupsFor groups the inputs according to the options. The error is an
// *OptionError or ErrNothingVaries.
func groupsFor(b *model.Bargain, o *SensitivityOptions) (g groups, err error) {
	if g.sobol, err = analysis.GroupBy(b, o.GroupBy); err != nil {
		return g, &OptionError{"GroupBy", err}
	}
	g.shapley = g.sobol
	if o.GroupBy == "" && len(g.shapley) > analysis.MostShapley {
		if g.shapley, err = analysis.GroupBy(b, "section"); err != nil {
			return g, err
		}
	}
	if n := len(g.shapley); o.Shapley && n > analysis.MostShapley {
		return g, &OptionError{"Shapley", &TooManyGroupsError{n, analysis.MostShapley}}
	}
	if (o.Sobol || o.Shapley) && b.Columns == 0 {
		return g, ErrNothingVaries
	}
	return g, nil
}

// drawsEach is the number of draws that the largest of the requested plans
// simulates per draw of the run.
func (g *groups) drawsEach(o *SensitivityOptions) int {
	n := 1
	if o.Sobol {
		n = max(n, analysis.SaltelliPerDraw(len(g.sobol)))
	}
	if o.Shapley {
		n = max(n, analysis.ShapleyPerDraw(len(g.shapley)))
	}
	if o.Tornado {
		n = max(n, 1+2*o.Top)
	}
	return n
}
