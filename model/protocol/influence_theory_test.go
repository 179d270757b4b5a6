package protocol

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"sim/model"
)

// influences are the theories that ask for no consent.
func influences(t testing.TB) []model.Theory {
	t.Helper()
	var list []model.Theory
	for _, e := range All {
		theory, err := e.Default()
		if err != nil {
			t.Fatal(err)
		}
		if theory.Family == "influence" {
			list = append(list, theory)
		}
	}
	if len(list) < 5 {
		t.Fatalf("only %d of them", len(list))
	}
	return list
}

// On an issue to which nobody gives any weight nothing is predicted, and a
// party that pays an issue no attention does not pull at it.
func TestNoAttention(t *testing.T) {
	for _, theory := range influences(t) {
		p := model.NewProblem(2, 2)
		p.StatusQuo[0], p.StatusQuo[1] = 0.3, 0.6
		var out model.Offer
		theory.New().Solve(p, nil, &out)
		if out.Status != model.None || out.Reason != model.NotDecided {
			t.Errorf("%s: %v (%v) though nobody cares", theory.Name, out.Status, out.Reason)
		}
		p.Capability[0], p.Attention[0][1], p.Ideal[0][1] = 1, 0.5, 0.9
		p.Capability[1] = 2
		theory.New().Solve(p, nil, &out)
		if d := cmp.Diff([]float64{0.3, 0.9}, out.Terms); out.Status != model.Predicted || d != "" {
			t.Errorf("%s: %v, terms (-want +got):\n%s", theory.Name, out.Status, d)
		}
	}
}

// The unit of capability does not matter, nor do issues outside the package.
func TestInfluenceInvariance(t *testing.T) {
	for _, theory := range influences(t) {
		for n := 2; n < 8; n++ {
			p := benchmarkProblem(n, 4, 2)
			p.InPackage[2], p.Lower[2], p.Upper[2] = false, 0.5, 0.5
			var first, again model.Offer
			theory.New().Solve(p, nil, &first)
			for i := range n {
				p.Capability[i] *= 4
				p.Ideal[i][2] = 1 - p.Ideal[i][2]
				p.Attention[i][2] /= 3
			}
			theory.New().Solve(p, nil, &again)
			for k := range first.Terms {
				match(t, theory.Name, first.Terms[k], again.Terms[k], 2e-4)
			}
		}
	}
}

// Without ties neither the order of the parties nor that of the issues matters.
func TestInfluenceOrder(t *testing.T) {
	for _, theory := range influences(t) {
		for n := 2; n < 8; n++ {
			p := benchmarkProblem(n, 4, 2)
			var first, again model.Offer
			theory.New().Solve(p, nil, &first)
			slices.Reverse(p.Capability)
			slices.Reverse(p.Ideal)
			slices.Reverse(p.Attention)
			for i := range n {
				slices.Reverse(p.Ideal[i])
				slices.Reverse(p.Attention[i])
			}
			theory.New().Solve(p, nil, &again)
			slices.Reverse(again.Terms)
			tolerance := 1e-9
			if theory.Name == "spatial" {
				tolerance = 1e-3 // each turn rounds positions to four decimals
			}
			for k := range first.Terms {
				match(t, theory.Name, first.Terms[k], again.Terms[k], tolerance)
			}
		}
	}
}

// BenchmarkCrowd runs the influence theories at the sizes that budgets name.
func BenchmarkCrowd(b *testing.B) {
	for _, theory := range influences(b) {
		for _, size := range [][2]int{{10, 1}, {13, 2}, {80, 1}} {
			b.Run(fmt.Sprintf("%s/%dx%d", theory.Name, size[0], size[1]), func(b *testing.B) {
				p, out, protocol := benchmarkProblem(size[0], size[1], 2), new(model.Offer), theory.New()
				protocol.Solve(p, nil, out)
				b.ReportAllocs()
				i := 0
				for b.Loop() {
					i++
					p.Capability[0] = 1 + float64(i)*1e-12 // otherwise it would be remembered
					protocol.Solve(p, nil, out)
				}
				b.ReportMetric(float64(out.Iterations), "steps")
			})
		}
	}
}

// What nobody has a preference about and has only a few possible positions says
// how far an agreement stops what goes on: influence theories take the most.
func TestUnwantedLevelIsTheHighest(t *testing.T) {
	for _, name := range []string{"weighted_mean", "median", "challenge", "condorcet", "exchange"} {
		p := model.NewProblem(2, 2)
		for i := range 2 {
			p.Weight[i][0], p.Attention[i][0], p.Capability[i] = 1, 0.5, 1
			p.Consent[i], p.Power[i], p.Patience[i] = true, 0.5, 0.9
			p.Reservation[i] = -1
		}
		p.Ideal[0][0], p.Ideal[1][0] = 0.2, 0.6
		constant := []float64{0, 0}
		ones := [][]float64{{1, 1}, {1, 1}}
		p.SetLevels([]int{1}, [][]float64{{0}, {0.5}, {0.9}}, [][]float64{constant, constant, constant},
			[][][]float64{ones, ones, ones}, [][][]float64{ones, ones, ones})
		var out model.Offer
		playing(t, name).Solve(p, nil, &out)
		if out.Status != model.Predicted || out.Terms[1] != 0.9 {
			t.Errorf("%s: %v at %v, want a prediction at 0.9", name, out.Status, out.Terms)
		}
	}
}
