package protocol

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"sim/model"
)

// benchmarkProblem is a problem with a comfortable zone of possible agreement.
func benchmarkProblem(n, k int, curvature float64) *model.Problem {
	return roomyProblem(1, n, k, curvature)
}

// roomyProblem is one of many such problems.
func roomyProblem(seed uint64, n, k int, curvature float64) *model.Problem {
	r := rand.New(rand.NewPCG(seed, uint64(100*n+k)))
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
	plain(p)
	x := make([]float64, k)
	for j := range x {
		x[j] = 0.5
	}
	for i := range n {
		p.Reservation[i] = p.Value(i, x) - 0.2 - 0.2*r.Float64()
	}
	return p
}

// leveledProblem is four parties that lose more than they gain, on 14 issues
// and one more that is settled at one of the given number of levels: each lets
// the parties believe more of what is agreed.
func leveledProblem(levels int) *model.Problem {
	const n, k = 4, 15
	r := rand.New(rand.NewPCG(2, uint64(levels)))
	p := benchmarkProblem(n, k, 2)
	var at, constants [][]float64
	var gains, losses [][][]float64
	for j := range k {
		p.StatusQuo[j] = r.Float64()
	}
	for i := range n {
		for j := range k {
			p.Curvature[i][j] = 1.02 + 0.98*r.Float64()
			p.Loss[i][j] = 1.2 + 1.2*r.Float64()
		}
		p.Weight[i][k-1] = 0
		p.Constant[i] = 0.5
		p.Reservation[i] = 0.5 - 0.02*r.Float64()
	}
	for l := range levels {
		at, constants = append(at, []float64{float64(l) / float64(levels)}), append(constants, nil)
		gains, losses = append(gains, nil), append(losses, nil)
		for i := range n {
			trust := 0.4 + 0.5*float64(l)/float64(levels)
			side := []float64{1, -1, 1, -1}[i] // half of the parties pay for what the others believe
			constants[l] = append(constants[l], 0.5+0.02*side*float64(l)/float64(levels))
			gain, loss := make([]float64, k), make([]float64, k)
			for j := range k {
				gain[j], loss[j] = trust, p.Loss[i][j]*(trust+(1-trust)*0.3)
			}
			gains[l], losses[l] = append(gains[l], gain), append(losses[l], loss)
		}
	}
	p.SetLevels([]int{k - 1}, at, constants, gains, losses)
	return p
}

// BenchmarkLevels is the largest kind of problem that a draw solves.
func BenchmarkLevels(b *testing.B) {
	for _, levels := range []int{1, 4} {
		b.Run(fmt.Sprintf("nash/%d", levels), func(b *testing.B) {
			p, out := leveledProblem(levels), new(model.Offer)
			protocol := atEachLevel(new(nashSolution))
			protocol.Solve(p, nil, out)
			if out.Status != model.Agreement {
				b.Fatalf("%v (%v)", out.Status, out.Reason)
			}
			b.ReportAllocs()
			for b.Loop() {
				protocol.Solve(p, nil, out)
			}
			b.ReportMetric(float64(out.Iterations), "steps")
		})
	}
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

// Nash terms of four parties on eight issues, of 30 problems in turn: without a
// total, with a budget (an equation), with a least sum that binds, and with one that
// does not.
func BenchmarkTotal(b *testing.B) {
	const problems = 30
	for _, total := range []string{"none", "is", "at_least", "slack"} {
		for _, curvature := range []float64{2, 1} {
			b.Run(fmt.Sprintf("%s/curvature=%g", total, curvature), func(b *testing.B) {
				var out model.Offer
				protocol := atEachLevel(new(nashSolution))
				var tried []*model.Problem
				for seed := range uint64(problems) {
					p := roomyProblem(seed+1, 4, 8, curvature)
					protocol.Solve(p, nil, &out)
					if total != "none" {
						row := model.Row{Coefficient: make([]float64, 8), AtLeast: 0.1, Equal: total == "is"}
						if total == "slack" {
							row.AtLeast = -0.1
						}
						for k, x := range out.Terms {
							row.Coefficient[k] = 1
							row.AtLeast += x
						}
						p.Rows = []model.Row{row}
					}
					protocol.Solve(p, nil, &out)
					if binds := len(out.Price) == 1 && out.Price[0] > 0; binds != (total == "is" || total == "at_least") {
						b.Fatal("the total does not bind, or binds where it should not")
					}
					tried = append(tried, p)
				}
				b.ReportAllocs()
				for n := 0; b.Loop(); n++ {
					protocol.Solve(tried[n%problems], nil, &out)
				}
			})
		}
	}
}
