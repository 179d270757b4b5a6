package study

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
)

// sideBySide calls do for 0 to n − 1, on at most the given number of workers,
// and stops at the first error. If the caller's context ended, the error is the
// context's.
func sideBySide(ctx context.Context, workers, n int, do func(ctx context.Context, i int) error) error {
	g, inner := errgroup.WithContext(ctx)
	g.SetLimit(max(1, workers))
	for i := range n {
		g.Go(func() error {
			if err := inner.Err(); err != nil {
				return err
			}
			return do(inner, i)
		})
	}
	err := g.Wait()
	if err != nil && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}

// pointCount counts variants of a scenario that are simulated in parallel, and
// reports them to the watch.
type pointCount struct {
	mu    sync.Mutex
	watch Watch
	at    Progress
}

func newPointCount(watch Watch, done, total int) *pointCount {
	c := &pointCount{watch: watch, at: Progress{Stage: VariantPoints, Points: done, TotalPoints: total}}
	c.add(0, 0)
	return c
}

// begin returns the engine's progress callback for a point of the given number
// of draws, and a function to call when the point ends, before it is counted.
func (c *pointCount) begin(draws int) (progress func(int, *Tally), end func()) {
	if c.watch == nil {
		return nil, func() {}
	}
	done := 0
	move := func(to int) {
		c.at.Running += float64(to-done) / float64(draws)
		done = to
	}
	return func(now int, _ *Tally) {
			c.mu.Lock()
			defer c.mu.Unlock()
			move(now)
			c.watch(c.at)
		}, func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			move(0)
		}
}

// add counts points that are done, and newly found points to simulate.
func (c *pointCount) add(done, found int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at.Points += done
	c.at.TotalPoints += found
	if c.watch != nil {
		c.watch(c.at)
	}
}
