package montecarlo

import (
	"context"
	"time"
)

// A queue sends chunks to workers and delivers them in order once finished. It
// runs in a single goroutine, so sinks and callbacks need no locks.
type queue struct {
	*engine
	cfg      Config
	sinks    []Sink
	from, to int // chunks to simulate

	tally    *Tally // of all batches that have been merged
	empty    bool   // whether none has been merged
	progress *Tally // of finished chunks, for Progress
	before   int    // draws that were finished when the run started

	jobs chan<- *Chunk
	done <-chan *Chunk
	free []*Chunk

	started, logged time.Time     // start of the run, and time of the last record
	logTime         time.Duration // time that the last record took
}

func newQueue(e *engine, cfg Config, sinks []Sink, from, to int) *queue {
	q := &queue{engine: e, cfg: cfg, sinks: sinks, from: from, to: to, started: time.Now()}
	q.logged = q.started
	switch q.empty = cfg.Checkpoint == nil; {
	case !q.empty:
		q.tally = cfg.Checkpoint.tally
	case cfg.Untallied || from < to: // the first batch will take its place
		q.tally = newReplicated(e.bargain, e.replicates).classCounts()
	default:
		q.tally = e.batches.newBatch().tally
	}
	q.progress = q.tally.classCounts()
	q.before = cfg.Checkpoint.Draws()
	return q
}

// progressInterval is the time between two calls of Config.Progress.
const progressInterval = 100 * time.Millisecond

// serve returns after all chunks have been delivered, or with the first error.
// It closes jobs.
func (q *queue) serve(ctx context.Context) (err error) {
	none := -1
	defer recoverPanic(&none, &err)
	defer close(q.jobs)
	var tick <-chan time.Time
	if q.cfg.Progress != nil {
		ticker := time.NewTicker(progressInterval)
		defer ticker.Stop()
		tick = ticker.C
		q.reportProgress()
		defer func() {
			if err == nil {
				q.reportProgress()
			}
		}()
	}
	arrived := make(map[int]*Chunk, len(q.free)) // by number; looked up, never iterated
	issued := q.from
	for next := q.from; next < q.to; {
		for limit := min(q.to, q.barrier(next)); issued < limit && len(q.free) > 0; {
			if q.skips(issued) {
				issued++
				continue
			}
			q.issue(issued)
			issued++
		}
		for next < issued && q.skips(next) {
			next++
			if done, err := q.askUntil(next); err != nil || done {
				return err
			}
		}
		if next == issued {
			continue
		}
		// The next chunk may have arrived before those that are skipped in front of
		// it: then nothing need arrive any more.
		c := arrived[next]
		if c == nil {
			if err := q.log(); err != nil {
				return err
			}
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-tick:
				q.reportProgress()
			case c := <-q.done:
				arrived[c.number()] = c
			}
			continue
		}
		delete(arrived, next)
		next++
		if err := q.deliver(c); err != nil {
			return err
		}
		q.free = append(q.free, c)
		if done, err := q.askUntil(next); err != nil || done {
			return err
		}
	}
	return nil
}

// skips reports whether a chunk is finished and no sink needs it.
func (q *queue) skips(number int) bool {
	d := q.cfg.Checkpoint
	return d.has(number, ChunkSize) && !d.keep && (len(q.sinks) == 0 || d.blocks[number].size == 0)
}

// issue sends a chunk to the workers.
func (q *queue) issue(number int) {
	c := q.free[len(q.free)-1]
	q.free = q.free[:len(q.free)-1]
	c.resize(number*ChunkSize, drawsOf(number, q.cfg.Draws))
	c.restored = q.cfg.Checkpoint.has(number, ChunkSize)
	if c.classes != nil {
		c.classes.clearClasses()
	}
	q.jobs <- c
}

// reportProgress calls Progress. The simulation never waits for it.
func (q *queue) reportProgress() {
	q.cfg.Progress(q.before+int(q.simulated.Load()), q.progress)
}

// deliver passes a chunk to the sinks and adds it to what Progress receives.
func (q *queue) deliver(c *Chunk) error {
	for _, s := range q.sinks {
		if err := s.Add(c); err != nil {
			return err
		}
	}
	if q.cfg.Progress != nil {
		q.progress.Merge(c.classes)
	}
	return nil
}

// barrier returns the number of chunks up to the next call of Until: chunks
// beyond it must not be simulated before the answer is known.
func (q *queue) barrier(next int) int {
	if q.cfg.Until == nil {
		return q.to
	}
	b := firstCheck / ChunkSize
	for b <= next {
		b *= 2
	}
	return b
}

// askUntil calls Until at 1,024 draws and at every doubling. Checking more often
// would favour stopping at a moment that looks precise by chance. If the
// checkpoint continues beyond next, the earlier answer was no.
func (q *queue) askUntil(next int) (bool, error) {
	n := next * ChunkSize
	if q.cfg.Until == nil || n < firstCheck || n >= q.cfg.Draws || n&(n-1) != 0 || q.cfg.Checkpoint != nil && q.cfg.Checkpoint.last >= next {
		return false, nil
	}
	if err := q.close(); err != nil {
		return false, err
	}
	return q.cfg.Until(q.tally), nil
}

// log writes a record if it is time: records cost a run at most a twentieth of
// its time, and an interruption loses at most about a tenth.
func (q *queue) log() error {
	if q.cfg.Log == nil {
		return nil
	}
	now := time.Now()
	if since := now.Sub(q.logged); since < max(50*time.Millisecond, 20*q.logTime, now.Sub(q.started)/10) && !q.batches.anyFull() {
		return nil
	}
	err := q.close()
	q.logged = time.Now()
	q.logTime = q.logged.Sub(now)
	return err
}

// close writes the batches that no worker is using to the log and merges them
// into the tally.
func (q *queue) close() error {
	if q.batches == nil {
		return nil
	}
	for _, b := range q.batches.drain() {
		if q.cfg.Log != nil && len(b.chunks) > 0 {
			if err := q.cfg.Log(b.record(q.cfg.Keep), b.draws()); err != nil {
				return err
			}
		}
		if q.empty {
			q.tally, q.empty = b.tally, false
			continue
		}
		q.tally.Merge(b.tally)
	}
	return nil
}
