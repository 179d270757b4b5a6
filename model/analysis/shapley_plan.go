package analysis

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/portable"
)

// innerSize is N_I, the inner sample size of Song, Nelson & Staum (2016,
// section 4.2): 3, with an outer sample size of 1.
const innerSize = 3

// A ShapleyPlan is a montecarlo.Plan for Shapley effects by the algorithm of
// Song, Nelson & Staum (2016). It samples permutations of the groups, each
// followed by its reverse. At every step of a permutation, draws vary the
// groups up to there while all others are fixed. Inputs are sampled
// conditionally on the fixed ones, so coupling is preserved. The first draws
// vary everything.
type ShapleyPlan struct {
	Groups       []Group
	Size         int     // number of draws that vary everything
	permutations [][]int // of groups; each is followed by its reverse

	base          *montecarlo.Draws
	group         []int                   // by column; −1: in no group, fixed within a step
	chance        int                     // index of the group of chance; −1: none
	coupled       *model.Coupling         // nil: no inputs are coupled
	slot          []int                   // by column: its index among the coupled inputs, or −1
	regressionsOf map[uint64]*regressions // by the set of varying groups, see mask
}

// NewShapleyPlan plans the Shapley effects of 2 to MostShapley groups. At
// cfg.Draws = 4,096 it uses 200 permutations per group, or more if they need
// only about 100,000 draws; otherwise in proportion. It fails for another
// number of groups, and if coupled inputs cannot be sampled conditionally.
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
		Groups: groups, Size: cfg.Draws, base: base, coupled: b.Coupling, regressionsOf: map[uint64]*regressions{},
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

// permutationPairs returns the number of permutation pairs of d groups at 4,096
// draws.
func permutationPairs(d int) int { return max(100*d, 12*4096/(innerSize*(d-1))) }

// ShapleyPerDraw returns how many draws a ShapleyPlan of d ≥ 2 groups has per
// draw that varies everything.
func ShapleyPerDraw(d int) int { return 2 + 2*permutationPairs(d)*innerSize*(d-1)/4096 }

// Draws returns the number of draws.
func (p *ShapleyPlan) Draws() int { return p.Size + innerSize*len(p.permutations)*(len(p.Groups)-1) }

// step returns the groups that draw i ≥ Size varies, the base draw with the
// fixed inputs, which the draws of its step share, and the base draw with its
// own inputs.
func (p *ShapleyPlan) step(i int) (varies []int, shared, own int) {
	i -= p.Size
	q, k := i/innerSize, i%innerSize
	steps := len(p.Groups) - 1
	shared = p.Size + (innerSize+1)*q
	return p.permutations[q/steps][:q%steps+1], shared, shared + 1 + k
}

// Event returns the base draw whose events draw i uses.
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

// regressions predict each varying coupled input from the fixed ones: the
// conditional mean of a normal is linear in them.
type regressions struct {
	stay    []int       // slots of the fixed inputs
	weights [][]float64 // by slot, by index in stay; nil for fixed inputs
}

// conditional turns the unconditional uniform of a coupled input into one
// conditional on the fixed inputs: z + w·(zₛ − z'ₛ), with zₛ the fixed values
// and z'ₛ those of the unconditional draw (Journel & Huijbregts 1978; exact for
// normals).
func (p *ShapleyPlan) conditional(slot int, varies []int, free float64, shared, own int) float64 {
	r := p.regressionsOf[p.mask(varies)]
	if len(r.stay) == 0 {
		return free
	}
	z := portable.NormalQuantile(free)
	for k, w := range r.weights[slot] {
		if w == 0 {
			continue
		}
		var at [2]float64
		column := p.coupled.Columns[r.stay[k]]
		p.base.Fill(at[:1], column, shared)
		p.base.Fill(at[1:], column, own)
		z += float64(w * (portable.NormalQuantile(at[0]) - portable.NormalQuantile(at[1])))
	}
	const least = 0x1p-53
	return min(max(portable.NormalCDF(z), least), 1-least)
}

// mask encodes a set of groups as bits.
func (p *ShapleyPlan) mask(varies []int) (m uint64) {
	for _, g := range varies {
		m |= 1 << g
	}
	return m
}

// regress computes the regressions of every step.
func (p *ShapleyPlan) regress() error {
	if p.coupled == nil {
		return nil
	}
	copula, ok := p.coupled.Copula.(interface{ Correlation(i, j int) float64 })
	if !ok {
		return errors.New("Shapley effects need inputs that go together by correlations")
	}
	for _, order := range p.permutations {
		for steps := 1; steps < len(order); steps++ {
			varies := order[:steps]
			if m := p.mask(varies); p.regressionsOf[m] == nil {
				r, err := p.regression(varies, copula.Correlation)
				if err != nil {
					return err
				}
				p.regressionsOf[m] = r
			}
		}
	}
	return nil
}

// regression computes the regressions if the given groups vary.
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
	with := func(slot int) []float64 {
		row := make([]float64, len(stay))
		for i, s := range stay {
			row[i] = correlation(slot, s)
		}
		return row
	}
	among := make([][]float64, len(stay))
	for i, s := range stay {
		among[i] = with(s)
	}
	factor, ok := portable.Cholesky(among)
	if !ok {
		return nil, errors.New("the correlations are too close to singular for Shapley effects")
	}
	for _, v := range vary {
		r.weights[v] = portable.SolveCholesky(factor, with(v))
	}
	return r, nil
}

// Shapley estimates the Shapley effects of the plan's groups from the values of
// a measure in the plan's draws: shares of its variance that sum to 1, at least
// 0 apart from Monte Carlo error. A group without influence of its own has a
// share if it is coupled with one that has. The effects are NaN if the measure
// is constant or has no value in some draw.
//
// The error follows from how the pairs of permutations differ, which are
// independent, and from the error of the variance in the draws that vary
// everything, by which the effects are divided.
func (p *ShapleyPlan) Shapley(values []float64) []montecarlo.Estimate {
	d := len(p.Groups)
	variance := varianceOf(values[:p.Size])
	out := make([]montecarlo.Estimate, d)
	if !(variance > 0) {
		for g := range out {
			out[g] = unknown(p.Size)
		}
		return out
	}
	own := make([][]float64, d) // by group and pair of permutations: the group's share
	last := make([]float64, d)  // by group: how often it is last, and takes what is left of the variance
	for k, order := range p.permutations {
		before := 0.0
		for s, g := range order {
			cost := variance
			if s < d-1 {
				at := p.Size + innerSize*(k*(d-1)+s)
				cost = varianceOf(values[at : at+innerSize])
			} else {
				last[g]++
			}
			share := (cost - before) / variance / 2
			if k%2 == 0 {
				own[g] = append(own[g], share)
			} else {
				own[g][k/2] += share
			}
			before = cost
		}
	}
	uncertain := relativeError(values[:p.Size], variance)
	for g := range out {
		e := montecarlo.Mean(own[g])
		divided := e.Value - last[g]/float64(len(p.permutations)) // the part that is divided by the variance
		out[g] = interval(p.Size, e.Value, portable.Hypot(e.Error, float64(divided*uncertain)))
	}
	return out
}

// relativeError is the standard error of a variance over the variance (Cramér
// 1946, section 27.4).
func relativeError(xs []float64, variance float64) float64 {
	n, mean, fourth := float64(len(xs)), mean(xs), 0.0
	for _, x := range xs {
		fourth += portable.Pow(x-mean, 4) / n
	}
	return math.Sqrt(max(0, fourth/(variance*variance)-(n-3)/(n-1)) / n)
}

// varianceOf is the variance with divisor n − 1; exactly 0 for equal values.
func varianceOf(xs []float64) float64 {
	mean, sum := 0.0, 0.0
	for _, x := range xs {
		mean += x / float64(len(xs))
	}
	for _, x := range xs {
		sum += float64((x - mean) * (x - mean))
	}
	return sum / float64(len(xs)-1)
}

// Permutations returns the number of permutations of the groups.
func (p *ShapleyPlan) Permutations() int { return len(p.permutations) }
