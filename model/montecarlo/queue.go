package montecarlo

import "context"

// A queue gives out chunks to workers and hands them on in order once played.
// One goroutine runs it, so that sinks and callbacks need no locks.
type queue struct {
	cfg    Config
	tally  *Tally
	sinks  []Sink
	chunks int // how many to play

	jobs chan<- *Chunk
	done <-chan *Chunk
	free []*Chunk
}

// serve returns once all chunks have been handed on, or with the first error.
// It closes jobs.
func (q *queue) serve(ctx context.Context) (err error) {
	none := -1
	defer caught(&none, &err)
	defer close(q.jobs)
	played := make(map[int]*Chunk, len(q.free)) // by number; only ever looked up
	issued := 0
	for next := 0; next < q.chunks; {
		for issued < min(q.chunks, q.barrier(next)) && len(q.free) > 0 {
			c := q.free[len(q.free)-1]
			q.free = q.free[:len(q.free)-1]
			first := issued * ChunkSize
			c.resize(first, min(ChunkSize, q.cfg.Draws-first))
			q.jobs <- c
			issued++
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case c := <-q.done:
			played[c.First/ChunkSize] = c
		}
		for c := played[next]; c != nil; c = played[next] {
			delete(played, next)
			next++
			if err := q.hand(c); err != nil {
				return err
			}
			q.free = append(q.free, c)
			if q.enough(next) {
				q.chunks = next
			}
		}
	}
	return nil
}

// hand adds a chunk to the tally and gives it to the sinks.
func (q *queue) hand(c *Chunk) error {
	q.tally.Add(c)
	for _, s := range q.sinks {
		if err := s.Add(c); err != nil {
			return err
		}
	}
	if q.cfg.Progress != nil {
		q.cfg.Progress(q.tally)
	}
	return nil
}

// barrier is the number of chunks up to the next point at which Until is
// asked: what lies beyond must not be played before the answer is known.
func (q *queue) barrier(next int) int {
	if q.cfg.Until == nil {
		return q.chunks
	}
	b := firstCheck / ChunkSize
	for b <= next {
		b *= 2
	}
	return b
}

// enough asks Until at 1,024 draws and every doubling; before, and between,
// a run would stop at whatever moment happened to look precise.
func (q *queue) enough(next int) bool {
	n := next * ChunkSize
	if q.cfg.Until == nil || n < firstCheck || n >= q.cfg.Draws || n&(n-1) != 0 {
		return false
	}
	return q.cfg.Until(q.tally)
}
