package study

import (
	"sim/model"
	"sim/model/montecarlo"
)

// A Correlation is a Spearman rank correlation between two inputs.
type Correlation struct {
	First, Second string              // paths of the inputs
	Asked         float64             // requested by the scenario; 0 if it requests none
	Used          float64             // correlation used; differs from Asked if the requested matrix is infeasible
	Realised      montecarlo.Estimate // correlation in the run
}

// correlations returns the requested rank correlations of a bargain and those
// of its first draws.
func correlations(b *model.Bargain, cfg montecarlo.Config, draws int) ([]Correlation, error) {
	realised, err := montecarlo.Realised(b, cfg, draws)
	if err != nil {
		return nil, err
	}
	inputs := b.Varying()
	var cs []Correlation
	for i, e := range realised {
		p := b.Coupling.Pairs[i]
		cs = append(cs, Correlation{inputs[p.Columns[0]].Path, inputs[p.Columns[1]].Path, p.Rank, p.Used, e})
	}
	return cs, nil
}
