package analysis

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"

	"sim/model"
	"sim/model/montecarlo"
)

// innerSize is how many draws share what their other inputs are, to see how much a
// measure varies with the rest (Song, Nelson & Staum 2016, section 4.2: three,
// with one such set a step).
const innerSize = 3

// ShapleyPlan is a montecarlo.Plan for Shapley effects by the algorithm of Song,
// Nelson & Staum (2016): random orders of the groups, each with its reverse, are
// gone through step by step, and at every step draws vary the groups so far
// while all others stay as they are. What varies is drawn given what stays, so
// that inputs go together as the scenario says. The first draws vary everything.
type ShapleyPlan struct {
	Groups       []Group
	Size         int     // draws that vary everything
	permutations [][]int // of groups; each is followed by its reverse

	base    *montecarlo.Draws
	group   []int                   // by column; −1: none, never varies between a step's draws
	chance  int                     // the group of chance; −1: none
	coupled *model.Coupling         // nil: no inputs go together
	slot    []int                   // by column: its place among the coupled, or −1
	mix     map[uint64]*regressions // by the coupled groups that vary
}

// NewShapleyPlan plans the Shapley effects of two to MostShapley groups. For 4,096
// draws it takes 200 orders a group, or as many as some 100,000 draws make; for
// others in proportion.
func NewShapleyPlan(b *model.Bargain, cfg montecarlo.Config, groups []Group) (*ShapleyPlan, error) {
	d := len(groups)
	if d < 2 || d > MostShapley {
		return nil, fmt.Errorf("expected 2 to %d groups, have %d", MostShapley, d)
	}
	cfg.Sampler = montecarlo.Random.Name
	base, err := montecarlo.NewDraws(uniformTwin(b, true), cfg)
	if err != nil {
		return nil, err
	}
	p := &ShapleyPlan{
		Groups: groups, Size: cfg.Draws, base: base, coupled: b.Coupling, mix: map[uint64]*regressions{},
		group: make([]int, b.Columns), slot: make([]int, b.Columns), chance: slices.IndexFunc(groups, func(g Group) bool { return g.Chance }),
	}
	for c := range p.group {
		p.slot[c] = -1
		p.group[c] = slices.IndexFunc(groups, func(g Group) bool { return slices.Contains(g.Columns, c) })
	}
	if b.Coupling != nil {
		for i, c := range b.Coupling.Columns {
			p.slot[c] = i
		}
	}
	chance := rand.New(rand.NewPCG(cfg.Seed, uint64(model.Key("shapley")))) //nolint:gosec // no secret
	pairs := permutationPairs(d) * cfg.Draws / 4096
	pairs = max(parts, (pairs+parts-1)/parts*parts)
	for range pairs {
		order := chance.Perm(d)
		back := slices.Clone(order)
		slices.Reverse(back)
		p.permutations = append(p.permutations, order, back)
	}
	err = p.regress()
	return p, err
}

// permutationPairs is how many pairs of orders of d groups go with 4,096 draws.
func permutationPairs(d int) int { return max(100*d, 12*4096/(innerSize*(d-1))) }

// ShapleyPerDraw is how many draws Shapley effects of d groups play, two or more,
// for each of those that vary everything.
func ShapleyPerDraw(d int) int { return 2 + 2*permutationPairs(d)*innerSize*(d-1)/4096 }

// Draws is how many draws there are.
func (p *ShapleyPlan) Draws() int { return p.Size + innerSize*len(p.permutations)*(len(p.Groups)-1) }

// step says which step draw i ≥ Size belongs to, how many groups it varies,
// and where its own numbers and those of its fellows stand in the base.
func (p *ShapleyPlan) step(i int) (varies []int, shared, own int) {
	i -= p.Size
	q, k := i/innerSize, i%innerSize
	steps := len(p.Groups) - 1
	shared = p.Size + (innerSize+1)*q
	return p.permutations[q/steps][:q%steps+1], shared, shared + 1 + k
}

// Event is the draw whose events draw i meets.
func (p *ShapleyPlan) Event(i int) int {
	if i < p.Size {
		return i
	}
	varies, shared, own := p.step(i)
	if p.chance >= 0 && slices.Contains(varies, p.chance) {
		return own
	}
	return shared
}

// Fill sets u to the uniforms of a column.
func (p *ShapleyPlan) Fill(u []float64, column, first int) {
	if n := min(len(u), p.Size-first); n > 0 {
		p.base.Fill(u[:n], column, first)
		u, first = u[n:], first+n
	}
	for j := range u {
		varies, shared, own := p.step(first + j)
		at := shared
		if slices.Contains(varies, p.group[column]) {
			at = own
		}
		p.base.Fill(u[j:j+1], column, at)
		if slot := p.slot[column]; slot >= 0 && at == own {
			u[j] = p.conditional(slot, varies, u[j], shared, own)
		}
	}
}

// regressions say how each coupled input that varies follows those that stay:
// the conditional mean of a normal is linear in them.
type regressions struct {
	stay    []int       // slots
	weights [][]float64 // by slot, by place in stay; nil for those that stay
}

// conditional turns the uniform of a coupled input, drawn freely, into one drawn given
// the inputs that stay: z + w·(zₛ − z'ₛ), zₛ where those are and z'ₛ where the free
// draw put them (Journel & Huijbregts 1978; exact for normals).
func (p *ShapleyPlan) conditional(slot int, varies []int, free float64, shared, own int) float64 {
	r := p.mix[p.mask(varies)]
	if len(r.stay) == 0 {
		return free
	}
	z := distuv.UnitNormal.Quantile(free)
	for k, w := range r.weights[slot] {
		if w == 0 {
			continue
		}
		var at [2]float64
		column := p.coupled.Columns[r.stay[k]]
		p.base.Fill(at[:1], column, shared)
		p.base.Fill(at[1:], column, own)
		z += w * (distuv.UnitNormal.Quantile(at[0]) - distuv.UnitNormal.Quantile(at[1]))
	}
	const least = 0x1p-53
	return min(max(distuv.UnitNormal.CDF(z), least), 1-least)
}

// mask names the groups that vary and hold coupled inputs.
func (p *ShapleyPlan) mask(varies []int) (m uint64) {
	for _, g := range varies {
		m |= 1 << g
	}
	return m
}

// regress works out the regressions of every step.
func (p *ShapleyPlan) regress() error {
	if p.coupled == nil {
		return nil
	}
	joint, ok := p.coupled.Copula.(interface{ Correlation(i, j int) float64 })
	if !ok {
		return errors.New("Shapley effects need inputs that go together by correlations")
	}
	for _, order := range p.permutations {
		for steps := 1; steps < len(order); steps++ {
			varies := order[:steps]
			if m := p.mask(varies); p.mix[m] == nil {
				r, err := p.regression(varies, joint.Correlation)
				if err != nil {
					return err
				}
				p.mix[m] = r
			}
		}
	}
	return nil
}

func (p *ShapleyPlan) regression(varies []int, correlation func(i, j int) float64) (*regressions, error) {
	var vary, stay []int
	for slot, c := range p.coupled.Columns {
		if slices.Contains(varies, p.group[c]) {
			vary = append(vary, slot)
		} else {
			stay = append(stay, slot)
		}
	}
	r := &regressions{stay: stay, weights: make([][]float64, len(p.coupled.Columns))}
	if len(vary) == 0 || len(stay) == 0 {
		return r, nil
	}
	among := mat.NewSymDense(len(stay), nil)
	across := mat.NewDense(len(stay), len(vary), nil)
	for i, s := range stay {
		for j := range i + 1 {
			among.SetSym(i, j, correlation(s, stay[j]))
		}
		for j, v := range vary {
			across.Set(i, j, correlation(s, v))
		}
	}
	var chol mat.Cholesky
	var w mat.Dense
	if !chol.Factorize(among) {
		return nil, errors.New("the correlations are too close to singular for Shapley effects")
	}
	if err := chol.SolveTo(&w, across); err != nil {
		return nil, err
	}
	for j, v := range vary {
		r.weights[v] = mat.Col(nil, j, &w)
	}
	return r, nil
}

// Shapley reads the Shapley effects of the plan's groups off the values of a
// measure in its draws: shares of its variance, at least 0 but for Monte Carlo
// error, that sum to 1. A group can have one without any effect of its own, if
// it goes together with another that has. The effects are not numbers where the
// measure never varies, and where it lacks a value in some draw.
func (p *ShapleyPlan) Shapley(values []float64) []montecarlo.Estimate {
	whole := p.shapley(values, 0, 1)
	var by [][]float64
	for r := 0; r < parts && p.Size >= 2*parts; r++ {
		by = append(by, p.shapley(values, r, parts))
	}
	out := make([]montecarlo.Estimate, len(whole))
	for g := range out {
		var own []float64
		for _, part := range by {
			own = append(own, part[g])
		}
		out[g] = between(p.Size, whole[g], own)
	}
	return out
}

// shapley reads the effects off a part of the draws and pairs of orders.
func (p *ShapleyPlan) shapley(values []float64, from, step int) []float64 {
	var all []float64
	for i := from; i < p.Size; i += step {
		all = append(all, values[i])
	}
	variance := varianceOf(all)
	d := len(p.Groups)
	effects := make([]float64, d)
	if !(variance > 0) {
		for g := range effects {
			effects[g] = math.NaN()
		}
		return effects
	}
	taken := 0.0
	for k, order := range p.permutations {
		if k/2%step != from%step {
			continue
		}
		taken++
		before := 0.0
		for s, g := range order {
			cost := variance
			if s < d-1 {
				at := p.Size + innerSize*(k*(d-1)+s)
				cost = varianceOf(values[at : at+innerSize])
			}
			effects[g] += (cost - before) / variance
			before = cost
		}
	}
	for g := range effects {
		effects[g] /= taken
	}
	return effects
}

// varianceOf is the variance with divisor n − 1; 0 for equal values.
func varianceOf(xs []float64) float64 {
	mean, sum := 0.0, 0.0
	for _, x := range xs {
		mean += x / float64(len(xs))
	}
	for _, x := range xs {
		sum += (x - mean) * (x - mean)
	}
	return sum / float64(len(xs)-1)
}

// Permutations is how many orders of the groups are gone through.
func (p *ShapleyPlan) Permutations() int { return len(p.permutations) }
