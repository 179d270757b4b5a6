package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"sim/model/scenario"
)

func TestExitCode(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{nil, 0},
		{errors.New("disk full"), 1},
		{fs.ErrPermission, 1},
		{fmt.Errorf("open x: %w", syscall.EMFILE), 1},
		{context.Canceled, 75},
		{fmt.Errorf("run: %w", errors.Join(context.Canceled, fs.ErrClosed)), 75},
		{usage("no such thing"), 64},
		{fmt.Errorf("x: %w", &scenario.Error{}), 64},
		{&requireError{[]string{"share"}}, 99},
	} {
		if got := exitCode(c.err); got != c.want {
			t.Errorf("%v: exit code %d, want %d", c.err, got, c.want)
		}
	}
}
