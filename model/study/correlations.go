package study

import (
	"sim/model"
	"sim/model/montecarlo"
)

// A Correlation is a rank correlation between two inputs, Spearman's.
type Correlation struct {
	First, Second string              // paths of the inputs
	Asked         float64             // by the scenario; 0 where it asks for none
	Used          float64             // another where no inputs can have what is asked for
	Realised      montecarlo.Estimate // in the run
}

// correlations lists the rank correlations that a bargain asks for, beside
// what so many draws of it have.
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
