package study

import (
	"context"
	"math"
	"slices"
)

const (
	nearSteps      = 3        // steps from a weight at which it is tried next to itself: an eighth, halved again and again
	nearFewer      = 2        // likewise, in a game of many levers
	nearRounds     = 3        // rounds of such moves of a best reply
	kinkStep       = 1.0 / 32 // the smallest of these steps
	cornerLevers   = 3        // of so many levers of a holder all corners are tried
	weightDecimals = 1e4      // where lines meet is rounded to so many parts
)

// near are a holder's moves of one lever to weights next to those in x: what is
// highest between two steps of single moves is found so where a surface, which is
// smooth, misses it. With many levers only those between none and full are tried.
func (g *leverGame) near(holder int, x []float64) (list []trial) {
	steps := nearSteps
	if g.coarse() {
		steps = nearFewer
	}
	for _, j := range g.e.Holders[holder].Levers {
		if g.coarse() && (x[j] == 0 || x[j] == 1) {
			continue
		}
		step := 0.25
		for range steps {
			step /= 2
			for _, w := range []float64{g.round(x[j] - step), g.round(x[j] + step)} {
				single := !g.coarse() && math.Trunc(w*trialSteps) == w*trialSteps
				if w > 0 && w < 1 && w != x[j] && !single {
					list = append(list, trial{holder, g.withLever(x, j, w), j})
				}
			}
		}
	}
	return list
}

// corners are moves of all levers of a holder that has several: to none and to full;
// of a few levers also to every mixture of the two. They find levers that bring
// something together and nothing alone.
func (g *leverGame) corners(holder int, x []float64) (list []trial) {
	own := g.e.Holders[holder].Levers
	if len(own) == 1 {
		return nil // single moves
	}
	masks := []uint{0, math.MaxUint}
	if len(own) <= cornerLevers {
		masks = nil
		for mask := range uint(1) << len(own) {
			masks = append(masks, mask)
		}
	}
	for _, mask := range masks {
		y := slices.Clone(x)
		moved := 0
		for n, j := range own {
			if y[j] = float64(mask >> n & 1); y[j] != x[j] {
				moved++
			}
		}
		if moved > 1 {
			list = append(list, trial{holder, y, -1})
		}
	}
	return list
}

// kinks are moves of one lever to where the line through what it gains one and two
// small steps down meets that through what it gains one and two up, if that is within
// a step and higher: the top of a payoff that is straight on both sides of it. In
// games of many levers, whose weights are rounded, none is looked for.
func (g *leverGame) kinks(ctx context.Context, from []*weightRun) ([]trial, error) {
	if g.coarse() {
		return nil, nil
	}
	var trials []trial // four of a lever
	for h := range from {
		x := from[h].x
		for _, j := range g.e.Holders[h].Levers {
			if !(x[j] > 2*kinkStep && x[j] < 1-2*kinkStep) {
				continue
			}
			for _, n := range []float64{-2, -1, 1, 2} {
				trials = append(trials, trial{h, g.withLever(x, j, x[j]+float64(n*kinkStep)), j})
			}
		}
	}
	gains, err := g.tryAll(ctx, from, trials, g.few)
	if err != nil {
		return nil, err
	}
	var list []trial
	for i := 0; i < len(trials); i += 4 {
		t := trials[i]
		x := from[t.holder].x
		by, gain := meeting(gains[i].Difference.Value, gains[i+1].Difference.Value, gains[i+2].Difference.Value, gains[i+3].Difference.Value)
		w := math.Round((x[t.lever]+float64(by*kinkStep))*weightDecimals) / weightDecimals
		if gain > LeastGain && w != x[t.lever] {
			list = append(list, trial{t.holder, g.withLever(x, t.lever, w), t.lever})
		}
	}
	return list, nil
}

// meeting returns where the line through a at −2 and b at −1 meets that through c at
// 1 and d at 2, and how high; 0 if they do not meet between −1 and 1, or not in a top.
func meeting(a, b, c, d float64) (at, height float64) {
	left, right := b-a, d-c
	if !(left > right) {
		return 0, 0
	}
	at = (c - b - left - right) / (left - right)
	if !(math.Abs(at) < 1) {
		return 0, 0
	}
	return at, b + float64(left*(at+1))
}

// sharpen moves the holders of a climb on to weights next to theirs that are good.
func (c *leverClimb) sharpen(ctx context.Context) error {
	c.around = true
	for range nearRounds {
		if moved, err := c.step(ctx, nil); err != nil {
			return err
		} else if !moved {
			break
		}
	}
	tops, err := c.kinks(ctx, c.from)
	if err != nil {
		return err
	}
	_, err = c.move(ctx, tops, make([]leverStep, len(c.from)))
	return err
}

// challengeNear tries a point by moves next to its weights, and then by those to where
// lines through what these gain meet. It returns the weights to which it moves because
// a holder gains; nil: none does.
func (g *leverGame) challengeNear(ctx context.Context, p *RestPoint, at *weightRun) ([]float64, error) {
	var list []trial
	for h := range g.e.Holders {
		list = append(list, g.near(h, at.x)...)
	}
	moved, err := g.challengeBy(ctx, p, at, list)
	if err != nil || moved != nil {
		return moved, err
	}
	tops, err := g.kinks(ctx, slices.Repeat([]*weightRun{at}, len(g.e.Holders)))
	if err != nil {
		return nil, err
	}
	return g.challengeBy(ctx, p, at, tops)
}
