package protocol

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"sim/model"
)

// instance makes a random problem; kind picks the curvatures.
func instance(r *rand.Rand, n, k int, kind string) *model.Problem {
	p := model.NewProblem(n, k)
	for i := range n {
		sum := 0.0
		for j := range k {
			w := r.ExpFloat64()
			if r.IntN(6) == 0 {
				w = 0
			}
			p.Weight[i][j] = w
			sum += w
			p.Ideal[i][j] = r.Float64()
			if r.IntN(5) == 0 {
				p.Ideal[i][j] = float64(r.IntN(2))
			}
			switch kind {
			case "quadratic":
			case "straight":
				p.Curvature[i][j] = 1
			case "mixed":
				p.Curvature[i][j] = []float64{1, 2, 1.5, 3, 2.2}[r.IntN(5)]
			case "sided":
				p.Side[i][j] = model.Side(r.IntN(3))
			case "straightsided":
				p.Curvature[i][j] = 1 + float64(r.IntN(2))
				p.Side[i][j] = model.Side(r.IntN(3))
			}
		}
		for j := range k {
			if sum > 0 {
				p.Weight[i][j] /= sum
			}
			p.Attention[i][j] = p.Weight[i][j]
		}
		p.Consent[i] = true
		p.Power[i] = 0.1 + r.Float64()
		p.Capability[i] = p.Power[i]
		if r.IntN(2) == 0 {
			p.Risk[i] = r.Float64()
		}
		p.Scale[i] = 0.5 + 0.5*r.Float64()
		p.Offset[i] = 0.2 * (r.Float64() - 0.5)
	}
	for j := range k {
		p.StatusQuo[j] = r.Float64()
		if r.IntN(5) == 0 {
			a, b := r.Float64(), r.Float64()
			p.Lower[j], p.Upper[j] = min(a, b), max(a, b)
		}
	}
	sum := 0.0
	for _, a := range p.Power {
		sum += a
	}
	for i := range p.Power {
		p.Power[i] /= sum
	}
	// Reservation values around what some random terms give.
	x := make([]float64, k)
	for j := range x {
		x[j] = p.Lower[j] + r.Float64()*(p.Upper[j]-p.Lower[j])
	}
	shift := []float64{0.3, 0.1, 0.01, 0.001, 0, -0.1, -0.3}[r.IntN(7)]
	for i := range n {
		p.Reservation[i] = p.Payoff(i, x) - shift*r.Float64()
	}
	return p
}

func TestStress(t *testing.T) {
	count := map[string]int{}
	for _, kind := range []string{"quadratic", "straight", "mixed", "sided", "straightsided"} {
		var iters, maxit int
		names := []string{"nash", "egalitarian", "kalai_smorodinsky"}
		protos := make([]model.Protocol, len(names))
		for i, nm := range names {
			e, _ := All.Lookup(nm)
			th, _ := e.Default()
			protos[i] = th.New()
		}
		var out model.Offer
		N := 1000
		for seed := range N {
			r := rand.New(rand.NewPCG(uint64(seed), 7))
			n, k := 2+r.IntN(5), 1+r.IntN(12)
			p := instance(r, n, k, kind)
			for q, pr := range protos {
				pr.Solve(p, nil, &out)
				count[fmt.Sprint(kind, " ", names[q], " ", out.Status, " ", out.Reason)]++
				iters += out.Iterations
				maxit = max(maxit, out.Iterations)
				if out.Status == model.Undecided {
					fmt.Println("undecided", kind, names[q], seed, n, k, out.Margin, out.Iterations)
				}
				if out.Status.Agreed() {
					for i := range n {
						if out.Surplus[i] < -1e-9 || math.IsNaN(out.Surplus[i]) {
							fmt.Println("IR", kind, names[q], seed, n, k, out.Surplus, out.Margin, out.Status)
						}
					}
					if q == 0 && out.Gap > 1e-9 {
						fmt.Println("gap", kind, names[q], seed, n, k, out.Gap)
					}
				}
			}
		}
		fmt.Println(kind, "mean iterations", float64(iters)/float64(3*N), "max", maxit)
	}
	for k, v := range count {
		fmt.Println(k, v)
	}
}
