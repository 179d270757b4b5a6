package protocol

import (
	"flag"
	"math"
	"math/rand/v2"
	"testing"

	"sim/model"
)

var instances = flag.Int("instances", 40, "how many problems with options are compared with all combinations")

// combined gives the first issues of a problem a few options each, from 0 to 1.
func combined(p *model.Problem, options ...int) *model.Problem {
	issues, positions := make([]int, len(options)), make([][]float64, len(options))
	for j, n := range options {
		issues[j] = j
		for o := range n {
			positions[j] = append(positions[j], float64(o)/float64(n-1))
		}
	}
	return withOptions(p, issues, positions)
}

// BenchmarkOptions solves a problem of four parties with six yes/no questions
// beside eight divisible issues.
func BenchmarkOptions(b *testing.B) {
	p := combined(benchmarkProblem(4, 14, 2), 2, 2, 2, 2, 2, 2)
	protocol, out := atEachLevel(new(nashSolution)), new(model.Offer)
	protocol.Solve(p, nil, out)
	b.ReportAllocs()
	for b.Loop() {
		protocol.Solve(p, nil, out)
	}
}

// What nash finds among combinations of options is the best of all of them, each
// solved by itself.
func TestOptionsAgainstAllCombinations(t *testing.T) {
	agreed, failed := 0, 0
	for n := range *instances {
		r := rand.New(rand.NewPCG(3, uint64(n)))
		k := 2 + r.IntN(6)
		options := make([]int, 1+r.IntN(min(k, 4)))
		for j := range options {
			options[j] = 2 + r.IntN(3)
		}
		p := benchmarkProblem(2+r.IntN(3), k, 2)
		for i := range p.Parties {
			for j := range k {
				p.Ideal[i][j] = r.Float64()
				p.Curvature[i][j] = 1 + r.Float64()
				p.Loss[i][j] = 1 + r.Float64()
			}
		}
		middle := make([]float64, k)
		for j := range k {
			p.StatusQuo[j], middle[j] = r.Float64(), r.Float64()
		}
		for i := range p.Parties {
			p.Reservation[i] = p.Value(i, middle) - 0.3*r.Float64() + 0.1
		}
		combined(p, options...)
		var out, one model.Offer
		atEachLevel(new(nashSolution)).Solve(p, nil, &out)
		best := math.NaN()
		for l := range p.Levels() {
			p.AtLevel(l)
			if new(nashSolution).Solve(p, nil, &one); one.Status.Agreed() && !(one.LogProduct <= best) {
				best = one.LogProduct
			}
		}
		switch {
		case out.Status.Agreed() == math.IsNaN(best):
			t.Errorf("instance %d: %v (%v), the best combination reaches %g", n, out.Status, out.Reason, best)
		case math.IsNaN(best):
			failed++
		case !(math.Abs(out.LogProduct-best) <= 1e-9):
			t.Errorf("instance %d: log product %v, the best combination reaches %v", n, out.LogProduct, best)
		default:
			agreed++
		}
	}
	if agreed == 0 || failed == 0 {
		t.Errorf("%d agreements, %d failures", agreed, failed)
	}
}
