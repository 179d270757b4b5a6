package folder

import (
	"context"
	"fmt"
	"runtime/debug"
)

// Fill has write create files of the run, and returns its error. Should ctx end
// first, Fill does not wait: a picture may take seconds, and nothing can stop it
// halfway. The run must then be given up; what write still creates fails.
func (f *Folder) Fill(ctx context.Context, write func() error) error {
	type ending struct {
		err   error
		fault any
	}
	ended := make(chan ending, 1)
	go func() {
		var e ending
		defer func() {
			if fault := recover(); fault != nil {
				e.fault = fmt.Sprintf("%v\n%s", fault, debug.Stack())
			}
			ended <- e
		}()
		e.err = write()
	}()
	select {
	case e := <-ended:
		if e.fault != nil {
			panic(e.fault) // where the program expects it
		}
		return e.err
	case <-ctx.Done():
		return ctx.Err()
	}
}
