package protocol

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"sim/model"
)

// benchmarkProblem is a problem with a comfortable zone of possible agreement.
func benchmarkProblem(n, k int, curvature float64) *model.Problem {
	r := rand.New(rand.NewPCG(1, uint64(100*n+k)))
	p := model.NewProblem(n, k)
	for i := range n {
		sum := 0.0
		for j := range k {
			p.Weight[i][j] = 0.1 + r.Float64()
			sum += p.Weight[i][j]
			p.Ideal[i][j] = r.Float64()
			p.Curvature[i][j] = curvature
			p.Attention[i][j] = r.Float64()
			p.StatusQuo[j] = 0.5
		}
		for j := range k {
			p.Weight[i][j] /= sum
		}
		p.Consent[i] = true
		p.Power[i] = 1 / float64(n)
		p.Capability[i] = r.Float64()
		p.Patience[i] = 0.9 + 0.02*float64(i)
	}
	x := make([]float64, k)
	for j := range x {
		x[j] = 0.5
	}
	for i := range n {
		p.Reservation[i] = p.Payoff(i, x) - 0.2 - 0.2*r.Float64()
	}
	return p
}

// Benchmark solves with every theory at several sizes, two shapes of preference each.
func Benchmark(b *testing.B) {
	for _, e := range All {
		for _, size := range [][2]int{{2, 5}, {4, 8}, {4, 14}, {6, 12}} {
			for _, curvature := range []float64{2, 1} {
				b.Run(fmt.Sprintf("%s/%dx%d/curvature=%g", e.Name, size[0], size[1], curvature), func(b *testing.B) {
					theory, err := e.Default()
					if err != nil {
						b.Fatal(err)
					}
					p, out, protocol := benchmarkProblem(size[0], size[1], curvature), new(model.Offer), theory.New()
					protocol.Solve(p, nil, out)
					b.ReportAllocs()
					for b.Loop() {
						protocol.Solve(p, nil, out)
					}
					b.ReportMetric(float64(out.Iterations), "steps")
				})
			}
		}
	}
}
