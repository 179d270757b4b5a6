// Sim plays scenarios of negotiation thousands of times under several theories
// of bargaining and draws how the outcomes spread. Illustration, not prediction.
package main

import (
	"os"
	"runtime/debug"
)

func main() {
	if os.Getenv("GOGC") == "" {
		// Draws leave nothing to collect, so it costs little to collect early, and
		// keeps a run small.
		debug.SetGCPercent(30)
	}
	os.Exit(sim())
}
