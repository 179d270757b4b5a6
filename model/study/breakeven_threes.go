package study

import (
	"cmp"
	"context"
	"math"
	"slices"

	"sim/model/analysis"
)

// A ThreeScan is what the weights of three levers together do to the quantity under
// one theory: how many threes a response surface puts within reach of the goal, and
// the smallest change that was found among those followed with all draws.
type ThreeScan struct {
	Threes   int // of levers, all of which the surface was asked about
	Near     int // of them, those that it puts at the goal or within twice its error of it
	Followed int // of those, with all draws
	// Found is the smallest change that reaches the goal with all draws; nil if none
	// of those followed does.
	Found *ThreeChange
}

// A ThreeChange is a change of three levers' weights that reaches the goal.
type ThreeChange struct {
	Levers       [3]int     // indices in BreakevenResult.Levers, ascending
	At           [3]float64 // their weights there
	Size         float64    // of the change: the sum of what the three weights move
	Lower, Upper float64    // 95% interval of Size: Monte Carlo error divided by the slope along the change
	Figure       Estimate   // the quantity there
}

// threes searches three levers together under the theories for which neither a
// single lever nor a pair reaches the goal: all threes by the response surface, and
// those that seem to need least with all draws.
func (b *breakevenSearch) threes(ctx context.Context) error {
	b.Threes = make([]*ThreeScan, len(b.Subject.Theories))
	scanned := b.responses == nil
	for m := range b.Subject.Theories {
		if b.Goal.Met(b.Now[m].Value) || b.Smallest(m) >= 0 || b.SmallestPair(m) != nil || len(b.Levers) < 3 || b.Now[m].N == 0 {
			continue
		}
		if scanned {
			base, err := b.variants.under(ctx, nil)
			if err != nil {
				return err
			}
			r, err := b.response(ctx, m, base.Values[m])
			if err != nil {
				return err
			}
			if b.responses == nil {
				b.responses = make([]*analysis.Response, len(b.Subject.Theories))
			}
			b.responses[m] = r
		}
		if b.responses[m] == nil {
			continue
		}
		b.ThreeDraws = b.responses[m].N
		if err := b.three(ctx, m); err != nil {
			return err
		}
	}
	return nil
}

// A threeGuess is where a surface puts the smallest change of three levers that
// reaches the goal, or comes close to it.
type threeGuess struct {
	levers [3]int
	to     [3]float64
	size   float64
	met    bool
}

// three searches all threes of levers under a theory.
func (b *breakevenSearch) three(ctx context.Context, theory int) error {
	s := &ThreeScan{}
	b.Threes[theory] = s
	var guesses []threeGuess
	for k := range b.Levers {
		for j := range k {
			for i := range j {
				s.Threes++
				if g, near := b.guessThree(theory, [3]int{i, j, k}); near {
					guesses = append(guesses, g)
				}
			}
		}
	}
	s.Near = len(guesses)
	slices.SortStableFunc(guesses, func(x, y threeGuess) int {
		if x.met != y.met {
			if x.met {
				return -1
			}
			return 1
		}
		return cmp.Compare(x.size, y.size)
	})
	guesses = guesses[:min(len(guesses), confirmedMost)]
	s.Followed = len(guesses)
	found := make([]*ThreeChange, len(guesses))
	shortest := math.Inf(1)
	err := b.firstThenRest(ctx, len(guesses), func(ctx context.Context, n int) (err error) {
		found[n], err = b.followThree(ctx, theory, guesses[n], shortest-weightFine)
		if n == 0 && found[n] != nil {
			shortest = found[n].Size // before the rest begins
		}
		return err
	})
	for _, f := range found {
		if f != nil && (s.Found == nil || f.Size < s.Found.Size) {
			s.Found = f
		}
	}
	return err
}

// guessThree reads the surface with all three weights moved to quarters of their
// range: the smallest change that reaches the goal or, where none does, what comes
// closest to it. near is false where that is more than twice the error off.
func (b *breakevenSearch) guessThree(theory int, levers [3]int) (g threeGuess, near bool) {
	g.levers, g.size = levers, math.Inf(1)
	closest := math.NaN()
	moved := make([]weightChange, 3)
	for _, x := range quarters {
		for _, y := range quarters {
			for _, z := range quarters {
				to, size, all := [3]float64{x, y, z}, 0.0, true
				for n, lever := range levers {
					moved[n] = weightChange{lever, to[n]}
					size += math.Abs(to[n] - b.Levers[lever].Now)
					all = all && to[n] != b.Levers[lever].Now
				}
				if !all {
					continue
				}
				e := b.surfaceAt(theory, moved)
				switch met := b.Goal.Met(e.Value); {
				case met && (!g.met || size < g.size):
					g.to, g.size, g.met, near = to, size, true, true
				case !met && !g.met && !math.IsNaN(e.Value) && (math.IsNaN(closest) || b.Goal.Better(e.Value, closest)):
					closest = e.Value
					g.to, g.size, near = to, size, !b.Goal.Sure(e)
				}
			}
		}
	}
	return g, near
}

// followThree follows a guess with all draws, along the straight line from the
// weights as they are through it to where the first weight ends; nil if nothing on
// it, with a change of at most limit, reaches the goal.
func (b *breakevenSearch) followThree(ctx context.Context, theory int, g threeGuess, limit float64) (*ThreeChange, error) {
	stretch := math.Inf(1) // how far the line goes on, as a multiple of the guess
	for n, lever := range g.levers {
		now := b.Levers[lever].Now
		switch move := g.to[n] - now; {
		case move > 0:
			stretch = min(stretch, (1-now)/move)
		case move < 0:
			stretch = min(stretch, now/-move)
		}
	}
	at := func(size float64) (x [3]float64) {
		for n, lever := range g.levers {
			now := b.Levers[lever].Now
			x[n] = min(1, max(0, now+float64((g.to[n]-now)*size/g.size)))
		}
		return x
	}
	size, e, ok, err := b.follow(ctx, theory, g.size, min(limit, float64(g.size*stretch)), func(size float64) []weightChange {
		var moved []weightChange
		for n, x := range at(size) {
			moved = append(moved, weightChange{g.levers[n], x})
		}
		return moved
	})
	if !ok {
		return nil, err
	}
	found := &ThreeChange{Levers: g.levers, At: at(size), Size: size, Upper: float64(g.size * stretch), Figure: e}
	if slope := math.Abs(e.Value-b.Now[theory].Value) / size; slope > 0 {
		off := z975 * e.Error / slope
		found.Lower, found.Upper = max(0, size-off), min(found.Upper, size+off)
	}
	return found, nil
}
