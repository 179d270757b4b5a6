package study

import (
	"cmp"
	"runtime"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// Aliases of the engine's types, so that callers need no other import.
type (
	// An Estimate is a number with its Monte Carlo error.
	Estimate = montecarlo.Estimate
	// A Tally summarises the outcomes of draws.
	Tally = montecarlo.Tally
	// A Chunk is a block of consecutive draws.
	Chunk = montecarlo.Chunk
	// A Sink receives the chunks of draws in order.
	Sink = montecarlo.Sink
	// A Shard is a part of a run's draws; the zero Shard is the whole run.
	Shard = montecarlo.Shard
	// A Done holds draws that were simulated earlier.
	Done = montecarlo.Checkpoint
	// A Measure is a number computed from one draw.
	Measure = scenario.Measure
	// A Where selects draws by a condition on one draw.
	Where = scenario.Where
)

// ErrDamaged means that stored draws do not hold what their records say.
var ErrDamaged = montecarlo.ErrDamaged

// Defaults where neither the caller nor the scenario sets a value.
const (
	DefaultDraws = 4096
	DefaultSeed  = 1
)

// Samplers are the ways to sample inputs.
var Samplers = montecarlo.Samplers

// DefaultSampler is the name of the default sampler.
var DefaultSampler = montecarlo.Random.Name

// A Config controls how draws are simulated; ConfigOf returns that of a
// scenario. The zero Config simulates no draws.
type Config struct {
	Draws   int    // number of draws, from 1
	Seed    uint64 // seed of the random numbers
	Sampler string // how inputs are sampled, one of Samplers; empty: DefaultSampler
	Workers int    // number of parallel workers, from 1; 0: 1. Results do not depend on it
}

// ConfigOf returns the Config that the scenario's run: block requests, with one
// worker per processor.
func ConfigOf(s *scenario.Scenario) Config {
	c := Config{Draws: s.Run.Draws, Seed: DefaultSeed, Sampler: s.Run.Sampler, Workers: runtime.GOMAXPROCS(0)}
	if c.Draws == 0 {
		c.Draws = DefaultDraws
	}
	if s.Run.HasSeed {
		c.Seed = s.Run.Seed
	}
	if c.Sampler == "" {
		c.Sampler = DefaultSampler
	}
	return c
}

// A SamplerError means that a sampler does not exist or cannot generate so many
// draws.
type SamplerError struct {
	Sampler string
	Err     error
}

func (e *SamplerError) Error() string { return "sampler " + e.Sampler + ": " + e.Err.Error() }
func (e *SamplerError) Unwrap() error { return e.Err }

// Check returns a *SamplerError if the sampler is unknown or cannot generate
// that many draws.
func (c Config) Check() error {
	entry, err := montecarlo.Samplers.Lookup(cmp.Or(c.Sampler, DefaultSampler))
	if err != nil {
		return &SamplerError{c.Sampler, err}
	}
	sampler, err := entry.Default()
	if err == nil {
		err = sampler.Check(c.Draws)
	}
	if err != nil {
		return &SamplerError{c.Sampler, err}
	}
	return nil
}

// Independent reports whether draws are independent of each other. Otherwise
// they are stratified or quasi-random, and only whole replicates are
// independent.
func (c Config) Independent() bool {
	return cmp.Or(c.Sampler, DefaultSampler) == montecarlo.Random.Name
}

// Replicates returns the number of independent replicates, to which draws
// belong in rotation; 0 if all draws are independent. The error means that
// there is no such sampler.
func (c Config) Replicates() (int, error) { return c.engine(nil).Replicates() }

// engine converts the configuration to that of the engine.
func (c Config) engine(tables *montecarlo.QuantileCache) montecarlo.Config {
	return montecarlo.Config{Draws: c.Draws, Seed: c.Seed, Sampler: c.Sampler, Workers: c.Workers, Quantiles: tables}
}

// kept returns a sink that keeps measures of every draw, and the inputs if
// asked.
func (c Config) kept(inputs bool, measures ...func(*model.Outcome) float64) (*montecarlo.ColumnSink, error) {
	return montecarlo.NewColumnSink(c.engine(nil), inputs, measures...)
}

// ChunkSize is how many draws are simulated, delivered and stored together;
// shards consist of whole chunks.
const ChunkSize = montecarlo.ChunkSize
