package study

import (
	"cmp"
	"runtime"

	"sim/model"
	"sim/model/montecarlo"
	"sim/model/scenario"
)

// Names of the engine that every caller meets, so that it needs no other import.
type (
	// An Estimate is a number with its Monte Carlo error.
	Estimate = montecarlo.Estimate
	// A Tally sums up how draws ended.
	Tally = montecarlo.Tally
	// A Chunk is a run of consecutive draws.
	Chunk = montecarlo.Chunk
	// A Sink is handed the chunks of draws in order.
	Sink = montecarlo.Sink
	// A Shard is a part of a run's draws; the zero Shard is the whole run.
	Shard = montecarlo.Shard
	// A Done holds draws that were simulated before.
	Done = montecarlo.Checkpoint
	// A Measure is a number that is read off one draw.
	Measure = scenario.Measure
	// A Where picks draws by a condition on one draw.
	Where = scenario.Where
)

// The settings that hold where neither the caller nor the scenario says.
const (
	DefaultDraws = 4096
	DefaultSeed  = 1
)

// Samplers are the ways to sample inputs.
var Samplers = montecarlo.Samplers

// DefaultSampler is the name of the sampler that holds where nobody names one.
var DefaultSampler = montecarlo.Random.Name

// A Config says how draws are simulated; ConfigOf is what a scenario asks for. The
// zero Config simulates no draws.
type Config struct {
	Draws   int    // how many, from 1
	Seed    uint64 // of the random numbers
	Sampler string // name among Samplers: how inputs are sampled; empty: DefaultSampler
	Workers int    // draws simulated side by side, from 1; 0: 1. It changes no number
}

// ConfigOf is how the scenario's run: block has it simulated, by one worker per
// processor.
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

// A SamplerError says that a sampler does not exist or cannot make so many draws.
type SamplerError struct {
	Sampler string
	Err     error
}

func (e *SamplerError) Error() string { return "sampler " + e.Sampler + ": " + e.Err.Error() }
func (e *SamplerError) Unwrap() error { return e.Err }

// Check returns a *SamplerError where the sampler is unknown or cannot make that
// many draws.
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

// Independent reports whether draws are independent of one another; otherwise
// they are spread evenly, and only whole replicates are independent.
func (c Config) Independent() bool {
	return cmp.Or(c.Sampler, DefaultSampler) == montecarlo.Random.Name
}

// Replicates is how many independent replicates the draws belong to in turn; 0 if
// they are independent one by one. The error says that there is no such sampler.
func (c Config) Replicates() (int, error) { return c.engine(nil).Replicates() }

// engine is the configuration as the engine takes it.
func (c Config) engine(tables *montecarlo.QuantileCache) montecarlo.Config {
	return montecarlo.Config{Draws: c.Draws, Seed: c.Seed, Sampler: c.Sampler, Workers: c.Workers, Quantiles: tables}
}

// kept is a sink that keeps measures of every draw, and with inputs the inputs.
func (c Config) kept(inputs bool, measures ...func(*model.Outcome) float64) (*montecarlo.ColumnSink, error) {
	return montecarlo.NewColumnSink(c.engine(nil), inputs, measures...)
}

// ChunkSize is how many draws are simulated, handed on and stored together; shards
// are cut between chunks.
const ChunkSize = montecarlo.ChunkSize
