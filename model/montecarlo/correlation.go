package montecarlo

import (
	"cmp"
	"math"
	"slices"

	"sim/model"
	"sim/model/portable"
)

// correlationDraws is the largest number of draws from which achieved
// correlations are estimated: enough for an error of 0.004, and few enough to
// hold in memory.
const correlationDraws = 1 << 16

// Realised estimates the rank correlations that coupled inputs achieve in a run
// of the given number of draws, in the order of Coupling.Pairs. It samples the
// inputs of up to 65,536 draws and simulates nothing. It returns nil without a
// coupling, and fails if cfg is invalid.
func Realised(b *model.Bargain, cfg Config, draws int) ([]Estimate, error) {
	if b.Coupling == nil || len(b.Coupling.Pairs) == 0 {
		return nil, nil
	}
	e, err := newEngine(b, cfg, nil)
	if err != nil {
		return nil, err
	}
	columns := b.Coupling.Columns
	values := e.newCoupled(min(draws, correlationDraws))
	e.couple(values, 0, min(draws, correlationDraws))
	for i, k := range columns {
		for j, u := range values[i] {
			values[i][j] = e.dists[k].Quantile(u)
		}
	}
	estimates := make([]Estimate, len(b.Coupling.Pairs))
	for i, p := range b.Coupling.Pairs {
		x, y := values[slices.Index(columns, p.Columns[0])], values[slices.Index(columns, p.Columns[1])]
		estimates[i] = RankCorrelation(x, y)
		if e.replicates > 0 {
			estimates[i] = Replicated(estimates[i], byReplicateRank(x, y, e.replicates))
		}
	}
	return estimates, nil
}

// byReplicateRank returns the rank correlation within each of n replicates;
// draw j belongs to replicate j mod n.
func byReplicateRank(x, y []float64, n int) []float64 {
	values := make([]float64, n)
	for r := range values {
		var a, b []float64
		for j := r; j < len(x); j += n {
			a, b = append(a, x[j]), append(b, y[j])
		}
		values[r] = RankCorrelation(a, b).Value
	}
	return values
}

// RankCorrelation estimates Spearman's rank correlation of x and y, −1 to 1.
// Ties share their mean rank (Kendall 1970, ch. 3). The error is that of
// Fisher's z with variance (1 + ρ²/2)/(n − 3) (Bonett & Wright 2000). The value
// is NaN if x or y is constant.
func RankCorrelation(x, y []float64) Estimate {
	n := len(x)
	middle := float64(n+1) / 2
	rho := pearson(ranks(x), ranks(y), middle, middle)
	e := none()
	e.N = n
	if math.IsNaN(rho) {
		return e
	}
	e.Value = rho
	if n > 3 {
		se := math.Sqrt((1 + rho*rho/2) / float64(n-3))
		z := portable.Atanh(rho)
		e.Error = float64((1 - float64(rho*rho)) * se)
		e.Lower, e.Upper = portable.Tanh(z-float64(z975*se)), portable.Tanh(z+float64(z975*se))
	}
	return e
}

// pearson returns the correlation of x and y, −1 to 1, with the given means;
// NaN if x or y is constant.
func pearson(x, y []float64, meanX, meanY float64) float64 {
	var xx, yy, xy float64
	for i := range x {
		a, b := x[i]-meanX, y[i]-meanY
		xx += float64(a * a)
		yy += float64(b * b)
		xy += float64(a * b)
	}
	if xx == 0 || yy == 0 {
		return math.NaN()
	}
	return min(max(xy/math.Sqrt(xx*yy), -1), 1)
}

// ranks returns the ranks of xs, from 1. Ties share their mean rank.
func ranks(xs []float64) []float64 {
	order := make([]int, len(xs))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(xs[i], xs[j]) })
	out := make([]float64, len(xs))
	for i := 0; i < len(order); {
		j := i + 1
		for j < len(order) && xs[order[j]] == xs[order[i]] {
			j++
		}
		for _, k := range order[i:j] {
			out[k] = float64(i+1+j) / 2
		}
		i = j
	}
	return out
}
