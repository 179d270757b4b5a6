package live

import "errors"

// An Engine is what a live report computes with.
type Engine struct {
	Packed  []byte // the program for WebAssembly, gzipped
	Support []byte // Go's script that runs it
	Notices []byte // the licences of what it is made of
}

// ErrNoEngine says that the program neither holds an engine nor can build one.
var ErrNoEngine = errors.New("this program holds no engine for live reports: take one from a release, or build it with Go where its source is")
