package protocol

import (
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"sim/model"
)

// withLevels gives a problem one to five levels on its last issue; each has
// payoffs of its own.
func withLevels(t *rapid.T, p *model.Problem) *model.Problem {
	n := rapid.IntRange(1, 5).Draw(t, "levels")
	share := rapid.SampledFrom([]float64{0, 0.1, 0.5, 1})
	var at, constants [][]float64
	var gains, losses [][][]float64
	for l := range n {
		at = append(at, []float64{float64(l) / float64(n)})
		constant := slices.Clone(p.Constant)
		var gain, loss [][]float64
		for i := range p.Parties {
			constant[i] -= 0.1 * share.Draw(t, "cost")
			less, more := 1-0.5*share.Draw(t, "doubt"), 1+share.Draw(t, "regret")
			g, a := slices.Clone(p.Gain[i]), slices.Clone(p.Loss[i])
			for k := range g {
				g[k] *= less
				a[k] *= more
			}
			gain, loss = append(gain, g), append(loss, a)
		}
		constants, gains, losses = append(constants, constant), append(gains, gain), append(losses, loss)
	}
	p.SetLevels([]int{p.Issues - 1}, at, constants, gains, losses)
	return p
}

// scored is what a theory makes as large as possible, at an offer to a problem
// that stands at the offer's level; −Inf if there are no terms. best are the
// largest surpluses that the parties could have at any level.
func scored(name string, p *model.Problem, out *model.Offer, best []float64) float64 {
	terms := out.Status.Agreed() || out.Reason == model.Refused && (name == "crisis" || name == "utilitarian")
	if !terms {
		return math.Inf(-1)
	}
	least, product, sum, rates := math.Inf(1), 0.0, 0.0, 0.0
	for i := range p.Parties {
		rates += -1 / math.Log(p.Patience[i])
	}
	for i := range p.Parties {
		s, power := surplus(p, i, out.Terms), p.Power[i]
		switch name {
		case "kalai_smorodinsky":
			s /= best[i]
		case "zeuthen":
			power = 1 / float64(p.Parties)
		case "rubinstein":
			power = max(-1/math.Log(p.Patience[i])/rates, leastPower)
		}
		least = min(least, s)
		product += power * math.Log(max(0, s))
		sum += power * p.Value(i, out.Terms)
	}
	switch name {
	case "egalitarian", "kalai_smorodinsky":
		return least
	case "utilitarian":
		return sum
	}
	return product
}

// Every theory takes the level whose own solution is best by its measure, and
// that solution as it is.
func TestBestLevel(t *testing.T) {
	exact := cmpopts.EquateNaNs()
	for _, e := range All {
		theory, err := e.Default()
		if err != nil {
			t.Fatal(err)
		}
		if !theory.Consent {
			continue
		}
		t.Run(e.Name, func(t *testing.T) {
			m := crowd([]float64{1, 1.3, 2})
			m.parties[1], m.issues = 4, [2]int{2, 4}
			m.slack = []float64{0.3, 0.1, -0.02, -0.1}
			used := theory.New()
			agreed, failed := 0, 0
			rapid.Check(t, func(t *rapid.T) {
				p := withLevels(t, m.problem(t))
				var out, again model.Offer
				used.Solve(p, nil, &out)
				stands := p.Nearest(p.Lower)
				for i := range p.Parties {
					if (out.Status.Agreed() || out.Reason == model.Refused) && out.Payoff[i] != p.Value(i, out.Terms) {
						t.Fatalf("the problem does not stand at the level of the terms")
					}
				}
				theory.New().Solve(p, nil, &again)
				if d := cmp.Diff(again, out, exact); d != "" {
					t.Fatalf("a used solver differs (-fresh +used):\n%s", d)
				}
				best := make([]float64, p.Parties)
				alone := make([]model.Offer, p.Levels())
				margins := make([]float64, p.Levels())
				for l := range alone {
					p.AtLevel(l)
					q := clone(p)
					theory.New().Solve(q, nil, &alone[l])
					margins[l] = Margin(q)
					if out.Status.Agreed() && margins[l] > consentTolerance {
						for i, b := range bests(q) {
							best[i] = max(best[i], b)
						}
					}
				}
				p.AtLevel(stands)
				reached := scored(e.Name, p, &out, best)
				if math.IsInf(reached, -1) && !out.Status.Agreed() {
					failed++
					if least := slices.Max(margins); margins[stands] < least-2*levelTie {
						t.Fatalf("fails at level %d with a margin of %g, though %g can be had", stands, margins[stands], least)
					}
				} else {
					agreed++
				}
				for l := range alone {
					p.AtLevel(l)
					if s := scored(e.Name, p, &alone[l], best); s > reached+1e-6 && (e.Name != "kalai_smorodinsky" || out.Status.Agreed()) {
						t.Fatalf("reaches %g at level %d, but %g can be had at level %d", reached, stands, s, l)
					}
				}
				if e.Name == "kalai_smorodinsky" {
					return // alone, a level compares with what can be had there
				}
				want := &alone[stands]
				if out.Status != want.Status || out.Reason != want.Reason || !slices.Equal(out.Terms, want.Terms) || !slices.Equal(out.Share, want.Share) {
					t.Fatalf("%v (%v) at %v, alone %v (%v) at %v", out.Status, out.Reason, out.Terms, want.Status, want.Reason, want.Terms)
				}
			})
			if agreed == 0 || failed == 0 && e.Name != "utilitarian" {
				t.Errorf("%d agreements, %d failures", agreed, failed)
			}
		})
	}
}

// Weak duality: no level has a larger score than the bound that the weights at any
// other give.
func TestLevelBounds(t *testing.T) {
	m := crowd([]float64{1, 1.3, 2, 3})
	m.parties[1], m.issues = 4, [2]int{2, 5}
	for name, theory := range map[string]func() boundedTheory{
		"nash":              func() boundedTheory { return new(nashSolution) },
		"egalitarian":       func() boundedTheory { return new(egalitarian) },
		"kalai_smorodinsky": func() boundedTheory { return new(kalaiSmorodinsky) },
	} {
		t.Run(name, func(t *testing.T) {
			compared := 0
			rapid.Check(t, func(t *rapid.T) {
				p, solve := withLevels(t, m.problem(t)), theory()
				if p.Levels() == 1 {
					t.Skip("nothing to bound")
				}
				if name != "nash" {
					clear(p.Risk)
				}
				if surveying, ok := solve.(surveyingTheory); ok {
					surveying.survey(p)
				}
				var out model.Offer
				p.AtLevel(rapid.IntRange(0, p.Levels()-1).Draw(t, "level"))
				solve.Solve(p, nil, &out)
				if out.Status != model.Agreement {
					t.Skip("no agreement")
				}
				var b levelBound
				if !solve.prove(p, &out, &b) {
					t.Skip("no proof")
				}
				for l := range p.Levels() {
					p.AtLevel(l)
					bound := b.at(p, l)
					solve.Solve(p, nil, &out)
					if out.Status == model.Agreement {
						compared++
						if score := solve.score(&out); score > bound+1e-9 {
							t.Fatalf("%g at level %d, bound %g", score, l, bound)
						}
					}
				}
			})
			if compared == 0 {
				t.Error("nothing was compared")
			}
		})
	}
}

// More levels never lower the log product, and of levels that are alike the
// lowest is taken, and flagged.
func TestMoreLevels(t *testing.T) {
	nash := playing(t, "nash")
	p := leveledProblem(4)
	var few, many, tied model.Offer
	nash.Solve(p, nil, &many)
	at, constants := [][]float64{{0.25}, {0.75}}, [][]float64{}
	var gains, losses [][][]float64
	for _, l := range []int{1, 3} {
		p.AtLevel(l)
		q := clone(p)
		constants, gains, losses = append(constants, q.Constant), append(gains, q.Gain), append(losses, q.Loss)
	}
	p.SetLevels(p.LevelIssues(), at, constants, gains, losses)
	nash.Solve(p, nil, &few)
	if !few.Status.Agreed() || many.LogProduct < few.LogProduct-levelTie {
		t.Errorf("log product %g with two levels, %g with four", few.LogProduct, many.LogProduct)
	}
	for _, same := range []int{0, 1} {
		p.SetLevels(p.LevelIssues(), at, [][]float64{constants[same], constants[same]}, [][][]float64{gains[same], gains[same]}, [][][]float64{losses[same], losses[same]})
		nash.Solve(p, nil, &tied)
		if tied.Flags&model.Tied == 0 || tied.Terms[p.Issues-1] != 0.25 {
			t.Errorf("alike levels: terms at %g, flags %b", tied.Terms[p.Issues-1], tied.Flags)
		}
	}
}

// Theories of influence decide as if any position could be had, and take the
// nearest level.
func TestInfluenceTakesTheNearestLevel(t *testing.T) {
	for _, name := range []string{"weighted_mean", "median", "condorcet", "challenge"} {
		p := two(2, -1, -1)
		protocol, free := playing(t, name), new(model.Offer)
		p.Capability[0] = 3
		protocol.Solve(p, nil, free)
		one := [][]float64{{1}, {1}}
		p.SetLevels([]int{0}, [][]float64{{0}, {0.6}, {0.9}}, [][]float64{{0.1, 0.1}, {0.2, 0.2}, {0.3, 0.3}}, [][][]float64{one, one, one}, [][][]float64{one, one, one})
		var out model.Offer
		protocol.Solve(p, nil, &out)
		want := p.LevelAt(p.Nearest(free.Terms), 0)
		if out.Terms[0] != want || out.Payoff[0] != p.Value(0, out.Terms) || out.Status != model.Predicted {
			t.Errorf("%s: %v at %v, payoffs %v; without levels at %v", name, out.Status, out.Terms, out.Payoff, free.Terms)
		}
	}
}

func TestLevelsAllocateNothing(t *testing.T) {
	for _, e := range All {
		theory, err := e.Default()
		if err != nil {
			t.Fatal(err)
		}
		protocol, out := theory.New(), new(model.Offer)
		p, q := leveledProblem(4), leveledProblem(3)
		for i := range q.Parties {
			q.Reservation[i] = 0.7 // no level has terms
		}
		protocol.Solve(p, nil, out)
		protocol.Solve(q, nil, out)
		if n := allocations(3, func() {
			protocol.Solve(p, nil, out)
			protocol.Solve(q, nil, out)
		}); n != 0 {
			t.Errorf("%s: %g allocations", e.Name, n)
		}
	}
}
