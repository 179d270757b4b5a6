package protocol

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"sim/model"
)

// The three kinds of election on a published matrix of coalitions, under the
// square law (KTAB's demonstration of probabilistic Condorcet elections).
func TestElectionOfThree(t *testing.T) {
	for kind, want := range map[string][]any{
		"conditional":      {0.8659, 0.1241, 0.0100},
		"markov_uniform":   {0.6351, 0.2148, 0.1501},
		"markov_incentive": {0.5094, 0.2796, 0.2110},
	} {
		e, err := newElection(kind, "square", "proportional")
		if err != nil {
			t.Fatal(err)
		}
		e.begin(3)
		copy(e.support, []float64{0, 12.099, 54.921, 10.333, 0, 27.079, 5.007, 55.047, 0})
		e.close()
		match(t, kind, want, e.share, 5e-5)
		victory := []any{0.5, 0.5782, 0.9918, 0.4218, 0.5, 0.1948, 0.0082, 0.8052, 0.5}
		match(t, "victory", victory, e.victory, 5e-5)
		e.begin(2)
		copy(e.support, []float64{0, 51.212, 19.714, 0})
		e.close()
		match(t, kind+" of two", []any{0.8709, 0.1291}, e.share, 5e-5)
	}
}

func TestVictoryLaws(t *testing.T) {
	for law, want := range []struct{ double, tenth float64 }{
		{2. / 3, 0.524},
		{4. / 5, 0.548},
		{16. / 17, 0.594},
		{256. / 257, 0.682},
		{1, 1},
	} {
		p, q := wins(law, 2, 1)
		match(t, victoryLaws[law]+" at 2 to 1", want.double, p, 2e-6)
		match(t, "and the other way", 1-want.double, q, 2e-6)
		p, _ = wins(law, 11, 10)
		match(t, victoryLaws[law]+" at 11 to 10", want.tenth, p, 5e-4)
		p, _ = wins(law, 7, 7)
		match(t, victoryLaws[law]+" of equals", 0.5, p, 1e-12)
	}
}

// The stationary shares are those to which the definition of the elections
// leads, turn after turn: p ← (p + Tp)/2.
func TestMarkovElections(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 2))
	for kind := 1; kind <= 2; kind++ {
		for _, m := range []int{2, 3, 5, 9} {
			e := election{kind: kind, law: r.IntN(3)}
			e.begin(m)
			for i := range e.support {
				e.support[i] = 1e-8 + r.Float64()
			}
			e.close()
			p := make([]float64, m)
			for i := range p {
				p[i] = 1 / float64(m)
			}
			// by is how often b is challenged by a.
			by := func(a, b int) float64 {
				if kind == 1 {
					return 1 / float64(m)
				}
				of := func(a int) float64 {
					n := e.support[a*m+b] * e.victory[a*m+b]
					if a == b {
						n += 1e-10
					}
					return n
				}
				sum := 0.0
				for c := range m {
					sum += of(c)
				}
				return of(a) / sum
			}
			for range 4000 {
				q := make([]float64, m)
				for a := range m {
					for b := range m {
						q[a] += e.victory[a*m+b] * (p[a]*by(b, a) + p[b]*by(a, b))
					}
				}
				for a := range p {
					p[a] = (p[a] + q[a]) / 2
				}
			}
			for a := range p {
				match(t, fmt.Sprint(electionKind[kind], " of ", m), p[a], e.share[a], 1e-9)
			}
		}
	}
}

// With so many options that products of victories are too small for a number,
// the conditional shares still sum to 1.
func TestElectionOfMany(t *testing.T) {
	const m = 250
	e := election{law: 3}
	e.begin(m)
	for i := range m {
		u := make([]float64, m)
		for j := range m {
			u[j] = 1 - math.Abs(float64(i-j))/m
		}
		e.vote(1, u)
	}
	e.close()
	sum := 0.0
	for _, p := range e.share {
		sum += p
	}
	if best := new(choices).largest(e.share, func(int) model.StreamKey { return 0 }, nil); math.Abs(sum-1) > 1e-12 || best < m/2-1 || best > m/2 {
		t.Errorf("shares sum to %g, the strongest is %d", sum, best)
	}
}
