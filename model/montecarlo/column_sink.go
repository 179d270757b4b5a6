package montecarlo

import "sim/model"

// A ColumnSink is a Sink that stores measures of every draw in columns, by
// theory, so that draws can be compared one by one. It holds everything in
// memory, 8 bytes per value.
type ColumnSink struct {
	// N is the number of draws stored, First the global index of the first of
	// them.
	First, N int
	// Values[t][m][i] is measure m of draw First+i under theory t.
	Values [][][]float64
	// Inputs[c][i] is the varying input in column c of draw First+i; nil unless
	// requested.
	Inputs [][]float64
	// Replicates is the number of independent replicates: draw i belongs to
	// replicate i mod Replicates. It is 0 if the draws are independent.
	Replicates int

	measures []func(*model.Outcome) float64
	inputs   bool
}

// NewColumnSink returns a ColumnSink for the draws of a run with cfg. Each
// measure computes a number from an outcome, or NaN if it has no value there.
// If inputs is set, the varying inputs are stored too. It fails if cfg names an
// unknown sampler.
func NewColumnSink(cfg Config, inputs bool, measures ...func(*model.Outcome) float64) (*ColumnSink, error) {
	n, err := cfg.Replicates()
	return &ColumnSink{Replicates: n, measures: measures, inputs: inputs}, err
}

// Replicates returns the number of independent replicates of a run with cfg:
// draw i belongs to replicate i mod Replicates(). It is 0 if the draws are
// independent or chosen by a plan. It fails if cfg names an unknown sampler.
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

// Add stores the draws of a chunk; the error is always nil.
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
