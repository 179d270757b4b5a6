// Package montecarlo plays a bargain many times and sums up what happened.
//
// Draws are cut into chunks of a fixed size. Chunks run on any worker in any
// order; they are handed on and summed in chunk order, and every sum is exact,
// so the answer is the same to the last bit for one worker or sixty-four.
package montecarlo

import "sim/model"

// ChunkSize is how many draws are played, handed on and stored together.
const ChunkSize = 512

// Config says how much work to do and how.
type Config struct {
	Draws     int
	Seed      uint64
	Sampler   string         // name in Samplers; "random"
	Workers   int            // chunks in flight; at least 1
	Quantiles *QuantileCache // shared with other runs of the same scenario; nil: with none
	// Plan, if not nil, chooses the draws instead of Sampler, all Plan.Draws() of
	// them; Draws is then not looked at.
	Plan Plan

	// Until, if not nil, is asked at doublings of the number of draws, from
	// 1,024 on, whether the run is precise enough to stop before Draws.
	Until func(*Tally) bool
	// Progress, if not nil, is told after every chunk, in chunk order. The tally holds nothing but how many draws there are
	// and the classes they ended in.
	Progress func(*Tally)

	// Shard is the part of the run to play; Draws is that of the whole run.
	Shard Shard
	// Log, if not nil, is given finished work as records of so many draws, now
	// and then and at the end, also of a run that fails. They are what a Done is
	// made of.
	Log func(record []byte, draws int) error
	// Keep has the records hold single draws, so that sinks get all draws of a
	// run that goes on from them.
	Keep bool
	// Done, if not nil, is work that need not be done again; Run takes it over,
	// and Keep from it. Sinks get its draws as far as records hold them: without
	// Keep, only the first chunk.
	Checkpoint *Checkpoint
}

// A Chunk is a run of consecutive draws, played. The engine reuses it: a Sink
// must not keep its slices.
type Chunk struct {
	First int // global index of its first draw
	N     int // how many draws, at most ChunkSize
	// Inputs holds the varying inputs column by column: column c of draw
	// First+j is Inputs[c][j].
	Inputs [][]float64
	// Outcomes[t][j] is how draw First+j ended under theory t of the bargain.
	Outcomes [][]model.Outcome

	ends     *Tally // the classes that its draws ended in; nil if nobody asks
	restored bool   // was played before
}

// number is the chunk's place among those of the run.
func (c *Chunk) number() int { return c.First / ChunkSize }

// A Sink takes finished chunks in order of their draws.
type Sink interface{ Add(c *Chunk) error }
