// Package scenario reads scenario files. It is the only package that knows
// what YAML is.
package scenario

import "sim/model"

// A Scenario is a validated file: the bargain it describes and what it says
// about how to run it.
type Scenario struct {
	Name    string // file name without folder and extension
	Bargain *model.Bargain
	Run     Settings
	Require []Condition // conditions that a run must meet

	// Text is the resolved scenario as YAML, after extends and overrides: a
	// run of it gives the same data files.
	Text string
	// Digest is the SHA-256 of Text in hex.
	Digest string
	// Warnings are things that a reader should look at but that do not stop a run.
	Warnings []Problem
}

// Settings are what the scenario's run: block asks for; flags, the
// environment and sim.yaml may overrule them. Zero means not said.
type Settings struct {
	Draws     int
	Seed      uint64
	HasSeed   bool
	Sampler   string
	Protocols []string // names; nil: not said; all: every theory that accepts the scenario
	Until     string
}
