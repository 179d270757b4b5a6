package montecarlo

import "sim/model"

// setCoupling records which columns are coupled.
func (e *engine) setCoupling(c *model.Coupling) {
	e.slot = make([]int, len(e.dists))
	for k := range e.slot {
		e.slot[k] = -1
	}
	if c == nil {
		return
	}
	e.coupling = c
	for i, k := range c.Columns {
		e.slot[k] = i
	}
}

// newCoupled allocates the uniforms of the coupled columns for n draws; nil without a
// coupling.
func (e *engine) newCoupled(n int) [][]float64 {
	if e.coupling == nil {
		return nil
	}
	u := make([][]float64, len(e.coupling.Columns))
	for i := range u {
		u[i] = make([]float64, n)
	}
	return u
}

// couple fills u, made by room, with the uniforms of the coupled columns for n
// draws from first on. All other columns keep their uncoupled uniforms.
func (e *engine) couple(u [][]float64, first, n int) {
	if e.coupling == nil {
		return
	}
	for i, k := range e.coupling.Columns {
		u[i] = u[i][:n]
		e.source.Fill(u[i], k, first)
	}
	e.coupling.Copula.Couple(u)
}

// uniforms sets u to the uniforms of all columns for one draw.
func (e *engine) uniforms(u []float64, draw int) {
	for k := range u {
		e.source.Fill(u[k:k+1], k, draw)
	}
	if e.coupling == nil {
		return
	}
	coupled := e.newCoupled(1)
	e.couple(coupled, draw, 1)
	for i, k := range e.coupling.Columns {
		u[k] = coupled[i][0]
	}
}
