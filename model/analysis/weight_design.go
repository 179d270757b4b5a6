package analysis

import (
	"slices"

	"sim/model"
	"sim/model/montecarlo"
)

// A WeightDesign is a montecarlo.Plan that spreads the weights of some levers
// over 0 to 1 by a scrambled Sobol sequence. Apart from them its draws are those
// of a run, over and over, with their inputs and their chance (common random
// numbers), so that what the weights change can be read off the difference from
// that run. Each draw has weights of its own or, in a whole design, each time
// through the run has. An eighth of them have a lever at weight 0, as a lever that
// is not used may differ from one that hardly is; a quarter have it at a given
// centre.
type WeightDesign struct {
	// Bargain is that of the run with the weights as its last inputs.
	Bargain *model.Bargain

	points, each        int // the weights of a point are those of so many draws
	draws, run, columns int
	centre              []float64
	base, weights       montecarlo.Source
}

// NewWeightDesign plans draws in which the weights of the levers with the given
// indices vary, on those of a run of b with cfg: so many points, each a draw or,
// if the design is whole, all draws of the run. The error is the sampler's.
func NewWeightDesign(b *model.Bargain, cfg montecarlo.Config, levers []int, centre []float64, points int, whole bool) (*WeightDesign, error) {
	d := &WeightDesign{points: points, each: 1, run: cfg.Draws, columns: b.Columns, centre: centre}
	if whole {
		d.each = cfg.Draws
	}
	d.draws = d.points * d.each
	var err error
	if d.base, err = montecarlo.NewDraws(uniformTwin(b, false), cfg); err != nil {
		return nil, err
	}
	first := 0 // dimension before those of the weights; no input of the run may share theirs
	if cfg.Sampler == montecarlo.Sobol.Name {
		for _, in := range b.Varying() {
			first = max(first, in.Dimension, in.Column+1)
		}
	}
	only := new(model.Bargain)
	of := *b
	of.Inputs, of.Levers, of.Columns = slices.Clone(b.Inputs), slices.Clone(b.Levers), b.Columns+len(levers)
	for j, k := range levers {
		in := model.Input{Path: "design/" + b.Levers[k].ID, Dist: uniform{}, Family: "uniform", Value: 0.5, Upper: 1, Column: j, Dimension: first + j + 1}
		only.Inputs = append(only.Inputs, in)
		in.Column += b.Columns
		of.Inputs = append(of.Inputs, in)
		of.Levers[k].Weight = model.Uncertain(in.Column)
	}
	only.Columns, d.Bargain = len(levers), &of
	cfg.Sampler, cfg.Draws = montecarlo.Sobol.Name, points
	if d.weights, err = montecarlo.NewDraws(only, cfg); err != nil { // too many dimensions
		cfg.Sampler = montecarlo.Random.Name
		d.weights, err = montecarlo.NewDraws(only, cfg)
	}
	return d, err
}

// Draws returns the number of draws.
func (d *WeightDesign) Draws() int { return d.draws }

// Event returns the draw of the run whose events draw i uses.
func (d *WeightDesign) Event(i int) int { return i % d.run }

// Fill sets u to the uniforms of a column.
func (d *WeightDesign) Fill(u []float64, column, first int) {
	if k := column - d.columns; k >= 0 {
		d.fillWeights(u, k, first)
		return
	}
	for len(u) > 0 {
		j := first % d.run
		n := min(len(u), d.run-j)
		d.base.Fill(u[:n], column, j)
		u, first = u[n:], first+n
	}
}

// fillWeights sets u to the weights of lever k.
func (d *WeightDesign) fillWeights(u []float64, k, first int) {
	for len(u) > 0 {
		n := len(u)
		if d.each > 1 {
			n = min(n, d.each-first%d.each)
			d.weights.Fill(u[:1], k, first/d.each)
		} else {
			d.weights.Fill(u, k, first)
		}
		for i := range n {
			if i > 0 && d.each > 1 {
				u[i] = u[0]
				continue
			}
			u[i] = placed(u[i], d.centre[k])
		}
		u, first = u[n:], first+n
	}
}

// placed is the weight of a design at a uniform.
func placed(u, centre float64) float64 {
	const none, central = 0.125, 0.25
	switch {
	case u < none:
		return 0
	case u < none+central:
		return centre
	}
	return (u - (none + central)) / (1 - (none + central))
}

// Weights returns the weights by lever and point.
func (d *WeightDesign) Weights() [][]float64 {
	all := make([][]float64, d.Bargain.Columns-d.columns)
	for k := range all {
		all[k] = make([]float64, d.points)
		d.weights.Fill(all[k], k, 0)
		for i, u := range all[k] {
			all[k][i] = placed(u, d.centre[k])
		}
	}
	return all
}

// Means returns the means of values by draw over the draws of each point, over
// those that have one.
func (d *WeightDesign) Means(values []float64) []float64 {
	if d.each == 1 {
		return values
	}
	out := make([]float64, d.points)
	for i := range out {
		n := 0
		for _, v := range values[i*d.each : (i+1)*d.each] {
			if v == v {
				out[i] += v
				n++
			}
		}
		out[i] /= float64(n) // NaN without any
	}
	return out
}
