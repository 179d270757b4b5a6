// Sim plays scenarios of negotiation thousands of times under several theories
// of bargaining and draws how the outcomes spread. Illustration, not prediction.
package main

import (
	"os"
	"runtime"
	"runtime/debug"
)

func main() {
	var floor []byte
	if os.Getenv("GOGC") == "" {
		// Draws leave nothing to collect, so it costs little to collect early, and keeps a run
		// small. What nobody touches takes no memory, and lets a small command end uncollected.
		debug.SetGCPercent(30)
		floor = make([]byte, 32<<20)
	}
	code := sim()
	runtime.KeepAlive(floor)
	os.Exit(code)
}
