package montecarlo

import "sim/model"

// ColumnSink is a Sink that keeps, draw by draw and theory by theory, what is read
// off each draw: columns for those who compare draws with draws. It keeps
// everything in memory, 8 bytes a value.
type ColumnSink struct {
	// N is how many draws are kept, First the global index of the first one.
	First, N int
	// Values[t][m][i] is measure m of draw First+i under theory t.
	Values [][][]float64
	// Inputs[c][i] is the varying input in column c of draw First+i; nil unless asked for.
	Inputs [][]float64
	// Replicates is how many independent runs the draws belong to in turn, draw
	// i to number i mod Replicates; 0 if draws are independent one by one.
	Replicates int

	measures []func(*model.Outcome) float64
	inputs   bool
}

// NewColumnSink returns a Kept for draws as cfg makes them. Each measure reads a
// number off a draw, NaN where it has none; with inputs the varying inputs are
// kept too. The error says that there is no such sampler.
func NewColumnSink(cfg Config, inputs bool, measures ...func(*model.Outcome) float64) (*ColumnSink, error) {
	n, err := cfg.Replicates()
	return &ColumnSink{Replicates: n, measures: measures, inputs: inputs}, err
}

// Replicates is how many independent runs the draws of cfg belong to in turn,
// draw i to number i mod Replicates(); 0 if they are independent one by one, or
// chosen by a plan.
func (cfg Config) Replicates() (int, error) {
	if cfg.Plan != nil {
		return 0, nil
	}
	s, err := cfg.sampler()
	if err != nil {
		return 0, err
	}
	return s.Replicates(), nil
}

// Add keeps the draws of a chunk.
func (k *ColumnSink) Add(c *Chunk) error {
	if k.Values == nil {
		k.First = c.First
		k.Values = make([][][]float64, len(c.Outcomes))
		for t := range k.Values {
			k.Values[t] = make([][]float64, len(k.measures))
		}
		if k.inputs {
			k.Inputs = make([][]float64, len(c.Inputs))
		}
	}
	for t, os := range c.Outcomes {
		for m, of := range k.measures {
			column := k.Values[t][m]
			for j := range os {
				column = append(column, of(&os[j]))
			}
			k.Values[t][m] = column
		}
	}
	for i := range k.Inputs {
		k.Inputs[i] = append(k.Inputs[i], c.Inputs[i]...)
	}
	k.N += c.N
	return nil
}
