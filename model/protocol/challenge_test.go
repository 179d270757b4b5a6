package protocol

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"testing"

	"sim/model"
)

// TestEmissionStandards follows the published run of the emission-standards
// case round by round, with its moves (testdata/README.md).
func TestEmissionStandards(t *testing.T) {
	data, err := os.ReadFile("testdata/published/eum_emission_standards.golden.json")
	if err != nil {
		t.Fatal(err)
	}
	var run struct {
		Actors                         []string
		Capability, Position, Salience []float64
		Trajectory                     []struct {
			Median, Mean float64
			X            []float64
			Moves        [][]any
		}
	}
	if err := json.Unmarshal(data, &run); err != nil {
		t.Fatal(err)
	}
	if len(run.Trajectory) != 11 {
		t.Fatalf("%d states, want the start and ten rounds", len(run.Trajectory))
	}
	for _, scale := range []struct{ low, span float64 }{{0, 1}, {4, 6}} { // years, and shares of the range
		c := &contest{scholz: true, stays: 1}
		for i := range run.Actors {
			c.addActor(i, run.Capability[i], run.Salience[i], (run.Position[i]-scale.low)/scale.span)
		}
		c.setSpan()
		for round, want := range run.Trajectory {
			if round > 0 && c.runRound(new(choices)) != len(want.Moves) {
				t.Errorf("round %d: moves %v, want %v", round, c.shifts, want.Moves)
			}
			for _, m := range want.Moves {
				s := c.shifts[slices.Index(run.Actors, m[0].(string))]
				kind := map[string]step{"confront": confrontation, "compromise": compromise}[m[1].(string)]
				if s.step != kind || run.Actors[s.other] != m[2] {
					t.Errorf("round %d: %v goes to %s by %s, want %v", round, m[0], run.Actors[s.other], stepNames[s.step], m)
				}
				match(t, fmt.Sprint("round ", round, " ", m[0]), []any{m[3], m[4]}, []float64{s.own, s.their}, 1e-5)
			}
			for i, x := range want.X {
				if got := scale.low + scale.span*c.x[i]; math.Abs(got-x) > 1e-5 {
					t.Errorf("round %d: %s at %.7f, want %.7f", round, run.Actors[i], got, x)
				}
			}
			match(t, fmt.Sprint("mean of round ", round), want.Mean, scale.low+scale.span*c.meanPosition(), 1e-5)
			match(t, fmt.Sprint("median of round ", round), want.Median, scale.low+scale.span*c.median(), 1e-5)
		}
	}
}

// With two parties every vote is cast by the two themselves, so that one round
// can be worked out by hand: they are at opposite ends of the range, so U_s is
// 2, U_f is 2 − 4·1 = −2 and U_sq is 2 − 4·½^r.
func TestChallengeOfTwo(t *testing.T) {
	for _, w := range [][4]float64{{1, 0.9, 0.5, 0.6}, {1, 0.3, 1, 0.9}, {0.4, 1, 1, 1}, {2, 0.2, 1, 0.8}} {
		c1, s1, c2, s2 := w[0], w[1], w[2], w[3]
		p := c1 * s1 / (c1*s1 + c2*s2)
		// What each expects of challenging the other, risk-neutral.
		of1, of2 := 2*(s2*p+1-s2)-2*s2*(1-p), 2*(s1*(1-p)+1-s1)-2*s1*p
		r1, r2 := 0.5, 2.0 // the one of whom more is expected to be taken is cautious
		if of2 < of1 {
			r1, r2 = r2, r1
		}
		to := func(own, their, x, other float64) float64 {
			switch {
			case their > own && own > 0, their > 0 && own < 0 && their <= -own:
				return other
			case their > 0 && own < 0:
				return x + (other-x)*-own/their
			}
			return x
		}
		still := func(r float64) float64 { return 2 - 4*math.Pow(0.5, r) }
		want := []float64{to(of1-still(r1), of2-still(r1), 0, 1), to(of2-still(r2), of1-still(r2), 1, 0)}
		c := &contest{stays: 1}
		c.addActor(0, c1, s1, 0)
		c.addActor(1, c2, s2, 1)
		c.setSpan()
		c.runRound(new(choices))
		for i := range want {
			if math.Abs(c.x[i]-want[i]) > 1e-12 {
				t.Errorf("%v: %v (r %v), want %v (r %g, %g)", w, c.x, c.r, want, r1, r2)
			}
		}
	}
}

// BenchmarkChallengeRounds is ten actors and ten rounds.
func BenchmarkChallengeRounds(b *testing.B) {
	for _, variant := range []string{"pairwise", "scholz_code"} {
		b.Run(variant, func(b *testing.B) {
			theory, err := built(Challenge, func(p *challengeParameters) { p.Variant, p.Rounds = variant, 10 })
			if err != nil {
				b.Fatal(err)
			}
			p, out, protocol := benchmarkProblem(10, 1, 2), new(model.Offer), theory.New()
			protocol.Solve(p, nil, out)
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				p.Capability[0] = 1 + float64(i)*1e-12 // otherwise it would be remembered
				protocol.Solve(p, nil, out)
			}
			b.ReportMetric(float64(out.Iterations), "rounds")
		})
	}
}
