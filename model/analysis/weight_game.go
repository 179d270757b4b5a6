package analysis

import (
	"math"

	"sim/model/portable"
)

// A WeightGame is a game among holders of levers: each sets its own weights so
// that its payoff, a Response to the weights of all, is highest.
type WeightGame struct {
	Payoffs []*Response // by holder
	Own     [][]int     // by holder, which weights are its own
	Least   float64     // the largest gain that counts as none where replies are patient
}

// An EndKind is where repeated best replies end.
type EndKind int

// The ends of repeated best replies.
const (
	EndsAtRest  EndKind = iota // at weights that no holder would change
	EndsInCycle                // they come back to weights that they have left
	EndsNowhere                // neither, in the replies made
)

// An Ending is where repeated best replies from some weights lead.
type Ending struct {
	Start []float64
	Kind  EndKind
	Cycle [][]float64 // the weights of a cycle, round by round
	// At is where they come to rest or, if they do not, where replies that move
	// less and less do; nil: nowhere either.
	At     []float64
	Damped bool // At is from such replies
}

const (
	restGap   = 1e-4 // weights that differ by no more are the same
	cycleGap  = 1e-3 // weights of a cycle that differ by no more are the same; its rounds differ by ten times that
	plainMost = 60   // rounds of plain replies
	dampMost  = 300  // rounds of damped replies
	restGain  = 1e-6 // a gain of no more, in the unit of the payoff, is none
)

// Play lets the holders reply in turn, from some weights on, until they come to rest
// or back to where they have been (Cournot 1838). If they do not come to rest, they
// are played again by holders that stay where they are unless the response says that
// they gain more than its error. If those do not come to rest either, replies are averaged over the rounds (Brown 1951), and what they tend to is made
// exact by Newton's method on the first-order conditions of all weights that are
// not at an end; it counts if no holder gains by any reply to it.
func (g *WeightGame) Play(start []float64) Ending {
	e := Ending{Start: start, Kind: EndsNowhere}
	x := start
	visited := [][]float64{start}
	for range plainMost {
		y := x
		for h, own := range g.Own {
			y = g.Payoffs[h].Highest(y, own)
		}
		if apart(x, y) <= restGap {
			e.Kind, e.At = EndsAtRest, y
			return e
		}
		for i := len(visited) - 2; i >= 0 && e.Kind != EndsInCycle && apart(x, y) > 10*cycleGap; i-- {
			if apart(visited[i], y) <= cycleGap {
				e.Kind, e.Cycle = EndsInCycle, visited[i+1:]
			}
		}
		if e.Kind == EndsInCycle {
			e.Cycle = append(e.Cycle, y)
			break
		}
		visited, x = append(visited, y), y
	}
	if y := g.patient(start); y != nil {
		return Ending{Start: start, Kind: EndsAtRest, At: y}
	}
	x = append([]float64(nil), start...)
	for round := range dampMost {
		for h, own := range g.Own {
			y := g.Payoffs[h].Highest(x, own)
			for _, k := range own {
				x[k] += (y[k] - x[k]) / float64(round+2)
			}
		}
	}
	for _, y := range [][]float64{g.polish(x), x} {
		if g.Gain(y) <= restGain {
			e.At, e.Damped = y, true
			return e
		}
	}
	return e
}

// patient lets the holders reply in turn, each only if the response says that it gains
// more than its error and than Least, and returns where they come to rest; nil: nowhere.
func (g *WeightGame) patient(x []float64) []float64 {
	for range plainMost {
		y := x
		for h, own := range g.Own {
			z := g.Payoffs[h].Highest(y, own)
			if v, e := g.Payoffs[h].Change(y, z); v > max(restGain, g.Least, e) {
				y = z
			}
		}
		if apart(x, y) == 0 {
			return x
		}
		x = y
	}
	return nil
}

// apart is the largest difference of a weight.
func apart(x, y []float64) (most float64) {
	for k := range x {
		most = max(most, math.Abs(x[k]-y[k]))
	}
	return most
}

// Gain is the most that a holder gains by a reply to weights x.
func (g *WeightGame) Gain(x []float64) (most float64) {
	for h, own := range g.Own {
		v, _ := g.Payoffs[h].Change(x, g.Payoffs[h].Highest(x, own))
		most = max(most, v)
	}
	return most
}

// polish solves ∂U_h/∂w_k = 0 for the weights near x that are not at an end, k
// being one of holder h's, by Newton's method with least squares.
func (g *WeightGame) polish(x []float64) []float64 {
	const end, step = 0.01, 1e-3
	x = append([]float64(nil), x...)
	var free, holder []int
	for h, own := range g.Own {
		for _, k := range own {
			switch {
			case x[k] < end:
				x[k] = 0
			case x[k] > 1-end:
				x[k] = 1
			default:
				free, holder = append(free, k), append(holder, h)
			}
		}
	}
	slope := func(n int, y []float64) float64 {
		up, down := append([]float64(nil), y...), append([]float64(nil), y...)
		up[free[n]], down[free[n]] = up[free[n]]+step, down[free[n]]-step
		v, _ := g.Payoffs[holder[n]].Change(down, up)
		return v / (2 * step)
	}
	for range 8 {
		f := make([]float64, len(free))
		jacobian := make([][]float64, len(free)) // of the slopes, row by row
		for n := range free {
			f[n] = slope(n, x)
			jacobian[n] = make([]float64, len(free))
			for m, k := range free {
				y := append([]float64(nil), x...)
				y[k] += step
				jacobian[n][m] = (slope(n, y) - f[n]) / step
			}
		}
		move, ok := leastSquares(jacobian, f)
		if !ok {
			return x
		}
		for n, k := range free {
			x[k] = min(1-step, max(step, x[k]-move[n]))
		}
	}
	return x
}

// leastSquares returns x with A·x nearest to b, and small where that leaves it
// open.
func leastSquares(a [][]float64, b []float64) ([]float64, bool) {
	n := len(b)
	square, right := make([][]float64, n), make([]float64, n)
	size := 0.0
	for i := range n {
		square[i] = make([]float64, i+1)
		for j := range i + 1 {
			for _, row := range a {
				square[i][j] += float64(row[i] * row[j])
			}
		}
		for k, row := range a {
			right[i] += float64(row[i] * b[k])
		}
		size = max(size, square[i][i])
	}
	for i := range n {
		square[i][i] += float64(1e-12 * size)
	}
	lower, ok := portable.Cholesky(square)
	if !ok {
		return nil, false
	}
	return portable.SolveCholesky(lower, right), true
}
