package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"sim/cmd/settings"
	"sim/model/scenario"
)

// The exit codes, all of them.
const (
	exitOK          = 0  // done
	exitFailure     = 1  // something outside the program failed: a disk, a permission
	exitUsage       = 64 // bad input or usage: a retry would end the same way
	exitInterrupted = 75 // interrupted: nothing half-written is left, and --resume goes on (2 is what a crash of Go's runtime ends with)
	exitRequire     = 99 // a condition that the scenario requires failed by more than its error
)

// A usageError is a mistake in how the program was called.
type usageError struct{ err error }

func (e *usageError) Error() string { return e.err.Error() }
func (e *usageError) Unwrap() error { return e.err }

// usage is a usageError with a formatted message.
func usage(format string, args ...any) error { return &usageError{fmt.Errorf(format, args...)} }

// An interruption is an interrupted command that kept something.
type interruption struct{ kept string }

func (e *interruption) Error() string { return "interrupted: " + e.kept }
func (e *interruption) Unwrap() error { return context.Canceled }

// A requireError says which required conditions failed.
type requireError struct{ failed []string }

func (e *requireError) Error() string {
	return "a condition that the scenario requires does not hold:\n  " + strings.Join(e.failed, "\n  ")
}

// patience is how long a command may take to end in order once it is told to.
const patience = 900 * time.Millisecond

// cutOff ends the program if the command has not ended in order by then: a single draw,
// an estimate or a page can take longer. What is left is what a crash leaves:
// whole records of finished draws, and no half-written results.
func cutOff(w io.Writer, ended <-chan struct{}) {
	select {
	case <-ended:
		return
	case <-time.After(patience):
	}
	_, _ = fmt.Fprintln(w, "interrupted: cut off after a second; where the command keeps finished draws, --resume continues from those kept so far") // nowhere left to complain
	os.Exit(exitInterrupted)
}

// exitCode maps an error to the exit code.
func exitCode(err error) int {
	if err == nil {
		return exitOK
	}
	if _, ok := errors.AsType[*requireError](err); ok {
		return exitRequire
	}
	if _, ok := errors.AsType[*usageError](err); ok {
		return exitUsage
	}
	if _, ok := errors.AsType[*settings.Error](err); ok {
		return exitUsage
	}
	if _, ok := errors.AsType[*scenario.Error](err); ok {
		return exitUsage
	}
	if errors.Is(err, context.Canceled) {
		return exitInterrupted
	}
	return exitFailure
}
