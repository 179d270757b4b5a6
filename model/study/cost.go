package study

import (
	"context"
	"math"
	"runtime"
	"time"

	"sim/model"
	"sim/model/montecarlo"
)

// A Cost is what simulation takes on this machine, measured on the first few
// draws. It is never part of a data file.
type Cost struct {
	Draw    time.Duration // one draw under all theories, on one processor
	Run     time.Duration // all draws of the Config with its workers, on as many processors as there are
	Dearest int           // index in Theories of the theory that takes longest alone
	Alone   time.Duration // one draw under that theory alone
}

const (
	costDraws = 64                     // that are timed at most
	costTime  = 100 * time.Millisecond // for timing them, if a draw takes no longer
)

// Cost measures what draws take. The error is the context's, or says what is
// wrong with the Config.
func (s *Subject) Cost(ctx context.Context) (Cost, error) {
	draws, err := montecarlo.NewDraws(s.Scenario.Bargain, s.Config.engine(s.tables))
	if err != nil {
		return Cost{}, err
	}
	var c Cost
	sum := time.Duration(0)
	each := costTime / time.Duration(len(s.Theories))
	for t := range s.Theories {
		alone, err := timed(ctx, s.Scenario.Only([]int{t}).Bargain, draws, each)
		if err != nil {
			return Cost{}, err
		}
		if sum += alone; alone > c.Alone {
			c.Dearest, c.Alone = t, alone
		}
	}
	c.Draw = sum
	if sum < 10*costTime { // together they are quicker than one by one, because they share what they solve
		together, err := timed(ctx, s.Scenario.Bargain, draws, costTime)
		if err != nil {
			return Cost{}, err
		}
		c.Draw = min(sum, together) // longer only if the processor was taken away meanwhile
	}
	c.Alone = min(c.Alone, c.Draw) // it was timed on fewer draws, which may be slower ones
	workers := max(1, min(s.Config.Workers, runtime.GOMAXPROCS(0), s.Config.Draws))
	c.Run = time.Duration(min(float64(c.Draw)*float64(s.Config.Draws)/float64(workers), math.MaxInt64/2))
	return c, nil
}

// timed returns the mean time of a draw of b, over as many as fit into within,
// but at least one. Each is simulated twice, and the quicker time counts: the
// first one makes room, and what else the machine does only ever adds.
func timed(ctx context.Context, b *model.Bargain, draws *montecarlo.Draws, within time.Duration) (time.Duration, error) {
	p, out := model.NewRunner(b), b.NewOutcomes(len(b.Theories))
	began, sum, n := time.Now(), time.Duration(0), 0
	for n == 0 || n < costDraws && time.Since(began) < within {
		in, events := draws.At(n)
		least := time.Duration(math.MaxInt64)
		for range 2 {
			if ctx.Err() != nil {
				return 0, ctx.Err()
			}
			start := time.Now()
			p.Run(in, events, out)
			if least = min(least, time.Since(start)); least > costTime {
				break // it need not be exact
			}
		}
		sum, n = sum+least, n+1
	}
	return sum / time.Duration(n), nil
}
