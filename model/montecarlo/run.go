package montecarlo

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"

	"sim/model"
)

// firstCheck is the number of draws at which Config.Until is first called;
// after that it is called at every doubling.
const firstCheck = 1024

// chunksBytes is how much memory the chunks in flight may take, if two of them
// take no more.
const chunksBytes = 64 << 20

// Run simulates b as cfg describes and passes every chunk to the sinks in
// order. The tally does not depend on the number of workers.
//
// The error is a sink's, the log's, the context's, a *PanicError, or describes
// what is wrong with cfg; then the tally is nil. Even then the log has received
// every finished chunk.
func Run(ctx context.Context, b *model.Bargain, cfg Config, sinks ...Sink) (*Tally, error) {
	return run(ctx, b, cfg, func() simulator { return model.NewRunner(b) }, sinks)
}

// newEngine prepares the inputs for sampling. It fails if cfg is invalid.
func newEngine(b *model.Bargain, cfg Config, players func() simulator) (*engine, error) {
	inputs := b.Varying()
	e := &engine{bargain: b, seed: cfg.Seed, newSimulator: players, dists: make([]model.Dist, len(inputs))}
	if cfg.Plan != nil {
		e.usePlan(cfg.Plan)
	} else if err := e.useSampler(cfg, inputs); err != nil {
		return nil, err
	}
	var g errgroup.Group
	g.SetLimit(max(1, cfg.Workers))
	for k, in := range inputs {
		g.Go(func() (err error) {
			none := -1
			defer recoverPanic(&none, &err)
			e.dists[k] = cfg.Quantiles.of(in.Dist)
			return nil
		})
	}
	return e, g.Wait()
}

// useSampler sets e up for draws that a sampler chooses.
func (e *engine) useSampler(cfg Config, inputs []*model.Input) error {
	sampler, err := cfg.sampler()
	if err != nil {
		return err
	}
	if err := sampler.Check(cfg.Draws); err != nil {
		return err
	}
	if e.source, err = sampler.Source(cfg.Seed, inputs); err != nil {
		return err
	}
	e.replicates = sampler.Replicates()
	e.setCoupling(e.bargain.Coupling)
	return nil
}

// sampler returns the sampler named by cfg.
func (cfg Config) sampler() (Sampler, error) {
	name := cfg.Sampler
	if name == "" {
		name = Random.Name
	}
	entry, err := Samplers.Lookup(name)
	if err != nil {
		return nil, fmt.Errorf("sampler: %w", err)
	}
	return entry.Default()
}

// tabulated returns d in its fastest form: distributions with a slow quantile
// function can tabulate it.
func tabulated(d model.Dist) model.Dist {
	if s, ok := d.(interface{ Tabulated() model.Dist }); ok {
		return s.Tabulated()
	}
	return d
}

// run is Run with any simulator.
func run(ctx context.Context, b *model.Bargain, cfg Config, players func() simulator, sinks []Sink) (*Tally, error) {
	e, err := newEngine(b, cfg, players)
	if err != nil {
		return nil, err
	}
	if cfg.Plan != nil {
		cfg.Draws = cfg.Plan.Draws()
	}
	if cfg.Checkpoint != nil {
		cfg.Keep = cfg.Checkpoint.keep
		if err := cfg.Checkpoint.fit(cfg.Draws); err != nil {
			return nil, err
		}
		e.checkpoint = cfg.Checkpoint
	}
	from, to := cfg.Shard.Chunks(cfg.Draws)
	// Chunks in flight: one being simulated and one waiting per worker. More
	// would only use memory. Where chunks are large, several simulate one.
	each := len(b.Theories) * min(ChunkSize, cfg.Draws) * b.OutcomeBytes()
	workers := max(1, min(cfg.Workers, to-from, chunksBytes/(2*each)))
	flight := max(1, min(2*workers, to-from))
	jobs, done := make(chan *Chunk, flight), make(chan *Chunk, flight)
	if !cfg.Untallied {
		e.batches = newBatches(b, e, &cfg)
	}

	g, inner := errgroup.WithContext(ctx)
	for i := range workers {
		processors := max(1, cfg.Workers)
		subworkers := processors*(i+1)/workers - processors*i/workers
		g.Go(func() (err error) {
			none := -1
			defer recoverPanic(&none, &err)
			w := newWorker(e, subworkers)
			for c := range jobs {
				if err := w.finish(inner, c); err != nil {
					return err
				}
				done <- c
			}
			return nil
		})
	}
	q := newQueue(e, cfg, sinks, from, to)
	q.jobs, q.done = jobs, done
	for range flight {
		c := newChunk(b, len(e.dists), min(ChunkSize, cfg.Draws))
		if cfg.Progress != nil {
			c.classes = newReplicated(b, e.replicates).classCounts()
		}
		q.free = append(q.free, c)
	}
	g.Go(func() error { return q.serve(inner) })
	err = g.Wait()
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if last := q.close(); err == nil {
		err = last
	}
	if err != nil {
		return nil, err
	}
	return q.tally, nil
}
