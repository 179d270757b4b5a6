// Package montecarlo simulates a bargain many times and tallies the outcomes.
//
// Draws are divided into chunks of fixed size. Workers simulate chunks in any
// order; sinks receive them in order, and every sum is exact, so the result is
// the same to the last bit for any number of workers.
package montecarlo

import "sim/model"

// ChunkSize is how many draws are simulated, delivered and stored together.
const ChunkSize = 512

// Config describes a run.
type Config struct {
	Draws     int
	Seed      uint64
	Sampler   string         // name in Samplers; empty: "random"
	Workers   int            // number of chunks in flight; less than 1 counts as 1
	Quantiles *QuantileCache // shared between runs of similar scenarios; nil: no cache
	// Plan, if not nil, chooses the draws instead of Sampler. It replaces Draws
	// by Plan.Draws().
	Plan Plan

	// Until, if not nil, is called at 1,024 draws and at every doubling. It
	// returns whether the run is precise enough to stop before Draws.
	Until func(*Tally) bool
	// Progress, if not nil, is called at the start, at the end, and every
	// progressInterval in between, however long a chunk takes. It receives the
	// number of draws done, those of unfinished chunks included, and a tally of
	// the finished chunks with only their number of draws and outcome classes.
	Progress func(draws int, finished *Tally)

	// Untallied leaves the tally empty, for runs of which only the sinks read the
	// draws. It excludes Until, Log and Checkpoint.
	Untallied bool

	// Shard is the part of the run to simulate; the zero Shard is the whole
	// run. Draws is the size of the whole run.
	Shard Shard
	// Log, if not nil, receives finished work as records with their number of
	// draws, from time to time and at the end, even if the run fails. A
	// Checkpoint is read from these records.
	Log func(record []byte, draws int) error
	// Keep makes the records hold single draws, so that the sinks of a resumed
	// run receive all its draws.
	Keep bool
	// Checkpoint, if not nil, is work that is already finished. Run takes
	// ownership of it and replaces Keep by its setting. Sinks receive its draws
	// only if the records hold them: without Keep, only the first chunk.
	Checkpoint *Checkpoint
}

// A Chunk is a batch of consecutive simulated draws. It is reused: a Sink must
// not keep its slices.
type Chunk struct {
	First int // global index of its first draw
	N     int // number of draws, at most ChunkSize
	// Inputs holds the varying inputs column by column: column c of draw
	// First+j is Inputs[c][j].
	Inputs [][]float64
	// Outcomes[t][j] is the outcome of draw First+j under theory t of the
	// bargain.
	Outcomes [][]model.Outcome

	classes  *Tally // outcome classes of its draws; nil without Progress
	restored bool   // finished in an earlier run
}

// number returns the chunk's index within the run.
func (c *Chunk) number() int { return c.First / ChunkSize }

// A Sink receives finished chunks in order of their draws. An error stops the
// run.
type Sink interface{ Add(c *Chunk) error }
